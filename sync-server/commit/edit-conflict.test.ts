/** Fields that two people set without having seen each other's: what was accepted first stays, and nobody is left untold. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fc } from '../../shared/kit/test-stage/properties.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { LostChange } from '../../shared/ticket/ticket.ts'
import { bytesOf, START, type Stage } from './test-stage/desk-stage.ts'
import { shareDesk } from './test-stage/shared-desk.ts'

let stage: Stage
let ada: Rights
let bert: Rights
shareDesk((shared) => {
  ;({ stage, ada, bert } = shared)
})

const LOW = 10_000
const HIGH = 20_000
/** Yjs lets the higher client id win: every case is played in both orders. */
const ORDERS = [
  ['Yjs would pick the first', HIGH, LOW],
  ['Yjs would pick the later', LOW, HIGH],
] as const

/** A device: its document, and what it has not sent yet. */
async function openDevice(rights: Rights, ticket: string, client: number) {
  const doc = await stage.copy(rights, ticket, client)
  const outbox: Uint8Array[] = []
  const device = `device ${client}`
  return {
    doc,
    device,
    outbox,
    rights,
    set(key: string, value: string | number | null) {
      outbox.push(bytesOf(doc, () => doc.getMap('fields').set(key, value)))
    },
    op(op: TicketOp) {
      const update = applyOp(doc, op, {
        person: { id: rights.person, name: rights.name },
        at: START,
      })
      if (update) outbox.push(update)
    },
    /** Sends the oldest `count` updates as one. */
    async push(count = 1, claimedAt = START) {
      const updates = outbox.splice(0, count)
      const [first] = updates
      if (!first) return
      const update = updates.length === 1 ? first : Y.mergeUpdates(updates)
      const input = { kind: 'update', ticket, epoch: 1, update, claimedAt } as const
      unwrap(await stage.push(rights, input, { device }))
    },
    async pull() {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(await stage.copy(rights, ticket)))
    },
    show: (key: string) => doc.getMap('fields').get(key),
  }
}

async function lostOf(ticket: string): Promise<(LostChange & { by: string })[]> {
  const { messages } = await stage.read(ticket)
  return messages.flatMap((message) =>
    (message.lost ?? []).map((lost) => ({ ...lost, by: message.by.name })),
  )
}

describe.each([
  ['Yjs would pick the desk', LOW],
  ['Yjs would pick the device', 2 ** 32 - 2],
] as const)('[CO13] nobody loses to oneself: %s', (_name, client) => {
  /** Ada answers, which opens the ticket; her device has not heard so when she goes on. */
  async function answered() {
    const ticket = await stage.ticket()
    const [a, b] = [
      await openDevice(ada, ticket, client),
      await openDevice(bert, ticket, client - 1),
    ]
    const send = {
      kind: 'send',
      ticket,
      sendId: stage.newId(),
      seen: null,
      isForced: true,
    } as const
    const draft = await stage.draft(ada, ticket, 'Here is how')
    const { device } = a
    unwrap(await stage.push(ada, { ...send, ...draft, status: null }, { device }))
    expect((await stage.read(ticket)).status).toBe('open')
    return { ticket, a, b, sendId: send.sendId }
  }

  test('a status set after the answer stands, and nothing is said', async () => {
    const { ticket, a, b } = await answered()
    a.set('status', 'waiting')
    a.set('status', 'on-hold')
    await a.push()
    expect((await stage.read(ticket)).status).toBe('waiting')
    // A colleague who has not seen the answer still overwrites nothing.
    b.set('status', 'solved')
    await b.push()
    expect((await stage.read(ticket)).status).toBe('waiting')
    await a.push()
    expect((await stage.read(ticket)).status).toBe('on-hold')
    expect((await lostOf(ticket)).map(({ by, mine }) => [by, mine])).toEqual([['Bert', 'solved']])
    await a.pull()
    expect(a.show('status')).toBe('on-hold')
  })

  test('so does one that is set after the answer was taken back', async () => {
    const { ticket, a, sendId } = await answered()
    await a.pull()
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }, { device: a.device }))
    expect((await stage.read(ticket)).status).toBe('new')
    a.set('status', 'solved')
    await a.push()
    expect((await stage.read(ticket)).status).toBe('solved')
    expect(await lostOf(ticket)).toEqual([])
  })

  test('a colleague, and what they set in between, are overwritten by neither', async () => {
    const { ticket, a, b } = await answered()
    b.set('status', 'solved')
    await b.push()
    expect((await stage.read(ticket)).status).toBe('open')
    await b.pull()
    b.set('status', 'solved')
    await b.push()
    a.set('status', 'waiting')
    await a.push()
    expect((await stage.read(ticket)).status).toBe('solved')
    expect((await lostOf(ticket)).map(({ by, mine }) => [by, mine])).toEqual([
      ['Bert', 'solved'],
      ['Ada', 'waiting'],
    ])
  })
})

