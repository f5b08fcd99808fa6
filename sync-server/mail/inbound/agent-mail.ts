/**
 * An agent answers by mail (mail.md 36; MA24). A mail acts as somebody of the desk only with the secret of a notice that
 * was sent to them about that ticket, once, within its time; From is their address; and DMARC says that it is. Then it is a
 * reply with its files, held for the undo time like any, or a note; nothing else can be done by mail. Whatever else comes to
 * such an address is held, and whoever owns the notice is told why. A mail from an agent's address without that secret is a
 * customer's like any other, with a mark (mail-message).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { normaliseAddress, splitAddress } from '../../../shared/ticket/address.ts'
import { trustOf } from '../../../shared/ticket/sender-trust.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { readRights } from '../../auth/rights.ts'
import { hashToken } from '../../auth/tokens.ts'
import { openForAgent, openForDesk } from '../../commit/access.ts'
import { editTicket } from '../../commit/edit.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { sendWhole } from '../../commit/send-reply.ts'
import { finish, putBackUnchanged, type WorkRequest } from '../../commit/ticket-work.ts'
import { number, numberOrNull, text, type Sql } from '../../store/database.ts'
import { AGENT_TAG } from '../outbound/agent-notice.ts'
import { queueAgentAnswer, whyInEnglish, type WhyNotTaken } from '../outbound/agent-answer.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { readAgentWords, type AgentWords } from './agent-words.ts'
import { hold } from './hold-mail.ts'
import type { Placed } from './placed.ts'

type Key = {
  hash: string
  ticket: string
  person: string
  grantedAt: number
  endsAt: number
  isUsed: boolean
}

/** Null: it came to no such address, and is a mail like any other. */
export async function takeAgentMail(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Placed | null> {
  const tags = mail.envelope.to
    .map((address) => splitAddress(address)?.tag ?? '')
    .filter((tag) => tag.startsWith(AGENT_TAG))
  const [tag] = tags
  if (tag === undefined) return null
  // Two notices answered at once: nobody can tell which one is meant.
  const key = tags.length === 1 ? await readKey(request.tx, tag) : null
  const why = await whyNot(request, mail, key)
  if (key === null || why !== null)
    return refuse(parts, request, mail, { key, why: why ?? 'noNotice' })
  const rights = await readRights(request.tx, key.person)
  if (!rights) return refuse(parts, request, mail, { key, why: 'gone' })
  try {
    return await act(parts, request, mail, { key, rights })
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    return refuse(parts, request, mail, { key, why: error.fault })
  }
}

async function readKey(sql: Sql, tag: string): Promise<Key | null> {
  const token = tag.slice(AGENT_TAG.length)
  if (!/^[0-9a-z]{26}$/.test(token)) return null
  const hash = hashToken(token)
  const row = await sql.get(
    `SELECT ticket, contact, created_at, expires_at, used_at FROM capabilities WHERE hash = ? AND kind = 'agent'`,
    hash,
  )
  if (!row) return null
  return {
    hash,
    ticket: text(row, 'ticket'),
    person: text(row, 'contact'),
    grantedAt: number(row, 'created_at'),
    endsAt: number(row, 'expires_at'),
    isUsed: numberOrNull(row, 'used_at') !== null,
  }
}

/** Each of these alone is enough to make it nobody's. */
async function whyNot(
  { tx, now }: WorkRequest,
  mail: ReceiveMail,
  key: Key | null,
): Promise<WhyNotTaken | null> {
  if (key === null) return 'noNotice'
  if (!(await isAddressOf(tx, key.person, mail))) return 'notFrom'
  if (!isProved(mail)) return 'notProved'
  if (key.endsAt <= now) return 'tooOld'
  if (key.isUsed) return 'used'
  return null
}

/** RFC 7489, and no less: what passed on its way through others, or was not judged, is good for no authority. */
function isProved(mail: ReceiveMail): boolean {
  const { sender, from, fromIs } = mail
  return (
    sender.dmarc === 'pass' &&
    (fromIs === undefined || fromIs === 'one') &&
    trustOf(sender, from?.address ?? null) === 'proved'
  )
}

async function act(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { key, rights }: { key: Key; rights: Rights },
): Promise<Placed> {
  const words = readAgentWords(mail)
  if (words.kind === 'none') return refuse(parts, request, mail, { key, why: words.why })
  const ticket = await followMerge(request.tx, key.ticket)
  if (ticket === null) return refuse(parts, request, mail, { key, why: 'noTicket' })
  const asAgent: WorkRequest = { ...request, actor: { kind: 'agent', rights }, device: 'mail' }
  const isStale = await hasNews(parts, asAgent, { ticket, since: key.grantedAt })
  if (isStale && words.kind === 'reply') return refuse(parts, request, mail, { key, why: 'news' })
  const taken = await request.tx.run(
    `UPDATE capabilities SET used_at = ? WHERE hash = ? AND used_at IS NULL`,
    request.now,
    key.hash,
  )
  if (taken !== 1) return refuse(parts, request, mail, { key, why: 'used' })
  const id = makeId(request.now, parts.random)
  await bringFiles(request, { ticket, person: key.person, files: words.files })
  const { version } = await write(parts, asAgent, { ticket, id, words })
  const told = await tellIgnored(parts, request, { ticket, rights, words })
  return { ticket, message: id, held: null, version: told ?? version }
}

/** The gateway brought their bytes: they are this person's to send, as if brought in the app (uploads). */
async function bringFiles(
  { tx, now }: WorkRequest,
  { ticket, person, files }: { ticket: string; person: string; files: AgentWords['files'] },
): Promise<void> {
  for (const { hash } of files.slice(0, LIMITS.replyFiles))
    await tx.run(
      `INSERT INTO uploads (hash, ticket, person, at) VALUES (?, ?, ?, ?) ON CONFLICT (hash, ticket, person) DO UPDATE SET at = excluded.at`,
      hash,
      ticket,
      person,
      now,
    )
}

function write(
  parts: CommitParts,
  asAgent: WorkRequest,
  { ticket, id, words }: { ticket: string; id: string; words: AgentWords },
) {
  if (words.kind === 'note')
    return editTicket(parts, asAgent, {
      ticket,
      ops: [{ op: 'add-note', id, text: words.text, mentions: [] }],
    })
  return sendWhole(parts, asAgent, {
    kind: 'whole-reply',
    ticket,
    sendId: id,
    text: words.text,
    html: null,
    files: words.files,
    seen: null,
    isForced: false,
    isPastLock: true,
    status: null,
  })
}

/** The send guard, by time: a mail does not say what its author had seen, only which notice they answer. */
async function hasNews(
  parts: CommitParts,
  asAgent: WorkRequest,
  { ticket, since }: { ticket: string; since: number },
): Promise<boolean> {
  const { work, rights } = await openForAgent(parts, asAgent, ticket)
  const messages = work.before?.messages ?? []
  putBackUnchanged(work)
  return messages.some(
    (message) =>
      message.kind !== 'event' &&
      message.at > since &&
      !(message.by.kind === 'agent' && message.by.id === rights.person),
  )
}

async function tellIgnored(
  parts: CommitParts,
  request: WorkRequest,
  { ticket, rights, words }: { ticket: string; rights: Rights; words: AgentWords },
): Promise<number | null> {
  if (words.ignored.length === 0) return null
  const work = await openForDesk(parts, request, ticket)
  tellTicket(
    parts,
    work,
    `${rights.name}’s mail also asked for ${words.ignored.join(', ')}: that is not done by mail.`,
  )
  return (await finish(parts, work)).version
}

/** Kept where it can be read, and said to whom the notice belongs; nobody else is written to. */
async function refuse(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { key, why }: { key: Key | null; why: WhyNotTaken },
): Promise<Placed> {
  const placed = await hold(
    parts,
    request,
    mail,
    `an agent’s answer by mail that was not taken: ${whyInEnglish(why)}`.slice(
      0,
      LIMITS.fieldTextChars,
    ),
    'held',
  )
  const isFromOwner =
    key !== null && isProved(mail) && (await isAddressOf(request.tx, key.person, mail))
  if (key !== null && isFromOwner)
    await queueAgentAnswer(parts, request, { ticket: key.ticket, person: key.person, why })
  return placed
}

async function isAddressOf(sql: Sql, person: string, mail: ReceiveMail): Promise<boolean> {
  const row = await sql.get(`SELECT email FROM people WHERE id = ? AND disabled_at IS NULL`, person)
  return (
    row !== undefined &&
    normaliseAddress(text(row, 'email')) === normaliseAddress(mail.from?.address ?? '')
  )
}
