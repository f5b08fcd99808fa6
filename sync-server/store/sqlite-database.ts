/**
 * The only door to SQLite: WAL, synchronous=FULL, one connection that writes and one that reads. Uses Node's own
 * sqlite where it has one, else the same API from a package. Grouping of writes is here, because a COMMIT here is an fsync.
 */
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { FaultError } from '../../shared/kit/fault.ts'
import { text, type Database, type Sql, type SqlRow, type SqlValue } from './database.ts'
import { makeScrub, OVERWRITES } from './scrub.ts'
import { makeWriteQueue, type Waiting } from './write-queue.ts'

const GROUP_MAX = 128
/** Reading and judging block the process here: after this long a group is closed, however many still wait. */
const GROUP_MS_MAX = 20
const STATEMENTS_KEPT = 500
/** Another process (a backup, the command line) may hold the file for a moment. */
const BUSY_MS = 5_000

/**
 * A page that is written again and again is brought to the main file once for many times: all is durable in the WAL
 * meanwhile. Pages stay in memory between commits, in KiB: few, because the system holds them too, and because what they
 * took lies scattered and never goes back. What one group of writes changes is held whole, up to so many pages.
 */
const WRITER = 'PRAGMA cache_size=-3000; PRAGMA cache_spill=4000; PRAGMA wal_autocheckpoint=4000'

async function openConnection(path: string): Promise<DatabaseSyncInstance> {
  const { DatabaseSync } = await import('@photostructure/sqlite')
  const connection = new DatabaseSync(path)
  connection.exec(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=${BUSY_MS}; PRAGMA cache_size=-1000; PRAGMA temp_store=MEMORY`,
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
  stopwatch: () => number = () => performance.now(),
): Promise<Database> {
  const writer = await openConnection(path)
  writer.exec(`${WRITER}; ${OVERWRITES}`)
  const reader = await openConnection(path)
  const sql = makeSql(writer)

  // Two for every write: parsed once. What they set aside stays in memory.
  const savepoint = writer.prepare('SAVEPOINT one')
  const release = writer.prepare('RELEASE one')

  async function runGroup(group: Waiting[]): Promise<Waiting[]> {
    const done: (() => void)[] = []
    const shared = {}
    const until = stopwatch() + GROUP_MS_MAX
    let begun = 0
    try {
      writer.exec('BEGIN IMMEDIATE')
      for (const write of group) {
        if (begun > 0 && stopwatch() > until) break
        begun++
        const after: (() => void)[] = []
        const released: (() => void)[] = []
        savepoint.run()
        try {
          const value = await write.body({
            ...sql,
            forUpdate: '',
            forClaim: '',
            group: shared,
            afterCommit: (run) => void after.push(run),
            afterRelease: (run) => void released.push(run),
          })
          release.run()
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
      return []
    }
    for (const finish of done) finish()
    return group.slice(begun)
  }

  const queue = makeWriteQueue(GROUP_MAX, runGroup)
  const read = makeSql(reader)

  /** Does not wait for another process that reads just now: whoever asked tries again. */
  function cutLog(): unknown {
    writer.exec('PRAGMA busy_timeout=0')
    const done: unknown = writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
    writer.exec(`PRAGMA busy_timeout=${BUSY_MS}`)
    return done
  }
  return {
    kind: 'sqlite',
    read,
    write: queue.write,
    async about() {
      const integrity = await read.get(`PRAGMA integrity_check(1)`)
      const journal = await read.get(`PRAGMA journal_mode`)
      const synchronous = await read.get(`PRAGMA synchronous`)
      const isDurable = journal?.['journal_mode'] === 'wal' && synchronous?.['synchronous'] === 2
      return {
        kind: 'sqlite',
        words: 'SQLite, in the data directory',
        integrity: integrity ? text(integrity, 'integrity_check') : 'no answer',
        isDurable,
        durability: isDurable
          ? 'WAL, synchronous=FULL'
          : 'the database is not in WAL with synchronous=FULL',
      }
    },
    scrub: makeScrub(read, queue.write, {
      rewrite: () => writer.exec('VACUUM'),
      checkpoint: cutLog,
    }),
    async backupTo(target) {
      reader.prepare('VACUUM INTO ?').run(target)
    },
    async close() {
      await queue.close()
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
