/**
 * Updates at random: honest histories are always accepted and end as plain Yjs ends; honest bytes that were damaged, cut,
 * joined or mixed never throw, never leave anything pending, and change nothing when they are refused.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fc } from '../../shared/kit/test-stage/properties.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { recordUpdate } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytesOf, openStage, START, type Stage } from './test-stage/desk-stage.ts'
import { checkUpdate, decodeV1 } from './update-check.ts'

let stage: Stage
let people: Rights[]
beforeAll(async () => {
  stage = await openStage()
  people = [await stage.agent('Ada'), await stage.agent('Bert'), await stage.agent('Cleo')]
})
afterAll(() => stage.close())

const op = (): fc.Arbitrary<(id: string) => TicketOp> =>
  fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((tag) => () => ({ op: 'add-tag', tag }) as const),
    fc.constantFrom('a', 'b', 'c').map((tag) => () => ({ op: 'remove-tag', tag }) as const),
    fc.constantFrom('p', 'q').map((person) => () => ({ op: 'watch', person }) as const),
    fc.constantFrom('p', 'q').map((person) => () => ({ op: 'unwatch', person }) as const),
    fc
      .string({ minLength: 1, maxLength: 30 })
      .map((text) => (id: string): TicketOp => ({ op: 'add-note', id, text, mentions: [] })),
    fc
      .constantFrom('open', 'waiting', 'solved')
      .map((status) => () => ({ op: 'set-status', status }) as const),
  )

test('[P4] honest histories are always accepted, and end as plain Yjs ends', async () => {
  const step = fc.record({
    who: fc.nat(2),
    op: op(),
    after: fc.constantFrom('nothing', 'push', 'push together', 'pull', 'reload'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const ticket = await stage.ticket()
      const plain = new Y.Doc()
      const devices = await Promise.all(
        people.map(async (rights) => ({
          rights,
          doc: await stage.copy(rights, ticket),
          out: [] as Uint8Array[],
        })),
      )
      type Device = (typeof devices)[number]
      Y.applyUpdate(plain, Y.encodeStateAsUpdate(await stage.copy(people[0] ?? fail(), ticket)))
      async function push({ rights, out }: Device, isTogether: boolean) {
        const updates = out.splice(0)
        const sent = isTogether && updates.length > 0 ? [Y.mergeUpdates(updates)] : updates
        for (const update of sent) {
          unwrap(await stage.push(rights, { kind: 'update', ticket, epoch: 1, update }))
          Y.applyUpdate(plain, update)
        }
      }
      for (const { who, op: make, after } of steps) {
        const device = devices[who] ?? fail()
        const { rights } = device
        // One person alone changes fields: who wins between two is not what plain Yjs says (CO13).
        const wanted = make(stage.newId())
        if (wanted.op !== 'set-status' || who === 0) {
          const by = { person: { id: rights.person, name: rights.name }, at: START }
          const update = applyOp(device.doc, wanted, by)
          if (update) device.out.push(update)
        }
        if (after === 'push') await push(device, false)
        if (after === 'push together') await push(device, true)
        if (after === 'pull')
          Y.applyUpdate(device.doc, Y.encodeStateAsUpdate(await stage.copy(rights, ticket)))
        if (after === 'reload') {
          const again = new Y.Doc()
          Y.applyUpdate(again, Y.encodeStateAsUpdate(device.doc))
          device.doc = again
        }
      }
      for (const device of devices) await push(device, true)
      const stored = await stage.copy(people[0] ?? fail(), ticket)
      for (const root of ['fields', 'tags', 'watchers'])
        expect(stored.getMap(root).toJSON()).toEqual(plain.getMap(root).toJSON())
      for (const key of plain.getMap('messages').keys())
        expect(stored.getMap('messages').has(key)).toBe(true)
    }),
    { numRuns: 60 },
  )
}, 120_000)

/** Honest updates of a ticket, with everything that one has: sets, deletions, notes, several sessions. */
function makeHonest(base: Y.Doc): Uint8Array[] {
  const doc = new Y.Doc()
  // As long as drawn ones, and the same for a seed's next run.
  doc.clientID = 3_000_000_001
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
  const ada = people[0] ?? fail()
  const by = { person: { id: ada.person, name: ada.name }, at: START }
  const ops: TicketOp[] = [
    { op: 'set-status', status: 'open' },
    { op: 'set-subject', subject: 'Ein Thema mit Umlauten: äöü €' },
    { op: 'add-tag', tag: 'x' },
    { op: 'remove-tag', tag: 'x' },
    { op: 'add-note', id: stage.newId(), text: 'A note. '.repeat(20), mentions: ['p'] },
    { op: 'snooze', until: 2 ** 41 },
    { op: 'snooze', until: 2 ** 42, isFirm: true },
  ]
  const updates = ops.flatMap((one) => applyOp(doc, one, by) ?? [])
  const other = new Y.Doc()
  other.clientID = 3_000_000_002
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  updates.push(bytesOf(other, () => other.getMap('fields').set('c.x', 1.5)))
  updates.push(Y.mergeUpdates(updates))
  updates.push(Y.encodeStateAsUpdate(other), Y.encodeStateAsUpdateV2(other))
  return updates
}

