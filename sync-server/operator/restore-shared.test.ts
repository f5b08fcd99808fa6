/** A desk moves between its two stores by backup and restore. Skipped where no server is named: npm test starts one. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { readConfig } from '../config.ts'
import { makeChance } from '../demo/seeded.ts'
import { seedDemo } from '../demo/seed-verb.ts'
import { openDesk, type Desk } from '../desk.ts'
import { text, type SqlRow } from '../store/database.ts'
import { openPostgres } from '../store/postgres-database.ts'
import { execAt, makeSchema, tableNames, testPostgres } from '../store/test-stage/postgres-stage.ts'
import { backUp } from './backup.ts'
import { restoreFiles } from './restore.ts'
import { verify } from './verify.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
/** What a restore makes anew, and what each store has for itself. */
const OWN = new Set(['store_facts', 'migrations', 'blob_bytes', 'sqlite_sequence'])

let folder: string
let schema: { url: string; drop(): Promise<void> }
let desks: Desk[]

const around = (seed: string) => ({
  clock: { now: () => NOW },
  random: makeChance(seed).random,
  timers: { after: () => ({ cancel: () => {} }) },
  log: noLog,
})

async function open(name: string, databaseUrl: string | null): Promise<Desk> {
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: join(folder, name) }))
  const desk = await openDesk({ ...config, databaseUrl }, around(name))
  desks.push(desk)
  return desk
}

const backup = async (desk: Desk, name: string) =>
  unwrap(await backUp.run(desk, { dir: join(folder, name) }, () => {}))

const restore = (from: string, name: string, databaseUrl: string | null) =>
  restoreFiles(
    join(folder, from),
    { dataDir: join(folder, name), databaseUrl },
    around(name),
    () => {},
  )

/** Every row of every table, whichever order the store gives them in. */
async function contentOf(desk: Desk): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {}
  for (const table of await tableNames(desk.database)) {
    // What is found by is made anew of the documents, by each store in its own tables.
    if (OWN.has(table) || table.startsWith('search_')) continue
    const rows = await desk.database.read.all(`SELECT * FROM ${table}`)
    content[table] = rows.map((row) => sayRow(table, row)).toSorted((a, b) => (a < b ? -1 : 1))
  }
  return content
}

const sayRow = (table: string, row: SqlRow): string =>
  JSON.stringify(
    Object.entries(row)
      .map(([column, value]) => [
        column,
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      ])
      // A restore gives every document a new epoch.
      .filter(([column]) => table !== 'tickets' || column !== 'epoch')
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )

describe.skipIf(testPostgres() === null)('a backup', () => {
  let first: Desk
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-shared-'))
    schema = await makeSchema()
    desks = []
    first = await open('first', null)
    unwrap(await seedDemo.run(first, { tickets: '25' }, () => {}))
    unwrap(await first.parts.blobs.put(Buffer.from('a file that no ticket names')))
    await backup(first, 'copy')
  })
  afterEach(async () => {
    for (const desk of desks) await desk.close()
    await schema.drop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('[FE9] of SQLite becomes a PostgreSQL desk with every row, file and setting, and back again', async () => {
    unwrap(await restore('copy', 'moved', schema.url))
    expect((await readdir(join(folder, 'moved'))).toSorted()).toEqual([
      'gateway.key',
      'operator.key',
    ])
    const moved = await open('moved', schema.url)
    expect(await contentOf(moved)).toEqual(await contentOf(first))
    expect(moved.parts.settings.get()).toEqual(first.parts.settings.get())
    expect(moved.keys).toEqual(first.keys)
    expect(moved.generation).not.toBe(first.generation)
    // What is found by comes behind it.
    expect(await moved.searchFill.fill()).toBe(25)
    const found = await verify(moved, () => {})
    expect(found).toEqual(await verify(first, () => {}))
    expect([found.differences, found.tickets]).toEqual([0, 25])
    expect(found.blobs).toBeGreaterThan(0)

    await backup(moved, 'copy of moved')
    unwrap(await restore('copy of moved', 'home', null))
    const home = await open('home', null)
    expect(await contentOf(home)).toEqual(await contentOf(first))
    expect(home.parts.settings.get()).toEqual(first.parts.settings.get())
    expect(await home.searchFill.fill()).toBe(25)
    expect(await verify(home, () => {})).toEqual(found)
    expect(new Set([first.generation, moved.generation, home.generation]).size).toBe(3)
  })

  test('[FE9] every document of a restored desk has the next epoch, and it takes new work', async () => {
    unwrap(await restore('copy', 'moved', schema.url))
    const moved = await open('moved', schema.url)
    const epochs = await moved.database.read.all(`SELECT DISTINCT epoch FROM tickets`)
    expect(epochs).toEqual([{ epoch: 2 }])
    const done = await moved.commit({
      actor: { kind: 'desk' },
      device: 'form',
      pushId: '01J00000000000000000000000',
      input: {
        kind: 'open',
        queue: moved.parts.settings.get().queues[0]?.slug ?? '',
        channel: 'web',
        requester: { name: 'Ruth', address: 'ruth@customer.test' },
        subject: 'It does not open',
        body: 'Hello',
        receivedAt: NOW,
        isAcknowledged: false,
      },
    })
    expect(unwrap(done).result).toMatchObject({ number: 26 })
    expect((await verify(moved, () => {})).differences).toBe(0)
  })

  test('is refused by a database that has tables, which stays as it is', async () => {
    await execAt(schema.url, `CREATE TABLE somebodys (id TEXT); INSERT INTO somebodys VALUES ('a')`)
    await expect(restore('copy', 'moved', schema.url)).rejects.toMatchObject({
      fault: { code: 'desk/exists' },
    })
    const database = await openPostgres(schema.url)
    expect(await tableNames(database)).toEqual(['somebodys'])
    await database.close()
    expect(await readdir(folder)).not.toContain('moved')
  })

  test('[FE9] a restore that is cut short at any table leaves an empty database', async () => {
    const seen: string[] = []
    const cut = (at: number) => (line: string) => {
      seen.push(line)
      if (seen.length === at) throw new Error('the power failed')
    }
    const target = { dataDir: join(folder, 'moved'), databaseUrl: schema.url }
    for (const at of [3, 12, 25]) {
      seen.length = 0
      await expect(
        restoreFiles(join(folder, 'copy'), target, around('moved'), cut(at)),
      ).rejects.toThrow('the power failed')
      const database = await openPostgres(schema.url)
      expect(await tableNames(database)).toEqual([])
      await database.close()
    }
    unwrap(await restore('copy', 'moved', schema.url))
  })

  test('large rows go in statements of their own', async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024, 7)
    for (const hash of ['a', 'b', 'c'])
      await first.database.write((tx) =>
        tx.run(
          `INSERT INTO drafts (id, version, state, state_version, doc_bytes, sent_by, updated_at) VALUES (?, 1, ?, 1, 1, NULL, 1)`,
          hash,
          bytes,
        ),
      )
    await backup(first, 'large copy')
    unwrap(await restore('large copy', 'moved', schema.url))
    const moved = await open('moved', schema.url)
    const rows = await moved.database.read.all(
      `SELECT id, length(state) AS n FROM drafts WHERE length(state) > 1000000 ORDER BY id`,
    )
    expect(rows.map((row) => [text(row, 'id'), row['n']])).toEqual(
      ['a', 'b', 'c'].map((id) => [id, bytes.length]),
    )
  })
})
