/**
 * Erasing a person who wrote in: who they are and what they wrote, in every ticket. Begun in one transaction, which makes
 * the address unknown at once; a job then goes through the tickets, one write each, and goes on where it was after a kill.
 * What colleagues wrote about them stays: nobody but a person can tell what of it names somebody.
 */
import { makeId } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import { Message, Requester, type Ticket } from '../../shared/ticket/ticket.ts'
import { addJob } from '../jobs/job-rows.ts'
import { text, type Sql, type Tx } from '../store/database.ts'
import { deny, notFound, openForDesk } from './access.ts'
import { sweepLater } from './blob-refs.ts'
import { nobodysAddress } from './contacts.ts'
import { forgetReader, isChosen, isReportOn, withoutReader } from './forget-reader.ts'
import { addressKey, namesPerson, withoutNamed } from './named-people.ts'
import type { Answer, CommitParts } from './parts.ts'
import { NOT_SENT, redactIn } from './redact.ts'
import { recordRemoval } from './removals.ts'
import { loadTicketDoc } from './shadows.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import { dropViewsNaming } from '../views/view-rows.ts'
import { finish, putBackUnchanged, type WorkRequest } from './ticket-work.ts'
import { forgetTier } from '../sla/tier-rows.ts'

const ERASED = 'Erased'
const addressOf = (contact: string): string => nobodysAddress('erased', contact)
/** Tickets looked at between two notes of how far it came. */
const PAGE = 50

export const ErasePayload = v.object({
  contact: v.string(),
  after: v.string(),
  /** By which their address is found where others' mail names it; absent in what was begun before that was looked for. */
  named: v.optional(v.string(), ''),
})

export async function eraseContact(
  parts: CommitParts,
  request: WorkRequest,
  input: { contact: string; why: string },
): Promise<Answer> {
  const { tx, actor, now } = request
  const isAllowed =
    actor.kind === 'desk' || (actor.kind === 'agent' && actor.rights.role === 'admin')
  if (!isAllowed) return deny('admins erase people')
  const row = await tx.get(`SELECT email FROM contacts WHERE id = ?`, input.contact)
  if (!row) return notFound('there is no such contact')
  const email = text(row, 'email')
  if (email === addressOf(input.contact)) return { version: 0, result: { contact: input.contact } }
  await dropMailOf(parts, tx, email)
  await dropViewsNaming(tx, email)
  await tx.run(`DELETE FROM capabilities WHERE contact = ?`, input.contact)
  await tx.run(`DELETE FROM participants WHERE contact = ?`, input.contact)
  await tx.run(
    `UPDATE contacts SET email = ?, name = ?, verified_at = NULL, language = NULL WHERE id = ?`,
    addressOf(input.contact),
    ERASED,
    input.contact,
  )
  await recordRemoval(parts, request, { kind: 'erase', contact: input.contact, why: input.why })
  await forgetTier(tx, input.contact)
  await addJob(tx, {
    id: makeId(now, parts.random),
    kind: 'erase',
    key: `erase:${input.contact}`,
    dueAt: now,
    payload: { contact: input.contact, after: '', named: addressKey(email) },
    now,
  })
  return { version: 0, result: { contact: input.contact } }
}

/** What was mailed to them, what waits to be, and what of theirs was held. */
async function dropMailOf(parts: CommitParts, tx: Tx, email: string): Promise<void> {
  for (const row of await tx.all(`SELECT id FROM outgoing WHERE recipient = ?`, email))
    await tx.run(`DELETE FROM jobs WHERE key = ?`, `mail:${text(row, 'id')}`)
  await tx.run(`DELETE FROM outgoing WHERE recipient = ?`, email)
  await tx.run(`DELETE FROM suppressions WHERE address = ?`, email)
  const held = await tx.all(`SELECT raw FROM held_mail WHERE lower(sender) = ?`, email)
  await tx.run(`DELETE FROM held_mail WHERE lower(sender) = ?`, email)
  await sweepLater(
    parts,
    tx,
    held.map((row) => text(row, 'raw')),
  )
}