describe.each(ORDERS)('[CO13] %s', (_name, first, second) => {
  async function open() {
    const ticket = await stage.ticket()
    const [a, b] = [
      await openDevice(ada, ticket, first),
      await openDevice(bert, ticket, second),
    ] as const
    return { ticket, a, b }
  }

  test('what was accepted first stays, and the other is told with time and value', async () => {
    const { ticket, a, b } = await open()
    a.set('status', 'solved')
    b.set('status', 'waiting')
    await a.push()
    await b.push(1, START - 720_000)
    expect((await stage.read(ticket)).status).toBe('solved')
    expect(await lostOf(ticket)).toEqual([
      {
        field: 'status',
        mine: 'waiting',
        claimedAt: START - 720_000,
        stays: 'solved',
        by: 'Bert',
      },
    ])
    await Promise.all([a.pull(), b.pull()])
    expect([a.show('status'), b.show('status')]).toEqual(['solved', 'solved'])
    const row = await stage.sql.get(`SELECT status, row FROM tickets WHERE id = ?`, ticket)
    expect(row?.['status']).toBe('solved')
    expect(JSON.parse(String(row?.['row']))).toMatchObject({ status: 'solved' })
    // Service levels too know of the one that stands only.
    const facts = await stage.sql.all(
      `SELECT detail FROM sla_facts WHERE ticket = ? AND kind = 'status'`,
      ticket,
    )
    expect(JSON.stringify(facts)).toContain('solved')
    expect(JSON.stringify(facts)).not.toContain('waiting')
  })

  test('*use mine*, said on top of the merged document, stands', async () => {
    const { ticket, a, b } = await open()
    a.set('priority', 'high')
    b.set('priority', 'low')
    await a.push()
    await b.push()
    await b.pull()
    b.set('priority', 'low')
    await b.push()
    expect((await stage.read(ticket)).priority).toBe('low')
    expect(await lostOf(ticket)).toHaveLength(1)
    await a.pull()
    expect(a.show('priority')).toBe('low')
  })

  test('later sets of an offline session that build on the lost one lose too, one by one or merged', async () => {
    for (const isMerged of [false, true]) {
      const { ticket, a, b } = await open()
      a.set('status', 'open')
      for (const status of ['waiting', 'on-hold', 'solved']) b.set('status', status)
      await a.push()
      if (isMerged) await b.push(3)
      else for (let at = 0; at < 3; at++) await b.push()
      expect((await stage.read(ticket)).status).toBe('open')
      expect((await lostOf(ticket)).map((lost) => lost.mine)).toEqual(
        isMerged ? ['solved'] : ['waiting', 'on-hold', 'solved'],
      )
      await b.pull()
      expect(b.show('status')).toBe('open')
      b.set('status', 'closed')
      await b.push()
      expect((await stage.read(ticket)).status).toBe('closed')
    }
  })

  test('equal values are no conflict; what builds on one of them has not seen the other', async () => {
    const { ticket, a, b } = await open()
    a.set('status', 'open')
    b.set('status', 'open')
    b.set('status', 'solved')
    await a.push()
    await b.push()
    expect(await lostOf(ticket)).toEqual([])
    expect((await stage.read(ticket)).status).toBe('open')
    await b.push()
    expect((await stage.read(ticket)).status).toBe('open')
    expect(await lostOf(ticket)).toMatchObject([{ mine: 'solved', stays: 'open' }])
  })

  test('a third who saw the value that stands is not in conflict with its being put back', async () => {
    const { ticket, a, b } = await open()
    a.set('status', 'open')
    await a.push()
    const third = await openDevice(ada, ticket, 15_000)
    b.set('status', 'waiting')
    await b.push()
    third.set('status', 'solved')
    await third.push()
    expect((await stage.read(ticket)).status).toBe('solved')
    expect(await lostOf(ticket)).toHaveLength(1)
    // And again: the newest word may lie under one that lost.
    await a.pull()
    a.set('status', 'closed')
    await a.push()
    expect((await stage.read(ticket)).status).toBe('closed')
    await third.pull()
    expect(third.show('status')).toBe('closed')
  })

  test.each([
    ['assignee', 'somebody', null],
    ['snoozedUntil', START + 1_000, null],
    ['subject', 'One', 'Two'],
    ['c.colour', 'red', 'blue'],
  ])('%s is settled the same way', async (key, one, two) => {
    const { ticket, a, b } = await open()
    a.set(key, one)
    await a.push()
    await b.pull()
    await a.pull()
    a.set(key, key === 'snoozedUntil' ? START + 2_000 : 'Three')
    b.set(key, two)
    await a.push()
    await b.push()
    const stays = key === 'snoozedUntil' ? START + 2_000 : 'Three'
    expect((await stage.copy(ada, ticket)).getMap('fields').get(key)).toBe(stays)
    expect(await lostOf(ticket)).toMatchObject([{ field: key, mine: two, stays }])
  })

  test('several fields at once are told in one message; those that were not in conflict stand', async () => {
    const { ticket, a, b } = await open()
    a.set('status', 'open')
    a.set('priority', 'high')
    b.set('status', 'waiting')
    b.set('priority', 'urgent')
    b.set('subject', 'Only Bert')
    await a.push(2)
    await b.push(3)
    const read = await stage.read(ticket)
    expect([read.status, read.priority, read.subject]).toEqual(['open', 'high', 'Only Bert'])
    expect(read.messages.filter((message) => message.lost)).toHaveLength(1)
    expect(await lostOf(ticket)).toHaveLength(2)
  })

  test('tags and watchers merge and are told to nobody', async () => {
    const { ticket, a, b } = await open()
    a.op({ op: 'add-tag', tag: 'one' })
    b.op({ op: 'add-tag', tag: 'one' })
    b.op({ op: 'add-tag', tag: 'two' })
    b.op({ op: 'watch', person: bert.person })
    await a.push()
    await b.push(3)
    const read = await stage.read(ticket)
    expect([read.tags, read.watchers]).toEqual([['one', 'two'], [bert.person]])
    expect(await lostOf(ticket)).toEqual([])
  })
})

