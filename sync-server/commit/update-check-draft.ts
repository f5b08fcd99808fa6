/**
 * What may stand where in a draft: elements and texts in its body, letters and marks in a text, values as attributes;
 * nothing deeper than a limit, for every reader walks a draft by recursion. Looked at before anything is applied.
 * Not here: gaps, roots, whose it is, size (draft-check).
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { checkCost, isRightOf } from './update-check-cost.ts'

type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]
type Id = { client: number; clock: number }

/** A type that others stand in; `nowhere`: it is deleted, and so is what is put there. */
type Home = { kind: 'body' | 'element' | 'text' | 'nowhere'; depth: number; isKey: boolean }

const NOWHERE: Home = { kind: 'nowhere', depth: 0, isKey: false }

/** @param isScratch  a load driver's room, where anything is taken that costs little */
export function checkDraft(doc: Y.Doc, structs: Structs, isScratch: boolean): Result<void> {
  const cost = checkCost(doc, structs)
  if (!cost.ok || isScratch) return cost
  const homes = makeHomes(doc, structs)
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    if (struct.id.clock + struct.length <= Y.getState(doc.store, struct.id.client)) continue
    const home = homes.of(struct)
    if (!home) return fail('ticket/invalid', 'an item without a place')
    if (home.depth > LIMITS.updateDepth) return fail('ticket/denied', 'the draft is too deep')
    if (!mayStand(struct, home)) return fail('ticket/denied', 'that has no place in a draft')
  }
  return ok()
}

/** Letters or marks put between two neighbours in a text: nothing to count, and nowhere else than they say. */
export function isTyping(
  doc: Y.Doc,
  { left, right }: { left: Id; right: Id | null },
  isScratch: boolean,
): boolean {
  if (left.clock >= Y.getState(doc.store, left.client)) return false
  const item = Y.getItem(doc.store, new Y.ID(left.client, left.clock))
  if (!(item instanceof Y.Item)) return false
  if (!isScratch && !(item.parent instanceof Y.XmlText && item.parentSub === null)) return false
  if (left.clock === item.id.clock + item.length - 1) return isRightOf(item, right)
  return right?.client === left.client && right.clock === left.clock + 1
}

function mayStand({ content }: Y.Item, { kind, isKey }: Home): boolean {
  if (kind === 'nowhere' || content instanceof Y.ContentDeleted) return true
  if (isKey) return kind !== 'body' && content instanceof Y.ContentAny
  if (kind === 'text')
    return content instanceof Y.ContentString || content instanceof Y.ContentFormat
  return (
    content instanceof Y.ContentType &&
    (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText)
  )
}

function makeHomes(doc: Y.Doc, structs: Structs): { of(item: Y.Item): Home | null } {
  const fresh = indexById(structs)
  const known = new Map<Y.Item, Home | null>()

  /** null: there is no such place, or it is within itself. */
  function of(item: Y.Item): Home | null {
    const seen = known.get(item)
    if (seen !== undefined) return seen
    known.set(item, null)
    const found = find(item)
    known.set(item, found)
    return found
  }

  function find(item: Y.Item): Home | null {
    // Decoded items carry a root's name or a parent's id here, though the type says type or null.
    const parent: unknown = item.parent
    const isKey = item.parentSub !== null
    if (typeof parent === 'string') return { kind: 'body', depth: 0, isKey }
    if (parent instanceof Y.ID) {
      const home = within(parent)
      return home && { ...home, isKey }
    }
    // Put beside another, an item inherits parent and key.
    const beside = item.origin ?? item.rightOrigin
    if (!beside) return null
    const stored = storedAt(beside)
    if (stored) return homeOfStored(stored)
    const other = fresh(beside)
    return other ? of(other) : null
  }

  function within(id: Y.ID): Home | null {
    const stored = storedAt(id)
    if (stored) {
      if (!(stored instanceof Y.Item) || !(stored.content instanceof Y.ContentType))
        return stored.deleted ? NOWHERE : null
      return homeOfType(stored.content.type, doc)
    }
    const holder = fresh(id)
    if (!holder || !(holder.content instanceof Y.ContentType)) return null
    const outer = of(holder)
    return outer && { kind: kindOf(holder.content.type), depth: outer.depth + 1, isKey: false }
  }

  function storedAt(id: Y.ID): Y.Item | Y.GC | null {
    return id.clock < Y.getState(doc.store, id.client) ? Y.getItem(doc.store, id) : null
  }

  function homeOfStored(item: Y.Item | Y.GC): Home | null {
    if (!(item instanceof Y.Item)) return NOWHERE
    if (!(item.parent instanceof Y.AbstractType)) return null
    return { ...homeOfType(item.parent, doc), isKey: item.parentSub !== null }
  }
  return { of }
}

const kindOf = (type: unknown): Home['kind'] => (type instanceof Y.XmlText ? 'text' : 'element')

function homeOfType(type: Y.AbstractType<unknown>, doc: Y.Doc): Home {
  let depth = 0
  for (let at = type._item; at && depth <= LIMITS.updateDepth; depth++) {
    const { parent } = at
    if (!(parent instanceof Y.AbstractType)) break
    at = parent._item
  }
  const isRoot = type._item === null && [...doc.share.values()].some((root) => root === type)
  return { kind: isRoot ? 'body' : kindOf(type), depth, isKey: false }
}

/** Finds a struct of the update by an id anywhere in it; each client's come in the order of their clocks. */
function indexById(structs: Structs): (id: Id) => Y.Item | null {
  const byClient = new Map<number, (Y.Item | Y.GC | Y.Skip)[]>()
  for (const struct of structs) {
    const list = byClient.get(struct.id.client)
    if (list) list.push(struct)
    else byClient.set(struct.id.client, [struct])
  }
  return (id) => {
    const list = byClient.get(id.client) ?? []
    let low = 0
    let high = list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = list[middle]
      if (!struct) return null
      if (id.clock < struct.id.clock) high = middle - 1
      else if (id.clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct instanceof Y.Item ? struct : null
    }
    return null
  }
}
