/** Who is on which ticket, as lists are told: to whom, how often, and when somebody has gone. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import { unwrap, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { decodeWhereabouts } from '../../shared/wire/whereabouts.ts'
import { ROOM_MESSAGE } from '../../shared/wire/frame.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import type { Member } from './member.ts'
import { makeRooms, type Rooms } from './rooms.ts'
import type { Room } from './room.ts'

let stage: Stage
let rooms: Rooms
/** Of the server's timers those of the rooms alone are run, by hand. */
let timers: (() => void)[]
let ada: Rights
let ben: Rights
let eve: Rights
let ticket: string
beforeEach(async () => {
  stage = await openStage()
  timers = []
  stage.desk.timers = {
    after: (_delayMs, run) => {
      timers.push(run)
      return { cancel() {} }
    },
  }
  rooms = makeRooms(stage.desk)
  ada = await stage.agent('Ada', ['support'])
  ben = await stage.agent('Ben', ['support', 'payments'])
  eve = await stage.agent('Eve', ['payments'])
  ticket = await stage.ticket()
})
afterEach(() => stage.close())

/** Reading who sees a ticket takes a few turns; then everybody is told. */
async function pass(ms: number = LIMITS.whereaboutsStayMs): Promise<number> {
  for (let turn = 0; turn < 10; turn++) await new Promise<void>((done) => setImmediate(done))
  stage.advance(ms)
  const due = timers.splice(0)
  for (const run of due) run()
  return due.length
}

type Place = { member: Member; room: Room; closed: Fault[] }

async function join(rights: Rights, name: string, send: Member['send'] = () => {}): Promise<Place> {
  const closed: Fault[] = []
  let room: Room | null = null
  const member: Member = {
    person: { id: rights.person, name: rights.name, color: '#000' },
    device: rights.name,
    session: null,
    doubt: null,
    send,
    isBehind: () => false,
    whenCaughtUp: (run) => run(),
    close(fault) {
      closed.push(fault)
      if (room) rooms.leave(room, member)
    },
  }
  room = unwrap(await rooms.enter(name, rights, member))
  return { member, room, closed }
}

/** Somebody before the list: what they know, and every message that told them. */
async function listen(rights: Rights) {
  const known = new Map<string, string[]>()
  const messages: unknown[] = []
  const place = await join(rights, 'w:', (payloads) => {
    for (const payload of payloads) {
      const news = unwrap(decodeWhereabouts(payload))
      messages.push(news)
      for (const one of news) {
        const people = one.people.map(
          ({ person, isReplying }) => `${nameOf(person)}${isReplying ? ' replies' : ''}`,
        )
        if (people.length > 0) known.set(one.ticket, people)
        else known.delete(one.ticket)
      }
    }
  })
  return { ...place, known, messages, on: (id = ticket) => known.get(id) ?? [] }
}

const nameOf = (person: string): string =>
  [ada, ben, eve].find((rights) => rights.person === person)?.name ?? person

let clients = 0
/** A tab of a person's with a ticket open. */
async function visit(rights: Rights, id = ticket) {
  const place = await join(rights, `p:${id}`)
  const client = ++clients
  let clock = 0
  const show = (state: unknown) => {
    clock += 1
    const states = encoding.createEncoder()
    for (const number of [1, client, clock]) encoding.writeVarUint(states, number)
    encoding.writeVarString(states, JSON.stringify(state))
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, ROOM_MESSAGE.awareness)
    encoding.writeVarUint8Array(message, encoding.toUint8Array(states))
    place.room.receive(place.member, encoding.toUint8Array(message))
  }
  show({ user: { id: 'somebody else' }, isReplying: false })
  return {
    ...place,
    reply: (isReplying: boolean) => show({ isReplying }),
    leave: () => rooms.leave(place.room, place.member),
  }
}

