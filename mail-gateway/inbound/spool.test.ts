import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { makeMessageHash } from '../door/trace.ts'
import { openSpool, type Spool, type SpoolRef } from './spool.ts'

let dir = ''
let spool: Spool | null = null
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-spool-'))
})
afterEach(async () => {
  await spool?.close()
  spool = null
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

const open = async (options: Partial<Parameters<typeof openSpool>[0]> = {}) =>
  (spool = await openSpool({ dir, log: noLog, ...options }))

function metaOf(raw: Buffer) {
  const hash = makeMessageHash()
  hash.push(raw)
  const { hash: whole, digest } = hash.end()
  return {
    digest,
    hash: whole,
    bytes: raw.length,
    receivedAt: 1,
    envelope: {
      from: 'a@b.test',
      to: ['support@desk.test'],
      remoteAddress: '127.0.0.1',
      helo: 'h',
      isEncrypted: false,
    },
  }
}
const put = (into: Spool, text: string) => {
  const raw = Buffer.from(text)
  return into.append(metaOf(raw), { chunks: [raw] })
}
async function takeAll(from: Spool): Promise<string[]> {
  const texts: string[] = []
  for (let ref = from.take(); ref; ref = from.take()) {
    const found = await from.read(ref)
    texts.push(found.ok ? found.value.raw.toString() : `fault ${found.fault.code}`)
  }
  return texts
}
const segments = async () => (await readdir(dir)).filter((name) => name.endsWith('.log'))

describe('the spool', () => {
  test('gives back in order what was put in, also after a restart', async () => {
    const first = await open()
    await Promise.all(['one', 'two', 'three'].map((text) => put(first, text)))
    expect(await takeAll(first)).toEqual(['one', 'two', 'three'])
    await first.close()
    expect(await takeAll(await open())).toEqual(['one', 'two', 'three'])
  })

  test('says yes only after the sync, one sync for all that wait', async () => {
    let release = () => {}
    let syncs = 0
    const first = await open({
      sync: () => {
        syncs++
        return new Promise((resolve) => (release = resolve))
      },
    })
    const settled: string[] = []
    const puts = ['a', 'b', 'c', 'd'].map((text) => put(first, text).then(() => settled.push(text)))
    // The first is on its way to the disk alone; the other three wait for the next sync.
    await expect.poll(() => syncs).toBe(1)
    expect(settled).toEqual([])
    release()
    await expect.poll(() => syncs).toBe(2)
    expect(settled).toEqual(['a'])
    release()
    await Promise.all(puts)
    expect(syncs).toBe(2)
  })

  test('what is done does not come again; a segment that is wholly done is deleted', async () => {
    const first = await open()
    await put(first, 'one')
    await put(first, 'two')
    const ref = first.take()
    if (ref) await first.markDone(ref)
    await first.close()
    const second = await open()
    const rest: SpoolRef[] = []
    for (let next = second.take(); next; next = second.take()) rest.push(next)
    expect(rest).toHaveLength(1)
    for (const one of rest) await second.markDone(one)
    expect(await segments()).toEqual([])
    expect(second.depth()).toEqual({ entries: 0, bytes: 0 })
  })

  test('losing the done file only hands a message in again', async () => {
    const first = await open()
    await put(first, 'one')
    await put(first, 'two')
    const ref = first.take()
    if (ref) await first.markDone(ref)
    await first.close()
    await rm(join(dir, 'segment-1.done'))
    expect(await takeAll(await open())).toEqual(['one', 'two'])
  })

  test.each([1, 5, 19, 21, 200, 700])(
    'a tail torn by %i bytes is not read; what was before it is',
    async (cut) => {
      const first = await open()
      await put(first, 'one')
      await put(first, 'x'.repeat(1_000))
      await first.close()
      const file = join(dir, 'segment-1.log')
      await truncate(file, (await stat(file)).size - cut)
      const second = await open()
      expect(await takeAll(second)).toEqual(['one'])
      await put(second, 'after the crash')
      await second.close()
      expect(await takeAll(await open())).toEqual(['one', 'after the crash'])
    },
  )

  test('garbage and zeros at the end are not read either', async () => {
    const first = await open()
    await put(first, 'one')
    await first.close()
    await appendFile(join(dir, 'segment-1.log'), Buffer.alloc(4096))
    expect(await takeAll(await open())).toEqual(['one'])
  })

  test('changed bytes are found out and set aside, and the next message comes', async () => {
    const first = await open()
    await put(first, 'first message')
    await put(first, 'second message')
    await first.close()
    const file = join(dir, 'segment-1.log')
    const bytes = await readFile(file)
    bytes[bytes.indexOf('first message')] = 0x46
    await writeFile(file, bytes)
    const second = await open()
    const ref = second.take()
    expect(ref && (await second.read(ref)).ok).toBe(false)
    if (ref) await second.setAside(ref, 'damaged')
    expect(await readdir(join(dir, 'stuck'))).toHaveLength(2)
    expect(await takeAll(second)).toEqual(['second message'])
  })

  test('refuses what is over its size or count, and takes again when there is room', async () => {
    const first = await open({ limits: { bytes: 10, entries: 2 } })
    expect((await put(first, 'x'.repeat(11))).ok).toBe(false)
    expect((await put(first, '12345')).ok).toBe(true)
    expect((await put(first, '123456')).ok).toBe(false)
    expect((await put(first, '12345')).ok).toBe(true)
    expect((await put(first, '')).ok).toBe(false)
    const ref = first.take()
    if (ref) await first.markDone(ref)
    expect((await put(first, '12345')).ok).toBe(true)
  })

  test('a full disk is a refusal, and nothing of it is read later', async () => {
    let isFull = true
    const first = await open({
      sync: async (handle) => {
        if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        await handle.datasync()
      },
    })
    const refused = await put(first, 'refused')
    expect(refused.ok ? null : refused.fault.code).toBe('kit/storage')
    isFull = false
    expect((await put(first, 'kept')).ok).toBe(true)
    await first.close()
    expect(await takeAll(await open())).toEqual(['kept'])
  })

  test('a sync that fails otherwise is never tried again: the spool is broken', async () => {
    let broken = 0
    const first = await open({
      sync: () => Promise.reject(Object.assign(new Error('io'), { code: 'EIO' })),
      onBroken: () => broken++,
    })
    expect((await put(first, 'one')).ok).toBe(false)
    expect((await put(first, 'two')).ok).toBe(false)
    expect(broken).toBe(1)
  })

  test('a large message is a file of its own, gone when done; strays are swept at the start', async () => {
    const first = await open()
    const raw = Buffer.alloc(300_000, 0x61)
    const path = join(first.incomingDir, 'big.part')
    await writeFile(path, raw)
    expect((await first.append(metaOf(raw), { path })).ok).toBe(true)
    await first.close()
    await writeFile(join(dir, 'large-9-9.eml'), 'never acknowledged')
    const second = await open()
    const ref = second.take()
    const found = ref && (await second.read(ref))
    expect(found?.ok && createHash('sha256').update(found.value.raw).digest('hex')).toBe(
      metaOf(raw).hash,
    )
    const eml = async () => (await readdir(dir)).filter((name) => name.endsWith('.eml'))
    expect(await eml()).toHaveLength(1)
    if (ref) await second.markDone(ref)
    expect(await eml()).toEqual([])
  })
})