/** Tickets after `after` that say something of the contact, and how far was looked; null: to the end. */
export async function findTicketsOf(
  sql: Sql,
  { contact, after, named }: v.InferOutput<typeof ErasePayload>,
): Promise<{ tickets: string[]; next: string | null }> {
  const rows = await sql.all(
    `SELECT id, version, state, state_version FROM tickets WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
    after,
  )
  const tickets: string[] = []
  for (const row of rows) {
    const id = text(row, 'id')
    const doc = await loadTicketDoc(sql, id, row)
    if (isAbout(readTicket(doc), contact, named) || (await isChosen(sql, id, named)))
      tickets.push(id)
    doc.destroy()
  }
  const last = rows.at(-1)
  return { tickets, next: rows.length === PAGE && last ? text(last, 'id') : null }
}

const isAbout = (ticket: Ticket, contact: string, named: string): boolean =>
  (ticket.facts.requester.id === contact && ticket.facts.requester.address !== '') ||
  ticket.facts.participants.some(({ id }) => id === contact) ||
  ticket.facts.takenOff?.some(({ id }) => id === contact) === true ||
  ticket.messages.some(
    (message) =>
      (message.person?.id === contact && message.person.name !== ERASED) ||
      (isOf(message, contact) &&
        (message.redactedAt === undefined || message.by.name !== ERASED)) ||
      namesPerson(message, named) ||
      isReportOn(message, named),
  )

const isOf = (message: Message, contact: string): boolean =>
  message.by.kind === 'contact' && message.by.id === contact

export async function eraseInTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; contact: string; named?: string },
): Promise<Answer> {
  if (request.actor.kind !== 'desk') return deny('the desk does that by itself')
  const { contact, named = '' } = input
  const { tx } = request
  const work = await openForDesk(parts, request, input.ticket)
  const { before } = work
  await forgetReader(parts, work, named)
  if (!before || !isAbout(before, contact, named)) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  const isRequester = before.facts.requester.id === contact
  const ids = new Set(
    before.messages
      // A bounce names the address it came back from, in its words and in its raw bytes.
      .filter(
        (one) =>
          isOf(one, contact) ||
          (isRequester && one.kind === 'event' && one.raw) ||
          isReportOn(one, named),
      )
      .map((one) => one.id),
  )
  await redactIn(parts, work, ids, (root, key, value) => {
    if (root === 'messages')
      return withoutName(
        v.is(Message, value) ? withoutNamed(value, named) : value,
        contact,
        isRequester,
      )
    if (root === 'facts' && key === 'requester') return withoutPerson(value, contact)
    if (root === 'facts' && key === 'participants')
      return before.facts.participants.filter(({ id }) => id !== contact)
    if (root === 'facts' && key === 'takenOff')
      return before.facts.takenOff?.filter(({ id }) => id !== contact)
    if (root === 'delivery' && !isRequester && before.delivery[key])
      return withoutReader(before.delivery[key], named)
    if (!isRequester) return value
    if (root === 'fields' && key === 'subject') return ERASED
    // What was asked for on the form, and where they work.
    if (root === 'fields' && key.startsWith('c.')) return undefined
    if (root === 'facts' && key === 'organisation') return undefined
    const delivery = root === 'delivery' ? before.delivery[key] : undefined
    if (!delivery) return value
    const isDone = ['handed-over', 'delivered', 'kept'].includes(delivery.state)
    return isDone ? { state: delivery.state, at: delivery.at } : NOT_SENT(work.now)
  })
  for (const id of ids) await tx.run(`DELETE FROM mail_ids WHERE message = ?`, id)
  if (isRequester) await dropMailAbout(tx, work.id)
  const done = await finish(parts, work)
  return { version: done.version }
}

/** Queued since the erasing began; and the ids by which an answer would find its way. */
async function dropMailAbout(tx: Tx, ticket: string): Promise<void> {
  for (const row of await tx.all(`SELECT id FROM outgoing WHERE ticket = ?`, ticket))
    await tx.run(`DELETE FROM jobs WHERE key = ?`, `mail:${text(row, 'id')}`)
  await tx.run(`DELETE FROM outgoing WHERE ticket = ?`, ticket)
  await tx.run(`DELETE FROM mail_ids WHERE ticket = ?`, ticket)
}

function withoutName(value: unknown, contact: string, isRequester: boolean): unknown {
  if (!v.is(Message, value)) return value
  if (value.person?.id === contact)
    return { ...value, person: { ...value.person, name: ERASED, address: '' } }
  if (isOf(value, contact)) {
    const { messageId: _id, ...rest } = value
    return { ...rest, by: { ...value.by, name: ERASED } }
  }
  if (!isRequester || !value.changes) return value
  const changes = value.changes.map((change) =>
    change.field === 'subject' ? { ...change, from: null, to: null } : change,
  )
  return { ...value, changes }
}

function withoutPerson(value: unknown, contact: string): unknown {
  if (!v.is(Requester, value) || value.id !== contact) return value
  return { id: contact, name: ERASED, address: '', isVerified: false }
}
