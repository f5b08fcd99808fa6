/**
 * Storing documents that were fetched in bulk. Which ones, and when, is decided by the feed (doc-queue) or by who opens a ticket
 * (fetch-docs).
 */
import type { Random } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseDraftId, roundOf } from '../../shared/ticket/draft-doc.ts'
import { readSent, takeOutSent } from '../../shared/ticket/sent-state.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { DocItem, FetchedDoc } from '../../shared/wire/down.ts'
import type { Core } from './core.ts'
import { failedAdds, type Db, type DocRecord } from './db.ts'
import type { DocWant } from './desk-http.ts'
import {
  fromState,
  joinDoc,
  makeClientId,
  settleOverlay,
  storeDoc,
  type OverlayChange,
  type Stored,
} from './doc-log.ts'
import { timesDistrusted } from './generation.ts'
import { readAsKept } from './doc-later.ts'
import { draftsOnTheirWay, lookInto } from './draft-records.ts'
import { unpackItems } from './doc-pack.ts'
import { purgeTickets } from './purge.ts'

/** Each takes about half a millisecond: the document is built and written down again. */
const JOINED_AT_ONCE = 32

/** Each takes about a tenth of a millisecond. */
const ADDED_AT_ONCE = 100

export type Fetched = {
  /** Versions now held. */
  versions: Map<string, number>
  /** Not to be had: deleted, or no longer ours. */
  gone: string[]
  /** To be asked for again, from version 0. */
  askState: string[]
  /** Here, and what came could not join it while something of ours waits: they are behind until the outbox is done. */
  broken: string[]
}

/** Where what is stored is noted, and whether it is still of this history, asked inside the transaction. */
type Into = { fetched: Fetched; isCurrent(): Promise<boolean> }

export const versionOf = ({ summaries }: Core, ticket: string) =>
  summaries.entry(ticket)?.version ?? 0

/**
 * @param asOf  how often the history had changed when they were asked for (`timesDistrusted`): those of an earlier one
 *              are left
 */
export async function storeDocs(
  core: Core,
  items: readonly FetchedDoc[],
  asOf: number,
): Promise<Fetched> {
  const fetched: Fetched = { versions: new Map(), gone: [], askState: [], broken: [] }
  const isCurrent = async () => (await timesDistrusted(core.db)) === asOf
  const rest = unpackItems(await storeNew(core, items, { fetched, isCurrent }))
  for (let at = 0; at < rest.length; at += JOINED_AT_ONCE)
    await storeSome(core, rest.slice(at, at + JOINED_AT_ONCE), { fetched, isCurrent })
  await core.summaries.forgetOutdated()
  const lost = fetched.gone.filter((ticket) => core.summaries.entry(ticket))
  if (lost.length > 0) await purgeTickets(core, lost, 'answer')
  return fetched
}

/** @returns those that are not new here, or that something of this device waits on */
async function storeNew(
  core: Core,
  items: readonly FetchedDoc[],
  { fetched, isCurrent }: Into,
): Promise<readonly FetchedDoc[]> {
  const { db } = core
  if (!items.some(isState)) return items
  const tables = [...db.workTables, db.drafts, db.kv]
  const { fresh, known, areDropped } = await db.transaction('rw', tables, async () => {
    const atWork = await ticketsAtWork(core)
    if (!(await isCurrent())) return { fresh: [], known: new Set<string>(), areDropped: false }
    const fresh = items.filter(isState).filter((item) => !atWork.has(item.ticket))
    const random = drawOnce(core.random, fresh.length)
    const known = await addNew(
      db,
      fresh.map((item) => fromState(item, makeClientId(random))),
    )
    const added = fresh.filter((item) => !known.has(item.ticket))
    const ahead = added.filter((item) => isAhead(core, item))
    if (ahead.length > 0) await core.summaries.outdate(ahead.map((item) => item.ticket))
    const drafted = new Set(await db.drafts.orderBy('ticket').uniqueKeys())
    let areDropped = false
    for (const item of unpackItems(added.filter(({ ticket }) => drafted.has(ticket))))
      areDropped = (await dropSent(db, item)) || areDropped
    return { fresh, known, areDropped }
  })
  const added = new Set<FetchedDoc>()
  for (const item of fresh) {
    if (known.has(item.ticket)) continue
    added.add(item)
    fetched.versions.set(item.ticket, item.version)
  }
  core.publish({ tickets: [...added].map((item) => item.ticket), isOutbox: areDropped })
  return items.filter((item) => !added.has(item))
}

