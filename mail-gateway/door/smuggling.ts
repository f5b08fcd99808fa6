/**
 * SMTP smuggling (the CVE-2023-51764 family): a lone dot between line ends that are not both CRLF is what
 * another server might take for the end of the message. Only CRLF.CRLF ends data here (smtp-server sees
 * to that), so such bytes are content for us. They are refused all the same, so that nobody after us can be
 * fooled, and the connection ends with the refusal, so that nothing that was sent behind them is obeyed.
 * NUL beside the dot counts as nothing, as some software drops it.
 *
 * A bare CR or LF elsewhere is left alone, against RFC 5321 §2.3.8: old software sends it and means no harm,
 * nothing here takes it for a line end that matters, and whatever leaves the desk is written anew.
 */

const NUL = 0x00
const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
/** So many NULs on each side are looked past. */
const NULS = 2
/** What may lie around the dot: a line end and NULs before it, the same after. */
const WINDOW = 2 * (2 + NULS)

export type SmugglingScan = { push(chunk: Uint8Array): void; isFound(): boolean }

export function makeSmugglingScan(): SmugglingScan {
  let tail: Uint8Array = Buffer.from('\r\n')
  let isFound = false
  return {
    push(chunk) {
      if (isFound) return
      // Only the seam is joined; the chunk itself is scanned where it lies.
      const seam = Buffer.concat([tail, chunk.subarray(0, WINDOW)])
      isFound = hasLoneDot(seam) || hasLoneDot(chunk)
      tail = chunk.length >= WINDOW ? chunk.subarray(-WINDOW) : seam.subarray(-WINDOW)
    },
    isFound: () => isFound,
  }
}

function hasLoneDot(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(DOT, 2); at >= 0; at = bytes.indexOf(DOT, at + 1)) {
    // Most dots end a sentence.
    const byte = bytes[at - 1]
    if (byte !== LF && byte !== CR && byte !== NUL) continue
    const before = passNuls(bytes, at, -1)
    const after = passNuls(bytes, at, 1)
    if (!isLineEnd(bytes[before]) || !isLineEnd(bytes[after])) continue
    if (bytes[at - 1] !== LF || bytes[at - 2] !== CR) return true
    if (bytes[at + 1] !== CR) return true
    // CR alone after the dot is judged only when the byte behind it is here; the seam sees the rest.
    if (bytes[at + 2] !== undefined && bytes[at + 2] !== LF) return true
  }
  return false
}

/** Where the first byte that is no NUL stands, going from the dot. */
function passNuls(bytes: Uint8Array, dot: number, step: 1 | -1): number {
  let at = dot + step
  for (let passed = 0; passed < NULS && bytes[at] === NUL; passed++) at += step
  return at
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === CR || byte === LF
}
