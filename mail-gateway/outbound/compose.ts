/**
 * An outgoing mail as bytes: multipart/alternative with fixed Message-ID, the thread's references, and the
 * marks by which machines leave it unanswered. Adds nothing that a reader sees. The one place that knows
 * nodemailer's composer.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { MailAddress, OutgoingMail } from '../../shared/wire/mail.ts'

export type ComposedMail = {
  raw: Buffer
  envelope: { from: string; to: string[] }
  /** What is asked of mail servers that can report (RFC 3461); others are not told. */
  dsn: Dsn
}
type Dsn = {
  ret: 'HDRS'
  envid?: string
  notify: ('SUCCESS' | 'FAILURE' | 'DELAY')[]
  orcpt?: string
}

/** RFC 5322 §2.2: a header value holds no line ends; one that does would end the header for an attacker. */
const LINE_END = /[\r\n\0]/

/**
 * @param files  bytes of the attachments by hash
 * @param only   recipients that are left, when others have it already
 */
export async function composeMail(
  mail: OutgoingMail,
  files: ReadonlyMap<string, Uint8Array>,
  only?: readonly string[],
): Promise<Result<ComposedMail>> {
  const wrong = findLineEnd(mail)
  if (wrong) return fail('kit/invalid', `${wrong} holds a line end`)
  const composer = new MailComposer({
    from: toAddress(mail.from),
    to: mail.to.map(toAddress),
    cc: mail.cc.map(toAddress),
    ...(mail.replyTo ? { replyTo: toAddress(mail.replyTo) } : {}),
    subject: mail.subject,
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date),
    ...(mail.inReplyTo ? { inReplyTo: `<${mail.inReplyTo}>` } : {}),
    ...(mail.references.length > 0 ? { references: mail.references.map((id) => `<${id}>`) } : {}),
    headers: furtherHeaders(mail),
    text: normaliseLines(mail.text),
    ...(mail.html === null ? {} : { html: normaliseLines(mail.html) }),
    attachments: mail.attachments.map((file) => ({
      filename: file.name,
      contentType: typeOf(file.type),
      content: Buffer.from(files.get(file.hash) ?? []),
      ...(file.cid === null ? {} : { cid: file.cid }),
      contentDisposition: file.inline ? 'inline' : 'attachment',
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  })
  const raw = await new Promise<Buffer>((resolve, reject) => {
    composer.compile().build((error, message) => {
      if (error || !message) reject(error ?? new Error('nothing was composed'))
      else resolve(message)
    })
  })
  const all = [...new Set(readersOf(mail).map((one) => one.address))]
  const to = only ? all.filter((address) => only.includes(address)) : all
  return ok({ raw, envelope: { from: mail.envelopeFrom, to }, dsn: dsnOf(mail, to) })
}

/** Everybody it goes to; Bcc is a part of the envelope and never of the header (RFC 5322 §3.6.3). */
const readersOf = ({ to, cc, bcc = [] }: OutgoingMail): MailAddress[] => [...to, ...cc, ...bcc]

/** A mail within the mail may not be encoded (RFC 2046 §5.2.1), and would arrive with other bytes; so it goes as a file. */
function typeOf(type: string): string {
  return /^(?:message|multipart)\//i.test(type) ? 'application/octet-stream' : type
}

/** The secret of the return address comes back in the report as Original-Envelope-Id (RFC 3464 §2.2.1). */
function dsnOf(mail: OutgoingMail, to: readonly string[]): Dsn {
  const secret = /\+(b[0-9a-z]{26})@/.exec(mail.envelopeFrom)?.[1]
  const only = to.length === 1 ? to[0] : undefined
  return {
    ret: 'HDRS',
    ...(secret === undefined ? {} : { envid: secret }),
    // Nobody waits to hear that an automatic mail arrived.
    notify: mail.autoSubmitted === null ? ['SUCCESS', 'FAILURE', 'DELAY'] : ['FAILURE'],
    // The library has one for all recipients; the report names each of several by itself.
    ...(only === undefined || /[^\x21-\x7e]/.test(only) ? {} : { orcpt: `rfc822;${only}` }),
  }
}

function furtherHeaders(mail: OutgoingMail): Record<string, string> {
  const domain = mail.messageId.slice(mail.messageId.lastIndexOf('@') + 1)
  return {
    // Coming back to us it shows that the mail was ours, whatever became of the rest.
    'X-Deskside-Loop': domain,
    // What Outlook groups by instead of References, one step on.
    ...(mail.threadIndex === undefined ? {} : { 'Thread-Index': mail.threadIndex }),
    ...(mail.threadTopic === undefined ? {} : { 'Thread-Topic': mail.threadTopic }),
    ...(mail.language === undefined ? {} : { 'Content-Language': mail.language }),
    ...unsubscribeHeaders(mail),
    ...(mail.autoSubmitted === null
      ? {}
      : // RFC 3834 §5, and what Exchange reads instead of it.
        { 'Auto-Submitted': mail.autoSubmitted, 'X-Auto-Response-Suppress': 'All' }),
  }
}

/** One click is promised of https alone (RFC 8058 §3.1); elsewhere it is an address to open (RFC 2369 §3.2). */
function unsubscribeHeaders({ unsubscribe }: OutgoingMail): Record<string, string> {
  if (unsubscribe === undefined) return {}
  const isOneClick = unsubscribe.startsWith('https://')
  return {
    'List-Unsubscribe': `<${unsubscribe}>`,
    ...(isOneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

function findLineEnd(mail: OutgoingMail): string | null {
  const addresses = [mail.from, ...readersOf(mail), ...(mail.replyTo ? [mail.replyTo] : [])]
  const values: [string, string][] = [
    ['the subject', mail.subject],
    ['the Message-ID', mail.messageId],
    ['the envelope sender', mail.envelopeFrom],
    ['In-Reply-To', mail.inReplyTo ?? ''],
    ['a reference', mail.references.join(' ')],
    ['the language', mail.language ?? ''],
    ['the address to unsubscribe', mail.unsubscribe ?? ''],
    ['the thread', `${mail.threadIndex ?? ''}${mail.threadTopic ?? ''}`],
    ...addresses.flatMap((one): [string, string][] => [
      ['an address', one.address],
      ['a name', one.name],
    ]),
    ...mail.attachments.flatMap((file): [string, string][] => [
      ['a file name', file.name],
      ['a file type', file.type],
      ['a Content-ID', file.cid ?? ''],
    ]),
  ]
  return values.find(([, value]) => LINE_END.test(value))?.[0] ?? null
}

function toAddress(address: MailAddress): { name: string; address: string } {
  return { name: address.name, address: address.address }
}

/** A bare CR would be somebody's line end on the way (SMTP smuggling); every line end becomes one kind. */
function normaliseLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
