/**
 * One message as it comes in: hashed, scanned and kept, small ones in memory, larger ones in a file under
 * `incoming/`, so that fifty senders of 25 MB need fifty small buffers. Reading waits for the disk, and
 * the sender for the reading (TCP). A disk that fails or is full is told at the end, as RFC 5321 has no reply
 * before it. Nothing is judged or parsed here.
 */
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpoolBody } from '../inbound/spool.ts'
import { makeChunkList } from './chunk-list.ts'
import { makeSmugglingScan } from './smuggling.ts'
import { makeMessageHash } from './trace.ts'

/** Up to here a message waits in memory for the log; 200 clients times this is the most they can hold. */
const LARGE_BYTES = 256 * 1024

export type Received = {
  body: SpoolBody
  hash: string
  digest: string
  bytes: number
  receivedCount: number
  hasSmuggling: boolean
  /** It went on so long after the limit that its end was not waited for. */
  isEndless: boolean
  /** Removes what was kept, when the message is refused after all. */
  discard(): Promise<void>
}

/** Where the bytes of a message go as they come. */
export type MessageSink = {
  /** Null: more may come. Else when it may; it never rejects. */
  push(chunk: Uint8Array): Promise<void> | null
  end(): void
  /** It will not come whole. */
  abort(): void
}

/** Rejected with it: nothing is kept of a message whose sender went away. */
export class HangUp extends Error {}

/**
 * @param bytesMax  what comes after is read and dropped, up to twice as much; the caller sees `bytes` and refuses
 * @param name      a name for the file, unique in this process
 */
export function openMessage(options: { bytesMax: number; incomingDir: string; name: string }): {
  sink: MessageSink
  received: Promise<Received>
} {
  const hash = makeMessageHash()
  const scan = makeSmugglingScan()
  const path = join(options.incomingDir, options.name)
  const held = makeChunkList()
  let bytes = 0
  let isOver = false
  let isEndless = false
  let writing: Promise<void> | null = null
  const file: { handle: FileHandle | null; failure: { error: unknown } | null } = {
    handle: null,
    failure: null,
  }
  const { promise: received, resolve, reject } = makePromise<Received>()

  async function discard(): Promise<void> {
    held.take()
    if (file.handle === null) return
    await file.handle.close().catch(() => {})
    await rm(path, { force: true }).catch(() => {})
  }

  async function writeDown(): Promise<void> {
    const chunks = held.take()
    try {
      file.handle ??= await open(path, 'wx')
      await writeWhole(file.handle, chunks)
    } catch (error) {
      file.failure = { error }
    }
  }

  async function closeFile(): Promise<void> {
    try {
      await writing
      if (held.bytes() > 0 && file.failure === null) await writeDown()
      if (file.failure !== null) throw file.failure.error
      await file.handle?.close()
    } catch (error) {
      await discard()
      return reject(error)
    }
    resolve(describe({ path }))
  }

  function describe(body: SpoolBody): Received {
    const { hash: whole, digest, receivedCount } = hash.end()
    const hasSmuggling = scan.isFound()
    return { body, hash: whole, digest, bytes, receivedCount, hasSmuggling, isEndless, discard }
  }

  function end(): void {
    if (isOver) return
    isOver = true
    if (writing === null) resolve(describe({ chunks: held.take() }))
    else void closeFile()
  }

  const sink: MessageSink = {
    push(chunk) {
      if (isOver) return null
      bytes += chunk.length
      isEndless = bytes > 2 * options.bytesMax
      if (isEndless) end()
      else if (bytes > options.bytesMax || file.failure !== null) held.take()
      else {
        hash.push(chunk)
        scan.push(chunk)
        held.push(chunk)
        if (held.bytes() >= LARGE_BYTES) return (writing = writeDown())
      }
      return null
    },
    end,
    abort() {
      if (isOver) return
      isOver = true
      void Promise.resolve(writing)
        .then(discard)
        .then(() => reject(new HangUp('the sender hung up')))
    },
  }
  return { sink, received }
}

/** The same of a message that is read from a stream. */
export async function receiveMessage(
  stream: AsyncIterable<unknown>,
  options: Parameters<typeof openMessage>[0],
): Promise<Received> {
  const { sink, received } = openMessage(options)
  // A stream that breaks is told of as it broke, and not as a sender that hung up.
  received.catch(() => {})
  let bytes = 0
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      bytes += chunk.length
      await sink.push(chunk)
      if (bytes > 2 * options.bytesMax) break
    }
  } catch (error) {
    sink.abort()
    await received.catch(() => {})
    throw error
  }
  sink.end()
  return received
}

/** A disk that fills up may take a part and say so without an error; the rest then fails as it should. */
async function writeWhole(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks)
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (bytesWritten < bytes) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

function makePromise<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
