/**
 * A raw message as the desk reads it: who, about what, which words, which files. Runs in a worker
 * (parse-worker.ts) under a time and heap limit, and may throw: then only the header counts (`readHeader`).
 *
 * Nothing here decides what becomes of the message; the server does, by what this says.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailAddress, ReceiveMail } from '../../shared/wire/mail.ts'
import { cutBytes, dropUnstorable } from './charset.ts'
import { decodeWords, parseHeader, parseMessageIds, type Header } from './header.ts'
import { htmlToPlainText, sanitiseHtml } from './html.ts'
import { parseMailboxes } from './mailbox.ts'
import { parseMime, type MimeFile } from './mime.ts'
import { judgeNature } from './nature.ts'
import { visibleHtml } from './quote-html.ts'
import { visibleText } from './quote.ts'

export type ReadFile = {
  name: string
  type: string
  inline: boolean
  cid: string | null
  content: Uint8Array
}

/** What can be said of a message without its body. */
export type ReadHeader = Pick<
  ReceiveMail,
  | 'from'
  | 'to'
  | 'cc'
  | 'replyTo'
  | 'subject'
  | 'date'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'nature'
>
export type ReadMail = ReadHeader &
  Pick<ReceiveMail, 'text' | 'visible'> & { html: string | null; files: ReadFile[] }

export type ReadContext = { envelopeFrom: string; receivedAt: number }

const SUBJECT_CHARS = 2_000
/** Epoch ms of 1 January 1990: no mail with a Date header is older. */
const DATE_MIN = 631_152_000_000

export async function parseMessage(raw: Uint8Array, context: ReadContext): Promise<ReadMail> {
  const header = parseHeader(raw)
  const mime = await parseMime(raw)
  const tooLarge = mime.html.length > LIMITS.htmlBytes
  const safeHtml = mime.html && !tooLarge ? sanitiseHtml(mime.html) : ''
  const html = safeHtml && Buffer.byteLength(safeHtml) <= LIMITS.htmlBytes ? safeHtml : null
  const plain = tidyText(mime.text)
  const text = cutBytes(
    plain || (mime.html ? tidyText(textOfHtml(mime.html)) : ''),
    LIMITS.htmlBytes,
  )
  const files = mime.files.map((file) => toReadFile(file, mime.html))
  if (tooLarge) files.push(htmlAsFile(mime.html))
  return {
    ...readFields(header, context, text, raw),
    text,
    visible: visibleWords(plain, text, mime.html),
    html,
    files: files.slice(0, LIMITS.attachments),
  }
}

/** The header alone, bounded and quick: for a message whose body could not be read. */
export function readHeader(raw: Uint8Array, context: ReadContext): ReadHeader {
  return readFields(parseHeader(raw), context, '', raw)
}

function readFields(
  header: Header,
  context: ReadContext,
  text: string,
  raw: Uint8Array,
): ReadHeader {
  const from = parseMailboxes(header.all('from').find((value) => value !== '') ?? '')
  const messageId = parseMessageIds(header.first('message-id'), 1)[0]
  return {
    // RFC 5322 §3.6.2 allows several; the first one with an address is who wrote.
    from: from.find((mailbox) => mailbox.address.includes('@')) ?? null,
    to: addressesOf(header, 'to'),
    cc: addressesOf(header, 'cc'),
    replyTo: addressesOf(header, 'reply-to'),
    subject: dropUnstorable(decodeWords(header.first('subject')).trim().slice(0, SUBJECT_CHARS)),
    date: parseDate(header.first('date'), context.receivedAt),
    messageId: messageId ?? null,
    inReplyTo: parseMessageIds(header.first('in-reply-to'), 50),
    // RFC 5322 §3.6.4: the newest stand last; of an endless list those are the ones that help.
    references: parseMessageIds(header.first('references').slice(-60_000), 5_000).slice(-100),
    nature: judgeNature(header, context.envelopeFrom, text, raw),
  }
}

function addressesOf(header: Header, name: string): MailAddress[] {
  return header
    .all(name)
    .flatMap(parseMailboxes)
    .filter((mailbox) => mailbox.address !== '')
    .slice(0, LIMITS.addresses)
}

/** Display only. Before 1990 or more than a day ahead is a clock that is wrong, and says nothing. */
export function parseDate(value: string, receivedAt: number): number | null {
  const plain = value.replace(/\([^)]*\)/g, ' ').trim()
  const parsed = plain === '' ? NaN : Date.parse(plain)
  if (Number.isNaN(parsed) || parsed < DATE_MIN || parsed > receivedAt + 86_400_000) return null
  return parsed
}

/** HTML tells quotes by its elements, which the text made of it has lost: there they are cut first. */
function visibleWords(plain: string, text: string, html: string): string {
  if (plain || !html) return visibleText(text)
  const visible = visibleHtml(html)
  return visibleText(visible === html ? text : tidyText(textOfHtml(visible)))
}

function tidyText(text: string): string {
  return dropUnstorable(text)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\s+$/g, '')
}

function textOfHtml(html: string): string {
  return htmlToPlainText(html.slice(0, LIMITS.htmlBytes))
}

function toReadFile(file: MimeFile, html: string): ReadFile {
  // RFC 2392: cid: in the HTML names the Content-ID, percent-encoded or not. `attachment` wins over it.
  const isShown =
    file.cid !== null &&
    file.disposition !== 'attachment' &&
    (html.includes(`cid:${file.cid}`) || html.includes(`cid:${encodeURIComponent(file.cid)}`))
  return { name: file.name, type: file.type, inline: isShown, cid: file.cid, content: file.content }
}

function htmlAsFile(html: string): ReadFile {
  return {
    name: 'message.html',
    type: 'text/html',
    inline: false,
    cid: null,
    content: Buffer.from(html),
  }
}
