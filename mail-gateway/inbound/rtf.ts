/**
 * The words of a rich text body, as Outlook packs it into winmail.dat: unpacked (MS-OXRTFCP) and read as plain
 * text. Fonts, colours and layout are lost; nothing in it is ever carried out.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeText } from './charset.ts'

const COMPRESSED = 0x75465a4c
const PLAIN = 0x414c454d
const WINDOW = 4096
/** What every text is taken to begin with (MS-OXRTFCP §2.1.2.1). */
const PRELUDE =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/** @returns the rich text, one character a byte; '' when it is none */
export function decompressRtf(bytes: Buffer): string {
  if (bytes.length < 16) return ''
  const kind = bytes.readUInt32LE(8)
  if (kind === PLAIN) return bytes.toString('latin1', 16, 16 + LIMITS.htmlBytes)
  if (kind !== COMPRESSED) return ''
  const size = Math.min(bytes.readUInt32LE(4), LIMITS.htmlBytes)
  const out = Buffer.alloc(size)
  const window = Buffer.alloc(WINDOW, ' ')
  let write = window.write(PRELUDE, 'latin1')
  let length = 0
  const put = (byte: number) => {
    if (length < size) out[length++] = byte
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  for (let at = 16; at < bytes.length && length < size;) {
    const flags = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length && length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0)
        continue
      }
      const reference = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const from = reference >> 4
      // A reference to the place that is written next ends the text.
      if (from === write) return out.toString('latin1', 0, length)
      const count = (reference & 0x0f) + 2
      for (let index = 0; index < count; index++) put(window[(from + index) % WINDOW] ?? 0)
    }
  }
  return out.toString('latin1', 0, length)
}

/** Groups that hold no words. */
const SILENT =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|header|footer|filetbl|listtable|listoverridetable|rsidtbl|generator|themedata|datastore|xmlnstbl|mmathpr|latentstyles|htmltag|bkmkstart|bkmkend|fldinst)$/
const CONTROL = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-f]{2})|([^a-z]))|[{}]|[^\\{}]+/gi

/** @param rtf  one character a byte */
export function rtfToText(rtf: string): string {
  const charset = `windows-${/\\ansicpg(125\d)/.exec(rtf.slice(0, 200))?.[1] ?? '1252'}`
  const out: string[] = []
  let bytes: number[] = []
  const release = () => {
    if (bytes.length > 0) out.push(decodeText(Uint8Array.from(bytes), charset))
    bytes = []
  }
  const stack: { isSilent: boolean; skipChars: number }[] = []
  let isSilent = false
  /** How many characters after `\u` stand there for readers that do not know it (RTF 1.9, `\uc`). */
  let skipChars = 1
  let toSkip = 0
  let isHtmlRtf = false
  const say = (text: string) => {
    if (isSilent || isHtmlRtf) return
    release()
    out.push(text)
  }
  for (const match of rtf.matchAll(CONTROL)) {
    const [token, word, digits, hex, symbol] = match
    if (token === '{') stack.push({ isSilent, skipChars })
    else if (token === '}') {
      const outer = stack.pop()
      if (outer) ({ isSilent, skipChars } = outer)
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--
      else if (!isSilent && !isHtmlRtf) bytes.push(parseInt(hex, 16))
    } else if (symbol !== undefined) {
      if (symbol === '*') isSilent = true
      else if (symbol === '~') say(' ')
      else if ('\\{}'.includes(symbol)) say(symbol)
    } else if (word !== undefined) {
      const name = word.toLowerCase()
      const value = Number(digits ?? 1)
      if (SILENT.test(name)) isSilent = true
      else if (name === 'htmlrtf') isHtmlRtf = value !== 0
      else if (name === 'par' || name === 'line' || name === 'row') say('\n')
      else if (name === 'tab' || name === 'cell') say('\t')
      else if (name === 'uc') skipChars = value
      else if (name === 'u') {
        say(String.fromCharCode(((value % 65_536) + 65_536) % 65_536))
        toSkip = skipChars
      }
    } else {
      let text = token.replace(/[\r\n]/g, '')
      const skipped = Math.min(toSkip, text.length)
      toSkip -= skipped
      text = text.slice(skipped)
      if (text !== '') say(decodeText(Buffer.from(text, 'latin1'), charset))
    }
  }
  release()
  return out.join('').trim()
}
