/**
 * What a device could do at best: one answer with all documents, compressed while it streams (gzip, level 1), by a
 * server that does nothing else, stored by a page in packs of 32 with strict transactions. Nothing is checked, no right
 * asked for, no document applied; ours does not apply what it stores either.
 */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { constants, createGzip } from 'node:zlib'
import { v } from '../../shared/kit/schema.ts'
import { ID_CHARS } from './device-page.ts'
import { openProfile } from './profile.ts'

export type BulkRun = { ms: number; wireBytes: number }

const Done = v.object({ ms: v.number(), documents: v.number() })

export async function openBulk(documents: ReadonlyMap<string, Uint8Array>) {
  let wireBytes = 0
  const server = createServer((request, answer) => {
    if (request.url !== '/bulk') {
      answer.setHeader('content-type', 'text/html')
      answer.end('<!doctype html><title>bulk</title>')
      return
    }
    void stream(documents, answer).then((bytes) => (wireBytes = bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    async measure(): Promise<BulkRun> {
      const { context, close } = await openProfile()
      try {
        const page = await context.newPage()
        await page.goto(`http://localhost:${port}/`)
        const done = v.parse(Done, await page.evaluate(readBulk, ID_CHARS))
        if (done.documents !== documents.size) throw new Error('the bulk stream was not whole')
        return { ms: done.ms, wireBytes }
      } finally {
        await close()
      }
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** `[id, 26 characters][length, 4 bytes][bytes]…` @returns bytes on the wire */
async function stream(
  documents: ReadonlyMap<string, Uint8Array>,
  answer: ServerResponse,
): Promise<number> {
  answer.setHeader('content-encoding', 'gzip')
  answer.setHeader('content-type', 'application/octet-stream')
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024 })
  let bytes = 0
  gzip.on('data', (chunk: Buffer) => (bytes += chunk.length))
  gzip.pipe(answer)
  for (const [id, document] of documents) {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(document.length)
    if (!gzip.write(Buffer.concat([Buffer.from(id, 'latin1'), length, document])))
      await once(gzip, 'drain')
  }
  gzip.end()
  await once(answer, 'close')
  return bytes
}

/** In the page. */
async function readBulk(idChars: number): Promise<{ ms: number; documents: number }> {
  const startedAt = performance.now()
  const answer = await fetch('/bulk')
  const opening = indexedDB.open('bulk', 1)
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onupgradeneeded = () => opening.result.createObjectStore('packs', { keyPath: 'n' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error ?? new Error('no database'))
  })
  const reader = answer.body?.getReader()
  if (!reader) throw new Error('no answer')
  const chars = new TextDecoder('latin1')
  let rest = new Uint8Array()
  let pack: { id: string; bytes: Uint8Array }[] = []
  let packs: unknown[] = []
  let packed = 0
  let documents = 0
  let storing: Promise<void> = Promise.resolve()
  const close = () => {
    const joined = new Uint8Array(pack.reduce((sum, one) => sum + one.bytes.length, 0))
    const ids: string[] = []
    const lengths: number[] = []
    let end = 0
    for (const { id, bytes } of pack) {
      joined.set(bytes, end)
      end += bytes.length
      ids.push(id)
      lengths.push(bytes.length)
    }
    packs.push({ n: packed++, ids, lengths, bytes: joined })
    pack = []
  }
  const store = () => {
    const put = packs
    packs = []
    return new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('packs', 'readwrite', { durability: 'strict' })
      for (const one of put) transaction.objectStore('packs').put(one)
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error ?? new Error('not stored'))
    })
  }
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const bytes = new Uint8Array(rest.length + value.length)
    bytes.set(rest)
    bytes.set(value, rest.length)
    const view = new DataView(bytes.buffer)
    let at = 0
    while (bytes.length - at >= idChars + 4) {
      const length = view.getUint32(at + idChars, true)
      const end = at + idChars + 4 + length
      if (end > bytes.length) break
      const id = chars.decode(bytes.subarray(at, at + idChars))
      pack.push({ id, bytes: bytes.subarray(at + idChars + 4, end) })
      documents++
      at = end
      if (pack.length === 32) close()
    }
    // What is not packed yet must not keep the whole buffer.
    pack = pack.map((one) => ({ id: one.id, bytes: one.bytes.slice() }))
    rest = bytes.slice(at)
    if (packs.length < 16) continue
    await storing
    storing = store()
  }
  if (pack.length > 0) close()
  await storing
  await store()
  return { ms: performance.now() - startedAt, documents }
}
