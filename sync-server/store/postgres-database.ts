/**
 * The desk's database in PostgreSQL: one connection that writes in groups, as SQLite does, and a few that read. Several
 * processes share one database and run at the same time; rows are locked, never the whole.
 *
 * Locks and groups: what a write locks is held until its group's COMMIT, so two groups could wait for each other. They
 * never do for long: only the first write of a group waits for others. A later one that meets a lock ends its group,
 * which commits and lets go, and opens the next.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { DoneMeanwhile, type Database, type Sql, type Tx } from './database.ts'
import {
  connectPostgres,
  faultOf,
  isDeadlock,
  isLockTimeout,
  isMadeMeanwhile,
  makePostgresPool,
  type PostgresConnection,
} from './postgres-connection.ts'
import { copyToSqlite } from './portable-copy.ts'
import { makeWriteQueue, type Waiting } from './write-queue.ts'

/** While a group is under way other processes wait for the rows it holds. */
const GROUP_MAX = 64
const GROUP_MS_MAX = 50
const READERS = 4
/** How long the first write of a group waits for a row, and how long a later one does. */
const FIRST_WAIT_MS = LIMITS.databaseLockMs
const LATER_WAIT_MS = 10
const TRIES_MAX = 5

export type PostgresDatabase = Database & {
  kind: 'postgres'
  url: string
  /** Statements that are each durable by themselves, whatever a write is doing. */
  apart: Sql
}

/** @param report  told what a listener threw after COMMIT: the write is durable, so it is answered all the same */
export async function openPostgres(
  url: string,
  report: (error: unknown) => void = () => {},
): Promise<PostgresDatabase> {
  const pool = makePostgresPool(url, READERS)
  let writer: PostgresConnection | null = await connectPostgres(url).catch(async (error) => {
    await pool.end()
    throw error
  })
  const wait = makeBackoff()

  async function connected(): Promise<PostgresConnection> {
    if (writer && !writer.isBroken()) return writer
    await writer?.end()
    writer = null
    wait.assertOver()
    try {
      writer = await connectPostgres(url)
      wait.reset()
      return writer
    } catch (error) {
      wait.extend()
      throw error
    }
  }

  async function runGroup(group: Waiting[]): Promise<Waiting[]> {
    let connection: PostgresConnection
    try {
      connection = await connected()
    } catch (error) {
      for (const write of group) write.reject(faultOf(error))
      return []
    }
    const turn = makeTurn(connection, report)
    const until = performance.now() + GROUP_MS_MAX
    try {
      for (const [at, write] of group.entries()) {
        const end = await turn.run(write, at === group.length - 1)
        if (end === 'done' && performance.now() < until) continue
        // What is not done opens the next group, where it may wait, with everything behind it.
        const left = group.slice(end === 'done' ? at + 1 : at)
        await turn.commit()
        return left
      }
      await turn.commit()
      return []
    } catch (error) {
      await connection.exec('ROLLBACK').catch(() => {})
      for (const write of group) write.reject(faultOf(error))
      return []
    }
  }

  const queue = makeWriteQueue(GROUP_MAX, runGroup)
  return {
    kind: 'postgres',
    url,
    apart: pool.sql,
    read: retryOnce(pool.sql),
    write: queue.write,
    backupTo: (path) => copyToSqlite(url, path),
    async about() {
      const version = await pool.sql.get(`SHOW server_version`)
      const fsync = await pool.sql.get(`SHOW fsync`)
      const isDurable = fsync?.['fsync'] === 'on'
      return {
        kind: 'postgres',
        words: `PostgreSQL ${String(version?.['server_version'] ?? '')}`,
        integrity: 'ok',
        isDurable,
        durability: isDurable
          ? 'fsync is on, COMMIT waits for it'
          : 'the server runs with fsync off: a power cut loses what was acknowledged',
      }
    },
    async close() {
      await queue.close()
      await writer?.end()
      await pool.end()
    },
  }
}

type Turn = {
  /** `later`: another process holds what it needs, and this group holds something too. */
  run(write: Waiting, isLast: boolean): Promise<'done' | 'later'>
  /** Durable, or an exception; then every write that was run is answered. */
  commit(): Promise<void>
}

