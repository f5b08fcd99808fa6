/** Presence between nodes, without a database: a wire that the test reads, and beats that it gives. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makePresenceLine } from './elsewhere.ts'
import { GONE, type Shown } from './shown.ts'

/** Timers that run when the test says so. */
function makeTimers() {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  return {
    after(delayMs: number, run: () => void) {
      const entry = { at: now + delayMs, run }
      waiting.push(entry)
      return { cancel: () => void (waiting = waiting.filter((other) => other !== entry)) }
    },
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0]
        if (!next || next.at > until) break
        waiting = waiting.filter((other) => other !== next)
        now = next.at
        next.run()
        for (let turn = 0; turn < 20; turn++) await Promise.resolve()
      }
      now = until
    },
  }
}

/** A desk of nodes on one wire. */
function makeWire(...names: string[]) {
  const timers = makeTimers()
  const said: string[] = []
  const nodes = new Map<string, ReturnType<typeof makeNode>>()
  const dead = new Set<string>()
  const state = { isBroken: false }
  function makeNode(name: string) {
    const seen = new Map<string, string>()
    const line = makePresenceLine(name, timers, async (payload) => {
      if (state.isBroken) throw new Error('the database is away')
      if (dead.has(name)) return
      said.push(payload)
      for (const [other, { line: to }] of nodes) if (!dead.has(other)) to.hear(JSON.parse(payload))
    })
    line.onShown((room, changed) => {
      for (const [client, , json] of changed)
        if (json === GONE) seen.delete(`${room} ${client}`)
        else seen.set(`${room} ${client}`, json)
    })
    return { line, seen }
  }
  for (const name of names) nodes.set(name, makeNode(name))
  const node = (name: string) => {
    const found = nodes.get(name)
    if (!found) throw new Error(`no node ${name}`)
    return found
  }
  return { timers, said, dead, state, node }
}

const shown = (client: number, clock: number, state: unknown): Shown => [
  client,
  clock,
  JSON.stringify(state),
]

async function startTwo() {
  const wire = makeWire('one', 'two')
  wire.node('one').line.start()
  wire.node('two').line.start()
  await wire.timers.pass(LIMITS.presenceGatherMs)
  wire.said.length = 0
  return { wire, one: wire.node('one'), two: wire.node('two') }
}

test('a hundred moves within a tenth of a second are said once, with the newest place', async () => {
  const { wire, one, two } = await startTwo()
  for (let at = 1; at <= 100; at++) one.line.tell('d:x', [shown(7, at, { caret: at })])
  await wire.timers.pass(LIMITS.presenceGatherMs - 1)
  expect(wire.said).toEqual([])
  await wire.timers.pass(1)
  expect(wire.said).toHaveLength(1)
  expect([...two.seen]).toEqual([['d:x 7', '{"caret":100}']])
  expect(two.line.of('d:x')).toEqual([shown(7, 100, { caret: 100 })])
})

test('a node alone on its database says nothing of its people, and all of it to one that comes', async () => {
  const wire = makeWire('one', 'two')
  const one = wire.node('one')
  one.line.start()
  one.line.tell('p:x', [shown(7, 1, { at: 1 })])
  await wire.timers.pass(LIMITS.nodesLookMs * 3)
  expect(wire.said.filter((payload) => payload.includes('shown'))).toEqual([])
  wire.node('two').line.start()
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect([...wire.node('two').seen.keys()]).toEqual(['p:x 7'])
})

test('many states go in payloads that PostgreSQL takes, and one that is too long is left out', async () => {
  const { wire, one, two } = await startTwo()
  for (let client = 1; client <= 100; client++)
    one.line.tell('d:x', [shown(client, 1, { words: '“'.repeat(200) })])
  one.line.tell('d:x', [shown(999, 1, { words: '"'.repeat(5_000) })])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect(wire.said.length).toBeGreaterThan(5)
  for (const payload of wire.said) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  expect(two.seen.size).toBe(100)
})

test('more than may be said at once is said a little later', async () => {
  const { wire, one, two } = await startTwo()
  for (let client = 1; client <= 1_000; client++)
    one.line.tell('d:x', [shown(client, 1, { words: 'x'.repeat(400) })])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect(wire.said).toHaveLength(LIMITS.presencePayloads)
  expect(two.seen.size).toBeLessThan(1_000)
  await wire.timers.pass(LIMITS.presenceGatherMs * 3)
  expect(two.seen.size).toBe(1_000)
})

