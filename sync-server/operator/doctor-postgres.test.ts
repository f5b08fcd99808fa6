/** What doctor says of PostgreSQL, well and ill. Skipped where no server is named: npm test starts one. */
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { runCall } from '../cli/run.ts'
import { realSurroundings } from '../desk.ts'
import { openNode } from '../nodes/test-stage/node-stage.ts'
import { connectPostgres } from '../store/postgres-connection.ts'
import { NEWEST_STEP } from '../store/schema.ts'
import { execAt, makeSchema, testPostgres } from '../store/test-stage/postgres-stage.ts'
import { Check } from './desk-checks.ts'
import { checksOfPostgres, listenCheck } from './doctor-postgres.ts'

const find = (checks: readonly Check[], name: string) => checks.find((check) => check.name === name)

test('a server that is not there is named by host and database, without its password', async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  const checks = await checksOfPostgres(`postgres://desk:secret@127.0.0.1:${port}/desk`)
  expect(checks).toEqual([
    {
      name: 'postgres',
      state: 'bad',
      detail: `127.0.0.1:${port}/desk: the database does not answer`,
    },
  ])
})

describe.skipIf(testPostgres() === null)('a PostgreSQL server', () => {
  let schema: Awaited<ReturnType<typeof makeSchema>>
  beforeEach(async () => {
    schema = await makeSchema()
  })
  afterEach(() => schema.drop())

  test('an empty database is fine, and so is one with a desk on it', async () => {
    expect(find(await checksOfPostgres(schema.url), 'postgres tables')?.detail).toContain(
      'none yet',
    )
    const nodes = [await openNode(schema.url), await openNode(schema.url)]
    const checks = await checksOfPostgres(schema.url)
    expect(checks.map(({ name, state }) => [name, state])).toEqual([
      ['postgres', 'ok'],
      ['postgres tables', 'ok'],
      ['postgres nodes', 'ok'],
      ['postgres listen', 'ok'],
    ])
    expect(find(checks, 'postgres tables')?.detail).toContain(`step ${NEWEST_STEP}`)
    expect(find(checks, 'postgres nodes')?.detail).toContain('2 servers of this desk')
    for (const node of nodes) await node.close()
  })

  test('tables of another version are told: older ones are brought up, newer ones are not touched', async () => {
    await (await openNode(schema.url)).close()
    await execAt(schema.url, `DELETE FROM migrations WHERE step = ${NEWEST_STEP}`)
    expect(find(await checksOfPostgres(schema.url), 'postgres tables')).toMatchObject({
      state: 'advice',
    })
    await execAt(schema.url, `INSERT INTO migrations (step) VALUES (${NEWEST_STEP + 1})`)
    expect(find(await checksOfPostgres(schema.url), 'postgres tables')).toMatchObject({
      state: 'bad',
    })
  })

  test('a database or a schema that is not there', async () => {
    const url = new URL(schema.url)
    url.pathname = '/no_such_database'
    expect(await checksOfPostgres(url.href)).toMatchObject([{ name: 'postgres', state: 'bad' }])
    const elsewhere = new URL(schema.url)
    elsewhere.searchParams.set('options', '-c search_path=no_such_schema')
    expect(find(await checksOfPostgres(elsewhere.href), 'postgres tables')).toMatchObject({
      state: 'bad',
    })
  })

  test('a connection that takes LISTEN and hears nothing, as behind some poolers', async () => {
    const connection = await connectPostgres(schema.url)
    const deaf = { ...connection, exec: async () => 'LISTEN' }
    expect(await listenCheck(deaf, schema.url)).toMatchObject({ state: 'bad' })
    await connection.end()
  })

  test('a database in another encoding is not taken', async () => {
    const name = `t_latin_${process.pid}`
    const server = testPostgres() ?? ''
    await execAt(
      server,
      `CREATE DATABASE ${name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    )
    try {
      const url = new URL(server)
      url.pathname = `/${name}`
      expect(find(await checksOfPostgres(url.href), 'postgres')).toMatchObject({
        state: 'bad',
        detail: expect.stringContaining('LATIN1'),
      })
    } finally {
      await execAt(server, `DROP DATABASE ${name} WITH (FORCE)`)
    }
  })

  test('the whole of doctor on PostgreSQL, and what a restore does to its words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-doctor-'))
    const call = async (dataDir: string, databaseUrl: string, ...args: string[]) => {
      let out = ''
      let err = ''
      const code = await runCall({
        args,
        environment: {
          DESKSIDE_DATA_DIR: join(folder, dataDir),
          DESKSIDE_DATABASE_URL: databaseUrl,
        },
        folder,
        around: realSurroundings(noLog),
        print: (text) => void (out += text),
        complain: (text) => void (err += text),
      })
      return { code, out, err }
    }
    const doctor = async (dataDir: string, databaseUrl: string) =>
      v.parse(
        v.object({ checks: v.array(Check) }),
        JSON.parse((await call(dataDir, databaseUrl, 'doctor', '--json')).out),
      ).checks
    const other = await makeSchema()
    try {
      await call('one', schema.url, 'demo', 'seed', '--tickets', '5')
      const checks = await doctor('one', schema.url)
      expect(checks.length).toBeGreaterThanOrEqual(24)
      expect(find(checks, 'durability')).toMatchObject({ state: 'ok' })
      expect(find(checks, 'history')?.detail).toContain('from the start')
      expect(find(checks, 'leases')).toMatchObject({ state: 'ok' })
      expect((await call('one', schema.url, 'backup', 'copy')).code).toBe(0)
      const restored = await call('two', other.url, 'restore', 'copy')
      expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('No differences.')])
      expect(restored.out).not.toContain('postgres://')
      expect(find(await doctor('two', other.url), 'history')?.detail).toContain('restored ')
      // Refused by tables that are there, in words, and the data directory is free for another try.
      const again = await call('three', other.url, 'restore', 'copy')
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('(desk/exists)')])
      await execAt(
        schema.url,
        `INSERT INTO jobs (id, kind, key, due_at, lease, lease_until, tries, is_started, payload, queued_at)
         VALUES ('j', 'mail', 'k', 1, 'somebody', 1, 1, 1, '{}', 1)`,
      )
      expect(find(await doctor('one', schema.url), 'leases')).toMatchObject({ state: 'bad' })
    } finally {
      await other.drop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})
