/**
 * Binary messages as WebSocket frames (RFC 6455 §5.2), several in one buffer. A server's frames are not masked (§5.1)
 * and, without compression, nothing but a length before the bytes: so what is said together is one write, which counts
 * where a letter goes to fifty readers. Not here: reading frames, control frames (ws does both).
 */
const FIN_BINARY = 0x82
const LENGTH_16 = 126

/** Each payload is shorter than 64 KiB: the lengths beyond are written by ws. */
export const FRAME_BYTES_MAX = 0xffff

export function countFrameBytes(payloads: readonly Uint8Array[]): number {
  let total = 0
  for (const { length } of payloads) total += (length < LENGTH_16 ? 2 : 4) + length
  return total
}

export function writeFrames(payloads: readonly Uint8Array[]): Buffer {
  const out = Buffer.allocUnsafe(countFrameBytes(payloads))
  let at = 0
  for (const payload of payloads) {
    const { length } = payload
    out[at++] = FIN_BINARY
    if (length < LENGTH_16) out[at++] = length
    else {
      out[at++] = LENGTH_16
      at = out.writeUInt16BE(length, at)
    }
    out.set(payload, at)
    at += length
  }
  return out
}
