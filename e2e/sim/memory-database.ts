/**
 * The server's database in memory, for the many small simulations: one connection a process, its statements prepared
 * once, and a transaction around each run that is never committed, so that the next run starts from the template again.
 * Readers see only what is committed, as with the real one: they wait while a group is written. Not here: files, crashes
 * of the machine, other processes; every tenth run has the real database, and chaos kills real processes.
 */
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite'
import type { Database, Sql, SqlRow, Tx } from '../../sync-server/store/database.ts'
import { makeWriteQueue, type Waiting } from '../../sync-server/store/write-queue.ts'

const GROUP_MAX = 128

export type MemoryDatabase = {
  /** As a server's life sees it. Closing it keeps what was committed. */
  open(): Database
  /** Everything so far is what every run starts from. */
  keepAsTemplate(path: string): void
  /** Back to the template. */
  reset(): void
  /** Marks what a backup would hold. */
  backUp(): Promise<void>
  /** Back to the last mark. */
  restore(): Promise<void>
  close(): void
}

export function makeMemoryDatabase(): MemoryDatabase {
  const connection = new DatabaseSync(':memory:')
  connection.exec('PRAGMA foreign_keys=ON')
  const statements = new Map<string, StatementSyncInstance>()
  const prepare = (text: string): StatementSyncInstance => {
    const known = statements.get(text)
    if (known) return known
    const made = connection.prepare(text)
    statements.set(text, made)
    return made
  }
  /** The group that is being written; readers wait for its end. */
  let writing: Promise<unknown> | null = null

  const own: Sql = {
    all: async (text, ...params) => prepare(text).all(...params) as SqlRow[],
    get: async (text, ...params) => prepare(text).get(...params) as SqlRow | undefined,
    run: async (text, ...params) => Number(prepare(text).run(...params).changes),
  }

  async function afterWriting<T>(ask: () => Promise<T>): Promise<T> {
    while (writing) await writing
    return ask()
  }

  const read: Sql = {
    all: (text, ...params) => afterWriting(() => own.all(text, ...params)),
    get: (text, ...params) => afterWriting(() => own.get(text, ...params)),
    run: (text, ...params) => afterWriting(() => own.run(text, ...params)),
  }

  async function runGroup(group: Waiting[]): Promise<Waiting[]> {
    while (writing) await writing
    let release = () => {}
    writing = new Promise<void>((resolve) => {
      release = resolve
    })
    const ends: (() => void)[] = []
    const shared = {}
    for (const write of group) {
      const after: (() => void)[] = []
      const released: (() => void)[] = []
      const tx: Tx = {
        ...own,
        forUpdate: '',
        forClaim: '',
        group: shared,
        afterCommit: (run) => void after.push(run),
        afterRelease: (run) => void released.push(run),
      }
      connection.exec('SAVEPOINT one')
      try {
        const value = await write.body(tx)
        connection.exec('RELEASE one')
        for (const run of released) run()
        ends.push(() => {
          for (const run of after) run()
          write.resolve(value)
        })
      } catch (error) {
        connection.exec('ROLLBACK TO one; RELEASE one')
        ends.push(() => write.reject(error))
      }
    }
    writing = null
    release()
    for (const end of ends) end()
    return []
  }

  return {
    open() {
      const queue = makeWriteQueue(GROUP_MAX, runGroup)
      return {
        kind: 'sqlite',
        read,
        write: queue.write,
        about: async () => ({
          kind: 'sqlite',
          words: 'SQLite, in memory',
          integrity: 'ok',
          isDurable: false,
          durability: 'none',
        }),
        backupTo: () => Promise.reject(new Error('a database in memory has no file')),
        close: queue.close,
      }
    },
    keepAsTemplate(path) {
      connection.prepare('VACUUM INTO ?').run(path)
      connection.exec('BEGIN')
    },
    reset: () => connection.exec('ROLLBACK; BEGIN'),
    // Not within a group: its savepoints would take this one with them.
    backUp: () => afterWriting(async () => connection.exec('SAVEPOINT backup')),
    restore: () => afterWriting(async () => connection.exec('ROLLBACK TO backup')),
    close() {
      statements.clear()
      connection.close()
    },
  }
}