/**
 * One transaction on its way: writes, each under a savepoint, and what is to happen once all are durable. What only opens
 * the next write goes out with its first statement: it is not waited for, and when it fails the whole group has failed.
 */
function makeTurn(connection: PostgresConnection, report: (error: unknown) => void): Turn {
  const answers: (() => void)[] = []
  const group = {}
  let hasLocks = false
  let hasFailed = false

  function open(statements: string): void {
    connection.exec(statements).catch(() => {
      hasFailed = true
    })
  }
  open(`BEGIN; SET LOCAL lock_timeout = ${FIRST_WAIT_MS}; SAVEPOINT one`)

  /** Back to before this write; what it locked is free again. */
  const undo = () => connection.exec('ROLLBACK TO SAVEPOINT one')

  async function attempt(write: Waiting, isLast: boolean): Promise<() => void> {
    const after: (() => void)[] = []
    const released: (() => void)[] = []
    const tx: Tx = {
      ...connection.sql,
      forUpdate: ' FOR UPDATE',
      forClaim: ' FOR UPDATE SKIP LOCKED',
      group,
      afterCommit: (run) => void after.push(run),
      afterRelease: (run) => void released.push(run),
    }
    const value = await write.body(tx)
    // From here on others wait for what this group holds, so it no longer waits long for them.
    if (!isLast)
      open(
        hasLocks
          ? 'RELEASE SAVEPOINT one; SAVEPOINT one'
          : `RELEASE SAVEPOINT one; SET LOCAL lock_timeout = ${LATER_WAIT_MS}; SAVEPOINT one`,
      )
    hasLocks = true
    for (const run of released) run()
    return () => {
      for (const run of after)
        try {
          run()
        } catch (error) {
          report(error)
        }
      write.resolve(value)
    }
  }

  async function run(write: Waiting, isLast: boolean): Promise<'done' | 'later'> {
    for (;;) {
      try {
        answers.push(await attempt(write, isLast))
        return 'done'
      } catch (error) {
        if (connection.isBroken() || hasFailed) throw error
        await undo()
        const isInTheWay = isLockTimeout(error) || isDeadlock(error)
        const mayTryAgain = isInTheWay || isMadeMeanwhile(error) || error instanceof DoneMeanwhile
        if (mayTryAgain && ++write.tries < TRIES_MAX) {
          if (isInTheWay && hasLocks) return 'later'
          // What somebody else made a moment ago is seen by the second try. To give up on one write and go on with the
          // next would part a device's changes that build on each other.
          continue
        }
        answers.push(() => write.reject(faultOf(error)))
        return 'done'
      }
    }
  }

  return {
    run,
    async commit() {
      // A transaction that failed unnoticed answers COMMIT with ROLLBACK and no error.
      const tag = await connection.exec('COMMIT')
      if (tag !== 'COMMIT' || hasFailed) throw new Error(`COMMIT was answered with ${tag}`)
      for (const answer of answers) answer()
    },
  }
}

/** A read changes nothing: when its connection is lost it is asked again on another one. */
function retryOnce(sql: Sql): Sql {
  const again = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      if (error instanceof FaultError && error.fault.code === 'kit/busy') return run()
      throw error
    }
  }
  return {
    all: (text, ...params) => again(() => sql.all(text, ...params)),
    get: (text, ...params) => again(() => sql.get(text, ...params)),
    run: (text, ...params) => sql.run(text, ...params),
  }
}

/** A server that is away is not asked by every write: the wait doubles, and meanwhile writes are refused at once. */
function makeBackoff(): { assertOver(): void; extend(): void; reset(): void } {
  let waitMs = 0
  let until = 0
  return {
    assertOver() {
      if (performance.now() < until)
        throw new FaultError({ code: 'kit/busy', detail: 'the database does not answer' })
    },
    extend() {
      waitMs = Math.min(
        Math.max(waitMs * 2, LIMITS.databaseRetryMsFirst),
        LIMITS.databaseRetryMsMax,
      )
      until = performance.now() + waitMs
    },
    reset() {
      waitMs = 0
    },
  }
}
