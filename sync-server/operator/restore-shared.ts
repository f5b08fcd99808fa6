/**
 * `restore` into PostgreSQL: what a backup has as a database, settings and files becomes rows of an empty one, in one
 * transaction with the tables themselves. Cut short, or refused by the database, it leaves that as empty as it was.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { durableFile } from '../settings/durable-file.ts'
import type { Surroundings } from '../desk.ts'
import type { Database, Tx } from '../store/database.ts'
import { fillFromSqlite } from '../store/portable-fill.ts'
import { openPostgres } from '../store/postgres-database.ts'
import type { Progress } from './verb.ts'

const SAY_EVERY = 1_000

/**
 * @param source   the backup's database, brought to the newest step and with a generation of its own
 * @param files    folder with `desk.json` and `blobs`; desk.json may be renamed when it cannot be read
 * @returns        files that became rows
 */
export async function restoreShared(
  databaseUrl: string,
  { source, settings, blobs }: { source: Database; settings: string; blobs: string },
  around: Pick<Surroundings, 'log'>,
  progress: Progress,
): Promise<number> {
  const found = await durableFile(settings, around.log).read()
  const target = await openPostgres(databaseUrl)
  try {
    return await target.write(async (tx) => {
      await fillFromSqlite(source, tx, (table, rows) => progress(`${table}: ${rows} rows`))
      if (found) await putSettings(tx, JSON.stringify(found))
      return fillBlobs(tx, blobs, progress)
    })
  } finally {
    await target.close()
  }
}

/** A backup of a PostgreSQL desk has them as a row too, which is older by the time the copy took. */
async function putSettings(tx: Tx, json: string): Promise<void> {
  await tx.run(
    `INSERT INTO store_facts (name, value, version) VALUES ('settings', ?, 1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = store_facts.version + 1`,
    json,
  )
}

/** Whether the bytes have their hash is looked at by verify, as with files. */
async function fillBlobs(tx: Tx, folder: string, progress: Progress): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  let count = 0
  for (const entry of entries) {
    if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name)) continue
    await tx.run(
      `INSERT INTO blob_bytes (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING`,
      entry.name,
      await readFile(join(entry.parentPath, entry.name)),
    )
    count += 1
    if (count % SAY_EVERY === 0) progress(`${count} files`)
  }
  return count
}
