/**
 * A raw message as the desk reads it: who, about what, which words, which files. Runs in a worker
 * (parse-worker.ts) under a time and heap limit, and may throw: then only the header counts (fields.ts).
 *
 * Nothing here decides what becomes of the message; the server does, by what this says.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailCut } from '../../shared/ticket/mail-cut.ts'
import type { ReceiveMail } from '../../shared/wire/mail.ts'
import { cutBytes, dropUnstorable, mendLineEnds } from './charset.ts'
import { readFields, type ReadContext, type ReadHeader } from './fields.ts'
import { htmlToMarkedText, sanitiseHtml } from './html.ts'
import { parseMime, type MimeFile } from './mime.ts'
import { readTnef, isTnef } from './tnef.ts'
import { foldHtml } from './fold-html.ts'
import { takeUuencoded } from './uuencode.ts'
import { enclosedIn } from './enclosed.ts'
import { forwardedInText } from './forward-block.ts'
import { makeFileName, typeOfName } from './file-name.ts'
import { mendHeadless } from './header.ts'
import { visibleHtml } from './quote-html.ts'
import { showQuotes, visibleText, type QuoteOptions } from './quote.ts'

export type ReadFile = {
  name: string
  type: string
  inline: boolean
  cid: string | null
  content: Uint8Array
  /** SHA-256 of the content, where it is known already. */
  hash?: string
}

export type ReadMail = ReadHeader &
  Pick<ReceiveMail, 'text' | 'visible' | 'enclosed'> & { html: string | null; files: ReadFile[] }

export async function parseMessage(bytes: Uint8Array, context: ReadContext): Promise<ReadMail> {
  const raw = mendHeadless(mendLineEnds(bytes))
  const mime = await parseMime(raw)
  const tooLarge = mime.html.length > LIMITS.htmlBytes
  const safeHtml = mime.html && !tooLarge ? sanitiseHtml(mime.html, locationsOf(mime.files)) : ''
  const hasHtml = safeHtml !== '' && Buffer.byteLength(safeHtml) <= LIMITS.htmlBytes
  const { text: withoutFiles, files: encoded } = takeUuencoded(tidyText(mime.text))
  const packed = openTnef(mime.files)
  const plain = tidyText(mime.text) || (mime.html ? '' : tidyText(packed.text))
  const isHtmlOnly = plain === '' && mime.html !== ''
  const marked = isHtmlOnly ? markedText(safeHtml || sanitiseHtml(cutHtml(mime.html))) : undefined
  const whole = isHtmlOnly ? tidyText(showQuotes(marked ?? '')) : plain
  const text = cutBytes(whole, LIMITS.htmlBytes)
  const newInText = isHtmlOnly ? '' : visibleText(encoded.length > 0 ? withoutFiles : text)
  // Reading HTML as text is the dearest step: most mail shows by its plain words that nothing is quoted.
  const mayQuote = isHtmlOnly || newInText !== text || visibleHtml(mime.html) !== mime.html
  const newInHtml = mime.html !== '' && mayQuote ? visibleOfHtml(mime.html, {}, marked) : ''
  const html = hasHtml ? foldHtml(safeHtml, newInHtml) : null
  const files = [...packed.files, ...encoded.map(toMimeFile)]
    .filter((file, _at, all) => isShownAsFile(file) && !isSecondInvitation(file, all))
    .map((file) => toReadFile(file, mime.html))
  if (tooLarge) files.push(htmlAsFile(mime.html))
  const fields = readFields(raw, context, text)
  const cut: MailCut[] = [...(fields.cut ?? [])]
  if (text !== whole || (isHtmlOnly && tooLarge)) cut.push('text')
  if (mime.isCut || files.length > LIMITS.attachments) cut.push('files')
  const attached = enclosedIn(mime.files)
  const inText = attached.length > 0 ? null : forwardedInText(text, fields.subject)
  return {
    ...fields,
    text,
    visible: cutBytes(isHtmlOnly ? newInHtml : newInText, LIMITS.htmlBytes),
    html,
    enclosed: inText ? [inText] : attached,
    files: files.slice(0, LIMITS.attachments),
    ...(cut.length === 0 ? {} : { cut }),
  }
}

const FIRST =
  'Hi\n\nOn 1 Jan 2026, A <a@b.invalid> wrote B:\nFrom A\nDe : A\n\nSent by A\n\n---- A message ----\nAm 1.1.2026 schrieb A:\n> x\n\nBegin A\n'

const FIRST_HTML =
  '<table width="9"><tr><td style="color:red;padding:1px;font:x"><p>A<br><a href="http://b.invalid">A</a><img src="cid:x"><b>B</b></p></td></tr></table><div class="x"><blockquote>q</blockquote></div>'.repeat(
    20,
  )

