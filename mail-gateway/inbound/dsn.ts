/**
 * What a bounce says: which recipients, how it ended for each, and which of our messages it is about.
 * RFC 3464 fields where there are any, the words of older and other servers where not. One pass over lines.
 */
import type { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { BounceRecipient } from '../../shared/wire/mail.ts'

type Recipient = v.InferOutput<typeof BounceRecipient>
export type BounceWords = { recipients: Recipient[]; about: string[] }

/** Reports are short; what comes after is the returned message's own body. */
const REPORT_CHARS = 256 * 1024
const LINE_CHARS = 1_000
const ABOUT_MAX = 50

const ADDRESS = /[^\s<>"'`(),;:[\]\\@]{1,128}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?/i
const ADDRESSES = new RegExp(ADDRESS.source, 'gi')
/** Words that say why, near which an address is the one that failed. */
const FAILURE =
  /\b(?:5\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}\b|unknown user|user unknown|no such (?:user|recipient|mailbox)|not (?:found|exist|delivered|listed)|doesn'?t exist|does not exist|mailbox (?:full|unavailable|not found|is full)|over ?quota|undeliverable|unroutable|rejected|refused|invalid (?:recipient|mailbox|address)|could not be delivered|couldn'?t be delivered|delivery (?:failed|to the following)|failed|disabled|inactive|unavailable|relaying denied|timed out|bad address|not our customer)/i
const OPENING =
  /(?:following (?:address|recipient|user|mail ?box)|failed recipient|could not be delivered to|(?:wasn't|was not|not be|not been) (?:delivered|sent) to|delivery to .{0,40}(?:failed|recipient)|permanent (?:fatal )?errors?|recipient address|undeliverable address|the message to|transcript of session)/i
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

/**
 * @param text       the readable text, decoded, reports included
 * @param raw        the whole message, one character a byte
 * @param headFailed X-Failed-Recipients, when there is one
 * @param ours       addresses that are never the one that failed: who reports, and whom it is reported to
 */
export function parseBounce(
  text: string,
  raw: string,
  headFailed: string,
  ours: ReadonlySet<string>,
): BounceWords {
  const report = raw.slice(0, REPORT_CHARS)
  const recipients = readReport(report)
  if (recipients.size === 0)
    for (const one of readReport(text.slice(0, REPORT_CHARS)).values()) add(recipients, one)
  for (const address of headFailed.match(ADDRESSES) ?? [])
    add(recipients, { address, action: 'failed', status: null })
  if (recipients.size === 0)
    for (const one of readWords(text.slice(0, REPORT_CHARS) || report, ours)) add(recipients, one)
  return {
    recipients: [...recipients.values()].slice(0, LIMITS.addresses),
    about: readMessageIds(report),
  }
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

/** RFC 3464 §2.3: one group of fields a recipient, groups divided by empty lines. */
function readReport(text: string): Map<string, Recipient> {
  const found = new Map<string, Recipient>()
  let group: { final: string; original: string; action: string; status: string } | null = null
  const close = () => {
    if (group === null) return
    const address = group.final || group.original
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
    const field = /^(final-recipient|original-recipient|action|status)\s*:\s*(.*)$/i.exec(line)
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

/** Without a report: addresses on lines that say why, or that follow the sentence which announces them. */
function readWords(text: string, ours: ReadonlySet<string>): Recipient[] {
  const found: Recipient[] = []
  let sinceOpening = Infinity
  let lastAddresses: string[] = []
  for (const line of linesOf(text)) {
    if (isReturnedMessage(line)) break
    const addresses = (line.match(ADDRESSES) ?? []).filter((one) => !ours.has(one.toLowerCase()))
    const isFailure = FAILURE.test(line)
    if (OPENING.test(line)) sinceOpening = 0
    const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(line)?.[0] ?? null
    // qmail and Postfix write `<address>:` and the reason after it.
    const isAnnounced = sinceOpening <= 6 || /^\s*<?[^\s<>]+@[^\s<>]+>?\s*:/.test(line)
    if (addresses.length > 0 && (isFailure || isAnnounced))
      for (const address of addresses) found.push({ address, action: 'failed', status })
    else if (isFailure && addresses.length === 0)
      for (const address of lastAddresses) found.push({ address, action: 'failed', status })
    if (line.trim() !== '') {
      sinceOpening++
      lastAddresses = addresses
    }
  }
  return found
}

function isReturnedMessage(line: string): boolean {
  return /(?:below this line is a copy|^-{2,}.{0,40}(?:original|returned) (?:message|mail)|(?:copy|text) of (?:your|the|my) (?:original )?(?:message|mail)|^received: from|^return-path:|original message follows|unsent message)/i.test(
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
