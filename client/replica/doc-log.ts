/**
 * Ticket documents as bytes in the database: merging what the server says, applying named verbs, reading a ticket out.
 * All functions that take a `db` run inside a transaction of their caller. Not here: fetching, lists, the outbox.
 */
import type { Random } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Facts, FieldValue, Participant, Row, Ticket } from '../../shared/ticket/ticket.ts'
import {
  makeDoc,
  readMessage,
  readTicket,
  SERVER_CLIENT,
  Y,
} from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { DocItem, PackedState } from '../../shared/wire/down.ts'
import type { Db, DocRecord, EchoRecord, Effect, Intent } from './db.ts'
import { addLater, merge, readWhole } from './doc-later.ts'
import { follow } from './generation.ts'
import { fieldSetBy, readField, readVerdicts, type Late } from './lost.ts'

/** How a document stands after the server's word on it. */
export type Stored = 'stored' | 'unchanged' | 'ask-state' | 'broken' | 'gone'

/** A random 32-bit id that is not the server's. */
export function makeClientId(random: Random): number {
  const bytes = random(4)
  const id = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
  return id > SERVER_CLIENT ? id : id + SERVER_CLIENT + 1
}

/** The parts as one state; null when something between them is missing. */
export function mergeWhole(parts: readonly Uint8Array[]): Uint8Array | null {
  const merged = merge(parts)
  return merged.isWhole ? merged.bytes : null
}

/** This ticket's edits that the server has not acknowledged, in order. */
export async function unsentUpdates(db: Db, ticket: string) {
  const intents = await db.outbox.where('ticket').equals(ticket).sortBy('order')
  return intents.filter((intent) => intent.kind === 'update')
}

/** `isLater`: an update may lie beside the bytes until they are read (doc-later). */
export type Writer = {
  clientId: number
  person: { id: string; name: string }
  isLater?: boolean
}

/** Takes a document, or what is newer in it, from the server. Unsent edits of this device stay in it. */
export async function storeDoc(db: Db, item: DocItem, writer: Writer): Promise<Stored> {
  const held = await db.docs.get(item.ticket)
  const { stored, doc } = joinDoc(held, await unsentUpdates(db, item.ticket), item, writer)
  if (doc) await db.docs.put(doc)
  return stored
}

/** What becomes of a document, whole or as it is kept, with the server's word on it; `doc` null: it stays as it is. */
export function joinDoc(
  held: DocRecord | undefined,
  unsent: readonly UpdateIntent[],
  item: DocItem,
  writer: Writer,
): { stored: Stored; doc: DocRecord | null } {
  if (item.kind === 'gone') return { stored: 'gone', doc: null }
  const isAnew = held !== undefined && (held.version === 0 || held.epoch !== item.epoch)
  if (held?.isBroken && !(isAnew && item.kind === 'state')) {
    // With nothing left to replay the server's state is all there is to it.
    if (unsent.length > 0) return { stored: 'broken', doc: null }
    // Nobody replays anything into it: only the whole state mends it.
    if (item.kind === 'update') return { stored: 'ask-state', doc: null }
    return { stored: 'stored', doc: fromState(item, writer.clientId) }
  }
  if (held && !isAnew && held.version >= item.version) return { stored: 'unchanged', doc: null }
  if (item.kind === 'update') return joinUpdate(held, item, writer)
  const isForeign = unsent.some((intent) => intent.epoch !== item.epoch)
  if (unsent.length > 0 && (isAnew || isForeign)) {
    // The server made the document anew: our bytes cannot join it, our intents can. Shown at once, so that nothing of
    // the old document stays on this device; the outbox does the same again to send them.
    const again = replay(item, unsent, { ...writer, newPushId: () => '' })
    return { stored: 'broken', doc: { ...again.doc, isBroken: true } }
  }
  // In a document made anew what this device wrote before may be missing: its old client id would leave a hole.
  const state = fromState(item, held && !isAnew ? held.clientId : writer.clientId)
  if (unsent.length === 0 && held === undefined) return { stored: 'stored', doc: state }
  const merged = merge([item.bytes, ...unsent.map((intent) => intent.update)])
  const doc = {
    ...state,
    bytes: merged.bytes,
    base: unsent.length > 0 ? item.bytes.slice() : undefined,
    isBroken: !merged.isWhole,
  }
  return { stored: merged.isWhole ? 'stored' : 'broken', doc }
}

/** A document as the server has it, with nothing of ours in it. */
export function fromState(item: DocItem | PackedState, clientId: number): DocRecord {
  return {
    ...(item.kind === 'packed' ? { plainBytes: item.plainBytes } : {}),
    ticket: item.ticket,
    version: item.version,
    epoch: item.epoch,
    // Of a view IndexedDB would keep all it looks into.
    bytes: item.bytes.byteLength < item.bytes.buffer.byteLength ? item.bytes.slice() : item.bytes,
    clientId,
    isBroken: false,
  }
}