/** The first message of a process pays for all patterns and libraries; it shall be none of somebody's. */
export async function warmUp(): Promise<void> {
  const context = { envelopeFrom: '', receivedAt: 0 }
  const head = 'From: mailer-daemon@b.invalid\r\nSubject: undelivered\r\nContent-Type: text/'
  for (let times = 0; times < 3; times++)
    for (const body of [
      `plain\r\n\r\n${FIRST}`,
      `html\r\n\r\n${FIRST_HTML}<p>${FIRST.replaceAll('\n', '<br>')}</p>`,
    ])
      await parseMessage(Buffer.from(head + body), context)
}

/**
 * The new words of an HTML body. HTML tells quotes by its elements, which the text made of it has lost:
 * there they are cut first, and what is left is judged by its lines.
 *
 * @param whole  the marked text of all of it, where that is known already
 */
export function visibleOfHtml(html: string, options: QuoteOptions = {}, whole?: string): string {
  const visible = visibleHtml(html)
  const wasCut = visible !== html
  const known = wasCut ? undefined : whole
  const marked = known ?? markedText(sanitiseHtml(cutHtml(visible)))
  return tidyText(showQuotes(visibleText(marked, { ...options, wasCut })))
}

/** Made of sanitised HTML: what is not shown is not read, and depth is bounded. */
function textOfHtml(safeHtml: string): string {
  return tidyText(showQuotes(markedText(safeHtml)))
}

function markedText(safeHtml: string): string {
  return (
    dropUnstorable(htmlToMarkedText(safeHtml))
      // Outlook's empty paragraphs hold a blank that does not break.
      .replace(/^[ \t\u00a0]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}

function tidyText(text: string): string {
  return dropUnstorable(text).replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd()
}

function cutHtml(html: string): string {
  return html.slice(0, LIMITS.htmlBytes)
}

/** Outlook's winmail.dat is replaced by what is in it; when nothing is, or it cannot be read, it stays. */
function openTnef(files: MimeFile[]): { files: MimeFile[]; text: string } {
  let text = ''
  const opened = files.flatMap((file) => {
    const content = isTnefFile(file) ? readTnef(file.content) : null
    if (!content) return [file]
    const words =
      content.text || (content.html ? textOfHtml(sanitiseHtml(cutHtml(content.html))) : '')
    text ||= words
    if (content.files.length === 0) return words === '' ? [file] : []
    return content.files.map((inner) =>
      toMimeFile({ name: inner.name, content: inner.content, type: inner.type, cid: inner.cid }),
    )
  })
  return { files: opened, text }
}

function isTnefFile(file: MimeFile): boolean {
  return (
    (/^application\/(?:vnd\.)?ms-tnef$/.test(file.type) || /^winmail\.dat$/i.test(file.name)) &&
    isTnef(file.content)
  )
}

/** A file that was found inside something else. */
function toMimeFile(file: {
  name: string
  content: Buffer
  type?: string | null
  cid?: string | null
}): MimeFile {
  const type = file.type ?? typeOfName(file.name)
  return {
    name: file.name || makeFileName(type, file.content),
    type,
    disposition: null,
    cid: file.cid ?? null,
    content: file.content,
  }
}

/** Parts that are machinery, not files: signatures, and what a bounce reports. All are in the raw message. */
function isShownAsFile(file: MimeFile): boolean {
  return !/^(?:application\/pgp-signature|text\/rfc822-headers|message\/delivery-status)$/.test(
    file.type,
  )
}

/** An invitation comes as an alternative to the words and as a file beside them: the file, with its name, stays. */
function isSecondInvitation(file: MimeFile, all: readonly MimeFile[]): boolean {
  const isInvitation = (one: MimeFile) => /^(?:text\/calendar|application\/ics)$/.test(one.type)
  const isUnnamed = file.disposition !== 'attachment' && file.name === 'attachment.ics'
  return isUnnamed && isInvitation(file) && all.some((one) => one !== file && isInvitation(one))
}

/** RFC 2557: what the HTML calls by its place is shown by the id the file has here. */
function locationsOf(files: readonly MimeFile[]): ReadonlyMap<string, string> {
  const pairs = files.flatMap(({ location, cid }): [string, string][] =>
    location !== undefined && cid !== null ? [[location, cid]] : [],
  )
  return new Map(pairs)
}

function toReadFile(file: MimeFile, html: string): ReadFile {
  // RFC 2392: cid: in the HTML names the Content-ID, percent-encoded or not. `attachment` wins over it.
  const { cid, location } = file
  const isNamed =
    cid !== null && (html.includes(`cid:${cid}`) || html.includes(`cid:${encodeURIComponent(cid)}`))
  const isShown =
    file.disposition !== 'attachment' &&
    (isNamed || (location !== undefined && html.includes(location)))
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