describe('[DR8] who is on a ticket', () => {
  test('is told to those before their lists, and that they answer, and that they went', async () => {
    const before = await listen(ada)
    const tab = await visit(ben)
    await pass()
    expect(before.on()).toEqual(['Ben'])
    tab.reply(true)
    await pass(1)
    expect(before.on()).toEqual(['Ben replies'])
    expect((await listen(ada)).on()).toEqual(['Ben replies'])
    tab.reply(false)
    await pass(1)
    expect(before.on()).toEqual(['Ben'])
    tab.leave()
    await pass(1)
    expect(before.on()).toEqual([])
    expect(before.messages).toHaveLength(4)
  })

  test('nobody is told of themselves', async () => {
    const own = await listen(ben)
    await visit(ben)
    await visit(ada)
    await pass()
    expect(own.on()).toEqual(['Ada'])
  })

  test('several tabs are one person, who is gone with the last of them', async () => {
    const before = await listen(ada)
    const tabs = [await visit(ben), await visit(ben)]
    await pass()
    tabs[1]?.reply(true)
    await pass(1)
    expect(before.on()).toEqual(['Ben replies'])
    tabs[1]?.leave()
    await pass(1)
    expect(before.on()).toEqual(['Ben'])
    tabs[0]?.leave()
    await pass(1)
    expect(before.on()).toEqual([])
  })

  test('whoever only passes by is not told', async () => {
    const before = await listen(ada)
    const tab = await visit(ben)
    await pass(LIMITS.whereaboutsStayMs - 1)
    tab.leave()
    await pass()
    expect(before.messages).toEqual([])
  })

  test('a flood of moves is told a few times a second, and what comes out as it was is not told', async () => {
    const before = await listen(ada)
    const tab = await visit(ben)
    await pass()
    for (let at = 0; at < 500; at++) tab.reply(at % 2 === 0)
    expect(await pass(1)).toBe(1)
    expect(before.messages).toHaveLength(1)
    expect(await pass(1)).toBe(0)
  })

  test('is nobody’s to tell: what a listener says ends it', async () => {
    const before = await listen(ada)
    expect(() => before.room.receive(before.member, new Uint8Array([5, 2, 91, 93]))).toThrow(
      'nothing is said',
    )
  })
})

describe('[RI1] [DR8] who may not see a ticket', () => {
  test('is not told of it, nor of anybody on it', async () => {
    const other = await listen(eve)
    const tab = await visit(ben)
    tab.reply(true)
    await pass()
    expect(other.messages).toEqual([])
  })

  test('the ticket moves: those of its queue are told, those of before are told that nobody is there', async () => {
    const [before, after] = [await listen(ada), await listen(eve)]
    await visit(ben)
    await pass()
    expect([before.on(), after.on()]).toEqual([['Ben'], []])
    unwrap(await stage.push(ben, { kind: 'move', ticket, queue: 'payments' }))
    await pass(1)
    expect([before.on(), after.on()]).toEqual([[], ['Ben']])
  })

  test('[RI21] a queue is taken away: nothing more is told, and who comes again goes by the new rights', async () => {
    const before = await listen(ada)
    const tab = await visit(ben)
    await pass()
    const heard = before.messages.length
    const changing = stage.desk.people.change(ada.person, { queues: ['payments'] })
    tab.reply(true)
    unwrap(await changing)
    await pass()
    expect(before.messages).toHaveLength(heard)
    expect(before.closed.map((fault) => fault.code)).toEqual(['kit/busy'])
    const now = await stage.desk.people.rightsOf(ada.person)
    expect((await listen(now ?? ada)).on()).toEqual([])
  })

  test('a queue is given: they are told of it when they come again', async () => {
    const before = await listen(eve)
    await visit(ben)
    await pass()
    unwrap(await stage.desk.people.change(eve.person, { queues: ['support'] }))
    expect(before.closed).toHaveLength(1)
    const now = await stage.desk.people.rightsOf(eve.person)
    expect((await listen(now ?? eve)).on()).toEqual(['Ben'])
  })

  test('whoever loses the ticket is on it for nobody any more', async () => {
    const before = await listen(ada)
    await visit(ben)
    await pass()
    unwrap(await stage.desk.people.change(ben.person, { queues: ['payments'] }))
    await pass()
    expect(before.on()).toEqual([])
  })
})