/** Joins what came with what is held: a few in one transaction, so that no turn of the page is long. */
async function storeSome(
  core: Core,
  items: readonly DocItem[],
  { fetched, isCurrent }: Into,
): Promise<void> {
  const { db } = core
  const outcomes: { item: DocItem; stored: Stored }[] = []
  const overlays: OverlayChange[] = []
  const kept: string[] = []
  let areDropped = false
  await db.transaction('rw', [...db.workTables, db.drafts, db.blobs, db.kv], async (tx) => {
    outcomes.length = overlays.length = kept.length = 0
    areDropped = false
    if (!(await isCurrent())) return
    const atWork = await ticketsAtWork(core)
    const held = await readAsKept(
      db,
      tx.idbtrans,
      items.map((item) => item.ticket),
    )
    const joined: DocRecord[] = []
    for (const [at, item] of items.entries()) {
      const before = held[at]
      const writer = { clientId: makeClientId(core.random), person: core.me }
      if (item.kind === 'state') areDropped = (await leaveEpoch(core, before, item)) || areDropped
      if (atWork.has(item.ticket)) {
        outcomes.push({ item, stored: await storeDoc(db, item, writer) })
        const rowVersion = core.summaries.entry(item.ticket)?.version ?? 0
        overlays.push(await settleOverlay(db, item.ticket, rowVersion))
        continue
      }
      const { stored, doc } = joinDoc(before, [], item, { ...writer, isLater: true })
      if (doc) joined.push(doc)
      if (doc?.later) kept.push(item.ticket)
      outcomes.push({ item, stored })
    }
    await db.docs.bulkPut(joined)
  })
  for (const { item, stored } of outcomes) {
    if (stored === 'gone') fetched.gone.push(item.ticket)
    else if (stored === 'ask-state') fetched.askState.push(item.ticket)
    else if (stored === 'broken') fetched.broken.push(item.ticket)
    else fetched.versions.set(item.ticket, item.version)
  }
  core.publish({ overlays, tickets: items.map((item) => item.ticket), isOutbox: areDropped })
  const askAgain = async (want: readonly DocWant[]) => {
    const asOf = await timesDistrusted(db)
    const answer = await core.http.docs(want)
    // Purged while it was asked for: nothing of it comes back (RI2).
    const isListed = ({ ticket }: FetchedDoc) => core.summaries.row(ticket) !== undefined
    if (answer.ok) await storeDocs(core, answer.value.filter(isListed), asOf)
  }
  if (kept.length > 0)
    core.timers.after(LIMITS.pingMs, () => {
      void core.background(async () => (await loadJoin())?.joinKept(core, kept, askAgain))
    })
}

const isState = (item: FetchedDoc) => item.kind === 'state' || item.kind === 'packed'

const loadJoin = () => import('./join-kept.ts').catch(() => null)

/**
 * Most are new, and adding them says which are not: asking before would take as long as adding. A part at a time, so
 * that no turn of the page is long. @returns those held
 */
async function addNew(db: Db, docs: readonly DocRecord[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (let at = 0; at < docs.length; at += ADDED_AT_ONCE) {
    const some = docs.slice(at, at + ADDED_AT_ONCE)
    try {
      await db.docs.bulkAdd(some)
    } catch (error) {
      const held = failedAdds(error)
      if (!held) throw error
      for (const place of held) known.add(some[place]?.ticket ?? '')
    }
  }
  return known
}

/**
 * Inside a transaction over `db.drafts`, `db.blobs` and `db.kv`: what made a document anew may have taken words and files
 * out of it. `summaries.forgetOutdated` follows it. @returns true when drafts changed with it
 */
export async function leaveEpoch(
  core: Core,
  held: DocRecord | undefined,
  item: DocItem,
): Promise<boolean> {
  // After a restore the same number may stand for another epoch, and nothing held is trusted.
  if (held?.epoch === item.epoch && held.version > 0) return false
  if (held || isAhead(core, item)) {
    await core.db.blobs.where('ticket').equals(item.ticket).delete()
    await core.summaries.outdate([item.ticket])
  }
  // Of one that is gone there is nothing to read: its drafts go, or are kept as refused, with the ticket.
  return item.kind === 'state' && dropSent(core.db, item)
}

/**
 * Drafts whose reply was sent by whomever go: what the server had of them may be what was taken out (CO17). Words that
 * only this device has stay, without what went out in the reply and was taken out of it: others may have typed that, and
 * a restore leaves it here as if it were not sent. One that this device still has to send, or that was refused, stays its
 * author's (OU3), without what was taken out.
 */
export async function dropSent(
  db: Db,
  item: Pick<DocRecord, 'ticket' | 'bytes'>,
): Promise<boolean> {
  const drafts = await db.drafts.where('ticket').equals(item.ticket).toArray()
  if (drafts.length === 0) return false
  const doc = makeDoc(item.bytes)
  const ticket = readTicket(doc)
  const replies = ticket.messages.filter((message) => message.kind === 'reply')
  const now = roundOf(ticket)
  doc.destroy()
  const takenOut = readSent(replies.filter((reply) => reply.redactedAt !== undefined))
  const own = await draftsOnTheirWay(db)
  let areChanged = false
  for (const draft of drafts) {
    const isOwn = own.has(draft.id)
    const isSent = (parseDraftId(draft.id)?.round ?? now) < now
    const bytes = takeOutSent(draft.bytes, takenOut)
    const isGone = !isOwn && isSent && draft.isSaved
    if (!isGone && bytes === draft.bytes) continue
    const { hasWords, isBare } = lookInto(bytes)
    if (isGone || (isBare && !isOwn)) await db.drafts.delete(draft.id)
    else await db.drafts.put({ ...draft, bytes, hasWords })
    areChanged = true
  }
  return areChanged
}

/**
 * Of a document that is the first here: what came between its row and it may have taken words out, in an epoch before its
 * own. From here on it is the document that tells (`summaries.keep`).
 */
const isAhead = (core: Core, item: FetchedDoc) => item.version > versionOf(core, item.ticket)

/** Bytes for as many client ids: asking the browser for each takes longer than all else that is done for it. */
function drawOnce(random: Random, count: number): Random {
  let drawn = random(count * CLIENT_ID_BYTES)
  return (bytes) => {
    const taken = drawn.subarray(0, bytes)
    drawn = drawn.subarray(bytes)
    return taken
  }
}

const CLIENT_ID_BYTES = 4

/** Tickets with something of this device on them. */
async function ticketsAtWork({ db }: Core): Promise<Set<string>> {
  const named = [db.outbox, db.echoes, db.lost].map((table) => table.orderBy('ticket').uniqueKeys())
  const keys = await Promise.all([...named, db.overlays.toCollection().primaryKeys()])
  return new Set(keys.flat().filter((key) => typeof key === 'string'))
}