test('who goes is gone, also when it came by another node meanwhile', async () => {
  const { wire, one, two } = await startTwo()
  one.line.tell('p:x', [shown(7, 1, {}), shown(8, 1, {})])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  one.line.tell('p:x', [[7, 2, GONE]])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect([...two.seen.keys()]).toEqual(['p:x 8'])
  // Client 8 comes back by a third node before the first one notices that it went.
  two.line.hear({ node: 'three', shown: [['p:x', 8, 2, '{"by":"three"}']] })
  one.line.tell('p:x', [[8, 2, GONE]])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect([...two.seen]).toEqual([['p:x 8', '{"by":"three"}']])
})

test('a node that is killed takes its people with it after a few beats, one that stops at once', async () => {
  const { wire, one, two } = await startTwo()
  one.line.tell('p:x', [shown(7, 1, {})])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  await wire.timers.pass(LIMITS.nodesLookMs * 10)
  expect(two.seen.size).toBe(1)
  wire.dead.add('one')
  await wire.timers.pass(LIMITS.nodesLookMs * 4)
  expect(two.seen.size).toBe(1)
  await wire.timers.pass(LIMITS.nodesLookMs * 3)
  expect(two.seen.size).toBe(0)
  expect(two.line.of('p:x')).toEqual([])

  wire.dead.delete('one')
  one.line.tell('p:x', [shown(7, 2, {})])
  await wire.timers.pass(LIMITS.nodesLookMs * 2)
  expect(two.seen.size).toBe(1)
  await one.line.stop()
  expect(two.seen.size).toBe(0)
})

test('somebody who does not show up any more goes, though their node lives', async () => {
  const { wire, one, two } = await startTwo()
  one.line.tell('p:x', [shown(7, 1, {}), shown(8, 1, {})])
  for (let clock = 2; clock < 8; clock++) {
    await wire.timers.pass(15_000)
    // A word that was lost: the node believes it has told it.
    one.line.tell('p:x', [shown(8, clock, {})])
  }
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect([...two.seen.keys()]).toEqual(['p:x 8'])
})

test('what was missed while nobody listened is asked for, and what nobody repeats goes', async () => {
  const { wire, one, two } = await startTwo()
  one.line.tell('p:x', [shown(7, 1, {}), shown(8, 1, {})])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  wire.dead.add('two')
  one.line.tell('p:x', [[7, 2, GONE], shown(9, 1, {})])
  await wire.timers.pass(LIMITS.presenceGatherMs)
  wire.dead.delete('two')
  expect([...two.seen.keys()]).toEqual(['p:x 7', 'p:x 8'])
  two.line.missed()
  await wire.timers.pass(LIMITS.presenceGatherMs)
  expect(two.seen.has('p:x 9')).toBe(true)
  await wire.timers.pass(LIMITS.nodesLookMs * 6)
  expect([...two.seen.keys()].toSorted()).toEqual(['p:x 8', 'p:x 9'])
})

test('while the database is away nothing piles up; once it is back all of it is said', async () => {
  const { wire, one, two } = await startTwo()
  wire.state.isBroken = true
  for (let clock = 1; clock <= 50; clock++) {
    one.line.tell('d:x', [shown(7, clock, { clock })])
    await wire.timers.pass(LIMITS.presenceGatherMs)
  }
  expect(two.seen.size).toBe(0)
  wire.state.isBroken = false
  await wire.timers.pass(LIMITS.hintRetryMs + LIMITS.presenceGatherMs)
  expect([...two.seen]).toEqual([['d:x 7', '{"clock":50}']])
  expect(wire.said.filter((payload) => payload.includes('shown'))).toHaveLength(1)
})

test('a flood from another node is remembered up to a limit, and words that are none are passed over', async () => {
  const { one } = await startTwo()
  for (let from = 0; from < LIMITS.presenceElsewhere + 500; from += 500)
    one.line.hear({
      node: 'two',
      shown: Array.from({ length: 500 }, (_, at) => ['p:x', from + at, 1, '{}']),
    })
  expect(one.line.of('p:x')).toHaveLength(LIMITS.presenceElsewhere)
  for (const word of [null, 7, 'x', {}, { node: 'two', shown: [['p:y', -1, 1, '{}']] }])
    one.line.hear(word)
  expect(one.line.of('p:y')).toEqual([])
})
