/**
 * What comes after DATA: where the message ends (RFC 5321 §4.1.1.4), and the dots of its lines taken off (§4.5.2), however
 * the bytes were cut on their way. Only CRLF.CRLF ends it. Pure bytes. Not here: what only looks like an end (smuggling.ts).
 */

const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
/** A dot that begins a line, whatever ended the one before: of two such dots one is content. */
const LINE_DOT = Buffer.from('\n.')

export type DataReader = {
  /**
   * @returns  what belongs to the message, a view of `chunk` where it is in one piece; and where in `chunk` the commands
   *           behind the message begin, or -1 while it goes on. Nothing may be pushed after its end.
   */
  push(chunk: Buffer): { content: Buffer; end: number }
}

export function makeDataReader(): DataReader {
  // The line before the first is that of the command.
  let beforeLast = CR
  let last = LF
  /** A dot that begins a line, perhaps with a CR: content, stuffing or the end, as the next byte says. */
  let held: '' | '.' | '.\r' = ''

  return {
    push(chunk) {
      const pieces: Buffer[] = []
      /** What lies before it was given out or taken off. */
      let from = 0
      let at = 0

      function passHeld(): void {
        // What came with an earlier chunk is not in this one.
        if (held.length > at) pieces.push(Buffer.from(held.slice(0, held.length - at)))
        beforeLast = held === '.' ? last : DOT
        last = held === '.' ? DOT : CR
        held = ''
      }

      function passText(to: number): void {
        beforeLast = to - at > 1 ? (chunk[to - 2] ?? 0) : last
        last = chunk[to - 1] ?? 0
        at = to
      }

      while (at < chunk.length) {
        const byte = chunk[at]
        if (held === '' && byte === DOT && last === LF) {
          held = '.'
          at++
        } else if (held === '') {
          const found = chunk.indexOf(LINE_DOT, at)
          passText(found < 0 ? chunk.length : found + 1)
        } else if (held === '.' && byte === DOT) {
          if (at - 1 > from) pieces.push(chunk.subarray(from, at - 1))
          from = at
          held = ''
          passText(at + 1)
        } else if (held === '.' && byte === CR && beforeLast === CR) {
          held = '.\r'
          at++
        } else if (held === '.\r' && byte === LF) {
          if (at - 2 > from) pieces.push(chunk.subarray(from, at - 2))
          return { content: join(pieces), end: at + 1 }
        } else passHeld()
      }
      if (chunk.length - held.length > from)
        pieces.push(chunk.subarray(from, chunk.length - held.length))
      return { content: join(pieces), end: -1 }
    },
  }
}

function join(pieces: Buffer[]): Buffer {
  const [first] = pieces
  return pieces.length === 1 && first ? first : Buffer.concat(pieces)
}
