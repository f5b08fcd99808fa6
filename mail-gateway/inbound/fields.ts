/**
 * What the header of a message says: who, to whom, about what, in answer to what, and whether a machine
 * speaks. Bounded and quick, so it may run anywhere, also when the body could not be read.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailCut } from '../../shared/ticket/mail-cut.ts'
import type { MailAddress, ReceiveMail } from '../../shared/wire/mail.ts'
import { dropUnstorable, mendLineEnds } from './charset.ts'
import { decodeWords, mendHeadless, parseHeader, parseMessageIds, type Header } from './header.ts'
import { parseMailboxes } from './mailbox.ts'
import { judgeNature, loopMark } from './nature.ts'
import { passedIn } from './passed.ts'

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
  | 'fromIs'
  | 'threadIndex'
  | 'threadTopic'
  | 'nature'
  | 'loop'
  | 'passed'
  | 'cut'
>
export type ReadContext = { envelopeFrom: string; receivedAt: number }

const SUBJECT_CHARS = 2_000
/** Epoch ms of 1 January 1990: no mail with a Date header is older. */
const DATE_MIN = 631_152_000_000

/** @param text  the readable text, where a bounce may give its reasons; '' when it could not be read */
export function readFields(bytes: Uint8Array, context: ReadContext, text: string): ReadHeader {
  const raw = mendHeadless(mendLineEnds(bytes))
  const header = parseHeader(raw)
  const from = parseMailboxes(header.all('from').find((value) => value !== '') ?? '')
  const messageId = parseMessageIds(header.first('message-id'), 1)[0]
  const loop = loopMark(header)
  const passed = passedIn(header)
  const author = from.find((mailbox) => mailbox.address.includes('@')) ?? null
  const subject = subjectOf(header)
  const cut = cutsOf(header, { author, subject })
  return {
    // RFC 5322 §3.6.2 allows several; the first one with an address is who wrote.
    from: author,
    fromIs: fromIs(header),
    to: addressesOf(header, 'to'),
    cc: addressesOf(header, 'cc'),
    replyTo: addressesOf(header, 'reply-to'),
    subject,
    date: parseDate(header.first('date'), context.receivedAt),
    messageId: messageId ?? null,
    inReplyTo: parseMessageIds(header.first('in-reply-to'), 50),
    // RFC 5322 §3.6.4: the newest stand last; of an endless list those are the ones that help.
    references: parseMessageIds(header.first('references').slice(-60_000), 5_000).slice(-100),
    threadIndex: threadIndexOf(header),
    threadTopic: topicOf(header),
    nature: judgeNature(header, context.envelopeFrom, text, raw),
    ...(loop === null ? {} : { loop }),
    ...(passed === undefined ? {} : { passed }),
    ...(cut.length === 0 ? {} : { cut }),
  }
}

function subjectOf(header: Header): string {
  const subject = decodeWords(header.first('subject').slice(0, 16 * SUBJECT_CHARS)).trim()
  return dropUnstorable(subject.slice(0, SUBJECT_CHARS))
}

/** What of the header a ticket does not hold, by the limits here and by those of a ticket. */
function cutsOf(
  header: Header,
  { author, subject }: { author: MailAddress | null; subject: string },
): MailCut[] {
  const cuts: MailCut[] = []
  if (header.isCut) cuts.push('header')
  if ((author?.name.length ?? 0) > LIMITS.nameChars) cuts.push('sender')
  if (subject.length > LIMITS.subjectChars) cuts.push('subject')
  if (['to', 'cc', 'reply-to'].some((name) => hasMoreAddresses(header, name)))
    cuts.push('addresses')
  return cuts
}

/** Reading ends at the limit: whether anything was left is told by the signs that every address has. */
function hasMoreAddresses(header: Header, name: string): boolean {
  const signs = header.all(name).reduce((sum, value) => sum + value.split('@').length - 1, 0)
  return signs > LIMITS.addresses && addressesOf(header, name).length >= LIMITS.addresses
}

/**
 * RFC 5322 §3.6.2 allows several authors, RFC 6854 a group; some programs write two fields or none. Then no one person can
 * be named by it, and which of them DMARC judged is anybody's guess (RFC 7489 §6.6.1).
 */
function fromIs(header: Header): ReceiveMail['fromIs'] {
  const fields = header.all('from').filter((value) => value !== '')
  const addresses = new Set(
    fields
      .flatMap(parseMailboxes)
      .filter(({ address }) => address.includes('@'))
      .map(({ address }) => address.toLowerCase()),
  )
  if (addresses.size === 0) return 'none'
  if (addresses.size > 1) return 'several'
  return fields.some(isGroup) ? 'group' : 'one'
}

/** `Name: a@x, b@y;`: the colon and the semicolon outside of quotes, comments and angle brackets. */
function isGroup(value: string): boolean {
  const plain = value
    .slice(0, 2_000)
    .replace(/"(?:[^"\\]|\\.)*"|<[^>]*>|\([^()]*\)|=\?[^?\s]*\?[bqBQ]\?[^?]*\?=/g, '')
  return /^[^@:]*:[^;]*;/.test(plain)
}

function topicOf(header: Header): string | null {
  const topic = decodeWords(header.first('thread-topic').slice(0, 4 * SUBJECT_CHARS)).trim()
  return dropUnstorable(topic.slice(0, LIMITS.subjectChars)) || null
}

/** Kept as it came, for Outlook; what is not base64 or too long is not one. */
function threadIndexOf(header: Header): string | null {
  const value = header.first('thread-index').replace(/\s+/g, '')
  const isIndex =
    value.length <= LIMITS.threadIndexChars && /^[A-Za-z0-9+/]{30,}={0,2}$/.test(value)
  return isIndex ? value : null
}

function addressesOf(header: Header, name: string): MailAddress[] {
  const found: MailAddress[] = []
  for (const value of header.all(name)) {
    if (found.length >= LIMITS.addresses) break
    found.push(...parseMailboxes(value).filter((mailbox) => mailbox.address.includes('@')))
  }
  return found.slice(0, LIMITS.addresses)
}

/** Display only. Before 1990 or more than a day ahead is a clock that is wrong, and says nothing. */
export function parseDate(value: string, receivedAt: number): number | null {
  const plain = value
    .slice(0, 200)
    .replace(/\([^)]*\)/g, ' ')
    .trim()
  const parsed = plain === '' ? NaN : Date.parse(mendDate(plain))
  if (Number.isNaN(parsed) || parsed < DATE_MIN || parsed > receivedAt + 86_400_000) return null
  return parsed
}

/** Names of zones that mail is written in, and Date.parse does not know (RFC 5322 §4.3 has the American ones). */
const ZONES: Record<string, string> = {
  WET: '+0000',
  WEST: '+0100',
  BST: '+0100',
  CET: '+0100',
  MET: '+0100',
  MEZ: '+0100',
  CEST: '+0200',
  MEST: '+0200',
  MESZ: '+0200',
  EET: '+0200',
  SAST: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  HKT: '+0800',
  SGT: '+0800',
  AWST: '+0800',
  JST: '+0900',
  KST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
}

/** `10.11.12` of programs that write the time as their country does, and zones by name. */
function mendDate(value: string): string {
  return value
    .replace(/(?<= )(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?= |$)/, (_whole, hour, minute, second = '00') =>
      [hour, minute, second].join(':'),
    )
    .replace(/ ([A-Z]{3,4})$/, (whole, name: string) => (ZONES[name] ? ` ${ZONES[name]}` : whole))
}
