/**
 * The server's database as a simulation sees it: the real one, whose transactions take virtual time. A crash before
 * COMMIT loses the writes; one after COMMIT loses what was to follow it: no effect runs, nobody hears of it.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Database, Tx } from '../../sync-server/store/database.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Mutation } from './mutation.ts'

const COMMIT_MS_MAX = 4

type Waiting = { begin(): Promise<() => void> }

export type SlowDatabase = Database & {
  /** Until then writes take no time: opening a desk is one step. */
  slowDown(): void
  /** The disk is full, or not any more: no write is kept. */
  setFull(isFull: boolean): void
}

export function makeSlowDatabase(
  real: Database,
  surroundings: { kernel: Kernel; party: Party; dice: Dice; mutation: Mutation | null },
): SlowDatabase {
  const { kernel, party, dice, mutation } = surroundings
  const waiting: Waiting[] = []
  let isSlow = false
  let isFull = false
  let isDraining = false

  async function drain(): Promise<void> {
    isDraining = true
    while (waiting.length > 0) {
      await kernel.pause(party, dice.fraction() * COMMIT_MS_MAX)
      // All that wait by now share one COMMIT.
      const finishing = waiting.splice(0).map((write) => write.begin())
      const finish = await Promise.all(finishing)
      await kernel.pause(party, dice.fraction() * COMMIT_MS_MAX)
      for (const end of finish) end()
    }
    isDraining = false
  }

  /** A group that the disk refuses is rolled back, whatever was done in it. */
  async function writeWhole<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    if (!isFull) return real.write(body)
    const kept: T[] = []
    const full = new FaultError({ code: 'kit/storage', detail: 'the disk is full' })
    await real
      .write(async (tx) => {
        kept.push(await body(tx))
        throw full
      })
      .catch((error: unknown) => {
        if (error !== full) throw error
      })
    const [value] = kept
    if (mutation !== 'lost-commit' || value === undefined) throw full
    return value
  }

  function writeSlowly<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const effects: (() => void)[] = []
      waiting.push({
        begin: () =>
          writeWhole((tx) =>
            body({
              ...(mutation === 'one-scope' ? toldOnce(tx) : tx),
              afterCommit: (run) => void effects.push(run),
            }),
          ).then(
            (value) => () => {
              for (const run of effects) run()
              resolve(value)
            },
            (error: unknown) => () => reject(error),
          ),
      })
      if (!isDraining) void drain()
    })
  }

  /** Of several queues that see a ticket, the first alone is told of a change. */
  function toldOnce(tx: Tx): Tx {
    const told = new Set<string>()
    return {
      ...tx,
      async run(sql, ...params) {
        if (!sql.startsWith('INSERT INTO feed ')) return tx.run(sql, ...params)
        const [, ticket, , version, op] = params
        const change = `${String(ticket)} ${String(version)} ${String(op)}`
        if (told.has(change)) return 0
        told.add(change)
        return tx.run(sql, ...params)
      },
    }
  }

  return {
    kind: real.kind,
    read: real.read,
    write: (body) => (isSlow ? writeSlowly(body) : real.write(body)),
    backupTo: real.backupTo,
    about: real.about,
    close: real.close,
    slowDown() {
      isSlow = true
    },
    setFull(is) {
      isFull = is
    },
  }
}