function joinUpdate(
  held: DocRecord | undefined,
  item: DocItem,
  { isLater }: Writer,
): ReturnType<typeof joinDoc> {
  const askState = { stored: 'ask-state', doc: null } as const
  if (!held || held.version === 0 || held.epoch !== item.epoch) return askState
  const { version } = item
  if (isLater && !held.base)
    return { stored: 'stored', doc: { ...held, version, later: addLater(held, item.bytes) } }
  const whole = readWhole(held)
  const merged = merge([whole.bytes, item.bytes])
  if (!merged.isWhole || whole.version === 0) return askState
  const base = held.base && (mergeWhole([held.base, item.bytes]) ?? undefined)
  return { stored: 'stored', doc: { ...whole, version, bytes: merged.bytes, base } }
}

/** The server has taken an edit: it is part of the server's state from now on. */
export async function noteTaken(db: Db, ticket: string, update: Uint8Array): Promise<void> {
  const held = await db.docs.get(ticket)
  if (!held?.base) return
  const isLast = (await unsentUpdates(db, ticket)).length === 0
  const base = isLast ? undefined : (mergeWhole([held.base, update]) ?? undefined)
  await db.docs.put({ ...held, base })
}

export type LiveUpdate = {
  ticket: string
  version: number
  epoch: number
  update: DocItem['bytes'] | null
}

/** Takes a live update when it follows exactly on what is held; `ask-state` when the document must be asked for. */
export async function storeLive(db: Db, live: LiveUpdate, writer: Writer): Promise<Stored> {
  const held = await db.docs.get(live.ticket)
  if (held?.isBroken) return 'broken'
  if (held && held.epoch === live.epoch && held.version >= live.version) return 'unchanged'
  const follows = held
    ? held.epoch === live.epoch && held.version > 0 && held.version === live.version - 1
    : live.version === 1
  if (!live.update || !follows) return 'ask-state'
  const item = { ticket: live.ticket, version: live.version, epoch: live.epoch, bytes: live.update }
  return storeDoc(db, { ...item, kind: held ? 'update' : 'state' }, writer)
}

type UpdateIntent = Extract<Intent, { kind: 'update' }>

/**
 * Another history of the desk (its backup was restored): every document held counts as version 0 and is replaced, not
 * merged. Where something of ours waits, the outbox makes it again; what was acknowledged is the server's to know.
 * In portions: nothing is taken from the server meanwhile, and done twice it is the same.
 */
export async function distrustDocs(db: Db, generation: string): Promise<void> {
  await db.transaction('rw', [db.kv, db.drafts], async () => {
    // First of all: what is of the other history finds on the disk that it is of no use.
    await follow(db, generation)
    // What the server had of them it may have lost: until it says so again, the words are only here.
    await db.drafts.toCollection().modify({ isSaved: false })
  })
  const tickets = await db.docs.toCollection().primaryKeys()
  for (let at = 0; at < tickets.length; at += LIMITS.packRows)
    await db.transaction('rw', db.docs, async () => {
      const held = await db.docs.bulkGet(tickets.slice(at, at + LIMITS.packRows))
      const docs = held.filter((doc) => doc !== undefined)
      await db.docs.bulkPut(docs.map((doc) => ({ ...doc, version: 0 })))
    })
  await db.transaction('rw', db.workTables, async () => {
    for (const ticket of await db.outbox.orderBy('ticket').uniqueKeys())
      if (typeof ticket === 'string' && (await unsentUpdates(db, ticket)).length > 0)
        await db.docs.update(ticket, { isBroken: true })
    await db.echoes.filter((echo) => echo.version !== null).delete()
    await db.overlays.toCollection().modify({ until: 0 })
  })
}

/**
 * The document from the server's state, with these intents made again under a fresh client id; without what was
 * discarded, and what came too late.
 */
