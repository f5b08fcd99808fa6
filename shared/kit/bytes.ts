/** Bytes on JSON wires: a Uint8Array as it is, or base64 text. The binary socket carries bytes unchanged. */
import { fromBase64, toBase64 } from 'lib0/buffer'
import { v } from './schema.ts'

const base64 = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'not base64'),
  v.transform((text): Uint8Array => fromBase64(text)),
)

/** At most `max` bytes, from a Uint8Array or from base64 text. */
export const bytesUpTo = (max: number) =>
  v.pipe(
    v.union([v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes'), base64]),
    v.check((bytes) => bytes.length <= max, `more than ${max} bytes`),
  )

export { fromBase64, toBase64 }
