/**
 * Judges one V1 update against a ticket's shadow document before it may be stored (architecture §3, *Checking an
 * update*). Walks the new structs and the delete set to their root and key: a concurrent write that lost is stored and
 * sent to everyone too, and shows in no event. Not here: who may write what (shared/ticket/ticket-rules).
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { ROOTS, SERVER_CLIENT } from '../../shared/ticket/ticket-doc.ts'
import type { Touch } from '../../shared/ticket/ticket-rules.ts'
import { checkBytes } from './update-check-bytes.ts'
import { checkCost } from './update-check-cost.ts'

/** Where a struct lives: its root type and key; `isLive` false when it is deleted already. */
type Place = { root: string; key: string; isLive: boolean }

/** A field that the update sets, and what its author had before them: the item it was put behind. */
export type FieldSet = {
  key: string
  id: Y.ID
  length: number
  origin: Y.ID | null
  /** undefined: overwritten or deleted within the update. */
  value: unknown
}

export type CheckedUpdate = {
  touches: Touch[]
  /** In the order they build on each other. */
  sets: FieldSet[]
  /** Client ids that the update adds structs for. */
  clients: number[]
  /** False when the document held everything already. */
  isNew: boolean
}

/** Who a Yjs client id belongs to in this document; null: nobody yet. */
export type OwnerOf = (client: number) => string | null

/** A stretch of new structs in the update, by clock. */
type Entry = { start: number; end: number; place: Place }

/** A document made anew has another client id of the server's. Yjs draws ids of 32 bits: nobody honest has a small one. */
const SERVER_CLIENTS_MAX = SERVER_CLIENT + 999

/** Two sessions of one device need two turns; more than this is nobody's honest work. */
const TURNS_MAX = 32

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** Decodes without touching any document; a V2 update, rubbish, and what would take long is refused here. */
export function decodeV1(update: Uint8Array): Result<Decoded> {
  const checked = checkBytes(update)
  if (!checked.ok) return checked
  try {
    return ok(Y.decodeUpdate(update))
  } catch {
    return fail('ticket/invalid', 'the update could not be read')
  }
}

/** Every client id that adds structs must be new or this device's: a forged one makes its owner's next edit vanish. */
export function checkOwners(
  clients: Iterable<number>,
  device: string,
  ownerOf: OwnerOf,
): Result<void> {
  for (const client of clients) {
    if (client <= SERVER_CLIENTS_MAX) return fail('ticket/denied', 'that client id is the server’s')
    const owner = ownerOf(client)
    if (owner !== null && owner !== device)
      return fail('ticket/denied', 'that client id belongs to another device')
  }
  return ok()
}

export function checkUpdate(
  shadow: Y.Doc,
  update: Uint8Array,
  device: string,
  ownerOf: OwnerOf,
): Result<CheckedUpdate> {
  const decoded = decodeV1(update)
  if (!decoded.ok) return decoded
  const cost = checkCost(shadow, decoded.value.structs)
  if (!cost.ok) return cost
  const fresh = new Map<number, Entry[]>()
  const touches: Touch[] = []
  const sets: FieldSet[] = []
  const keysSet = new Set<string>()

  // Clients come in the order of their ids, not of what they build on: those that must wait have another turn.
  let waiting: readonly (Y.Item | Y.GC | Y.Skip)[] = decoded.value.structs
  for (let turn = 0; waiting.length > 0; turn++) {
    if (turn >= TURNS_MAX) return fail('ticket/invalid', 'the update is too tangled')
    const later: (Y.Item | Y.GC | Y.Skip)[] = []
    const held = new Set<number>()
    for (const struct of waiting) {
      const { client, clock } = struct.id
      if (held.has(client)) {
        later.push(struct)
        continue
      }
      const known = Y.getState(shadow.store, client)
      if (struct instanceof Y.Skip || clock > nextClock(fresh, client, known))
        return fail('ticket/gap', 'something before this update is missing')
      if (clock + struct.length <= known) {
        // Said again in other words, Yjs would look for what it names before it sees that it has it.
        if (namesUnknown(shadow, struct))
          return fail('ticket/gap', 'something before this update is missing')
        continue
      }
      if (!(struct instanceof Y.Item))
        return fail('ticket/invalid', 'the update holds collected structs')
      const place = placeOf(struct, shadow, fresh)
      if (!place.ok) return place
      if (place.value === 'waits') {
        held.add(client)
        later.push(struct)
        continue
      }
      const list = fresh.get(client) ?? []
      list.push({ start: clock, end: clock + struct.length, place: place.value })
      fresh.set(client, list)
      const path = `${place.value.root}/${place.value.key}`
      if (place.value.root === 'fields')
        sets.push({
          key: place.value.key,
          id: struct.id,
          length: struct.length,
          origin: struct.origin,
          value: struct.content instanceof Y.ContentAny ? struct.content.arr[0] : undefined,
        })
      const isNewKey = !keysSet.has(path) && !hasKey(shadow, place.value)
      if (struct.content instanceof Y.ContentAny && struct.length === 1) {
        const value: unknown = struct.content.arr[0]
        touches.push({ ...pathOf(place.value), kind: 'set', value, isNewKey })
        keysSet.add(path)
      } else if (struct.content instanceof Y.ContentDeleted) {
        touches.push({ ...pathOf(place.value), kind: 'delete', isNewKey })
      } else return fail('ticket/denied', 'a ticket holds plain values only', { paths: [path] })
    }
    if (later.length === waiting.length)
      return fail('ticket/gap', 'something before this update is missing')
    waiting = later
  }

  const owners = checkOwners(fresh.keys(), device, ownerOf)
  if (!owners.ok) return owners
  let deletes = 0
  for (const [client, ranges] of decoded.value.ds.clients)
    for (const range of ranges) {
      const found = placesDeleted(shadow, fresh, client, range.clock, range.len)
      if (!found.ok) return found
      for (const place of found.value) {
        if (!place.isLive) continue
        deletes++
        touches.push({ ...pathOf(place), kind: 'delete', isNewKey: false })
      }
    }
  return ok({ touches, sets, clients: [...fresh.keys()], isNew: fresh.size > 0 || deletes > 0 })
}

