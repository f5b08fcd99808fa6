/** The command line as its users meet it: the same with a running server and without, one line when it fails. */
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { readConfig } from '../config.ts'
import { openDesk, realSurroundings, type Desk } from '../desk.ts'
import { acquireDataLock } from '../operator/data-lock.ts'
import { mountOperator } from '../operator/operator-routes.ts'
import { runCall } from './run.ts'

// Desks are opened, seeded, copied and verified here, some of them on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

let folder: string
let dataDir: string
let running: { desk: Desk; stop(): Promise<void> } | null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-cli-'))
  dataDir = join(folder, 'data')
  running = null
})
afterEach(async () => {
  await running?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function call(...args: string[]) {
  let out = ''
  let err = ''
  const code = await runCall({
    args,
    environment: { DESKSIDE_DATA_DIR: dataDir },
    folder,
    around: realSurroundings(noLog),
    print: (text) => void (out += text),
    complain: (text) => void (err += text),
  })
  return { code, out, err }
}

/** Parses what `--json` printed: one line. */
async function callJson(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await call(...args, '--json')
  expect(err).not.toContain('kit/')
  expect(code).toBe(0)
  expect(out.trimEnd()).not.toContain('\n')
  return JSON.parse(out)
}

async function startServer(): Promise<Desk> {
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: dataDir }))
  const app = new Hono()
  const server = serve({
    fetch: (request, env) => app.fetch(request, env),
    port: 0,
    hostname: '127.0.0.1',
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const lock = unwrap(await acquireDataLock(dataDir, { host: '127.0.0.1', port }))
  const desk = await openDesk(config, realSurroundings(noLog))
  mountOperator(app, desk)
  running = {
    desk,
    async stop() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await desk.close()
      await lock.release()
    },
  }
  return desk
}

