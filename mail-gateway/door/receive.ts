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

/**
 * @param stream    the bytes of DATA, without dot stuffing
 * @param bytesMax  what comes after is read and dropped, up to twice as much; the caller sees `bytes` and refuses
 * @param name      a name for the file, unique in this process
 */
export async function receiveMessage(
  stream: AsyncIterable<unknown>,
  options: { bytesMax: number; incomingDir: string; name: string },
): Promise<Received> {
  const hash = makeMessageHash()
  const scan = makeSmugglingScan()
  const path = join(options.incomingDir, options.name)
  const held = makeChunkList()
  let bytes = 0
  let isEndless = false
  const file: { handle: FileHandle | null; failure: { error: unknown } | null } = {
    handle: null,
    failure: null,
  }

  async function discard(): Promise<void> {
    held.take()
    if (file.handle === null) return
    await file.handle.close().catch(() => {})
    await rm(path, { force: true }).catch(() => {})
  }

  async function writeDown(): Promise<void> {
    const writing = held.take()
    try {
      file.handle ??= await open(path, 'wx')
      await writeWhole(file.handle, writing)
    } catch (error) {
      file.failure = { error }
    }
  }

  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      bytes += chunk.length
      isEndless = bytes > 2 * options.bytesMax
      if (isEndless) break
      if (bytes > options.bytesMax || file.failure !== null) {
        held.take()
        continue
      }
      hash.push(chunk)
      scan.push(chunk)
      held.push(chunk)
      if (held.bytes() >= LARGE_BYTES) await writeDown()
    }
    if (file.handle !== null && held.bytes() > 0) await writeDown()
    if (file.failure !== null) throw file.failure.error
    await file.handle?.close()
  } catch (error) {
    await discard()
    throw error
  }
  const { hash: whole, digest, receivedCount } = hash.end()
  return {
    body: file.handle === null ? { chunks: held.take() } : { path },
    hash: whole,
    digest,
    bytes,
    receivedCount,
    hasSmuggling: scan.isFound(),
    isEndless,
    discard,
  }
}

/** A disk that fills up may take a part and say so without an error; the rest then fails as it should. */
async function writeWhole(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks)
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (bytesWritten < bytes) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}
