/**
 * SMTP smuggling (the CVE-2023-51764 family): a lone dot between line ends that are not both CRLF is what
 * another server might take for the end of the message. Only CRLF.CRLF ends data here (smtp-server sees
 * to that), so such bytes are content for us, and refused so that nobody after us can be fooled.
 * A bare LF elsewhere is left alone: old software sends it and means no harm.
 */

const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
/** What may lie around the dot: two bytes before it, two after. */
const WINDOW = 4

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
    const before = bytes[at - 1]
    const after = bytes[at + 1]
    if (before !== CR && before !== LF) continue
    if (after !== CR && after !== LF) continue
    const isWholeBefore = before === LF && bytes[at - 2] === CR
    if (!isWholeBefore) return true
    if (after === LF) return true
    // CR alone after the dot is judged only when the byte behind it is here; the seam sees the rest.
    if (bytes[at + 2] !== undefined && bytes[at + 2] !== LF) return true
  }
  return false
}