export function replay(
  state: DocItem,
  intents: readonly UpdateIntent[],
  options: { clientId: number; person: { id: string; name: string }; newPushId: () => string },
): { doc: DocRecord; intents: UpdateIntent[]; late: Late[] } {
  const doc = makeDoc(state.bytes, options.clientId)
  const again: UpdateIntent[] = []
  const late: Late[] = []
  const seenBy = readSeen(intents)
  for (const intent of intents) {
    if (intent.isDiscarded) continue
    const set = fieldSetBy(intent.op)
    const stays = set ? readField(doc, set.field) : undefined
    const seen = seenBy(intent)
    if (set && stays !== undefined && seen !== undefined && stays !== seen && stays !== set.value) {
      late.push({ intent, field: set.field, mine: set.value, stays })
      continue
    }
    // A note whose answer was lost is there already, and does not change.
    if (intent.op.op === 'add-note' && readMessage(doc, intent.op.id)) continue
    const update = applyOp(doc, intent.op, { person: options.person, at: intent.claimedAt })
    // Nothing to do any more: someone else made the same change.
    if (!update) continue
    again.push({
      ...intent,
      pushId: options.newPushId(),
      update,
      epoch: state.epoch,
      isRebuilt: true,
    })
  }
  const record: DocRecord = {
    ...fromState(state, options.clientId),
    bytes: Y.encodeStateAsUpdate(doc),
    base: again.length > 0 ? Uint8Array.from(state.bytes) : undefined,
  }
  doc.destroy()
  return { doc: record, intents: again, late }
}

/** What the author of an edit had seen in its field, past their own edits that they discarded since. */
function readSeen(intents: readonly UpdateIntent[]) {
  const discarded = intents.filter((intent) => intent.isDiscarded)
  return (intent: UpdateIntent): FieldValue | undefined => {
    const field = fieldSetBy(intent.op)?.field
    let { seen } = intent
    for (const before of discarded.toReversed()) {
      const set = fieldSetBy(before.op)
      const isBefore = (before.order ?? 0) < (intent.order ?? 0)
      if (isBefore && set?.field === field && set?.value === seen) seen = before.seen
    }
    return seen
  }
}

/** The ticket in a document with what queued commands will do to it. */
export function readHeld(held: DocRecord, echoes: readonly EchoRecord[]): Ticket {
  const doc = makeDoc(held.bytes)
  const ticket = readTicket(doc)
  doc.destroy()
  for (const { effect } of echoes) {
    if (effect.kind === 'move') {
      ticket.queue = effect.queue
      continue
    }
    if (effect.kind === 'person') {
      movePerson(ticket.facts, effect)
      continue
    }
    const { message, status, snoozeUntil } = effect
    if (ticket.messages.some((known) => known.id === message.id)) continue
    ticket.messages.push(message)
    if (status) ticket.status = status
    if (snoozeUntil) ticket.snoozedUntil = snoozeUntil
  }
  return ticket
}

/** Onto the ticket, or off it; of whoever only wrote nothing is known but that. */
function movePerson(facts: Facts, { person, isOn }: Extract<Effect, { kind: 'person' }>): void {
  const known = [...facts.participants, ...(facts.takenOff ?? [])]
  const [one = { id: person, name: '', address: '', how: 'wrote' as const }] = known.filter(
    ({ id }) => id === person,
  )
  const without = (people: readonly Participant[] = []) => people.filter(({ id }) => id !== person)
  facts.participants = without(facts.participants)
  facts.takenOff = without(facts.takenOff)
  // Without an address they are no participant (people-on).
  if (!isOn) facts.takenOff.push(one)
  else if (one.address !== '') facts.participants.push(one)
}

/** Echoes of a ticket, in the order in which they were made (ids of pushes sort by time). */
export async function echoesOf(db: Db, ticket: string): Promise<EchoRecord[]> {
  const echoes = await db.echoes.where('ticket').equals(ticket).toArray()
  return echoes.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A ticket's overlay after something changed: its row, or null when the server's own row will do. */
export type OverlayChange = { id: string; row: Row | null }

/**
 * Makes a ticket's overlay anew and drops echoes that the document has caught up with. Where there is none (the disk was
 * full) the row has to do: a document that is older than it is asked for again.
 * @param rowVersion  version of the server's row held for the list; 0 without one
 */
export async function settleOverlay(
  db: Db,
  ticket: string,
  rowVersion: number,
): Promise<OverlayChange> {
  const held = await db.docs.get(ticket)
  await readVerdicts(db, ticket, held)
  const echoes: EchoRecord[] = []
  const version = held?.version ?? rowVersion
  for (const echo of await echoesOf(db, ticket)) {
    const isHere = echo.version !== null && version >= echo.version
    if (isHere) await db.echoes.delete(echo.id)
    else echoes.push(echo)
  }
  const old = await db.overlays.get(ticket)
  const unsent = await db.outbox.where('ticket').equals(ticket).count()
  const isNeeded = unsent > 0 || echoes.length > 0 || (old?.until ?? 0) > rowVersion
  if (!held || !isNeeded) {
    if (old) await db.overlays.delete(ticket)
    return { id: ticket, row: null }
  }
  const row = makeRow(ticket, readHeld(held, echoes))
  await db.overlays.put({ id: ticket, row, until: old?.until ?? 0 })
  return { id: ticket, row }
}
