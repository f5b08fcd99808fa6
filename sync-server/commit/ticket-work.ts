/**
 * One ticket under change inside a transaction: its shadow document, what was added to it, and the one place where a
 * change becomes durable rows: update, version, summary row, public row, feed, SLA. Every writer ends in `finish`.
 */
import * as Y from 'yjs'
import { FaultError, assert } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeId } from '../../shared/kit/id.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Change, ClockFace, Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import {
  makeDoc,
  readTicket,
  recordUpdate,
  rootMap,
  SERVER_CLIENT,
  serverClient,
  setValue,
  type Root,
} from '../../shared/ticket/ticket-doc.ts'
import { number, type Tx } from '../store/database.ts'
import { moveInFeed } from '../feed/feed-rows.ts'
import { authorOf, nameActor, type Actor } from './actor.ts'
import type { CommitParts } from './parts.ts'
import { publicView } from './public-view.ts'
import { loadTicketDoc, type Loan } from './shadows.ts'

/** A snapshot is written after this many updates, so that a cold load stays short. */
const SNAPSHOT_EVERY = 16

/** A server-stamped fact for SLA (shared/sla): appended, never changed. */
export type FactInput =
  | { kind: 'accepted' | 'reply' | 'inbound' | 'note' | 'auto' | 'merged'; at: number }
  | { kind: 'status'; status: string; at: number }

export type TicketWork = {
  id: string
  tx: Tx
  doc: Y.Doc
  before: Ticket | null
  version: number
  epoch: number
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
  const row = await request.tx.get(
    `SELECT version, epoch, state, state_version FROM tickets WHERE id = ?`,
    id,
  )
  if (!row) return null
  const version = number(row, 'version')
  const loan = parts.shadows.take(request.tx, id, version)
  const doc = loan?.doc ?? (await loadTicketDoc(request.tx, id, row))
  doc.clientID = serverClient(number(row, 'epoch'))
  return {
    ...request,
    id,
    doc,
    before: readTicket(doc),
    version,
    epoch: number(row, 'epoch'),
    updates: [],
    paths: new Set(),
    facts: [],
    loan,
    isMadeAnew: false,
  }
}

export function newWork(id: string, request: WorkRequest): TicketWork {
  return {
    ...request,
    id,
    doc: makeDoc(undefined, SERVER_CLIENT),
    before: null,
    version: 0,
    epoch: 1,
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
  const messages = rootMap(work.doc, 'messages')
  let lastAt = work.now - 1
  // Only the times are read here: checking every message again for each new one would be felt on long threads.
  messages.forEach((value) => {
    if (typeof value !== 'object' || value === null || !('at' in value)) return
    if (typeof value.at === 'number' && value.at > lastAt) lastAt = value.at
  })
  return lastAt + 1
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
  if (work.updates.length === 0 && work.facts.length === 0 && !work.isMadeAnew) {
    parts.shadows.keep(work.tx, work.id, work.version, work.doc)
    return { version: work.version, row: makeRow(work.id, readTicket(work.doc)), isChanged: false }
  }
  let after = readTicket(work.doc)
  noteChanges(parts, work, after)
  const queue = after.queue
  const clocks = await parts.sla.record(work, queue)
  if (clocks && JSON.stringify(clocks) !== JSON.stringify(after.facts.clocks))
    writeFaces(work, clocks)
  after = readTicket(work.doc)
  assert(after.facts.number > 0, 'a ticket has a number')

  const update = work.isMadeAnew ? NO_BYTES : mergeAll(work.updates)
  const version = work.version + 1
  const row = makeRow(work.id, after)
  await writeRows(parts, work, { after, row, update, version })
  const moves = await moveInFeed(work.tx, {
    ticket: work.id,
    version,
    queueBefore: work.before?.queue ?? null,
    queueAfter: after.queue,
    at: work.now,
  })
  parts.shadows.keep(work.tx, work.id, version, work.doc)
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

/** What the log keeps of a version whose bytes were taken out: the audit columns. */
export const NO_BYTES = new Uint8Array()

function mergeAll(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates])
}

/** A refusal that touched nothing leaves the shadow warm. */
export function putBackUnchanged(work: TicketWork): void {
  if (work.updates.length === 0) work.loan?.giveBack()
}

function writeFaces(work: TicketWork, clocks: ClockFace[]): void {
  writeValue(work, 'facts', 'clocks', clocks)
}

async function writeRows(
  parts: CommitParts,
  work: TicketWork,
  next: { after: Ticket; row: Row; update: Uint8Array; version: number },
): Promise<void> {
  const { tx } = work
  const { after, row, update, version } = next
  const derived = [
    after.queue,
    after.status,
    version,
    work.epoch,
    JSON.stringify(row),
    JSON.stringify(publicView(after)),
    searchText(row, after),
    work.now,
  ]
  if (version === 1) {
    const state = Y.encodeStateAsUpdate(work.doc)
    await tx.run(
      `INSERT INTO tickets (queue, status, version, epoch, row, public, search, updated_at, id, number, state, state_version, doc_bytes, requester, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...derived,
      work.id,
      after.facts.number,
      state,
      version,
      state.length,
      after.facts.requester.id,
      after.facts.acceptedAt,
    )
  } else if (version % SNAPSHOT_EVERY === 0 || work.isMadeAnew) {
    const state = Y.encodeStateAsUpdate(work.doc)
    if (state.length > LIMITS.documentBytes)
      throw new FaultError({
        code: 'ticket/too-big',
        detail: `a ticket may have ${LIMITS.documentBytes} bytes`,
      })
    await tx.run(
      `UPDATE tickets SET queue = ?, status = ?, version = ?, epoch = ?, row = ?, public = ?, search = ?, updated_at = ?, state = ?, state_version = ?, doc_bytes = ? WHERE id = ?`,
      ...derived,
      state,
      version,
      state.length,
      work.id,
    )
  } else {
    await tx.run(
      `UPDATE tickets SET queue = ?, status = ?, version = ?, epoch = ?, row = ?, public = ?, search = ?, updated_at = ?, doc_bytes = doc_bytes + ? WHERE id = ?`,
      ...derived,
      update.length,
      work.id,
    )
  }
  await tx.run(
    `INSERT INTO updates (ticket, version, actor, device, received_at, claimed_at, paths, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    work.id,
    version,
    nameActor(work.actor),
    work.device,
    work.now,
    work.claimedAt ?? work.now,
    JSON.stringify([...work.paths]),
    update,
  )
}

const SEARCH_CHARS = 20_000
function searchText(row: Row, ticket: Ticket): string {
  const words = [
    `#${row.number}`,
    row.subject,
    row.requester,
    row.address,
    row.tags.join(' '),
    ...ticket.messages.map((message) => message.text),
  ]
  return words.join('\n').toLowerCase().slice(0, SEARCH_CHARS)
}

const WATCHED = ['subject', 'status', 'priority', 'queue', 'assignee'] as const

/** Says in the thread what changed, and tells SLA of a new status. */
function noteChanges(parts: CommitParts, work: TicketWork, after: Ticket): void {
  const { before } = work
  if (!before) return
  const changes: Change[] = []
  for (const field of WATCHED)
    if (before[field] !== after[field])
      changes.push({ field, from: before[field], to: after[field] })
  for (const tag of after.tags)
    if (!before.tags.includes(tag)) changes.push({ field: 'tag', from: null, to: tag })
  for (const tag of before.tags)
    if (!after.tags.includes(tag)) changes.push({ field: 'tag', from: tag, to: null })
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
