/**
 * How one message lies in a spool segment: a fixed head with lengths and a check, the envelope as JSON,
 * the raw bytes. Pure bytes; files are spool.ts's business.
 *
 *   'DSK1' | u32 meta bytes | u32 raw bytes | 8 bytes of SHA-256 over the three and the meta | meta | raw
 *
 * The raw bytes are checked by the hash that the meta names, so each byte is hashed once.
 */
import { hash } from 'node:crypto'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Id, ReceiveMail, Sha256 } from '../../shared/wire/mail.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const SpoolMeta = v.object({
  digest: Id,
  hash: Sha256,
  bytes: count,
  receivedAt: count,
  envelope: ReceiveMail.entries.envelope,
  /** Name of the file that holds the raw bytes, for messages too large for a segment; else null. */
  file: v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.eml$/))),
})
export type SpoolMeta = v.InferOutput<typeof SpoolMeta>

const MAGIC = 0x314b5344
const LENGTHS_BYTES = 12
const CHECK_BYTES = 8
export const ENTRY_HEAD_BYTES = LENGTHS_BYTES + CHECK_BYTES
/** 100 recipients of 320 characters, escaped, with room to spare. */
const META_BYTES_MAX = 256 * 1024

export type EntryHead = { metaBytes: number; rawBytes: number; check: Buffer }

export function encodeEntry(meta: SpoolMeta, rawBytes: number): Buffer {
  const json = Buffer.from(JSON.stringify(meta))
  const out = Buffer.allocUnsafe(ENTRY_HEAD_BYTES + json.length)
  out.writeUInt32LE(MAGIC, 0)
  out.writeUInt32LE(json.length, 4)
  out.writeUInt32LE(rawBytes, 8)
  json.copy(out, ENTRY_HEAD_BYTES)
  checkOf(out.subarray(0, LENGTHS_BYTES), json).copy(out, LENGTHS_BYTES)
  return out
}

/** Null when these bytes are no head: torn, or the end. */
export function decodeHead(head: Buffer): EntryHead | null {
  if (head.length < ENTRY_HEAD_BYTES || head.readUInt32LE(0) !== MAGIC) return null
  const metaBytes = head.readUInt32LE(4)
  const rawBytes = head.readUInt32LE(8)
  if (metaBytes > META_BYTES_MAX || rawBytes > LIMITS.mailBytes) return null
  return { metaBytes, rawBytes, check: head.subarray(LENGTHS_BYTES, ENTRY_HEAD_BYTES) }
}

/** Null when the check does not hold: written in part, or changed since. */
export function decodeMeta(head: Buffer, meta: Buffer): SpoolMeta | null {
  const check = head.subarray(LENGTHS_BYTES, ENTRY_HEAD_BYTES)
  if (!checkOf(head.subarray(0, LENGTHS_BYTES), meta).equals(check)) return null
  const parsed = parseWith(SpoolMeta, JSON.parse(meta.toString('utf8')))
  return parsed.ok ? parsed.value : null
}

function checkOf(lengths: Buffer, meta: Buffer): Buffer {
  return hash('sha256', Buffer.concat([lengths, meta]), 'buffer').subarray(0, CHECK_BYTES)
}
