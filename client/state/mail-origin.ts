/**
 * What a message says of where it came from, as phrases and rows: which rule put it on the ticket, who stands by its
 * sender, what differs from what one would expect. Pure. Not here: how that looks (parts/message-origin).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { readJoinedBy } from '../../shared/ticket/joined-by.ts'
import { readMailCuts, type MailCut } from '../../shared/ticket/mail-cut.ts'
import type { SenderFacts } from '../../shared/ticket/sender.ts'
import { trustOf, type SenderTrust } from '../../shared/ticket/sender-trust.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { say } from '../words/read-words.ts'
import { sayExactly } from './relative-time.ts'

/** How much it matters: `bad` is most likely a lie, `careful` is to be known before answering, `quiet` is good to know. */
export type Level = 'bad' | 'careful' | 'quiet'
export type Phrase = { level: Level; text: string }
export type Row = { label: string; lines: readonly string[] }

/** Null for what did not come by mail. */
export function trustOfMessage(message: Message): SenderTrust | null {
  if (message.kind !== 'inbound' || message.sender === undefined) return null
  if (message.judged) return trustOf(message.judged, message.address ?? null)
  return message.sender === 'verified' ? 'proved' : 'unproved'
}

/** What is worth a glance, the worst first; nothing when all is as one would expect. */
export function briefOf(message: Message): Phrase[] {
  const { brief } = mailWords
  const found: Phrase[] = []
  const add = (level: Level, text: string) => found.push({ level, text })
  const trust = trustOfMessage(message)
  if (message.warning === 'agent-address') add('bad', brief.agentAddress)
  if (message.warning === 'verification') add('bad', brief.verification)
  if (trust === 'disowned') add('bad', brief.disowned)
  if (trust === 'unproved') add('careful', brief.unproved)
  if (message.standing === 'other') add('careful', brief.other)
  if (message.standing === 'participant') add('quiet', brief.participant)
  if (message.shared) add('quiet', brief.shared({ name: message.shared.by.name }))
  const [answers] = message.replyTo ?? []
  if (answers) add('careful', brief.replyTo({ address: answers.address }))
  if (message.linkedTo) add('careful', brief.linked({ n: message.linkedTo.number }))
  if (trust === 'unchecked') add('quiet', brief.unchecked)
  if (message.forwarded) add('quiet', brief.forwarded)
  if (message.newPeople?.length) add('quiet', brief.newPeople({ n: message.newPeople.length }))
  if (message.sentAt !== undefined) add('quiet', brief.otherDate)
  if (readMailCuts(message.cut).length > 0) add('quiet', brief.cut)
  return found
}

export function worstOf(phrases: readonly Phrase[]): Level {
  const has = (level: Level) => phrases.some((phrase) => phrase.level === level)
  return has('bad') ? 'bad' : has('careful') ? 'careful' : 'quiet'
}

/** Everything, for who asks. */
export function rowsOf(message: Message): Row[] {
  const { labels } = mailWords
  const rows: Row[] = []
  const add = (label: string, ...lines: (string | null | undefined)[]) => {
    const said = lines.filter((line): line is string => typeof line === 'string' && line !== '')
    if (said.length > 0) rows.push({ label, lines: said })
  }
  add(labels.from, personOf({ name: message.by.name, address: message.address ?? '' }))
  add(labels.replyTo, ...(message.replyTo ?? []).map(personOf))
  add(labels.newPeople, ...(message.newPeople ?? []).map(personOf))
  add(labels.received, sayExactly(message.at))
  if (message.sentAt !== undefined)
    add(labels.sent, mailWords.otherDate({ when: sayExactly(message.sentAt) }))
  add(labels.who, standingOf(message))
  const rule = readJoinedBy(message.joinedBy)
  add(
    labels.ticket,
    rule === null ? null : mailWords.joined[rule],
    message.mergedFrom ? mailWords.mergedFrom({ n: message.mergedFrom.number }) : null,
    message.linkedTo ? mailWords.linked({ n: message.linkedTo.number }) : null,
  )
  if (message.forwarded)
    add(
      labels.forwarded,
      message.forwarded.isBelieved
        ? personOf(message.forwarded.from)
        : mailWords.forwardedFrom({ who: personOf(message.forwarded.from) }),
    )
  add(
    labels.sender,
    message.warning === 'agent-address' ? mailWords.agentAddress : null,
    message.warning === 'verification' ? mailWords.verification : null,
    trustSentence(message),
  )
  if (message.judged) add(labels.checks, ...checksOf(message.judged))
  add(labels.cut, ...cutsOf(message))
  return rows
}

function cutsOf(message: Message): string[] {
  const cuts = readMailCuts(message.cut)
  return cuts.length === 0 ? [] : [...cuts.map((cut) => sentenceOf[cut]()), mailWords.cutKept]
}

const sentenceOf: Record<MailCut, () => string> = {
  header: () =>
    mailWords.cut.header({ kib: LIMITS.headerBytes / 1024, fields: LIMITS.headerCount }),
  sender: () => mailWords.cut.sender({ n: LIMITS.nameChars }),
  subject: () => mailWords.cut.subject({ n: LIMITS.subjectChars }),
  addresses: () => mailWords.cut.addresses({ n: LIMITS.addresses }),
  text: () => mailWords.cut.text({ mib: LIMITS.htmlBytes / 1024 / 1024 }),
  files: () => mailWords.cut.files({ n: LIMITS.attachments }),
}

function standingOf({ standing, shared }: Message): string | null {
  if (standing === undefined) return null
  if (standing === 'other' && shared) return mailWords.standing.shared({ name: shared.by.name })
  return mailWords.standing[standing]
}

function trustSentence(message: Message): string | null {
  const trust = trustOfMessage(message)
  if (trust === null) return null
  if (!message.judged)
    return trust === 'proved' ? mailWords.trust.verified : mailWords.trust.unverified
  if (trust === 'unchecked') return mailWords.trust.unchecked
  return mailWords.trust[trust]({
    domain: message.judged.fromDomain ?? domainOf(message.address ?? ''),
  })
}

function checksOf(judged: SenderFacts): string[] {
  const { checks } = mailWords
  const { aligned = [], dkimDomains = [] } = judged
  return [
    withDomain(checks.spf[judged.spf], judged.spfDomain),
    withDomain(checks.dkim[judged.dkim], say.list(dkimDomains)),
    judged.policy
      ? checks.asks({ check: checks.dmarc[judged.dmarc], policy: mailWords.policy[judged.policy] })
      : checks.dmarc[judged.dmarc],
    ...(judged.arc === undefined || judged.arc === 'none'
      ? []
      : [
          judged.sealer
            ? checks.sealed({ check: checks.arc[judged.arc], sealer: judged.sealer })
            : checks.arc[judged.arc],
        ]),
    ...(aligned.length > 0 ? [checks.aligned({ signs: say.list(aligned).toUpperCase() })] : []),
    ...(judged.judgedBy ? [checks.judgedBy({ host: judged.judgedBy })] : []),
    ...(judged.isLocal ? [checks.local] : []),
  ]
}

function withDomain(check: string, domain: string | undefined): string {
  return domain ? mailWords.checks.of({ check, domain }) : check
}

function personOf({ name, address }: { name: string; address: string }): string {
  if (address === '') return name
  return name === '' || name === address ? address : `${name} <${address}>`
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
