/**
 * One ticket under change inside a transaction: its shadow document, what was added to it, and the one place where a
 * change becomes durable rows: update, version, summary row, public row, feed, SLA. Every writer ends in `finish`.
 */
import * as Y from 'yjs'
import { FaultError, assert } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeId } from '../../shared/kit/id.ts'
import { makeRow, queuesOf } from '../../shared/ticket/row.ts'
import type { Change, Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import {
  makeDoc,
  recordUpdate,
  rootMap,
  SERVER_CLIENT,
  serverClient,
  setValue,
  type Root,
} from '../../shared/ticket/ticket-doc.ts'
import { number, type Tx } from '../store/database.ts'
import { moveInFeed } from '../feed/feed-rows.ts'
import { isOtherInReports, markForReports } from '../reports/report-marks.ts'
import { foldTicket } from '../reports/rollup-rows.ts'
import { noticeAssignee } from '../mail/outbound/agent-notice.ts'
import { tellOfEnd } from '../mail/outbound/end-mail.ts'
import { planPushes } from '../push/plan-pushes.ts'
import { authorOf, type Actor } from './actor.ts'
import type { CommitParts } from './parts.ts'
import { makeReading, type Reading } from './reading.ts'
import { readTicketDoc, type Loan, type Stored } from './shadows.ts'
import { writeRows } from './ticket-rows.ts'

/** A server-stamped fact for SLA (shared/sla): appended, never changed. */
export type FactInput =
  | { kind: 'accepted' | 'reply' | 'inbound' | 'note' | 'auto' | 'merged' | 'unmerged'; at: number }
  | { kind: 'spam' | 'not-spam'; at: number }
  | { kind: 'status'; status: string; at: number }

export type TicketWork = {
  id: string
  tx: Tx
  doc: Y.Doc
  /** The ticket as the document has it, kept in step. */
  reading: Reading
  before: Ticket | null
  version: number
  epoch: number
  stored: Stored
  /** Devices of the Yjs client ids in it, once they were asked for. */
  owners: Map<number, string> | null
  actor: Actor
  device: string
  now: number
  origin: object | null
  /** When a device says it was done; the time of acceptance counts wherever it matters. */
  claimedAt?: number
  updates: Uint8Array[]
  paths: Set<string>
  facts: FactInput[]
  /** The document is on loan from the warm ones: unchanged, it may go back. */
  loan: Loan | null
  /** Made anew in this work (compact-doc): its epoch begins here, and no bytes of before are left. */
  isMadeAnew: boolean
}

export type WorkRequest = {
  tx: Tx
  actor: Actor
  device: string
  now: number
  /** The socket the change came through, if any. */
  origin: object | null
}

export async function openWork(
  parts: CommitParts,
  id: string,
  request: WorkRequest,
): Promise<TicketWork | null> {
  // The rest is known of a warm document, and lies behind the larger part of the row.
  const row = await request.tx.get(
    `SELECT version, epoch FROM tickets WHERE id = ?${request.tx.forUpdate}`,
    id,
  )
  if (!row) return null
  const version = number(row, 'version')
  const lent = parts.shadows.take(request.tx, id, version)
  const { doc, stored } = lent ?? (await readTicketDoc(request.tx, id))
  doc.clientID = serverClient(number(row, 'epoch'))
  const reading = makeReading(doc, lent?.ticket ?? null)
  const loan = lent && {
    ...lent,
    giveBack() {
      reading.end()
      lent.giveBack()
    },
  }
  return {
    ...request,
    id,
    doc,
    reading,
    before: reading.now(),
    version,
    epoch: number(row, 'epoch'),
    stored,
    owners: lent?.owners ?? null,
    updates: [],
    paths: new Set(),
    facts: [],
    loan,
    isMadeAnew: false,
  }
}

export function newWork(id: string, request: WorkRequest): TicketWork {
  const doc = makeDoc(undefined, SERVER_CLIENT)
  return {
    ...request,
    id,
    doc,
    reading: makeReading(doc, null),
    before: null,
    version: 0,
    epoch: 1,
    stored: { docBytes: 0, stateBytes: 0, stateVersion: 0 },
    owners: null,
    updates: [],
    paths: new Set(),
    facts: [],
    loan: null,
    isMadeAnew: false,
  }
}

/** A value the server writes. */
export function writeValue(work: TicketWork, root: Root, key: string, value: unknown): void {
  const update = recordUpdate(work.doc, () => setValue(work.doc, root, key, value))
  if (update) work.updates.push(update)
  work.paths.add(`${root}/${key}`)
}

/** Several at once: one transaction of the document, one update. */
export function writeValues(
  work: TicketWork,
  values: readonly (readonly [root: Root, key: string, value: unknown])[],
): void {
  const update = recordUpdate(work.doc, () => {
    for (const [root, key, value] of values) setValue(work.doc, root, key, value)
  })
  if (update) work.updates.push(update)
  for (const [root, key] of values) work.paths.add(`${root}/${key}`)
}

export function eraseValue(work: TicketWork, root: Root, key: string): void {
  const update = recordUpdate(work.doc, () => rootMap(work.doc, root).delete(key))
  if (update) work.updates.push(update)
  work.paths.add(`${root}/${key}`)
}

/** Adds a message at the server's time, after everything that is there: order of acceptance is order of reading. */
export function writeMessage(work: TicketWork, message: Omit<Message, 'at'>): Message {
  return placeMessage(work, { ...message, at: nextPlace(work) })
}

/** The first moment, not before now, that is after every message which is there. */
export function nextPlace(work: TicketWork): number {
  const last = work.reading.now().messages.at(-1)
  return Math.max(work.now, (last?.at ?? 0) + 1)
}

/** Adds a message where its time says, which the caller has to know. */
export function placeMessage(work: TicketWork, placed: Message): Message {
  if (rootMap(work.doc, 'messages').size >= LIMITS.messagesPerTicket)
    throw new FaultError({
      code: 'ticket/too-big',
      detail: `a ticket may have ${LIMITS.messagesPerTicket} messages`,
    })
  writeValue(work, 'messages', placed.id, placed)
  return placed
}

/** Long text is kept whole as a blob; the message carries its beginning. */
export async function fitText(
  parts: CommitParts,
  whole: string,
): Promise<{ text: string; more?: string }> {
  const encoded = new TextEncoder().encode(whole)
  if (encoded.length <= LIMITS.messageTextBytes) return { text: whole }
  const stored = await parts.blobs.put(encoded)
  if (!stored.ok) throw new FaultError(stored.fault)
  const head = new TextDecoder()
    .decode(encoded.subarray(0, LIMITS.messageTextBytes))
    .replace(/\uFFFD+$/, '')
  return { text: head, more: stored.value }
}

export type Finished = { version: number; row: Row; isChanged: boolean }

/** Makes the work durable with its transaction. The caller's COMMIT is what makes it true. */
export async function finish(parts: CommitParts, work: TicketWork): Promise<Finished> {
  const { reading } = work
  if (work.updates.length === 0 && work.facts.length === 0 && !work.isMadeAnew) {
    const ticket = reading.now()
    keepWarm(parts, work, work.version, ticket)
    return { version: work.version, row: makeRow(work.id, ticket), isChanged: false }
  }
  // Made anew it has lost words: the thread must not say which.
  if (!work.isMadeAnew) noteChanges(parts, work, reading.now())
  const changed = reading.now()
  const { facts } = changed
  const clocks = await parts.sla.record(work, changed)
  if (clocks && JSON.stringify(clocks) !== JSON.stringify(facts.clocks))
    writeValue(work, 'facts', 'clocks', clocks)
  const after = reading.now()
  assert(after.facts.number > 0, 'a ticket has a number')
  await noticeAssignee(parts, work, after)
  await tellOfEnd(parts, work, after)
  await planPushes(parts, work, after)

  const update = updateOf(work)
  const version = work.version + 1
  const row = makeRow(work.id, after)
  work.stored = await writeRows(work, { after, row, update, version })
  await tellReports(work, after)
  const moves = await moveInFeed(work.tx, {
    ticket: work.id,
    version,
    queuesBefore: work.before ? queuesOf(work.before) : [],
    queuesAfter: queuesOf(after),
    at: work.now,
  })
  keepWarm(parts, work, version, after)
  work.tx.afterCommit(() =>
    parts.hub.publish({
      type: 'ticket',
      ticket: work.id,
      version,
      epoch: work.epoch,
      row,
      update: work.isMadeAnew ? null : update,
      device: work.device,
      moves,
    }),
  )
  return { version, row, isChanged: true }
}

/** Facts are marked where they are written; words that were taken out are in no rollup from now on. */
async function tellReports(work: TicketWork, after: Ticket): Promise<void> {
  if (work.isMadeAnew) await foldTicket(work.tx, work.id)
  else if (work.before && isOtherInReports(work.before, after))
    await markForReports(work.tx, work.id, work.now)
}

function keepWarm(parts: CommitParts, work: TicketWork, version: number, ticket: Ticket): void {
  work.reading.end()
  const { doc, stored } = work
  const owners = work.isMadeAnew ? null : work.owners
  parts.shadows.keep(work.tx, work.id, { version, doc, ticket, at: work.now, stored, owners })
}

/** What the log keeps of a version whose bytes were taken out: the audit columns. */
export const NO_BYTES = new Uint8Array()

function updateOf({ isMadeAnew, version, doc, updates }: TicketWork): Uint8Array {
  if (isMadeAnew) return NO_BYTES
  // All there is came with this work.
  if (version === 0) return Y.encodeStateAsUpdate(doc)
  return updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates])
}

