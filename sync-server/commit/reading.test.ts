/** Reading again only what changed says the same as reading everything. */
import { expect, test } from 'vitest'
import { makeDoc, readTicket, ROOTS, rootMap, Y } from '../../shared/ticket/ticket-doc.ts'
import { makeChance } from '../demo/seeded.ts'
import { makeReading } from './reading.ts'

const IDS = Array.from(
  { length: 30 },
  (_, at) => `01h0000000000000000000${String(at).padStart(4, '0')}`,
)

/** Something for each root, now and then something no ticket has. */
function valueFor(root: string, key: string, pick: (most: number) => number): unknown {
  if (pick(12) === 0) return { odd: pick(5) }
  switch (root) {
    case 'messages':
      return {
        id: key,
        kind: pick(3) === 0 ? 'event' : 'note',
        by: { kind: 'agent', id: 'a', name: 'Ada' },
        at: 1_000 + pick(20),
        text: `words ${pick(9)}`,
      }
    case 'delivery':
      return { state: pick(2) === 0 ? 'held' : 'accepted', at: pick(100) }
    case 'facts':
      return pick(100)
    case 'fields':
      return ['new', 'open', 'high', 'low', 3, null][pick(6)]
    default:
      return true
  }
}

test('[CO4] a ticket kept in step is the ticket its document says, after any change', () => {
  const chance = makeChance('reading')
  const pick = (most: number) => Math.floor(chance.next() * most)
  const doc = makeDoc()
  const reading = makeReading(doc, null)
  const other = makeDoc()
  let checked = 0
  for (let step = 0; step < 2_000; step++) {
    // Changes of one's own, and those of another copy that come as bytes.
    const target = pick(3) === 0 ? other : doc
    target.transact(() => {
      for (let change = pick(4); change >= 0; change--) {
        const root = ROOTS[pick(ROOTS.length)] ?? 'fields'
        const fields = ['subject', 'status', 'priority', 'queue', 'c.size', 'number', 'mergedInto']
        const isById = root === 'messages' || root === 'delivery'
        const key = (isById ? IDS[pick(IDS.length)] : fields[pick(fields.length)]) ?? 'x'
        if (pick(5) === 0) rootMap(target, root).delete(key)
        else rootMap(target, root).set(key, valueFor(root, key, pick))
      }
    })
    if (target === other) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    if (pick(3) === 0) continue
    checked += JSON.stringify(reading.now().messages) === '[]' ? 0 : 1
    expect(reading.now()).toEqual(readTicket(doc))
  }
  expect(checked).toBeGreaterThan(1_000)
})

test('what did not change is the same object', () => {
  const doc = makeDoc()
  const reading = makeReading(doc, null)
  rootMap(doc, 'tags').set('one', true)
  const before = reading.now()
  rootMap(doc, 'fields').set('subject', 'Other')
  const after = reading.now()
  expect(after.subject).toBe('Other')
  expect(after.messages).toBe(before.messages)
  expect(after.tags).toBe(before.tags)
  expect([...reading.messages()]).toEqual([])
})
