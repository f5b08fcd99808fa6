/** One process owns a data directory; a lock that nobody holds any more is no obstacle. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { acquireDataLock, readLock, type LockNote } from './data-lock.ts'

const PLACE = { host: '127.0.0.1', port: 8080 }
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'deskside-lock-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

const leave = (note: Partial<LockNote>) =>
  writeFile(
    join(dataDir, 'server.lock'),
    JSON.stringify({ id: 'left', pid: 1, mark: null, ...PLACE, ...note }),
  )

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

test('it is held once, and free again after its release', async () => {
  const first = unwrap(await acquireDataLock(dataDir, PLACE))
  expect(await readLock(dataDir)).toMatchObject({ pid: process.pid, port: 8080 })
  const second = await acquireDataLock(dataDir, PLACE)
  expect(second).toMatchObject({ fault: { code: 'kit/busy', more: { pid: process.pid } } })
  await first.release()
  const third = unwrap(await acquireDataLock(dataDir, PLACE))
  // The first has let go: it takes nothing away from the next.
  await first.release()
  expect((await acquireDataLock(dataDir, PLACE)).ok).toBe(false)
  await third.release()
  expect(await readdir(dataDir)).toEqual([])
})

test('a command at work is waited for, a server is not', async () => {
  const command = unwrap(await acquireDataLock(dataDir, { host: '', port: null }))
  const waiting = acquireDataLock(dataDir, PLACE, undefined, 20_000)
  expect((await acquireDataLock(dataDir, PLACE)).ok).toBe(false)
  await command.release()
  const server = unwrap(await waiting)
  expect((await acquireDataLock(dataDir, PLACE, undefined, 20_000)).ok).toBe(false)
  await server.release()
})

test('a lock of a process that ended, or that cannot be read, is put aside', async () => {
  await leave({ pid: await deadPid() })
  expect((await acquireDataLock(dataDir, PLACE)).ok).toBe(true)
  for (const content of ['', 'not json', '{"pid": "x"}']) {
    await writeFile(join(dataDir, 'server.lock'), content)
    expect((await acquireDataLock(dataDir, PLACE)).ok, content).toBe(true)
  }
})

test('a process number that is used again by another program holds nothing', async () => {
  // As in a container that starts anew: our own number, of an earlier life.
  await leave({ pid: process.pid, mark: 'an earlier boot:17' })
  expect((await acquireDataLock(dataDir, PLACE, async () => true)).ok).toBe(true)
})

test('where the system cannot tell, the holder is asked', async () => {
  await leave({ pid: process.ppid, mark: null })
  expect((await acquireDataLock(dataDir, PLACE, async () => true)).ok).toBe(false)
  expect((await acquireDataLock(dataDir, PLACE, async () => false)).ok).toBe(true)
})

test('of many that find a dead lock at once, one gets it', async () => {
  const pid = await deadPid()
  for (let round = 0; round < 10; round++) {
    await leave({ pid, id: `left ${round}` })
    const all = await Promise.all(Array.from({ length: 8 }, () => acquireDataLock(dataDir, PLACE)))
    const won = all.filter((one) => one.ok)
    expect(won).toHaveLength(1)
    for (const one of won) if (one.ok) await one.value.release()
  }
})
