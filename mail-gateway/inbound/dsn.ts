/**
 * What a bounce says: which recipients, how it ended for each, and which of our messages it is about.
 * RFC 3464 fields where there are any, the words of older and other servers where not. One pass over lines.
 */
import type { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeText } from './charset.ts'
import type { BounceRecipient } from '../../shared/wire/mail.ts'

type Recipient = v.InferOutput<typeof BounceRecipient>
export type BounceWords = { recipients: Recipient[]; about: string[]; envelopeId?: string }

/** Reports are short; what comes after is the returned message's own body. */
export const REPORT_BYTES = 256 * 1024
const LINE_CHARS = 1_000
const ABOUT_MAX = 50

const ADDRESS = /[^\s<>"'`(),;:[\]\\@]{1,128}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?/i
const ADDRESSES = new RegExp(ADDRESS.source, 'gi')
/** Words that say why, near which an address is the one that failed. */
const FAILURE =
  /\b(?:[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}\b|#[45]\d\d|unknown (?:user|recipient|host|address|local)|(?:user|recipient|host|address|mailbox|account|domain) (?:is )?(?:unknown|not known|disabled|inactive|suspended|expired|rejected|unavailable|full)|no (?:such|mailbox|matches|valid|local) ?(?:user|recipient|mailbox|address|account|person|host|to|here)?|not (?:found|exist|delivered|listed|known|recogni[sz]ed|valid|available|accepted|active|a (?:known|valid))|doesn'?t (?:exist|have|like)|does not (?:exist|like|have)|(?:over|disk|exceed\w*).{0,12}quota|quota exceeded|undeliverable|unroutable|unrouteable|unresolvable|rejected|refused|denied|bounced|invalid|could not be|couldn'?t (?:be|find)|can(?:'?t|not) be (?:delivered|found|routed)|unable to (?:deliver|relay|find)|delivery (?:failed|failure|to the following)|failed|disabled|inactive|unavailable|timed out|time-?out|bad (?:address|destination|user)|not our customer|moved|no longer|too (?:large|big)|mailbox full|is full|local user|host not|loop(?:ing|s)? )/i
/** Announces the addresses below it, or in the same line. In the languages of the servers that do not speak English. */
const OPENING =
  /(?:following (?:e-?mail )?(?:address|recipient|user|mail ?box|person|destination|account)|(?:failed|invalid|bad|undeliverable|unknown|rejected|permanent|attempted|intended|original|final|actual).{0,24}(?:recipient|address|userid|user|destination)|(?:could|can|did|was|were|has|have|had|been|be|'t|not|un)[\s\w']{0,24}(?:delivered|sent|deliver|receive|relayed|reached?) (?:it |your message |the message |a copy |mail |e-?mail |message )?(?:to|of|at|for)?|not (?:yet )?been delivered|delivery to .{0,60}(?:failed|recipient|delayed|has been)|errors?:?\s*$|recipient address|address(?:es)? (?:had|with|to which|in error|failed|which)|addressed to|message(?:s)? (?:you sent )?to|(?:transcript|report) of session|problems? (?:with|delivering)|unable to deliver|failed to deliver|delivery (?:failure|status|problem)|did not reach|has not (?:reached|been)|(?:konnte|kann|wurde)n? nicht|nicht (?:zugestellt|erreicht)|folgende|n[’']a(?:i)? (?:pas )?pu|non remis|destinataire|no (?:se ha podido|se pudo|pudo|ha podido)|destinatario|não (?:pôde|foi|pode)|destinatário|non (?:è stato|può|e' stato)|niet (?:worden )?(?:afgeleverd|bezorgd)|geadresseerde|kunde inte|kunne ikke|ei voi(?:da|tu)|nie (?:może|mogła|można|została)|не (?:может|удалось|была|был|доставлен)|получател|配信|送信できま|届け|宛先|次の|受信者|无法|未能|收件人|無法|수신|전송하지|배달)/i
/** Who an address in such a line is, when it is not the one that failed. */
const OTHERS =
  /(?:\bfrom|\bsender|\bby|\bcontact|\bhelp|\bassistance|questions? to|\breply to|e-?mail us at|\bsent by|message-id|\bvia|\bauthor|return-path|\bmailto|\bmail to|\bwrite to|\bnotify|\bvon|\bde la part de|mail)\s*:?\s{0,3}["'<(]{0,2}$/i
/** A server that has not given up: in the first words, before what it returns. */
const DELAY =
  /\b(?:(?:has|have) (?:been|not yet been) (?:temporarily )?(?:delayed|delivered yet)|not yet been delivered|(?:has been|is being|was) delayed|delivery (?:is|has been|was) delayed|delayed (?:for )?(?:more than|\d)|still (?:be |being )?(?:trying|attempting|retried|in the queue|queued)|will (?:keep|continue) (?:on )?(?:trying|attempting|to (?:try|attempt|be tried|be attempted|be retried))|(?:do|does) not need to re-?send|no action (?:is required )?on your part|this is a warning message only|could not send (?:the )?message for (?:the )?past|will be (?:retried|re-?tried|tried again) (?:for|until|over))/i
const DELAY_CHARS = 2_000
/** Addresses that are never a reader's. */
const MACHINE =
  /^(?:postmaster|mailer-daemon|abuse|hostmaster|helpdesk|support|no-?reply|double-bounce)@/i
/** `Recipient: …` and its like in the words of a report, and what stands in a session's transcript. */
const NAMED_FIELD =
  /^[\s>*|-]*(?:(?:final|original|failed|intended|invalid|actual|bad)[- ]?)?(?:recipient(?:\(s\)|s)?|e-?mail address|address|original address|recipient address|rcpt to|user|destination|empfänger|destinataire|destinatario|mailbox|宛先|收件人)\b[^:]{0,20}:\s*(?:rfc822[;,:])?\s*(?:mailto:)?["'<]{0,2}[^\s@<>"']{1,128}@/i
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

/**
 * @param text       the readable text, decoded, reports included
 * @param raw        the message's first REPORT_BYTES, one character a byte
 * @param headFailed X-Failed-Recipients, when there is one
 * @param ours       addresses that are never the one that failed: who reports, and whom it is reported to
 */
export function parseBounce(
  text: string,
  raw: string,
  headFailed: string,
  ours: ReadonlySet<string>,
): BounceWords {
  const report = raw.slice(0, REPORT_BYTES)
  const recipients = readReport(report)
  if (recipients.size === 0)
    for (const one of readReport(text.slice(0, REPORT_BYTES)).values()) add(recipients, one)
  for (const address of headFailed.match(ADDRESSES) ?? [])
    add(recipients, { address, action: 'failed', status: null })
  if (recipients.size === 0) for (const one of readJson(report)) add(recipients, one)
  const isReported = recipients.size > 0 && headFailed === ''
  if (recipients.size === 0)
    for (const one of readWords(text.slice(0, REPORT_BYTES) || report, ours)) add(recipients, one)
  if (recipients.size === 0) for (const one of readReturnedTo(report, ours)) add(recipients, one)
  // Without fields that say how it ended: a server that goes on trying says so in words.
  const isDelay = !isReported && DELAY.test((text || report).slice(0, DELAY_CHARS))
  const envelopeId = /^original-envelope-id\s*:\s*([\x21-\x7e]{1,100})\s*$/im.exec(report)?.[1]
  return {
    recipients: [...recipients.values()]
      .slice(0, LIMITS.addresses)
      .map((one) => (isDelay && one.action === 'failed' ? { ...one, action: 'delayed' } : one)),
    about: readMessageIds(report),
    ...(envelopeId === undefined ? {} : { envelopeId }),
  }
}

/**
 * A feedback report (RFC 5965 §3.2): whom the mail went to, the address it was sent from, and which one it was. Providers
 * leave out what they think is nobody's business.
 */
export function parseComplaint(raw: string): {
  recipients: string[]
  sentFrom: string | null
  about: string[]
} {
  const report = raw.slice(0, REPORT_BYTES)
  const body = report.slice(Math.max(0, report.search(/\r?\n\r?\n/)))
  const addressIn = (value: string | undefined) => (value && ADDRESS.exec(value)?.[0]) || null
  const recipients: string[] = []
  for (const match of body.matchAll(/^original-rcpt-to\s*:\s*([^\r\n]{3,400})/gim)) {
    const address = addressIn(match[1])
    if (address !== null && recipients.length < LIMITS.addresses) recipients.push(address)
  }
  const from = /^(?:original-mail-from|return-path)\s*:\s*([^\r\n]{3,400})/im.exec(body)?.[1]
  return { recipients, sentFrom: addressIn(from), about: readMessageIds(report) }
}

function add(into: Map<string, Recipient>, recipient: Recipient): void {
  const key = recipient.address.toLowerCase()
  const known = into.get(key)
  if (!known) into.set(key, recipient)
  else if (known.action === 'unknown' || known.status === null)
    into.set(key, { ...known, ...definite(recipient) })
}

function definite(recipient: Recipient): Partial<Recipient> {
  return {
    ...(recipient.action === 'unknown' ? {} : { action: recipient.action }),
    ...(recipient.status === null ? {} : { status: recipient.status }),
  }
}

/** RFC 6533: an address outside ASCII stands there in UTF-8, which was taken apart into bytes. */
function mendUtf8(latin: string): string {
  return /[\u0080-\u00ff]/.test(latin) && !/[^\u0000-\u00ff]/.test(latin)
    ? decodeText(Buffer.from(latin, 'latin1'), null)
    : latin
}

/** RFC 3464 §2.3: one group of fields a recipient, groups divided by empty lines. */
function readReport(text: string): Map<string, Recipient> {
  const found = new Map<string, Recipient>()
  let group: { final: string; original: string; action: string; status: string } | null = null
  const close = () => {
    if (group === null) return
    // The address that was written to is the one we know; the final one may be inside the other's house.
    const address = mendUtf8(group.original || group.final)
    if (address) {
      const word = group.action.toLowerCase()
      const action = ACTIONS.find((known) => word.startsWith(known)) ?? 'unknown'
      add(found, {
        address,
        action,
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(group.status)?.[0] ?? null,
      })
    }
    group = null
  }
  for (const line of linesOf(text)) {
    const field =
      /^(final-recipient|original-recipient|x-actual-recipient|action|status)\s*:\s*(.*)$/i.exec(
        line,
      )
    if (!field) {
      if (line.trim() === '') close()
      continue
    }
    const name = (field[1] ?? '').toLowerCase()
    const value = field[2] ?? ''
    group ??= { final: '', original: '', action: '', status: '' }
    if (name === 'final-recipient') group.final = ADDRESS.exec(value)?.[0] ?? ''
    else if (name === 'original-recipient') group.original = ADDRESS.exec(value)?.[0] ?? ''
    else if (name === 'action') group.action = value.trim()
    else group.status = value
  }
  close()
  return found
}

/** Providers that say it in JSON (Amazon SNS and its like), once or twice escaped. */
function readJson(report: string): Recipient[] {
  if (!/"(?:notificationType|eventType)\\*"\s*:\s*\\*"Bounce/i.test(report)) return []
  const found: Recipient[] = []
  for (const match of report.matchAll(
    /\\*"emailAddress\\*"\s*:\s*\\*"([^"\\]{3,320})\\*"([^{}]{0,600})/g,
  )) {
    const address = ADDRESS.exec(match[1] ?? '')?.[0]
    const status = /"status\\*"\s*:\s*\\*"([245]\.\d{1,3}\.\d{1,3})/.exec(match[2] ?? '')?.[1]
    if (address) found.push({ address, action: 'failed', status: status ?? null })
  }
  return found
}

/**
 * Without a report: addresses on lines that say why, or that follow the sentence which announces them.
 * When there are none such, addresses that stand alone in their line, then the only one there is.
 */
function readWords(text: string, ours: ReadonlySet<string>): Recipient[] {
  const found: Recipient[] = []
  const alone: Recipient[] = []
  const others: Recipient[] = []
  let sinceOpening = Infinity
  let lastAddresses: string[] = []
  let hasText = false
  for (const line of linesOf(text)) {
    if (hasText && isReturnedMessage(line)) break
    if (line.trim() === '') continue
    hasText = true
    if (OPENING.test(line)) sinceOpening = 0
    const addresses = addressesIn(line, ours, sinceOpening === 0)
    const status = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(line)?.[0] ?? null
    const toRecipient = (address: string): Recipient => ({ address, action: 'failed', status })
    const isFailure = FAILURE.test(line.replace(ADDRESSES, ' '))
    // qmail and Postfix write `<address>:` and the reason after it.
    // Exchange repeats the header first: whom it was written to, not who did not get it.
    const isHeader = /^[\s>]*(?:to|cc)\s*:/i.test(line) && !/^\s*rcpt/i.test(line)
    const isNamed =
      /^\s*<?[^\s<>]{1,300}@[^\s<>]{1,300}>?\s*(?::|\.{3})/.test(line) || NAMED_FIELD.test(line)
    if (addresses.length > 0 && !isHeader && (isFailure || isNamed || sinceOpening <= 6))
      found.push(...addresses.map(toRecipient))
    else if (isFailure && addresses.length === 0 && !isHeader)
      found.push(...lastAddresses.map(toRecipient))
    else if (/^[\s<>"'*|-]{0,12}[^\s<>"']{1,300}@[^\s<>"']{1,300}[\s<>"'.;,*|-]{0,12}$/.test(line))
      alone.push(...addresses.map(toRecipient))
    others.push(...addresses.map(toRecipient))
    sinceOpening++
    lastAddresses = addresses
  }
  if (found.length > 0) return found
  if (alone.length > 0) return alone
  return new Set(others.map((one) => one.address.toLowerCase())).size === 1 ? others : []
}

function addressesIn(line: string, ours: ReadonlySet<string>, isOpening: boolean): string[] {
  const found: string[] = []
  for (const match of line.matchAll(ADDRESSES)) {
    const address = match[0].replace(/^(?:rfc822|smtp|mailto|x400)[=:;]/i, '')
    if (ours.has(address.toLowerCase()) || (MACHINE.test(address) && !isOpening)) continue
    if (OTHERS.test(line.slice(Math.max(0, match.index - 40), match.index))) continue
    found.push(address)
  }
  return found
}

/** The report named nobody: then it is about whom the returned message was for, when that was one address. */
function readReturnedTo(report: string, ours: ReadonlySet<string>): Recipient[] {
  const body = report.search(/\r?\n\r?\n/)
  if (body < 0) return []
  for (const match of report.slice(body).matchAll(/^[>| \t]{0,6}to:[ \t]*([^\r\n]{3,400})/gim)) {
    const addresses = (match[1]?.match(ADDRESSES) ?? []).filter(
      (one) => !ours.has(one.toLowerCase()) && !MACHINE.test(one),
    )
    const address = addresses[0]
    if (address && addresses.length === 1) return [{ address, action: 'unknown', status: null }]
  }
  return []
}

function isReturnedMessage(line: string): boolean {
  if (/not receive|not been delivered/i.test(line)) return false
  return /(?:below this line is a copy|^-{2,}.{0,40}(?:original|returned|unsent|undelivered) (?:message|mail)|(?:copy|text|headers?) of (?:your|the|my) (?:original |returned )?(?:message|mail)|^received: (?:from|by)|^return-path:|original message (?:follows|headers)|unsent message|message text follows|^-{3,}\s*(?:begin|start) )/i.test(
    line,
  )
}

/** Every Message-ID below the bounce's own header, the first found first: the returned message comes first. */
function readMessageIds(raw: string): string[] {
  const ids: string[] = []
  const body = raw.search(/\r?\n\r?\n/)
  if (body < 0) return ids
  for (const match of raw
    .slice(body)
    .matchAll(/^[> \t]{0,8}(?:x-original-)?message-id\s*:\s*<?([^<>\s]{3,998})>?/gim)) {
    const id = match[1] ?? ''
    if (!ids.includes(id)) ids.push(id)
    if (ids.length >= ABOUT_MAX) break
  }
  return ids
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const lf = text.indexOf('\n', at)
    const end = lf < 0 ? text.length : lf
    yield text.slice(at, Math.min(end, at + LINE_CHARS)).replace(/\r$/, '')
    at = end + 1
  }
}
