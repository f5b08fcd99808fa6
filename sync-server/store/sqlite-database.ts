/**
 * The only door to SQLite: WAL, synchronous=FULL, one connection that writes and one that reads. Uses Node's own
 * sqlite where it has one, else the same API from a package. Grouping of writes is here, because a COMMIT here is an fsync.
 */
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Database, Sql, SqlRow, SqlValue, Tx } from './database.ts'

/** At most this many writes share one COMMIT, so that the first does not wait for ever. */
const GROUP_MAX = 128
const STATEMENTS_KEPT = 500

type Waiting = {
  body: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

async function openConnection(path: string): Promise<DatabaseSyncInstance> {
  const { DatabaseSync } = await import('@photostructure/sqlite')
  const connection = new DatabaseSync(path)
  connection.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA cache_size=-8000',
  )
  return connection
}

function makeSql(connection: DatabaseSyncInstance): Sql {
  const statements = new Map<string, StatementSyncInstance>()
  const prepare = (text: string): StatementSyncInstance => {
    const known = statements.get(text)
    if (known) return known
    if (statements.size >= STATEMENTS_KEPT) statements.clear()
    const made = connection.prepare(text)
    statements.set(text, made)
    return made
  }
  return {
    all: async (text, ...params) => prepare(text).all(...params) as SqlRow[],
    get: async (text, ...params) => prepare(text).get(...params) as SqlRow | undefined,
    run: async (text, ...params) => Number(prepare(text).run(...params).changes),
  }
}

/** @param report  told what a listener threw after COMMIT: the write is durable, so it is answered all the same */
export async function openSqlite(
  path: string,
  report: (error: unknown) => void = () => {},
): Promise<Database> {
  const writer = await openConnection(path)
  const reader = await openConnection(path)
  const sql = makeSql(writer)
  const waiting: Waiting[] = []
  let isDraining = false
  let isClosed = false

  async function runGroup(group: Waiting[]): Promise<void> {
    const done: (() => void)[] = []
    const shared = {}
    try {
      writer.exec('BEGIN IMMEDIATE')
      for (const write of group) {
        const after: (() => void)[] = []
        const released: (() => void)[] = []
        writer.exec('SAVEPOINT one')
        try {
          const value = await write.body({
            ...sql,
            group: shared,
            afterCommit: (run) => void after.push(run),
            afterRelease: (run) => void released.push(run),
          })
          writer.exec('RELEASE one')
          for (const run of released) run()
          done.push(() => {
            for (const run of after)
              try {
                run()
              } catch (error) {
                report(error)
              }
            write.resolve(value)
          })
        } catch (error) {
          // A full disk may have ended the transaction already; then the whole group fails below.
          writer.exec('ROLLBACK TO one')
          writer.exec('RELEASE one')
          done.push(() => write.reject(storageFault(error)))
        }
      }
      writer.exec('COMMIT')
    } catch (error) {
      try {
        writer.exec('ROLLBACK')
      } catch {
        // There was no transaction left to roll back.
      }
      for (const write of group) write.reject(storageFault(error))
      return
    }
    for (const finish of done) finish()
  }

  async function drain(): Promise<void> {
    if (isDraining) return
    isDraining = true
    // Everything that was asked for in this turn of the loop goes into the first group.
    await new Promise<void>((resolve) => setImmediate(resolve))
    while (waiting.length > 0) await runGroup(waiting.splice(0, GROUP_MAX))
    isDraining = false
  }

  return {
    read: makeSql(reader),
    write<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
      if (isClosed)
        return Promise.reject(
          new FaultError({ code: 'kit/busy', detail: 'the server is shutting down' }),
        )
      if (waiting.length >= LIMITS.groupCommitWaiting)
        return Promise.reject(
          new FaultError({ code: 'kit/busy', detail: 'too many writes are waiting' }),
        )
      return new Promise<T>((resolve, reject) => {
        waiting.push({ body, resolve: (value) => resolve(value as T), reject })
        void drain()
      })
    },
    async backupTo(target) {
      reader.prepare('VACUUM INTO ?').run(target)
    },
    async close() {
      isClosed = true
      while (isDraining || waiting.length > 0)
        await new Promise<void>((resolve) => setImmediate(resolve))
      reader.close()
      try {
        // The WAL goes into the main file: SQLite does that by itself only when no statement is left to collect.
        writer.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // All of it is in the WAL, durable; the next start reads it from there.
      }
      writer.close()
    },
  }
}

/** SQLite's words for “no room” as a fault; anything else stays what it is. */
function storageFault(error: unknown): unknown {
  if (error instanceof Error && /disk is full|SQLITE_FULL|disk I\/O error/i.test(error.message))
    return new FaultError({ code: 'kit/storage', detail: 'the database has no room left' })
  return error
}

export type { SqlValue }
