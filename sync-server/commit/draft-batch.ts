/**
 * Updates of a draft that arrived together, from any of its members: each judged as if it came alone, what is accepted
 * applied at once and stored as one row, in one transaction. A refusal touches only its own update.
 * Not here: who waits for what (room), what is durable (store).
 */
import * as Y from 'yjs'
import { assert, fail, FaultError, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { mayReplyAny, maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { readRights, rightsVersion } from '../auth/rights.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import type { Tx } from '../store/database.ts'
import { isJustRestored } from '../store/generation.ts'
import { factsOf, GAP, judgeFacts } from './draft-check.ts'
import { flagDraft } from './draft-flag.ts'
import { bindClient, freshen, ownerOf, storeUpdate, type LiveDraft } from './live-draft.ts'
import { followMerge, mergedIntoOf } from './merge-trail.ts'
import type { CommitParts } from './parts.ts'
import { joinPlain, joinUpdates, readPlain, type PlainUpdate } from './update-bytes.ts'
import { checkOwners, decodeV1 } from './update-check.ts'
import { checkDraft, isTyping } from './update-check-draft.ts'

/** One update on its way in: whose rights it is judged by, and whose device owns the Yjs client ids in it. */
export type DraftInput = { person: string; device: string; update: Uint8Array }

export type DraftDone = {
  /** One for each input, in their order. Fewer than inputs when those took their time: the rest was not looked at. */
  outcomes: Result<void>[]
  /** What the draft now has more than before, also by others: everybody may see it. */
  fresh: Uint8Array | null
  /** `fresh` holds something that came from nobody in this batch. */
  isCaughtUp: boolean
  version: number
}

/** A draft somebody keeps in memory between batches; `live` is null while nobody knows what it is like. */
export type HeldDraft = {
  id: string
  live: LiveDraft | null
  /** Rights as they were read, and after which change of anybody's (auth/rights). */
  rights: { version: number; of: Map<string, Rights | null> }
}

export const holdDraft = (id: string): HeldDraft => ({
  id,
  live: null,
  rights: { version: -1, of: new Map() },
})

const ACTORS_NAMED = 20

/**
 * Stores a batch durably. A fault means that nothing of it is.
 * @param take  called once, when the transaction begins: what arrived until then goes along
 */
export async function commitDraft(
  parts: CommitParts,
  held: HeldDraft,
  take: () => readonly DraftInput[],
  origin: object,
): Promise<Result<DraftDone>> {
  let inputs: readonly DraftInput[] | null = null
  try {
    const done = await parts.database.write(async (tx) => {
      inputs ??= take()
      // Until COMMIT nobody may take the document for what is stored, and after a failure never.
      const warm = held.live
      held.live = null
      const { live, caught } = await freshen(tx, held.id, warm)
      const rights = await rightsOfAll(tx, held, inputs)
      const now = parts.clock.now()
      const isSpent = () => parts.clock.now() - now >= LIMITS.roomBatchMs
      const { typists, ...stored } = await storeBatch(tx, live, inputs, { rights, now, isSpent })
      await flagDraft(parts, { tx, now }, live, typists)
      tx.afterCommit(() => {
        held.live = live
        if (stored.fresh)
          parts.hub.publish({ type: 'draft', draft: held.id, update: stored.fresh, origin })
      })
      return { ...stored, ...withCaught(caught, stored.fresh), version: live.version }
    })
    return ok(done)
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault }
    parts.log('error', 'a batch of a draft failed', { error: String(error) })
    return fail('kit/bug', 'the update could not be stored')
  }
}

/** Everybody's rights as they are now: read again after any change, and one number a batch otherwise. */
async function rightsOfAll(
  tx: Tx,
  held: HeldDraft,
  inputs: readonly DraftInput[],
): Promise<ReadonlyMap<string, Rights | null>> {
  const version = await rightsVersion(tx)
  if (held.rights.version !== version) held.rights = { version, of: new Map() }
  const { of } = held.rights
  for (const { person } of inputs) if (!of.has(person)) of.set(person, await readRights(tx, person))
  return of
}

function withCaught(caught: Uint8Array | null, fresh: Uint8Array | null) {
  if (!caught) return { fresh, isCaughtUp: false }
  return { fresh: fresh ? joinUpdates([caught, fresh]) : caught, isCaughtUp: true }
}

/** Judges, applies and stores, inside a transaction: the first of `inputs`, and more until it `isSpent`. */
export async function storeBatch(
  tx: Tx,
  live: LiveDraft,
  inputs: readonly DraftInput[],
  by: { rights: ReadonlyMap<string, Rights | null>; now: number; isSpent(): boolean },
): Promise<{ outcomes: Result<void>[]; fresh: Uint8Array | null; typists: string[] }> {
  const { rights, now } = by
  const batch = makeBatch(tx, live, now)
  const door = await doorOf(tx, live)
  const outcomes: Result<void>[] = []
  const accepted: DraftInput[] = []
  const typists = new Set<string>()
  for (const input of inputs) {
    if (outcomes.length > 0 && by.isSpent()) break
    const fault = door(rights.get(input.person) ?? null)
    const before = live.docBytes
    const outcome: Result<void> = fault ? { ok: false, fault } : await batch.take(input)
    outcomes.push(outcome)
    if (outcome.ok) accepted.push(input)
    // Who only says again what is there has typed nothing.
    if (outcome.ok && live.docBytes !== before) typists.add(input.person)
  }
  const fresh = batch.finish()
  if (fresh) {
    const actors = accepted.map(({ person }) => `agent:${person}`)
    const devices = accepted.map(({ device }) => device)
    await storeUpdate(tx, live, fresh, { actor: someOf(actors), device: someOf(devices), now })
  }
  return { outcomes, fresh, typists: [...typists] }
}

const someOf = (names: string[]): string => [...new Set(names)].slice(0, ACTORS_NAMED).join(' ')

/** Who may write in the draft: the rights on its ticket's queues, as they are inside this transaction. */
async function doorOf(
  tx: Tx,
  { id: draft, isEmptied }: LiveDraft,
): Promise<(rights: Rights | null) => Fault | null> {
  if (draft.startsWith('x:')) return (rights) => (rights ? null : DISABLED)
  const parsed = parseDraftId(draft)
  const ticket = parsed
    ? await tx.get(`SELECT queue, also_in, row FROM tickets WHERE id = ?`, parsed.ticket)
    : undefined
  const queues = ticket ? queuesInRow(ticket) : []
  const mergedInto = ticket && mergedIntoOf(ticket)
  // Its words were carried over (carry-draft): what comes later is written there.
  const merged: Fault | null =
    mergedInto === undefined
      ? null
      : {
          code: 'ticket/merged',
          detail: 'this ticket was merged: the reply goes on in another one',
          more: { into: (await followMerge(tx, mergedInto)) ?? mergedInto },
        }
  return (rights) => {
    if (!rights) return DISABLED
    if (!maySeeAny(rights, queues))
      return { code: 'kit/not-found', detail: 'there is no such draft' }
    if (!mayReplyAny(rights, queues))
      return { code: 'ticket/denied', detail: 'you may not answer in this queue' }
    return isEmptied ? EMPTIED : merged
  }
}

/** A device that was away may hold all of it: what it sends then has no gap (CO17). */
const EMPTIED: Fault = {
  code: 'ticket/epoch',
  detail: 'the words of this draft were taken out',
}

const DISABLED: Fault = { code: 'auth/denied', detail: 'this account is disabled' }

type Batch = {
  take(input: DraftInput): Promise<Result<void>>
  /** Applies what is left. @returns everything accepted that was new, as one update */
  finish(): Uint8Array | null
}

function makeBatch(tx: Tx, live: LiveDraft, now: number): Batch {
  const isScratch = live.id.startsWith('x:')
  const bytesMax = isScratch ? LIMITS.scratchBytes : LIMITS.documentBytes
  /** Accepted and in the document. */
  const applied: Uint8Array[] = []
  /** Accepted and not in the document yet, and where their clients end. */
  let plain: PlainUpdate[] = []
  const ends = new Map<number, number>()
  const known = (client: number) => ends.get(client) ?? Y.getState(live.doc.store, client)

  function applyPlain(): void {
    if (plain.length === 0) return
    const joined = joinPlain(plain)
    Y.applyUpdate(live.doc, joined)
    assert(!hasPending(live.doc), 'what was judged whole has all it builds on')
    applied.push(joined)
    plain = []
    ends.clear()
  }

  function refuseSize(length: number): Fault | null {
    if (live.docBytes + length > bytesMax && !live.isMeasured) {
      applyPlain()
      live.docBytes = Y.encodeStateAsUpdate(live.doc).length
      live.isMeasured = true
    }
    if (live.docBytes + length <= bytesMax) return null
    return { code: 'ticket/too-big', detail: `a draft may have ${bytesMax} bytes` }
  }

  function grow(length: number): void {
    live.docBytes += length
    live.isMeasured = false
  }

  async function refuseOwner(clients: readonly number[], device: string): Promise<Fault | null> {
    for (const client of clients) {
      const owner = live.owners.get(client) ?? (await ownerOf(tx, live, client))
      const judged = checkOwners([client], device, () => owner)
      if (judged.ok) continue
      // What two devices hold of each other since the backup, neither could ever bring back alone.
      if (owner === null || !(await isJustRestored(tx, now))) return judged.fault
    }
    return null
  }

  async function bind(clients: readonly number[], device: string): Promise<void> {
    for (const client of clients)
      if (!live.owners.has(client)) await bindClient(tx, live, client, device)
  }

  /** What typing looks like: continues where its client ended. Applied later, with its likes. */
  async function takePlain(update: PlainUpdate, device: string): Promise<Result<void>> {
    const judged = judgeFacts(update, known, isScratch)
    if (!judged.ok) return judged
    const isKnown = live.owners.get(update.client) === device
    const owner = isKnown ? null : await refuseOwner(judged.value, device)
    const fault = owner ?? refuseSize(update.bytes.length)
    if (fault) return { ok: false, fault }
    if (!isKnown) await bind(judged.value, device)
    plain.push(update)
    ends.set(update.client, update.end)
    grow(update.bytes.length)
    return ok()
  }

  /** Anything else, as Yjs reads it: said again in part, many clients, deletions alone, rare contents, rubbish. */
  async function takeUnusual({ update, device, person }: DraftInput): Promise<Result<void>> {
    const decoded = decodeV1(update)
    if (!decoded.ok) return decoded
    const facts = factsOf(decoded.value)
    if (!facts.ok) return facts
    const judged = judgeFacts(facts.value, known, isScratch)
    if (!judged.ok) return judged
    applyPlain()
    const { structs } = decoded.value
    const placed = checkDraft(live.doc, structs, { isScratch, by: person })
    if (!placed.ok) {
      // Since a backup devices bring what others wrote, too; that may say whose turn it was.
      const isOfOthers = checkDraft(live.doc, structs, { isScratch, by: null }).ok
      if (!isOfOthers || !(await isJustRestored(tx, now))) return placed
    }
    const fault = (await refuseOwner(judged.value, device)) ?? refuseSize(update.length)
    if (fault) return { ok: false, fault }
    const news = applyAlone(live.doc, update)
    if (news === 'broken') {
      await startAgain()
      return GAP
    }
    if (!news) return ok()
    await bind(judged.value, device)
    applied.push(news)
    grow(news.length)
    return ok()
  }

  /** A document that took something it cannot place is no use: made anew from what is stored and accepted. */
  async function startAgain(): Promise<void> {
    const { live: stored } = await freshen(tx, live.id, null)
    for (const update of applied) Y.applyUpdate(stored.doc, update)
    live.doc = stored.doc
  }

  return {
    async take(input) {
      const { update, device } = input
      const read = update.length <= LIMITS.updateBytes ? readPlain(update) : null
      const have = read ? known(read.client) : 0
      // What waits for something that never came is not decoded, however much of it there is.
      if (read && read.clock > have) return GAP
      if (read?.clock !== have) return takeUnusual(input)
      // Letters that follow those which wait to be applied stand where those do.
      const isFollowing = ends.has(read.client) && read.left.client === read.client
      if (isFollowing && read.left.clock === read.clock - 1) return takePlain(read, device)
      return isTyping(live.doc, read, isScratch) ? takePlain(read, device) : takeUnusual(input)
    },
    finish() {
      applyPlain()
      return applied.length > 0 ? joinUpdates(applied) : null
    },
  }
}

const hasPending = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs !== null || doc.store.pendingDs !== null

/** What the update brought, as Yjs says it anew; null when it brought nothing. */
function applyAlone(doc: Y.Doc, update: Uint8Array): Uint8Array | 'broken' | null {
  const news: Uint8Array[] = []
  const listen = (bytes: Uint8Array) => void news.push(bytes)
  doc.on('update', listen)
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return 'broken'
  } finally {
    doc.off('update', listen)
  }
  if (hasPending(doc)) return 'broken'
  const [only] = news
  return news.length > 1 ? Y.mergeUpdates(news) : (only ?? null)
}
