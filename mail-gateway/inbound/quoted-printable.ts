/**
 * Quoted-printable (RFC 2045 §6.7) to bytes, line by line: one of many blanks takes no time that grows with its square.
 * What is wrongly encoded stays as it is written. Not here: the Q encoding of headers (header).
 */
import { Transform } from 'node:stream'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const EQUALS = 0x3d

export function decodeQuotedPrintable(source: Uint8Array): Buffer {
  const out = Buffer.alloc(source.length)
  let length = 0
  for (let start = 0; start < source.length;) {
    const lf = source.indexOf(LF, start)
    const next = lf < 0 ? source.length : lf + 1
    const breakAt = lf < 0 ? next : source[lf - 1] === CR && lf > start ? lf - 1 : lf
    // Blanks at the end of a line were added on the way (rule 3); a soft line break is none (rule 5).
    const end = trimBlanks(source, start, breakAt)
    const isSoft = end > start && source[end - 1] === EQUALS
    length = decodeLine(source, start, isSoft ? end - 1 : end, out, length)
    if (!isSoft) for (let at = breakAt; at < next; at++) out[length++] = source[at] ?? 0
    start = next
  }
  return out.subarray(0, length)
}

/** As a stream, for who reads a message bit by bit. A message is bounded, and so is what is gathered here. */
export function makeQuotedPrintableStream(): Transform {
  const chunks: Buffer[] = []
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
    flush(done) {
      this.push(decodeQuotedPrintable(Buffer.concat(chunks)))
      done()
    },
  })
}

function trimBlanks(source: Uint8Array, start: number, end: number): number {
  let at = end
  while (at > start && (source[at - 1] === SPACE || source[at - 1] === TAB)) at--
  return at
}

function decodeLine(
  source: Uint8Array,
  start: number,
  end: number,
  out: Buffer,
  from: number,
): number {
  let length = from
  for (let at = start; at < end; at++) {
    const byte = source[at] ?? 0
    const value =
      byte === EQUALS && at + 2 < end ? hexOf(source[at + 1]) * 16 + hexOf(source[at + 2]) : -1
    if (value >= 0) at += 2
    out[length++] = value >= 0 ? value : byte
  }
  return length
}

/** Far below zero when it is no digit. Small letters are wrong (rule 1), and common. */
function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1000
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const upper = byte & 0xdf
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1000
}
