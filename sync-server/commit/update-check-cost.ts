/**
 * How many neighbours Yjs would compare to place what an update brings. Honest writing builds on itself and costs next to
 * nothing; ten thousand writes aimed at one crowded place cost a hundred million steps that nobody could interrupt.
 * Not here: size and shape of the bytes (update-check-bytes).
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]
type Id = { client: number; clock: number }

/** What stands behind one origin in the update: who came first, who came last, how many. */
type Crowd = { client: number; last: Id; count: number }

/** Counts before anything is applied; stops at the limit, so that counting is bounded too. */
export function checkCost(doc: Y.Doc, structs: Structs): Result<void> {
  const crowds = new Map<string, Crowd>()
  /** Cost of what was put at the beginning of a list; what is put before it costs as much. */
  const atStart = new Map<string, number>()
  let left: number = LIMITS.updateSteps
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const { client, clock } = struct.id
    if (clock + struct.length <= Y.getState(doc.store, client)) continue
    left -= costOf(struct)
    if (left < 0) return fail('ticket/too-big', 'the update writes too often at one place')
  }
  return ok()

  function costOf(item: Y.Item): number {
    const { origin, rightOrigin } = item
    const known = origin && isKnown(doc, origin) ? Y.getItem(doc.store, origin) : null
    const beside = join(item, keyOf(origin ?? placeKey(item)))
    if (origin) {
      const isNextTo = known === null || isRightOf(known, rightOrigin)
      return beside + (isNextTo ? 0 : walk(known, 'right', rightOrigin, left))
    }
    let cost = beside
    if (rightOrigin && isKnown(doc, rightOrigin))
      cost += walk(Y.getItem(doc.store, rightOrigin), 'left', null, left)
    else if (rightOrigin) cost += atStart.get(keyOf(rightOrigin)) ?? structs.length
    else cost += walkAll(doc, item, left)
    atStart.set(keyOf(item.id), cost)
    return cost
  }

  /** What already stands behind the same origin in this update. */
  function join(item: Y.Item, origin: string): number {
    const crowd = crowds.get(origin)
    if (!crowd) {
      crowds.set(origin, { client: item.id.client, last: item.id, count: 1 })
      return 0
    }
    const isBeforeLast = item.rightOrigin !== null && keyOf(item.rightOrigin) === keyOf(crowd.last)
    const isOwn = crowd.client === item.id.client
    crowd.last = item.id
    crowd.count++
    if (!isOwn) return structs.length
    return isBeforeLast ? 0 : crowd.count
  }
}

const keyOf = (id: Id | string): string =>
  typeof id === 'string' ? id : `${id.client}:${id.clock}`

/** Without an origin: the beginning of the list or key it names, or that its right neighbour is in. */
function placeKey(item: Y.Item): string {
  const parent: unknown = item.parent
  if (typeof parent === 'string') return `root ${parent} ${item.parentSub ?? ''}`
  if (isId(parent)) return `type ${keyOf(parent)} ${item.parentSub ?? ''}`
  return item.rightOrigin ? `before ${keyOf(item.rightOrigin)}` : 'nowhere'
}

function isId(value: unknown): value is Id {
  return typeof value === 'object' && value !== null && 'client' in value && 'clock' in value
}

const isKnown = (doc: Y.Doc, id: Id): boolean => id.clock < Y.getState(doc.store, id.client)

/** Nothing stands between the two: what is put there costs nothing. */
export function isRightOf(item: Y.Item | Y.GC, right: Id | null): boolean {
  if (!(item instanceof Y.Item)) return true
  return right === null ? item.right === null : item.right !== null && holds(item.right, right)
}

const holds = (item: Y.Item, id: Id): boolean =>
  item.id.client === id.client &&
  item.id.clock <= id.clock &&
  id.clock < item.id.clock + item.length

function walk(from: Y.Item | Y.GC, way: 'left' | 'right', until: Id | null, most: number): number {
  if (!(from instanceof Y.Item)) return 0
  let steps = 0
  for (let at = from[way]; at && steps <= most; at = at[way], steps++)
    if (until && holds(at, until)) break
  return steps
}

/** Everything that stands in the list, or under the key, that the item names. */
function walkAll(doc: Y.Doc, item: Y.Item, most: number): number {
  const type = parentOf(doc, item)
  if (!type) return 0
  if (item.parentSub === null) return type._start ? walk(type._start, 'right', null, most) + 1 : 0
  const last = type._map.get(item.parentSub)
  return last ? walk(last, 'left', null, most) + 1 : 0
}

/** The two ends that are walked from. */
type Ends = { _start: Y.Item | null; _map: Map<string, Y.Item> }

function parentOf(doc: Y.Doc, item: Y.Item): Ends | null {
  const parent: unknown = item.parent
  if (typeof parent === 'string') return doc.share.get(parent) ?? null
  if (!isId(parent) || !isKnown(doc, parent)) return null
  const holder = Y.getItem(doc.store, new Y.ID(parent.client, parent.clock))
  return holder instanceof Y.Item && holder.content instanceof Y.ContentType
    ? holder.content.type
    : null
}
