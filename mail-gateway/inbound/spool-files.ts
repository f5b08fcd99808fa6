/**
 * The files of the spool: reading what lies at an offset, writing so that it stays. Not here: what the spool promises and
 * in which order (spool), how an entry looks (spool-entry).
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { decodeHead, decodeMeta, ENTRY_HEAD_BYTES } from './spool-entry.ts'

/** The entry at `offset` of a segment: its meta and lengths; null when it is torn or damaged. */
export async function readEntryHead(handle: FileHandle, offset: number) {
  const head = await readAt(handle, offset, ENTRY_HEAD_BYTES)
  const decoded = decodeHead(head)
  if (decoded === null) return null
  const meta = await readAt(handle, offset + ENTRY_HEAD_BYTES, decoded.metaBytes)
  if (meta.length !== decoded.metaBytes) return null
  const parsed = decodeMeta(head, meta)
  if (parsed === null) return null
  const totalBytes = ENTRY_HEAD_BYTES + decoded.metaBytes + decoded.rawBytes
  return { meta: parsed, metaBytes: decoded.metaBytes, rawBytes: decoded.rawBytes, totalBytes }
}

/** At most `bytes` from `offset`; fewer at the end of the file. */
export async function readAt(handle: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await handle.read(buffer, 0, bytes, offset)
  return buffer.subarray(0, bytesRead)
}

/** Into one buffer: put together of pieces at the end, megabytes would be copied while the SMTP door waits. */
export async function readWhole(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return await readAt(handle, 0, size)
  } finally {
    await handle.close()
  }
}

/** Offsets of a segment's entries that are done. */
export async function readDone(file: string): Promise<Set<number>> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n')
    // The last line may be torn: only those that end with a line feed count.
    return new Set(lines.slice(0, -1).map(Number).filter(Number.isSafeInteger))
  } catch {
    return new Set()
  }
}

/** A file with these bytes, synced. Its name is durable only after `syncDirectory`. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A new name is only durable once its directory is (fsync(2)). */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The numbers in file names, ascending. */
export function numbersIn(names: string[], pattern: RegExp): number[] {
  return names
    .map((name) => Number(pattern.exec(name)?.[1] ?? NaN))
    .filter(Number.isSafeInteger)
    .sort((a, b) => a - b)
}

/** Hashed before others have their turn: a few milliseconds. */
const HASH_BYTES = 2 * 1024 * 1024

/** SHA-256 in hex. A large message is hashed bit by bit, as the SMTP door lives in the same thread. */
export async function hashInTurns(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASH_BYTES) {
    if (at > 0) await setImmediate()
    hash.update(bytes.subarray(at, at + HASH_BYTES))
  }
  return hash.digest('hex')
}

/** No room, quota or size limit: the three that go away by freeing space. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
}