describe.each(['without a server', 'with a running server'])('%s', (how) => {
  beforeEach(async () => {
    if (how === 'with a running server') await startServer()
  })

  test('a queue, a person and a token are made', async () => {
    const queue = ['--slug', 'support', '--name', 'Support', '--address', 'Support@help.desk.test']
    expect(await callJson('queue', 'add', ...queue)).toEqual({
      slug: 'support',
      name: 'Support',
      address: 'support@help.desk.test',
    })
    // Seen by the server in the same moment, not after a restart.
    const slugs = running?.desk.parts.settings.get().queues.map((entry) => entry.slug)
    expect(slugs ?? ['support']).toEqual(['support'])
    const person = ['--email', 'ada@desk.test', '--name', 'Ada', '--role', 'agent']
    expect(await callJson('user', 'add', ...person, '--queue', 'support')).toMatchObject({
      email: 'ada@desk.test',
      role: 'agent',
      queues: ['support'],
    })
    const { code, out } = await call('token', 'create', '--email', 'ada@desk.test', '--ttl=2h')
    expect(code).toBe(0)
    expect(out).toMatch(/^[0-9a-z]{52}\n$/)
    const desk = running?.desk ?? (await startServer())
    const session = await desk.sessions.authenticate(out.trim())
    expect(session).toMatchObject({ kind: 'bearer', rights: { name: 'Ada', queues: ['support'] } })
    expect((session?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(7_100_000)
    expect((session?.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(7_200_000)
  })

  test('what is wrong is one line with a stable code, and exit code 1', async () => {
    const person = ['user', 'add', '--email', 'ada@desk.test', '--name', 'Ada', '--role', 'admin']
    expect((await call(...person)).code).toBe(0)
    for (const [args, code] of [
      [person, 'desk/exists'],
      [[...person, '--queue', 'nowhere'], 'desk/unknown-queue'],
      [['token', 'create', '--email', 'nobody@desk.test'], 'kit/not-found'],
      [['token', 'create', '--email', 'ada@desk.test', '--ttl', 'soon'], 'kit/invalid'],
      [['queue', 'add', '--slug', 'Not A Slug', '--name', 'x'], 'kit/invalid'],
      [['queue', 'add', '--slug', 'x'], 'kit/invalid'],
      [['queue', 'add', '--slug', 'x', '--name', 'x', '--colour', 'red'], 'kit/invalid'],
      [['demo', 'seed', '--tickets', '-3'], 'kit/invalid'],
      [['fly'], 'kit/invalid'],
    ] as const) {
      const failed = await call(...args)
      expect(failed, args.join(' ')).toMatchObject({ code: 1, out: '' })
      expect(failed.err, args.join(' ')).toMatch(/^[^\n]+ \((kit|desk)\/[a-z-]+\)\n$/)
      expect(failed.err).toContain(code)
    }
  })

  test('the first admin made here closes the set-up link', async () => {
    await call('user', 'add', '--email', 'a@desk.test', '--name', 'A', '--role', 'admin')
    const desk = running?.desk ?? (await startServer())
    expect(desk.parts.settings.get().isSetUp).toBe(true)
  })

  test('[SL1] a seeded desk is backed up, restored elsewhere, and verified in both places', async () => {
    expect(await callJson('demo', 'seed', '--tickets', '30')).toMatchObject({ tickets: 30 })
    const good = await callJson('verify')
    expect(good).toMatchObject({ tickets: 30, differences: 0 })
    const { out, code, err } = await call('backup', 'copy')
    expect(err).not.toContain('(')
    expect([code, out]).toEqual([0, expect.stringContaining('30 tickets')])
    const first = dataDir
    dataDir = join(folder, 'elsewhere')
    expect(await callJson('restore', 'copy')).toMatchObject({ verified: good })
    for (const key of ['operator.key', 'gateway.key', 'desk.json'])
      expect(await readFile(join(dataDir, key), 'utf8')).toBe(
        await readFile(join(first, key), 'utf8'),
      )
    expect((await stat(join(dataDir, 'operator.key'))).mode & 0o077).toBe(0)
    // Into a directory that is not empty: refused, also the second time.
    const again = await call('restore', 'copy')
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toContain('desk/exists')
    dataDir = first
    expect((await call('backup', 'copy')).err).toContain('desk/exists')
    expect((await call('backup', join(dataDir, 'inside'))).err).toContain('kit/invalid')
  })
})

test('verify finds what was changed behind its back', async () => {
  await call('demo', 'seed', '--tickets', '12')
  const desk = await startServer()
  const clean = await call('verify')
  expect(clean).toMatchObject({ code: 0 })
  const damages = [
    `UPDATE tickets SET row = replace(row, '"messages":', '"messages":9') WHERE number = 1`,
    `UPDATE tickets SET public = '{}' WHERE number = 2`,
    `UPDATE tickets SET status = 'on-hold' WHERE number = 3`,
    `UPDATE tickets SET queue = 'nowhere' WHERE number = 4`,
    `DELETE FROM updates WHERE version = 1 AND ticket = (SELECT id FROM tickets WHERE number = 5)`,
    `UPDATE updates SET version = version + 100 WHERE version > 1 AND ticket = (SELECT id FROM tickets WHERE version > 1 LIMIT 1)`,
    `DELETE FROM feed WHERE ticket = (SELECT id FROM tickets WHERE number = 7)`,
    `UPDATE feed SET version = version + 1 WHERE ticket = (SELECT id FROM tickets WHERE number = 8)`,
    `UPDATE sla_facts SET at = at - 86400000 WHERE kind = 'accepted' AND ticket = (SELECT id FROM tickets WHERE number = 9)`,
    `DELETE FROM sla_facts WHERE kind = 'policy' AND ticket = (SELECT id FROM tickets WHERE number = 9)`,
    `UPDATE sla_clocks SET due_at = due_at + 1 WHERE due_at IS NOT NULL`,
    `UPDATE sla_clocks SET state = 'cancelled' WHERE ticket = (SELECT id FROM tickets WHERE number = 10)`,
    `UPDATE tickets SET state = x'0101' WHERE number = 11`,
    `UPDATE scopes SET seq = 0`,
  ]
  await keep(desk)
  for (const damage of damages) {
    await desk.database.write(async (tx) => {
      expect(await tx.run(damage), damage).toBeGreaterThan(0)
    })
    const found = await call('verify', '--json')
    expect(found.code, damage).toBe(1)
    const differences = JSON.parse(found.out).differences
    expect(differences, damage).toBeGreaterThan(0)
    await putBack(desk)
  }
  expect((await call('verify')).code).toBe(0)
  const blobs = join(dataDir, 'blobs')
  const row = await desk.database.read.get(`SELECT hash FROM blob_refs`)
  const hash = String(row?.['hash'])
  await writeFile(join(blobs, hash.slice(0, 2), hash), 'other bytes')
  expect((await call('verify')).out).toContain('other bytes')
})

const TABLES = ['tickets', 'updates', 'feed', 'sla_facts', 'sla_clocks', 'scopes']

const keep = (desk: Desk) =>
  desk.database.write(async (tx) => {
    for (const table of TABLES) await tx.run(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)
  })

/** So that each damage is found by itself. */
const putBack = (desk: Desk) =>
  desk.database.write(async (tx) => {
    for (const table of TABLES) {
      await tx.run(`DELETE FROM ${table}`)
      await tx.run(`INSERT INTO ${table} SELECT * FROM kept_${table}`)
    }
  })

test('a backup that was cut short is no backup', async () => {
  await call('demo', 'seed', '--tickets', '3')
  await call('backup', 'copy')
  await rm(join(folder, 'copy', 'backup.json'))
  dataDir = join(folder, 'elsewhere')
  expect((await call('restore', 'copy')).err).toContain('not a finished backup')
  expect(await readdir(folder)).not.toContain('elsewhere')
})

test('two commands at once wait for each other', async () => {
  const add = (at: number) => call('queue', 'add', '--slug', `q${at}`, '--name', `Queue ${at}`)
  const all = await Promise.all([1, 2, 3, 4].map(add))
  expect(all.map((one) => one.code)).toEqual([0, 0, 0, 0])
  const desk = await startServer()
  expect(
    desk.parts.settings
      .get()
      .queues.map((queue) => queue.slug)
      .toSorted(),
  ).toEqual(['q1', 'q2', 'q3', 'q4'])
})

test('doctor looks at twenty things, and says when a desk does not open', async () => {
  const { out, code } = await call('doctor', '--json')
  const checks: { name: string; state: string }[] = JSON.parse(out).checks
  expect(checks.length).toBeGreaterThanOrEqual(20)
  expect([0, 1]).toContain(code)
  expect(checks.find((check) => check.name === 'durability')).toMatchObject({ state: 'ok' })
  // Another folder: SQLite keeps hold of a file for a while after it was closed in the same process.
  dataDir = join(folder, 'broken')
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'desk.sqlite'), 'this is no database at all. '.repeat(400))
  const broken = await call('doctor')
  expect(broken.code).toBe(1)
  expect(broken.out).toContain('does not open')
})

test('sla explain answers a line a file, and fails when one cannot be explained', async () => {
  const good = join(folder, 'case.json')
  await writeFile(
    good,
    JSON.stringify({
      calendar: { timeZone: 'UTC', slots: { mon: [['09:00', '17:00']] } },
      policy: { targets: { firstResponse: { seconds: 3600, time: 'wall' } } },
      facts: [{ at: '2026-03-02T10:00:00Z', kind: 'accepted' }],
      now: '2026-03-02T10:10:00Z',
    }),
  )
  const one = await call('sla', 'explain', '--case', good, '--json')
  expect(one.code).toBe(0)
  expect(JSON.parse(one.out)).toMatchObject({ file: good, clocks: [{ countedSeconds: 600 }] })
  const two = await call('sla', 'explain', '--case', good, '--case', join(folder, 'none.json'))
  expect(two.code).toBe(1)
  expect(two.out.trim().split('\n')).toHaveLength(2)
})

test('help names every verb, and each verb its options', async () => {
  const { out, code } = await call('--help')
  expect(code).toBe(0)
  for (const verb of [
    'user add',
    'token create',
    'queue add',
    'demo seed',
    'doctor',
    'backup',
    'restore',
    'verify',
    'sla explain',
  ])
    expect(out).toContain(verb)
  expect((await call('user', 'add', '--help')).out).toContain('--role agent|lead|admin')
})

describe('the operator door', () => {
  const ask = async (desk: Desk, headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
    const app = new Hono()
    mountOperator(app, desk)
    const socket = { remoteAddress, localAddress: '192.0.2.1' }
    return app.request(
      '/operator/ping',
      { method: 'POST', body: '{}', headers },
      { incoming: { socket } },
    )
  }

  test('opens to the key from this machine, and to nobody else', async () => {
    const desk = await startServer()
    const authorization = `Bearer ${desk.keys.operator}`
    expect((await ask(desk, { authorization })).status).toBe(200)
    expect((await ask(desk, {})).status).toBe(401)
    const wrong = await ask(desk, { authorization: `Bearer ${desk.keys.gateway}` })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect(await wrong.json()).toMatchObject({ code: 'auth/bad-token', status: 401 })
    expect((await ask(desk, { authorization }, '203.0.113.5')).status).toBe(404)
    const handedOn = { authorization, 'x-forwarded-for': '203.0.113.5' }
    expect((await ask(desk, handedOn)).status).toBe(404)
  })
})
