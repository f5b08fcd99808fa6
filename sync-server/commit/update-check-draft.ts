/**
 * What may stand where in a draft: elements and texts in its body, letters and marks in a text, values as attributes;
 * nothing deeper than a limit, for every reader walks a draft by recursion; in its maps known values under known keys,
 * and not too many; a picture is the hash of a file of the draft, and no address. Looked at before anything is applied.
 * Not here: gaps, roots, whose it is, size (draft-check).
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  isDraftMap,
  mayBeDraftKey,
  mayBeDraftValue,
  type DraftMap,
} from '../../shared/ticket/draft-doc.ts'
import { mayBePicture, PICTURE_NODE } from '../../shared/ticket/draft-picture.ts'
import { isTurnKey, mayBeTurn } from '../../shared/ticket/draft-turn.ts'
import { checkCost, isRightOf } from './update-check-cost.ts'

type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]
type Id = { client: number; clock: number }

/**
 * A type that others stand in, and under which key; `nowhere`: it is deleted, and so is what is put there.
 */
type Home = {
  kind: 'body' | 'element' | 'picture' | 'text' | 'nowhere' | DraftMap
  depth: number
  key: string | null
}

const NOWHERE: Home = { kind: 'nowhere', depth: 0, key: null }

/**
 * @param isScratch  a load driver's room, where anything is taken that costs little
 * @param by         the person whose update it is; null: what it says of whose turn it is may be of others
 */
export function checkDraft(
  doc: Y.Doc,
  structs: Structs,
  { isScratch, by }: { isScratch: boolean; by: string | null },
): Result<void> {
  const cost = checkCost(doc, structs)
  if (!cost.ok || isScratch) return cost
  const homes = makeHomes(doc, structs)
  const named = new Map<DraftMap, Set<string>>()
  const isFile = makeFileCheck(doc, structs, homes)
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    if (struct.id.clock + struct.length <= Y.getState(doc.store, struct.id.client)) continue
    const home = homes.of(struct)
    if (!home) return fail('ticket/invalid', 'an item without a place')
    if (home.depth > LIMITS.updateDepth) return fail('ticket/denied', 'the draft is too deep')
    if (!mayStand(struct, home, { isFile, by }))
      return fail('ticket/denied', 'that has no place in a draft')
    if (isDraftMap(home.kind) && countKeys(doc, home, named) > LIMITS.draftKeys)
      return fail('ticket/denied', `the draft names too many ${home.kind}`)
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

/** How many keys the map ever had, with those that the update names: what was taken out again is still in the bytes. */
function countKeys(doc: Y.Doc, { kind, key }: Home, named: Map<DraftMap, Set<string>>): number {
  if (!isDraftMap(kind) || key === null) return 0
  const known = doc.share.get(kind)?._map
  const fresh = named.get(kind) ?? new Set()
  named.set(kind, fresh)
  if (!known?.has(key)) fresh.add(key)
  return (known?.size ?? 0) + fresh.size
}

/**
 * Whether the draft names this file, or did: whoever puts a picture in while somebody takes its file out has done no
 * wrong. The update may name it itself.
 */
function makeFileCheck(doc: Y.Doc, structs: Structs, homes: Homes): (hash: string) => boolean {
  let fresh: Set<string> | null = null
  return (hash) => {
    if (doc.share.get('files')?._map.has(hash)) return true
    if (!fresh) {
      fresh = new Set()
      for (const struct of structs) {
        const home = struct instanceof Y.Item ? homes.of(struct) : null
        if (home?.kind === 'files' && home.key !== null) fresh.add(home.key)
      }
    }
    return fresh.has(hash)
  }
}

function mayStand(
  { content, rightOrigin }: Y.Item,
  { kind, key }: Home,
  { isFile, by }: { isFile: (hash: string) => boolean; by: string | null },
): boolean {
  if (kind === 'nowhere') return true
  if (isDraftMap(kind)) {
    // A value under a key is put behind the one it replaces, never before one.
    if (key === null || rightOrigin !== null) return false
    if (!(kind === 'turn' ? isTurnKey(key) : mayBeDraftKey(kind, key))) return false
    if (content instanceof Y.ContentDeleted) return true
    if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false
    const [value] = content.arr
    return kind === 'turn' ? mayBeTurn(key, value, by) : mayBeDraftValue(kind, key, value)
  }
  if (content instanceof Y.ContentDeleted) return true
  if (kind === 'picture') {
    // Nothing stands within it, and nothing is said of it but which file it is.
    if (key === null || !(content instanceof Y.ContentAny)) return false
    return content.arr.every((value) => mayBePicture(key, value, isFile))
  }
  if (key !== null) return kind !== 'body' && content instanceof Y.ContentAny
  if (kind === 'text')
    return content instanceof Y.ContentString || content instanceof Y.ContentFormat
  return (
    content instanceof Y.ContentType &&
    (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText)
  )
}

type Homes = { of(item: Y.Item): Home | null }

function makeHomes(doc: Y.Doc, structs: Structs): Homes {
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
    const key = item.parentSub
    if (typeof parent === 'string') return { kind: kindOfRoot(parent), depth: 0, key }
    if (parent instanceof Y.ID) {
      const home = within(parent)
      return home && { ...home, key }
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
    return outer && { kind: kindOf(holder.content.type), depth: outer.depth + 1, key: null }
  }

  function storedAt(id: Y.ID): Y.Item | Y.GC | null {
    return id.clock < Y.getState(doc.store, id.client) ? Y.getItem(doc.store, id) : null
  }

  function homeOfStored(item: Y.Item | Y.GC): Home | null {
    if (!(item instanceof Y.Item)) return NOWHERE
    if (!(item.parent instanceof Y.AbstractType)) return null
    return { ...homeOfType(item.parent, doc), key: item.parentSub }
  }
  return { of }
}

const kindOfRoot = (root: string): Home['kind'] => (isDraftMap(root) ? root : 'body')
function kindOf(type: unknown): Home['kind'] {
  if (type instanceof Y.XmlText) return 'text'
  return type instanceof Y.XmlElement && type.nodeName === PICTURE_NODE ? 'picture' : 'element'
}

function homeOfType(type: Y.AbstractType<unknown>, doc: Y.Doc): Home {
  let depth = 0
  for (let at = type._item; at && depth <= LIMITS.updateDepth; depth++) {
    const { parent } = at
    if (!(parent instanceof Y.AbstractType)) break
    at = parent._item
  }
  if (type._item === null)
    for (const [name, root] of doc.share)
      if (root === type) return { kind: kindOfRoot(name), depth, key: null }
  return { kind: kindOf(type), depth, key: null }
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