const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('write' as const), at: fc.nat(), value: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('drop' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('splice' as const),
    at: fc.nat(),
    from: fc.nat(),
    length: fc.nat(40),
    other: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('append' as const), other: fc.nat(20) }),
  fc.record({ kind: fc.constant('number' as const), at: fc.nat(), value: fc.maxSafeNat() }),
)
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never

function apply(bytes: number[], one: Damage, honest: readonly Uint8Array[]): number[] {
  const place = (at: number) => (bytes.length === 0 ? 0 : at % bytes.length)
  switch (one.kind) {
    case 'flip':
      return bytes.with(place(one.at), (bytes[place(one.at)] ?? 0) ^ (1 << one.bit))
    case 'write':
      return bytes.with(place(one.at), one.value)
    case 'cut':
      return bytes.slice(0, place(one.at))
    case 'drop':
      return bytes.toSpliced(place(one.at), one.length)
    case 'append':
      return [...bytes, ...(honest[one.other % honest.length] ?? [])]
    case 'splice': {
      const other = [...(honest[one.other % honest.length] ?? [])]
      const from = one.from % (other.length || 1)
      return bytes.toSpliced(place(one.at), 0, ...other.slice(from, from + one.length))
    }
    case 'number': {
      const digits: number[] = []
      let rest = one.value
      for (; rest > 127; rest = Math.floor(rest / 128)) digits.push((rest % 128) | 128)
      return bytes.toSpliced(place(one.at), 1, ...digits, rest)
    }
  }
}

test('[CO5] [CO6] [CO9] damaged updates never throw, leave nothing pending, and cost what their size allows', async () => {
  const ticket = await stage.ticket()
  const base = await stage.copy(people[0] ?? fail(), ticket)
  const honest = makeHonest(base)
  let taken = 0
  fc.assert(
    fc.property(
      fc.nat(honest.length - 1),
      fc.array(damage, { maxLength: 4 }),
      fc.boolean(),
      (at, damages, isTurned) => {
        let bytes = [...(honest[at] ?? [])]
        for (const one of damages) if (bytes.length > 0) bytes = apply(bytes, one, honest)
        const update = new Uint8Array(bytes)
        const decoded = decodeV1(update)
        // Work is counted, not timed: nothing that is decoded may be more than its bytes.
        const structs = decoded.ok ? decoded.value.structs.length : 0
        expect(structs).toBeLessThanOrEqual(Math.min(update.length, LIMITS.updateStructs))
        const shadow = new Y.Doc()
        Y.applyUpdate(shadow, Y.encodeStateAsUpdate(base))
        for (const root of ['fields', 'tags', 'watchers', 'messages', 'delivery', 'facts'])
          shadow.getMap(root)
        const before = Y.encodeStateAsUpdate(shadow)
        const checked = checkUpdate(shadow, update, 'device', () => null)
        expect(Y.encodeStateAsUpdate(shadow)).toEqual(before)
        if (!checked.ok) return
        taken++
        expect(checked.value.touches.length).toBeLessThanOrEqual(update.length)
        const stored = recordUpdate(shadow, () => Y.applyUpdate(shadow, update))
        expect(shadow.store.pendingStructs).toBeNull()
        expect(shadow.store.pendingDs).toBeNull()
        // Everything it changed was told: what no touch names is as it was.
        const told = new Set(checked.value.touches.map(({ root, key }) => `${root}/${key}`))
        for (const root of ['fields', 'tags', 'watchers', 'messages', 'delivery', 'facts'])
          for (const key of new Set([...shadow.getMap(root).keys(), ...base.getMap(root).keys()]))
            expect([root, key, told.has(`${root}/${key}`) || shadow.getMap(root).get(key)]).toEqual(
              [root, key, told.has(`${root}/${key}`) || base.getMap(root).get(key)],
            )
        // And what is stored of it reads the same, in whatever order it is merged.
        const merged = new Y.Doc()
        const parts = [Y.encodeStateAsUpdate(base), ...(stored ? [stored] : [])]
        Y.applyUpdate(merged, Y.mergeUpdates(isTurned ? parts.toReversed() : parts))
        for (const [name] of shadow.share)
          expect(merged.getMap(name).toJSON()).toEqual(shadow.getMap(name).toJSON())
      },
    ),
    { numRuns: 3_000 },
  )
  expect(taken).toBeGreaterThan(50)
}, 120_000)

test('[CO9] damaged updates through the commit: refused without a trace, or the document still reads', async () => {
  const ada = people[0] ?? fail()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(9),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      async (at, damages) => {
        const ticket = await stage.ticket()
        const base = await stage.copy(ada, ticket)
        const honest = makeHonest(base)
        let bytes = [...(honest[at % honest.length] ?? [])]
        for (const one of damages) if (bytes.length > 0) bytes = apply(bytes, one, honest)
        const before = await stage.everything()
        const update = new Uint8Array(bytes)
        const done = await stage.push(ada, { kind: 'update', ticket, epoch: 1, update })
        expect(done.ok ? '' : done.fault.code).not.toBe('kit/bug')
        expect(done.ok || (await stage.everything()) === before).toBe(true)
        const read = await stage.read(ticket)
        expect(read.facts.number).toBeGreaterThan(0)
        expect(read.queue).toBe('support')
        expect((await stage.copy(ada, ticket)).store.pendingStructs).toBeNull()
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

function fail(): never {
  throw new Error('nobody')
}
