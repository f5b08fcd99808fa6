/**
 * One message as it comes in: hashed, scanned and kept, small ones in memory, larger ones in a file under
 * `incoming/`, so that fifty senders of 25 MB need fifty small buffers. Reading waits for the disk, and
 * the sender for the reading (TCP). Nothing is judged or parsed here.
 */
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpoolBody } from '../inbound/spool.ts'
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
  /** Removes what was kept, when the message is refused after all. */
  discard(): Promise<void>
}

/**
 * @param stream    the bytes of DATA, without dot stuffing
 * @param bytesMax  what comes after is read and dropped; the caller sees `bytes` and refuses
 * @param name      a name for the file, unique in this process
 */
export async function receiveMessage(
  stream: AsyncIterable<unknown>,
  options: { bytesMax: number; incomingDir: string; name: string },
): Promise<Received> {
  const hash = makeMessageHash()
  const scan = makeSmugglingScan()
  const path = join(options.incomingDir, options.name)
  let chunks: Uint8Array[] = []
  let heldBytes = 0
  let bytes = 0
  let handle: FileHandle | null = null

  async function discard(): Promise<void> {
    chunks = []
    if (handle === null) return
    await handle.close().catch(() => {})
    await rm(path, { force: true })
  }

  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      bytes += chunk.length
      if (bytes > options.bytesMax) {
        chunks = []
        continue
      }
      hash.push(chunk)
      scan.push(chunk)
      chunks.push(chunk)
      heldBytes += chunk.length
      if (heldBytes < LARGE_BYTES) continue
      handle ??= await open(path, 'wx')
      await handle.writev(chunks)
      chunks = []
      heldBytes = 0
    }
    if (handle !== null) {
      if (chunks.length > 0) await handle.writev(chunks)
      await handle.close()
    }
  } catch (error) {
    await discard()
    throw error
  }
  const { hash: whole, digest, receivedCount } = hash.end()
  return {
    body: handle === null ? { chunks } : { path },
    hash: whole,
    digest,
    bytes,
    receivedCount,
    hasSmuggling: scan.isFound(),
    discard,
  }
}
