/**
 * Fields that were set without having seen the value that stands (CO13). Yjs would let the higher client id win; here
 * what the server accepted first stays, and the author of the other is told, so that nobody's value is overwritten
 * unseen. Tags and watchers merge and are never in conflict. Not here: whether the values are allowed (ticket-rules).
 */
import type * as Y from 'yjs'
import { v } from '../../shared/kit/schema.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import type { FieldValue, LostChange } from '../../shared/ticket/ticket.ts'
import { hashToken } from '../auth/tokens.ts'
import { authorOf } from './actor.ts'
import type { CommitParts } from './parts.ts'
import { tellTicket } from './tell-ticket.ts'
import { writeValue, type TicketWork } from './ticket-work.ts'
import type { FieldSet } from './update-check.ts'

type Id = { client: number; clock: number }

/** What stands in a field before an update: its newest item and value. */
type Standing = { last: Id; value: FieldValue; restated: Restated | null }

/**
 * Kept in `facts` under `stands.<field>`: the desk wrote the value of `of` again on top of one that lost, or changed it
 * for `device`; so whoever saw `of`, or any of the desk's items from `since` to `now`, has seen what stands.
 */
const Restated = v.object({
  of: v.object({ client: v.number(), clock: v.number() }),
  /** Only this one counts as having seen it by `of`: it asked for the change. Hashed, as everybody reads the document. */
  device: v.optional(v.string()),
  by: v.number(),
  since: v.number(),
  now: v.number(),
})
type Restated = v.InferOutput<typeof Restated>

const scalar = v.union([v.string(), v.number(), v.boolean(), v.null()])
const factOf = (field: string): string => `stands.${field}`

/** Before the update is applied: what stands in the fields that it sets. Fields without a value cannot be in conflict. */
export function readStanding(
  work: TicketWork,
  sets: readonly FieldSet[],
): ReadonlyMap<string, Standing> {
  const standing = new Map<string, Standing>()
  const fields = rootMap(work.doc, 'fields')
  for (const { key } of sets) {
    const item = fields._map.get(key)
    const value = v.safeParse(scalar, fields.get(key))
    if (!item || item.deleted || !value.success) continue
    const last = lastOf(item.id, item.length)
    const fact = v.safeParse(Restated, rootMap(work.doc, 'facts').get(factOf(key)))
    const isCurrent =
      fact.success && isSame(last, { client: fact.output.by, clock: fact.output.now })
    standing.set(key, { last, value: value.output, restated: isCurrent ? fact.output : null })
  }
  return standing
}

/**
 * Sets a field as a part of what a device asked for: an answer opens its ticket. What that device sends next was done
 * after it, whether or not the change has come back to it: nobody loses to oneself.
 */
export function setForDevice(work: TicketWork, field: string, value: FieldValue): void {
  const before = rootMap(work.doc, 'fields')._map.get(field)
  writeValue(work, 'fields', field, value)
  const item = rootMap(work.doc, 'fields')._map.get(field)
  if (!before || !item || work.actor.kind !== 'agent') return
  const of = lastOf(before.id, before.length)
  const by = work.doc.clientID
  const { clock: now } = item.id
  const fact: Restated = { of, device: hashToken(work.device), by, since: now, now }
  writeValue(work, 'facts', factOf(field), fact)
}

/** After the update was applied: puts back what stands, and tells the author what was lost. */
export function settleConflicts(
  parts: CommitParts,
  work: TicketWork,
  update: { sets: readonly FieldSet[]; claimedAt: number },
  standing: ReadonlyMap<string, Standing>,
): void {
  const lost: LostChange[] = []
  for (const [field, stands] of standing) {
    const mine = update.sets.filter((set) => set.key === field)
    const loss = settle(work, field, stands, mine)
    // What it belongs to is told (ticket-ops, `snooze`).
    if (loss && field !== 'firmUntil') lost.push({ field, ...loss, claimedAt: update.claimedAt })
  }
  if (lost.length > 0) tellTicket(parts, work, '', { by: authorOf(work.actor), lost })
}

function settle(
  work: TicketWork,
  field: string,
  stands: Standing,
  mine: readonly FieldSet[],
): { mine: FieldValue; stays: FieldValue } | null {
  const seen = seenOf(stands, mine, work.device)
  const newest = rootMap(work.doc, 'fields')._map.get(field)
  const isNewest = (set: FieldSet) => newest !== undefined && isSame(set.id, newest.id)

  const accepted = seen.findLast(isNewest) ?? seen.at(-1)
  if (accepted) {
    // Built on what stands, but a value that lost lies over it: the accepted one is said again.
    const value = v.safeParse(scalar, accepted.value)
    if (!isNewest(accepted) && value.success) restate(work, field, value.output, accepted.id, null)
    return null
  }
  // Also when both are equal: whoever builds on this one has not seen the other.
  if (mine.some(isNewest)) restate(work, field, stands.value, stands.last, stands.restated)
  const last = v.safeParse(scalar, mine.at(-1)?.value)
  const wanted = last.success ? last.output : null
  return wanted === stands.value ? null : { mine: wanted, stays: stands.value }
}

/** Those that were made by someone who saw what stands, or that build on one which was. */
function seenOf(stands: Standing, mine: readonly FieldSet[], device: string): FieldSet[] {
  const seen: FieldSet[] = []
  for (const set of mine) {
    const { origin } = set
    if (!origin) continue
    const isOnOwn = seen.some((own) => isSame(origin, lastOf(own.id, own.length)))
    if (isOnOwn || isSame(origin, stands.last) || isRestated(stands.restated, origin, device))
      seen.push(set)
  }
  return seen
}

function isRestated(restated: Restated | null, id: Id, device: string): boolean {
  if (!restated) return false
  const isItsOwn = restated.device === undefined || restated.device === hashToken(device)
  if (isItsOwn && isSame(id, restated.of)) return true
  return id.client === restated.by && id.clock >= restated.since && id.clock <= restated.now
}

function restate(
  work: TicketWork,
  field: string,
  value: FieldValue,
  of: Id,
  before: Restated | null,
): void {
  const by = work.doc.clientID
  writeValue(work, 'fields', field, value)
  const item = rootMap(work.doc, 'fields')._map.get(field)
  if (!item) return
  const now = item.id.clock
  const restated: Restated = before
    ? { ...before, now }
    : { of: { client: of.client, clock: of.clock }, by, since: now, now }
  writeValue(work, 'facts', factOf(field), restated)
}

const lastOf = (id: Y.ID, length: number): Id => ({
  client: id.client,
  clock: id.clock + length - 1,
})
const isSame = (a: Id, b: Id): boolean => a.client === b.client && a.clock === b.clock
