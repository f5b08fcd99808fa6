/**
 * Files that old programs wrote into the text itself: `begin 644 name`, lines of characters, `end` (POSIX
 * uuencode). They become files, and the text is shown without them.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { cleanFileName } from './file-name.ts'

const BEGIN = /^begin [0-7]{3,4} (\S.{0,254})$/

export type EncodedFile = { name: string; content: Buffer }

/** A block whose lines are not what they should be, or that does not end, is left where it is. */
export function takeUuencoded(text: string): { text: string; files: EncodedFile[] } {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: EncodedFile[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const name = files.length < LIMITS.attachments ? BEGIN.exec(line)?.[1] : undefined
    const block = name === undefined ? null : readBlock(lines, at + 1)
    if (name === undefined || block === null) {
      kept.push(line)
      continue
    }
    files.push({ name: cleanFileName(name.trim()), content: block.content })
    at = block.end
  }
  return { text: kept.join('\n').trimEnd(), files }
}

/** A part that says it is encoded so; null when it is not. */
export function decodeUuencoded(content: Buffer): Buffer | null {
  const lines = content.toString('latin1').split(/\r?\n/)
  const begin = lines.findIndex((line) => BEGIN.test(line.trimEnd()))
  return begin < 0 ? null : (readBlock(lines, begin + 1)?.content ?? null)
}

function readBlock(lines: string[], from: number): { content: Buffer; end: number } | null {
  const pieces: Buffer[] = []
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.trim() === 'end') return { content: Buffer.concat(pieces), end: at }
    const piece = readLine(line)
    if (piece === null) return null
    pieces.push(piece)
  }
  return null
}

/** The first character says how many bytes, each further one is six bits; blanks at the end may be lost. */
function readLine(line: string): Buffer | null {
  if (line.trim() === '' || line === '`') return Buffer.alloc(0)
  const count = (line.charCodeAt(0) - 32) & 63
  const needed = Math.ceil(count / 3) * 4
  if (line.length - 1 > needed + 2 || !/^[ -`]+$/.test(line)) return null
  const bytes = Buffer.alloc(needed)
  for (let group = 0, at = 0; group < needed; group += 4, at += 3) {
    let bits = 0
    for (let index = 1; index <= 4; index++)
      bits = (bits << 6) | (((line.charCodeAt(group + index) || 32) - 32) & 63)
    bytes.writeUIntBE(bits & 0xffffff, at, 3)
  }
  return bytes.subarray(0, count)
}
