/**
 * Outlook's winmail.dat (MS-OXTNEF): the files in it and the words of its body. One pass over the bytes; what
 * is cut off or contradicts itself ends the reading, and what was found until then counts. Meetings, forms and
 * every other property are left in the file itself, which is part of the raw message.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeText } from './charset.ts'
import { cleanFileName } from './file-name.ts'
import { decompressRtf, rtfToText } from './rtf.ts'

export type TnefFile = { name: string; type: string | null; cid: string | null; content: Buffer }
export type TnefContent = { files: TnefFile[]; text: string; html: string }

const SIGNATURE = 0x223e9f78
const NESTED_MAX = 3

/** Attributes (MS-OXTNEF §2.1.3.2), by the lower half of their tag. */
const ATTRIBUTE = {
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachStart: 0x9002,
  messageProperties: 0x9003,
  attachProperties: 0x9005,
  codePage: 0x9007,
}
/** Properties (MS-OXPROPS). */
const PROPERTY = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  extension: 0x3703,
  shortName: 0x3704,
  longName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
}
/** IID_IMessage: the object is a message of its own, again as TNEF. */
const MESSAGE_OBJECT = '0703020000000000c000000000000046'

type Value = { type: number; bytes: Buffer }
type Draft = { title: Buffer | null; data: Buffer | null; values: Map<number, Value> }

export function isTnef(bytes: Uint8Array): boolean {
  return (
    bytes.length > 6 && Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0) === SIGNATURE
  )
}

/** @returns null when these bytes are no TNEF at all */
export function readTnef(bytes: Uint8Array, depth = 0): TnefContent | null {
  if (!isTnef(bytes)) return null
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const content: TnefContent = { files: [], text: '', html: '' }
  let charset = 'windows-1252'
  let draft: Draft | null = null
  const close = () => {
    if (draft !== null) addFile(content, draft, charset, depth)
    draft = null
  }
  // Level, tag, length, data, checksum.
  for (let at = 6; at + 9 <= buffer.length && content.files.length < LIMITS.attachments;) {
    const tag = buffer.readUInt16LE(at + 1)
    const length = buffer.readUInt32LE(at + 5)
    const data = buffer.subarray(at + 9, at + 9 + length)
    if (data.length < length && tag !== ATTRIBUTE.attachData) break
    at += 9 + length + 2
    if (tag === ATTRIBUTE.attachStart) {
      close()
      draft = { title: null, data: null, values: new Map() }
    } else if (tag === ATTRIBUTE.codePage && data.length >= 4) {
      charset = charsetOf(data.readUInt32LE(0)) ?? charset
    } else if (tag === ATTRIBUTE.body) content.text ||= cString(data, charset)
    else if (tag === ATTRIBUTE.messageProperties) readBody(content, readProperties(data), charset)
    else if (draft !== null) takeAttribute(draft, tag, data)
  }
  close()
  return content
}

function takeAttribute(draft: Draft, tag: number, data: Buffer): void {
  if (tag === ATTRIBUTE.attachTitle) draft.title = data
  else if (tag === ATTRIBUTE.attachData) draft.data = data
  else if (tag === ATTRIBUTE.attachProperties) draft.values = readProperties(data)
}

function addFile(content: TnefContent, draft: Draft, charset: string, depth: number): void {
  const { values } = draft
  const text = (id: number) => textOf(values.get(id), charset)
  const object = values.get(PROPERTY.data)
  let data = draft.data
  if (object && object.type === 0x0d && object.bytes.length > 16) {
    const inner = object.bytes.subarray(16)
    if (object.bytes.toString('hex', 0, 16) === MESSAGE_OBJECT && depth < NESTED_MAX) {
      const nested = readTnef(inner, depth + 1)
      if (nested) content.files.push(...nested.files)
    }
    data ??= inner
  }
  data ??= object?.bytes ?? null
  if (data === null) return
  const name = cleanFileName(
    text(PROPERTY.longName) ||
      (draft.title ? cString(draft.title, charset) : '') ||
      text(PROPERTY.shortName) ||
      text(PROPERTY.displayName),
  )
  const type = text(PROPERTY.mimeType).toLowerCase()
  const cid = text(PROPERTY.contentId).replace(/^<|>$/g, '')
  content.files.push({
    name,
    type: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : null,
    cid: cid === '' ? null : cid.slice(0, 500),
    content: data,
  })
}

function readBody(content: TnefContent, values: Map<number, Value>, charset: string): void {
  const html = values.get(PROPERTY.html)
  if (html) content.html ||= decodeText(html.bytes, html.type === 0x1f ? 'utf-16le' : charset)
  content.text ||= textOf(values.get(PROPERTY.body), charset)
  const rtf = values.get(PROPERTY.rtf)
  if (rtf && content.text === '' && content.html === '')
    content.text = rtfToText(decompressRtf(rtf.bytes))
}

/** Bytes of one value, by its type (MS-OXTNEF §2.1.3.4); 0 when a length stands before it. */
const FIXED_BYTES: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
  0x0d: 0,
  0x1e: 0,
  0x1f: 0,
  0x102: 0,
}

/** The first value of each property that is not named by a program of its own. */
function readProperties(data: Buffer): Map<number, Value> {
  const values = new Map<number, Value>()
  if (data.length < 4) return values
  const count = Math.min(data.readUInt32LE(0), LIMITS.tnefProperties)
  let at = 4
  const number = () => {
    at += 4
    return at <= data.length ? data.readUInt32LE(at - 4) : null
  }
  for (let index = 0; index < count && at + 4 <= data.length; index++) {
    const fullType = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) {
      at += 16
      const kind = number()
      const length = number()
      if (kind === null || length === null) break
      if (kind === 1) at += padded(length)
    }
    const type = fullType & 0x0fff
    const size = FIXED_BYTES[type]
    if (size === undefined) break
    // Multi-valued types and those of changing length say how many values follow.
    const values1 = fullType & 0x1000 || size === 0 ? number() : 1
    if (values1 === null) break
    for (let seen = 0; seen < values1 && at <= data.length; seen++) {
      const length = size === 0 ? number() : size
      if (length === null || at + length > data.length) return values
      if (seen === 0 && id < 0x8000 && !values.has(id))
        values.set(id, { type, bytes: data.subarray(at, at + length) })
      at += padded(length)
    }
  }
  return values
}

function padded(length: number): number {
  return length + ((4 - (length % 4)) % 4)
}

function textOf(value: Value | undefined, charset: string): string {
  if (!value) return ''
  if (value.type === 0x1f)
    return new TextDecoder('utf-16le').decode(value.bytes).replace(/\0[^]*$/, '')
  return value.type === 0x1e ? cString(value.bytes, charset) : ''
}

function cString(bytes: Buffer, charset: string): string {
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end), charset)
}

function charsetOf(codePage: number): string | null {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`
  if (codePage >= 28591 && codePage <= 28605) return `iso-8859-${codePage - 28590}`
  const known: Record<number, string> = {
    874: 'windows-874',
    932: 'shift_jis',
    936: 'gb18030',
    949: 'euc-kr',
    950: 'big5',
    20866: 'koi8-r',
    20932: 'euc-jp',
    21866: 'koi8-u',
    50220: 'iso-2022-jp',
    51949: 'euc-kr',
    54936: 'gb18030',
    65001: 'utf-8',
  }
  return known[codePage] ?? null
}