const pathOf = (place: Place) => ({ root: place.root, key: place.key })

function nextClock(fresh: Map<number, { end: number }[]>, client: number, known: number): number {
  return fresh.get(client)?.at(-1)?.end ?? known
}

function namesUnknown(shadow: Y.Doc, struct: Y.Item | Y.GC): boolean {
  if (!(struct instanceof Y.Item)) return false
  return [struct.origin, struct.rightOrigin, struct.parent].some(
    (id) => id instanceof Y.ID && id.clock >= Y.getState(shadow.store, id.client),
  )
}

function hasKey(shadow: Y.Doc, place: Place): boolean {
  if (!isRoot(place.root)) return false
  return shadow.getMap(place.root)._map.has(place.key)
}

const isRoot = (name: string): boolean => ROOTS.some((root) => root === name)

/** A new item names its root, or inherits place from the neighbour it was put beside; it waits for one yet to come. */
function placeOf(
  item: Y.Item,
  shadow: Y.Doc,
  fresh: Map<number, Entry[]>,
): Result<Place | 'waits'> {
  // Decoded items carry a root's name or a parent's id here, though the type says type or null.
  const parent: unknown = item.parent
  if (typeof parent === 'string') {
    if (!isRoot(parent))
      return fail('ticket/denied', `there is no “${parent.slice(0, 40)}” in a ticket`)
    if (item.parentSub === null) return fail('ticket/denied', 'a ticket is made of maps')
    return ok({ root: parent, key: item.parentSub, isLive: true })
  }
  if (parent !== null) return fail('ticket/denied', 'nested types are not part of a ticket')
  // A value under a key is put behind the one it replaces, never before one.
  if (!item.origin || item.rightOrigin) return fail('ticket/invalid', 'an item without a place')
  const beside = item.origin
  const inUpdate = entryAt(fresh.get(beside.client), beside.clock)
  if (inUpdate) return ok({ ...inUpdate.place, isLive: true })
  if (beside.clock >= Y.getState(shadow.store, beside.client)) return ok('waits')
  const place = placeIn(shadow, Y.getItem(shadow.store, beside))
  return place ? ok({ ...place, isLive: true }) : fail('ticket/invalid', 'an item beside nothing')
}

/** Entries lie in the order of their clocks: a long update must not be searched from its beginning each time. */
function entryAt(list: readonly Entry[] | undefined, clock: number): Entry | undefined {
  let low = 0
  let high = (list?.length ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const entry = list?.[middle]
    if (!entry) return undefined
    if (clock < entry.start) high = middle - 1
    else if (clock >= entry.end) low = middle + 1
    else return entry
  }
  return undefined
}

function placeIn(shadow: Y.Doc, item: Y.Item | Y.GC): Place | null {
  if (!(item instanceof Y.Item)) return null
  for (const [name, type] of shadow.share)
    if (type === item.parent && item.parentSub !== null)
      return { root: name, key: item.parentSub, isLive: !item.deleted }
  return null
}

function placesDeleted(
  shadow: Y.Doc,
  fresh: Map<number, Entry[]>,
  client: number,
  clock: number,
  length: number,
): Result<Place[]> {
  const end = clock + length
  const known = Y.getState(shadow.store, client)
  if (end > nextClock(fresh, client, known))
    return fail('ticket/gap', 'a deletion of something unknown')
  const places: Place[] = []
  const structs = shadow.store.clients.get(client) ?? []
  if (clock < known)
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at]
      if (!struct || struct.id.clock >= end) break
      const place = placeIn(shadow, struct)
      if (place) places.push(place)
      else if (!(struct instanceof Y.GC))
        return fail('ticket/invalid', 'a deletion outside the ticket')
    }
  for (const entry of fresh.get(client) ?? [])
    if (entry.start < end && entry.end > clock) places.push({ ...entry.place, isLive: false })
  return ok(places)
}
