/**
 * Fields set here that somebody else had set before: the server's order stands and the person is told (CO13). An edit
 * that was taken is remembered until its document is here and says whether it stands. Nothing here decides who wins.
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { FieldValue, Message } from '../../shared/ticket/ticket.ts'
import { makeDoc, readTicket, rootMap, type Y } from '../../shared/ticket/ticket-doc.ts'
import { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Lost } from './api.ts'
import type { Db, DocRecord, Intent, LostRecord } from './db.ts'

const scalar = v.union([v.string(), v.number(), v.boolean(), v.null()])

/** The field a verb sets; null for verbs that merge with everybody else's. */
export function fieldSetBy(op: TicketOp): { field: string; value: FieldValue } | null {
  switch (op.op) {
    case 'set-status':
      return { field: 'status', value: op.status }
    case 'set-priority':
      return { field: 'priority', value: op.priority }
    case 'set-assignee':
      return { field: 'assignee', value: op.assignee }
    case 'set-subject':
      return { field: 'subject', value: op.subject }
    case 'snooze':
      return { field: 'snoozedUntil', value: op.until }
    case 'mark-spam':
      return { field: 'spam', value: op.isSpam }
    case 'add-tag':
    case 'remove-tag':
    case 'watch':
    case 'unwatch':
    case 'add-note':
      return null
  }
}

/** Undefined where the field was never set: nothing is in conflict with that. */
export function readField(doc: Y.Doc, field: string): FieldValue | undefined {
  const value = v.safeParse(scalar, rootMap(doc, 'fields').get(field))
  return value.success ? value.output : undefined
}

/** An edit that was not made again, because something its author had not seen stands by now. */
export type Late = { intent: Intent; field: string; mine: FieldValue; stays: FieldValue }

/** Inside the caller's transaction: the server never hears of these, so the device itself says so. */
export async function tellLate(
  db: Db,
  late: readonly Late[],
  about: { person: string; version: number; at: number },
): Promise<void> {
  const { person, version, at } = about
  await db.lost.bulkPut(
    late.map(({ intent: { pushId, ticket, claimedAt }, field, mine, stays }) => ({
      id: pushId,
      ticket,
      person,
      field,
      mine,
      claimedAt,
      version,
      told: { event: pushId, stays, at },
    })),
  )
}

/** The verb that sets a field; null when no verb of this version does. */
export function opSetting(field: string, value: FieldValue): TicketOp | null {
  const input: Record<string, unknown> = {
    status: { op: 'set-status', status: value },
    priority: { op: 'set-priority', priority: value },
    assignee: { op: 'set-assignee', assignee: value },
    subject: { op: 'set-subject', subject: value },
    snoozedUntil: { op: 'snooze', until: value },
    spam: { op: 'mark-spam', isSpam: value },
  }
  const parsed = parseWith(TicketOp, input[field])
  return parsed.ok ? parsed.value : null
}

/** Inside the caller's transaction: an edit was taken in `version`; the document will say whether it stands. */
export async function expectVerdict(
  db: Db,
  intent: Intent,
  about: { person: string; version: number },
): Promise<void> {
  const set = intent.kind === 'update' ? fieldSetBy(intent.op) : null
  if (!set) return
  await db.lost.put({
    id: intent.pushId,
    ticket: intent.ticket,
    person: about.person,
    field: set.field,
    mine: set.value,
    claimedAt: intent.claimedAt,
    version: about.version,
    told: null,
  })
}

/** Inside the caller's transaction: reads out of a document what became of the fields that were set here. */
export async function readVerdicts(db: Db, ticket: string, held?: DocRecord): Promise<void> {
  const known = await db.lost.where('ticket').equals(ticket).toArray()
  const asked = known.filter((record) => !record.told)
  if (asked.length === 0 || !held || held.isBroken) return
  const due = asked.filter((record) => held.version >= record.version)
  if (due.length === 0) return
  const doc = makeDoc(held.bytes)
  const { messages } = readTicket(doc)
  doc.destroy()
  for (const record of due) {
    const told = findLoss(messages, record)
    if (told) await db.lost.put({ ...record, told })
    else await db.lost.delete(record.id)
  }
}

function findLoss(
  messages: readonly Message[],
  { person, field, mine, claimedAt }: LostRecord,
): LostRecord['told'] {
  for (const message of messages) {
    if (message.kind !== 'event' || message.by.id !== person) continue
    // The time tells one change from an earlier one of the same field to the same value.
    const lost = message.lost?.find(
      (one) => one.field === field && one.mine === mine && one.claimedAt === claimedAt,
    )
    if (lost) return { event: message.id, stays: lost.stays, at: message.at }
  }
  return null
}

/**
 * Inside the caller's transaction: the field is set anew, so what was lost before is settled. Not by an earlier change
 * that is tried again: it may be older than one that came too late, of which nothing else says what became (OU3).
 */
export async function settleField(db: Db, ticket: string, op: TicketOp): Promise<void> {
  const field = fieldSetBy(op)?.field
  if (field === undefined) return
  const told = await db.lost.where('ticket').equals(ticket).toArray()
  const settled = told.filter((record) => record.told && record.field === field)
  await db.lost.bulkDelete(settled.map((record) => record.id))
}

export async function listLost(db: Db): Promise<Lost[]> {
  const lost: Lost[] = []
  for (const { id, ticket, field, mine, claimedAt, told } of await db.lost.toArray())
    if (told) lost.push({ id, ticket, field, mine, claimedAt, ...told })
  return lost.sort((a, b) => b.at - a.at)
}
