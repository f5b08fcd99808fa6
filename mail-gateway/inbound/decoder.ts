/**
 * Bytes to text by the name of a charset, and nothing else: WHATWG's decoders where this Node has them right, iconv-lite for those
 * that mail uses and the web does not (DOS, old Macs, UTF-32), and the few that neither reads.
 *
 * Not here: names that lie, or none at all (charset.ts, guess-charset.ts).
 */
import iconv from 'iconv-lite'

/** Labels seen in mail that WHATWG does not know, or knows as something mail does not mean. */
const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp936: 'gb18030',
  gb2312: 'gb18030',
  'iso-8859-8-e': 'iso-8859-8',
  'x-gbk': 'gb18030',
  'x-mac-roman': 'macintosh',
  maccyrillic: 'x-mac-cyrillic',
  'ansi_x3.110-1983': 'windows-1252',
  'utf-16': 'utf-16',
  unicode: 'utf-16',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  hz: 'hz-gb-2312',
  ucs2: 'utf-16',
  'iso-10646-ucs-2': 'utf-16',
}

/** The name that decodeAs knows a label by. */
export function canonicalLabel(given: string): string {
  const label = given.replace(/^["']|["']$/g, '')
  // `cp1252`, `x-cp1250`, `win-1251`, `ansi-1252`: all mean what Windows calls a code page.
  const page = /^(?:x-?)?(?:cp|win|windows|ansi|ms-ansi)[-_]?(125[0-8])$/.exec(label)?.[1]
  if (page !== undefined) return `windows-${page}`
  return ALIASES[label] ?? label
}

/**
 * @param label    of canonicalLabel
 * @param isStrict null, instead of U+FFFD, for bytes that it does not have
 * @returns null also for a name that nobody knows
 */
export function decodeAs(label: string, bytes: Uint8Array, isStrict: boolean): string | null {
  if (label === 'iso-2022-kr') return decodeAs('euc-kr', fromShifted(bytes), isStrict)
  const decoder = makeDecoder(label, isStrict)
  const { encoding } = decoder ?? {}
  try {
    if (encoding === 'windows-1252') return decodeWestern(bytes)
    // ICU's EUC-KR has 2,350 syllables; what calls itself so in mail is Windows' code page 949, which has them all.
    if (encoding === 'euc-kr') return orNull(iconv.decode(Buffer.from(bytes), 'cp949'), isStrict)
    if (encoding === 'iso-2022-jp') return decoder?.decode(withoutEmptyShifts(bytes)) ?? null
    if (decoder) return decoder.decode(bytes)
  } catch {
    // What it held when it gave up is nobody's.
    made.delete(`${label} ${isStrict}`)
    return null
  }
  // It would be taken for one that WHATWG hides because of what was done with it on the web.
  if (/^utf-?7/.test(label) || !iconv.encodingExists(label)) return null
  return orNull(iconv.decode(Buffer.from(bytes), label), isStrict)
}

function orNull(text: string, isStrict: boolean): string | null {
  return isStrict && text.includes('\ufffd') ? null : text
}

type Decoder = InstanceType<typeof TextDecoder> | null
/** Making one takes longer than most of what it decodes. Only of labels that are known: what a mail calls itself is endless. */
const made = new Map<string, Decoder>()

function makeDecoder(label: string, fatal: boolean): Decoder {
  const key = `${label} ${fatal}`
  const known = made.get(key)
  if (known) return known
  const decoder = newDecoder(label, fatal)
  if (decoder) made.set(key, decoder)
  return decoder
}

function newDecoder(label: string, fatal: boolean): Decoder {
  try {
    const decoder = new TextDecoder(label, { fatal })
    // WHATWG maps dangerous 7-bit encodings to one that shows nothing.
    return decoder.encoding === 'replacement' ? null : decoder
  } catch {
    return null
  }
}

/** What windows-1252 has where ISO 8859-1 has control characters: curly quotes, dashes, the euro. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Node 20 takes windows-1252 for ISO 8859-1 (https://github.com/nodejs/node/issues/56542). */
function decodeWestern(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (char) => WESTERN[char.charCodeAt(0) - 0x80] ?? char)
}

/** Words that were encoded one by one and put together: there and back without anything between, which WHATWG calls an error. */
function withoutEmptyShifts(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(
    text.replace(/(?:\x1b(?:\([BJI]|\$[@B]))+(?=\x1b(?:\([BJI]|\$[@B]))/g, ''),
    'latin1',
  )
}

/** RFC 1557: between SO and SI stand pairs without their high bits. */
function fromShifted(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  let isKorean = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0x1b && bytes[at + 1] === 0x24 && bytes[at + 2] === 0x29) at += 3
    else if (byte === 0x0e || byte === 0x0f) isKorean = byte === 0x0e
    else {
      // A line begins in ASCII, whatever the last one forgot.
      if (byte === 0x0a) isKorean = false
      out.push(isKorean && byte > 0x20 ? byte | 0x80 : byte)
    }
  }
  return Uint8Array.from(out)
}
