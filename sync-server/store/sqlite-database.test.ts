/** SQLite keeps the contract, and is set up so that COMMIT means the disk has it. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseContract, type OpenedStore } from './contract.ts'
import { openSqlite } from './sqlite-database.ts'

async function open(): Promise<OpenedStore> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-store-'))
  const path = join(folder, 'desk.sqlite')
  const copyPath = join(folder, 'copy.sqlite')
  return {
    database: await openSqlite(path),
    reopen: () => openSqlite(path),
    copy: { path: copyPath, open: () => openSqlite(copyPath) },
    dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

databaseContract('sqlite', open)

describe('sqlite', () => {
  test('after closing, everything is in the one file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-store-'))
    try {
      const database = await openSqlite(join(folder, 'desk.sqlite'))
      await database.write((tx) => tx.run(`CREATE TABLE things (id TEXT)`))
      await database.write((tx) => tx.run(`INSERT INTO things (id) VALUES ('a')`))
      await database.close()
      await copyFile(join(folder, 'desk.sqlite'), join(folder, 'copy.sqlite'))
      const copy = await openSqlite(join(folder, 'copy.sqlite'))
      expect(await copy.read.all(`SELECT id FROM things`)).toEqual([{ id: 'a' }])
      await copy.close()
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  test('[CO1] writes go through WAL with synchronous=FULL, and references are checked', async () => {
    const store = await open()
    try {
      const settings = await store.database.write(async (tx) => ({
        journal: (await tx.get(`PRAGMA journal_mode`))?.['journal_mode'],
        synchronous: (await tx.get(`PRAGMA synchronous`))?.['synchronous'],
        foreignKeys: (await tx.get(`PRAGMA foreign_keys`))?.['foreign_keys'],
      }))
      // 2 is FULL: the WAL is synced by every COMMIT. With 1 (NORMAL) a power cut loses acknowledged writes.
      expect(settings).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1 })
    } finally {
      await store.database.close()
      await store.dispose()
    }
  })
})
