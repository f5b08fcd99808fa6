/**
 * Where a desk keeps what it knows: all in the data directory (SQLite, files), or in PostgreSQL, where nodes that share no
 * disk find everything: database, settings, blobs and the gateway's key. Not here: what is kept.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeToken } from '../shared/kit/id.ts'
import { openBlobs, type Blobs } from './blobs/blobs.ts'
import { makeBlobRows } from './blobs/blob-rows.ts'
import type { Config } from './config.ts'
import type { Surroundings } from './desk.ts'
import { durableFile } from './settings/durable-file.ts'
import { openSettings, type OpenSettings } from './settings/settings-file.ts'
import { settingsRow } from './settings/settings-row.ts'
import { text, type Database } from './store/database.ts'
import { openPostgres, type PostgresDatabase } from './store/postgres-database.ts'
import { migrate } from './store/schema.ts'
import { openSqlite } from './store/sqlite-database.ts'

export type DeskStore = {
  database: Database
  settings: OpenSettings
  blobs: Blobs
  /** Secrets of this installation: the gateway's key, and the command line's. */
  keys: { gateway: string; operator: string }
  /** The database that other nodes may share; null for SQLite. */
  shared: PostgresDatabase | null
}

export async function openDeskStore(config: Config, around: Surroundings): Promise<DeskStore> {
  const { dataDir, databaseUrl } = config
  const report = (error: unknown) =>
    around.log('error', 'a listener failed after a commit', { error: String(error) })
  const shared =
    databaseUrl !== null && !around.database ? await openPostgres(databaseUrl, report) : null
  const database =
    around.database ?? shared ?? (await openSqlite(join(dataDir, 'desk.sqlite'), report))
  try {
    await migrate(database)
    const settings = await openSettings(
      shared ? settingsRow(shared) : durableFile(join(dataDir, 'desk.json'), around.log),
    )
    const blobs =
      around.blobs ??
      (shared
        ? makeBlobRows(shared.apart, around.clock)
        : await openBlobs(join(dataDir, 'blobs'), around.clock))
    const gatewayPath = join(dataDir, 'gateway.key')
    const gateway = shared
      ? await shareKey(shared, gatewayPath, around)
      : await readOrMakeKey(gatewayPath, around)
    // The command line finds its server through the data directory, so each has a key of its own.
    const operator = await readOrMakeKey(join(dataDir, 'operator.key'), around)
    return { database, settings, blobs, keys: { gateway, operator }, shared }
  } catch (error) {
    await database.close().catch(() => {})
    throw error
  }
}

/** The key all gateways of the desk use, also those beside other nodes; kept as a file for the one beside this node. */
async function shareKey(database: Database, path: string, around: Surroundings): Promise<string> {
  const own = (await readKey(path)) ?? makeKey(around)
  const row = await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO store_facts (name, value, version) VALUES ('gateway-key', ?, 1) ON CONFLICT (name) DO NOTHING`,
      own,
    )
    return tx.get(`SELECT value FROM store_facts WHERE name = 'gateway-key'`)
  })
  const key = row ? text(row, 'value') : own
  if (key !== (await readKey(path))) await writeKey(path, key)
  return key
}

async function readOrMakeKey(path: string, around: Surroundings): Promise<string> {
  const known = await readKey(path)
  if (known !== null) return known
  const key = makeKey(around)
  await writeKey(path, key)
  return key
}

const makeKey = ({ random }: Surroundings): string => makeToken(random) + makeToken(random)

async function readKey(path: string): Promise<string | null> {
  try {
    const key = (await readFile(path, 'utf8')).trim()
    return key.length >= 26 ? key : null
  } catch {
    // First start: there is none yet.
    return null
  }
}

const writeKey = (path: string, key: string): Promise<void> =>
  writeFile(path, key + '\n', { mode: 0o600 })