test('when a device says it did something is kept in the log', async () => {
  const ticket = await stage.ticket()
  const a = await openDevice(ada, ticket, LOW)
  a.set('status', 'open')
  await a.push(1, START - 5_000)
  const row = await stage.sql.get(
    `SELECT claimed_at, received_at FROM updates WHERE ticket = ? ORDER BY version DESC`,
    ticket,
  )
  expect([row?.['claimed_at'], row?.['received_at']]).toEqual([START - 5_000, stage.now()])
})

/**
 * The rule said once more, without Yjs: the server's value has a number that grows with each accepted set; a set is
 * accepted when it was made on top of that number, or of an own set that got it.
 */
type Made = { on: Made | number; value: string; got: number | null; id: string }

const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), who: fc.nat(2), value: fc.nat(2) }),
  fc.record({
    kind: fc.constant('push' as const),
    who: fc.nat(2),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('pull' as const), who: fc.nat(2) }),
)

test('[CO13] whatever the order of sets, pushes and pulls: only seen values are overwritten, and each loss is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 30 }),
      fc.constantFrom([1, 2, 3], [3, 2, 1], [2, 3, 1], [1, 3, 2]),
      async (steps, order) => {
        const ticket = await stage.ticket()
        const VALUES = ['open', 'waiting', 'solved']
        let version = 0
        let value = 'new'
        const lost: string[] = []
        const devices = await Promise.all(
          order.map(async (place, at) => ({
            ...(await openDevice(at === 0 ? ada : bert, ticket, place * 10_000)),
            on: 0 as Made | number,
            made: new Map<string, Made>(),
            waiting: [] as Made[],
          })),
        )
        type Device = (typeof devices)[number]
        const tailOf = (doc: Y.Doc) => JSON.stringify(doc.getMap('fields')._map.get('status')?.id)

        async function push(device: Device, count: number) {
          const sent = device.waiting.splice(0, count)
          if (sent.length === 0) return
          await device.push(count)
          const isSeen = (made: Made): boolean =>
            typeof made.on === 'number'
              ? made.on === version
              : made.on.got === version || (sent.includes(made.on) && isSeen(made.on))
          const accepted = sent.findLast(isSeen)
          if (accepted) {
            value = accepted.value
            accepted.got = ++version
          } else {
            const mine = sent.at(-1)?.value ?? ''
            if (mine !== value) lost.push(`${mine} for ${value}`)
          }
        }
        async function pull(device: Device) {
          await device.pull()
          const server = tailOf(await stage.copy(ada, ticket))
          const shown = tailOf(device.doc)
          device.on = shown === server ? version : (device.made.get(shown) ?? version)
        }
        for (const one of steps) {
          const device = devices[one.who]
          if (!device) continue
          if (one.kind === 'pull') await pull(device)
          else if (one.kind === 'push') await push(device, one.count)
          else {
            const wanted = VALUES[one.value] ?? 'open'
            device.set('status', wanted)
            const id = tailOf(device.doc)
            const made: Made = { on: device.on, value: wanted, got: null, id }
            device.made.set(id, made)
            device.waiting.push(made)
            device.on = made
          }
          expect((await stage.read(ticket)).status).toBe(value)
        }
        for (const device of devices) await push(device, device.waiting.length)
        for (const device of devices) await pull(device)
        expect((await stage.read(ticket)).status).toBe(value)
        expect(
          (await lostOf(ticket)).map((one) => `${String(one.mine)} for ${String(one.stays)}`),
        ).toEqual(lost)
        for (const device of devices) {
          expect(device.show('status')).toBe(value)
          expect(readTicket(device.doc)).toEqual(await stage.read(ticket))
        }
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