/** A refusal that touched nothing leaves the shadow warm. */
export function putBackUnchanged(work: TicketWork): void {
  if (work.updates.length === 0) work.loan?.giveBack()
}

/** The same, and a ticket that was read for it stays: it is not read again for each that is refused. */
export function keepUnchanged(parts: CommitParts, work: TicketWork): void {
  if (work.loan || work.updates.length > 0) return putBackUnchanged(work)
  const { version, doc, reading, now, stored, owners } = work
  const ticket = reading.now()
  reading.end()
  parts.shadows.keepRead(work.tx, work.id, { version, doc, ticket, at: now, stored, owners })
}

const WATCHED = ['subject', 'status', 'priority', 'queue', 'assignee'] as const

const sayMoment = ({ snoozedUntil }: Ticket): string | null =>
  snoozedUntil === null ? null : new Date(snoozedUntil).toISOString()

const saySpam = ({ isSpam }: Ticket): string | null => (isSpam ? 'spam' : null)

/** Says in the thread what changed, and tells SLA of a new status, and of spam. */
function noteChanges(parts: CommitParts, work: TicketWork, after: Ticket): void {
  const { before } = work
  if (!before) return
  const changes: Change[] = []
  for (const field of WATCHED)
    if (before[field] !== after[field])
      changes.push({ field, from: before[field], to: after[field] })
  if (before.snoozedUntil !== after.snoozedUntil)
    changes.push({ field: 'snoozedUntil', from: sayMoment(before), to: sayMoment(after) })
  for (const tag of after.tags)
    if (!before.tags.includes(tag)) changes.push({ field: 'tag', from: null, to: tag })
  for (const tag of before.tags)
    if (!after.tags.includes(tag)) changes.push({ field: 'tag', from: tag, to: null })
  const [seenBefore, seenAfter] = [queuesOf(before), queuesOf(after)]
  for (const queue of seenAfter.slice(1))
    if (!seenBefore.includes(queue)) changes.push({ field: 'alsoIn', from: null, to: queue })
  for (const queue of seenBefore.slice(1))
    if (!seenAfter.includes(queue)) changes.push({ field: 'alsoIn', from: queue, to: null })
  if (before.isSpam !== after.isSpam) {
    changes.push({ field: 'spam', from: saySpam(before), to: saySpam(after) })
    work.facts.push({ kind: after.isSpam ? 'spam' : 'not-spam', at: work.now })
  }
  if (before.status !== after.status)
    work.facts.push({ kind: 'status', status: after.status, at: work.now })
  if (changes.length === 0) return
  writeMessage(work, {
    id: makeId(work.now, parts.random),
    kind: 'event',
    by: authorOf(work.actor),
    text: '',
    changes: changes.slice(0, 50),
  })
}
