/**
 * A real PostgreSQL in virtual time. While it works, time stands still; each statement then takes its share of virtual
 * time, before it is run and after it was answered, so that reads overtake each other and everything else goes on between
 * two statements of a write, as with a database across a network. Whoever asks while time stands still anyway is answered at once. The pauses come from the seed, so the order in which
 * answers are seen does too; what is left to the real server (which of several reads it runs first, how many writes share a
 * COMMIT when it is slow) is not, and two runs of a seed may differ.
 */
import type { Database, Sql, Tx } from '../../sync-server/store/database.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'

/** A statement's way there and back. */
const READ_MS_MAX = 3
const WRITE_MS_MAX = 0.5
/** Most statements of a write come one right after the other. */
const WRITE_PAUSES = 0.2

/** The store for those who look at it from outside: they wait, and time with them. */
export function heldDatabase(real: Database, kernel: Kernel): Database {
  const held = <T>(ask: () => Promise<T>): Promise<T> => kernel.atOnce(ask)
  return { ...real, read: slowSql(real.read, held), write: (body) => held(() => real.write(body)) }
}

export type TimedDatabase = Database & {
  /** Until then statements take no time: opening a desk is one step. */
  slowDown(): void
}

export function makeTimedDatabase(
  real: Database,
  { kernel, party, dice }: { kernel: Kernel; party: Party; dice: Dice },
): TimedDatabase {
  let isSlow = false
  let writes = 0
  /** Statements of a write that take their virtual time. */
  let pauses = 0
  let release: (() => void) | null = null

  /** While a write is at its COMMIT, or between two statements, it has nothing of its own that would stop time. */
  function holdWhileWriting(): void {
    const mustHold = writes > 0 && pauses === 0
    if (mustHold) release ??= kernel.hold()
    else {
      release?.()
      release = null
    }
  }

  async function atOnce<T>(ask: () => Promise<T>): Promise<T> {
    if (!party.isAlive) return new Promise<T>(() => {})
    return kernel.atOnce(ask)
  }

  async function readSlowly<T>(ask: () => Promise<T>): Promise<T> {
    if (!isSlow || kernel.isStill()) return atOnce(ask)
    const [before, after] = [dice.fraction(), dice.fraction()]
    await kernel.pause(party, before * READ_MS_MAX)
    try {
      return await atOnce(ask)
    } finally {
      await kernel.pause(party, after * READ_MS_MAX)
    }
  }

  async function writeSlowly<T>(ask: () => Promise<T>): Promise<T> {
    if (isSlow && !kernel.isStill(release ? 1 : 0) && dice.chance(WRITE_PAUSES)) {
      pauses++
      holdWhileWriting()
      await kernel.pause(party, dice.fraction() * WRITE_MS_MAX)
      pauses--
      holdWhileWriting()
    }
    return atOnce(ask)
  }

  return {
    kind: real.kind,
    read: slowSql(real.read, readSlowly),
    async write<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
      if (!party.isAlive) return new Promise<T>(() => {})
      writes++
      holdWhileWriting()
      try {
        return await real.write((tx) => body({ ...tx, ...slowSql(tx, writeSlowly) }))
      } finally {
        writes--
        holdWhileWriting()
      }
    },
    backupTo: real.backupTo,
    about: real.about,
    close: real.close,
    slowDown() {
      isSlow = true
    },
  }
}

const slowSql = (sql: Sql, slowly: <T>(ask: () => Promise<T>) => Promise<T>): Sql => ({
  all: (text, ...params) => slowly(() => sql.all(text, ...params)),
  get: (text, ...params) => slowly(() => sql.get(text, ...params)),
  run: (text, ...params) => slowly(() => sql.run(text, ...params)),
})
