/** Reading updates by their bytes agrees with Yjs, also on broken ones; joined updates are what they were apart. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { DRAFT_BODY } from '../../shared/ticket/draft-doc.ts'
import { factsOf } from './draft-check.ts'
import { joinPlain, joinUpdates, readPlain, type PlainUpdate } from './update-bytes.ts'
import { belowOf, makeTypists, record } from './test-stage/typists.ts'

const SEEDS = ['apple', 'birch', 'cedar', 'daisy', 'elder', 'fern']

/** What the two readings must agree on, in an order of their own. */
function plainFacts(update: PlainUpdate) {
  const { client, end } = update
  return {
    blocks: update.blocks,
    roots: update.roots,
    needs: update.needs
      .filter((need) => need.client !== client)
      .map((need) => JSON.stringify(need)),
    own: end,
  }
}

function yjsFacts(bytes: Uint8Array) {
  const facts = factsOf(Y.decodeUpdate(bytes))
  if (!facts.ok) return facts.fault.code
  const [block] = facts.value.blocks
  return {
    blocks: facts.value.blocks,
    roots: facts.value.roots,
    needs: facts.value.needs
      .filter((need) => need.client !== block?.client)
      .map((need) => JSON.stringify(need)),
    own: block?.end,
  }
}

describe('an update read by its bytes', () => {
  test.each(SEEDS)('is what Yjs reads, seed %s', (seed) => {
    const typists = makeTypists(seed, 3)
    let plain = 0
    for (let at = 0; at < 400; at++) {
      const { update } = typists.act()
      const read = readPlain(update)
      if (!read) continue
      plain += 1
      expect(plainFacts(read)).toEqual(yjsFacts(update))
    }
    // Typing must not fall through to the slow way unnoticed.
    expect(plain).toBeGreaterThan(250)
  })

  test.each(SEEDS)('is refused or read alike when bytes of it are wrong, seed %s', (seed) => {
    const typists = makeTypists(seed, 2)
    const below = belowOf(`broken ${seed}`)
    let read = 0
    for (let at = 0; at < 1_500; at++) {
      const { update } = typists.act()
      const broken = Uint8Array.from(update)
      for (let flips = below(3); flips >= 0; flips--) broken[below(broken.length)] = below(256)
      const plain = readPlain(broken)
      if (!plain) continue
      read += 1
      expect(plainFacts(plain)).toEqual(yjsFacts(broken))
    }
    expect(read).toBeGreaterThan(50)
  })

  test('V2 bytes, several clients, and collected structs are left to Yjs', () => {
    const doc = new Y.Doc()
    doc.getText('body').insert(0, 'words')
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const words = record(other, () => other.getText('body').insert(5, ' more'))
    expect(words && readPlain(words)).not.toBeNull()
    expect(readPlain(Y.encodeStateAsUpdate(other))).toBeNull()
    expect(readPlain(Y.encodeStateAsUpdateV2(doc))).toBeNull()
    expect(readPlain(new Uint8Array([0, 0]))).toBeNull()
    expect(readPlain(new Uint8Array())).toBeNull()
  })
})

describe('updates joined', () => {
  test.each(SEEDS)('are what they were one by one, and can be merged on, seed %s', (seed) => {
    const typists = makeTypists(seed, 4)
    const below = belowOf(`join ${seed}`)
    const apart = new Y.Doc()
    const joined = new Y.Doc()
    const stored: Uint8Array[] = []
    let waiting: PlainUpdate[] = []
    const join = () => {
      if (waiting.length === 0) return
      const bytes = joinPlain(waiting)
      Y.applyUpdate(joined, bytes)
      stored.push(bytes)
      waiting = []
    }
    for (let at = 0; at < 400; at++) {
      const { update } = typists.act()
      Y.applyUpdate(apart, update)
      const plain = readPlain(update)
      if (plain) waiting.push(plain)
      else {
        join()
        Y.applyUpdate(joined, update)
        stored.push(update)
      }
      if (below(20) === 0) join()
    }
    join()
    expect(joined.store.pendingStructs).toBeNull()
    expect(joined.getXmlFragment('body').toJSON()).toBe(apart.getXmlFragment('body').toJSON())
    expect(Y.encodeStateVector(joined)).toEqual(Y.encodeStateVector(apart))
    const merged = new Y.Doc()
    Y.applyUpdate(merged, Y.mergeUpdates(stored))
    expect(merged.getXmlFragment('body').toJSON()).toBe(apart.getXmlFragment('body').toJSON())
    expect(apart.getXmlFragment('body').toJSON().length).toBeGreaterThan(500)
  })
})

describe('many updates joined', () => {
  test.each(SEEDS)('are what they were one after the other, seed %s', (seed) => {
    const typists = makeTypists(seed, 3)
    const updates = Array.from({ length: 300 }, () => typists.act().update)
    const [apart, joined] = [new Y.Doc(), new Y.Doc()]
    for (const update of updates) Y.applyUpdate(apart, update)
    Y.applyUpdate(joined, joinUpdates(updates))
    expect(joined.store.pendingStructs).toBeNull()
    expect(Y.encodeStateVector(joined)).toEqual(Y.encodeStateVector(apart))
    const body = (doc: Y.Doc) => doc.getXmlFragment(DRAFT_BODY).toJSON()
    expect(body(joined)).toBe(body(apart))
    // Marks are tidied up once a transaction: to the last deletion it is what Yjs makes of all of them at once.
    const merged = new Y.Doc()
    Y.applyUpdate(merged, Y.mergeUpdates(updates))
    expect(Y.equalSnapshots(Y.snapshot(joined), Y.snapshot(merged))).toBe(true)
  })

  test('of none there is an update without anything', () => {
    expect(Y.decodeUpdate(joinUpdates([])).structs).toEqual([])
  })
})
