/** A stock client's socket hears nothing more of what its person may not see any more, from the moment that is durable. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { unwrap, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import type { Socket } from '../session/socket.ts'
import type { Member } from './member.ts'
import { presenceMessage } from './messages.ts'
import { serveRoom } from './room-door.ts'
import { makeRooms, type Rooms } from './rooms.ts'

let stage: Stage
let rooms: Rooms
let ada: Rights
let eve: Rights
beforeEach(async () => {
  stage = await openStage()
  rooms = makeRooms(stage.desk)
  ada = await stage.agent('Ada', null, 'admin')
  eve = await stage.agent('Eve', ['support', 'payments'])
})
afterEach(() => stage.close())

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((done) => setImmediate(done))
}

async function enter(name: string, rights = eve) {
  const secret = await stage.desk.sessions.open(rights.person, 'bearer')
  const session = await stage.desk.sessions.authenticate(secret)
  if (!session) throw new Error('the session was not opened')
  const frames: Uint8Array[] = []
  const closed: Fault[] = []
  const socket: Socket = {
    send(...sent) {
      if (closed.length === 0) frames.push(...sent)
    },
    isBehind: () => false,
    whenCaughtUp: (run) => run(),
    close: (fault) => void closed.push(fault),
    isOpen: () => closed.length === 0,
  }
  serveRoom(stage.desk, rooms, socket, session, name)
  await turns(5)
  return { frames, closed }
}

const tag = (ticket: string, name: string) =>
  stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: name }] })

/** How much it had heard in the turn in which the change of its rights was durable. */
function markAtChange(frames: readonly Uint8Array[]): () => number {
  let mark = -1
  stage.desk.parts.hub.subscribe((event) => {
    if (event.type === 'rights-changed') mark = frames.length
  })
  return () => mark
}

test('[RI21] a queue is taken away: nothing of it is told after, also not of the same COMMIT', async () => {
  const ticket = await stage.ticket()
  const { frames, closed } = await enter(`t:${ticket}`)
  const mark = markAtChange(frames)
  const work: Promise<unknown>[] = []
  for (let at = 0; at < 60; at++) {
    work.push(tag(ticket, `t${at % 40}`))
    if (at === 30) work.push(stage.desk.people.change(eve.person, { queues: ['payments'] }))
    if (at % 7 === 0) await turns(1)
  }
  await Promise.all(work)
  await turns(20)
  expect(mark()).toBeGreaterThan(5)
  expect(frames.length).toBe(mark())
  expect(closed.map((fault) => fault.code)).toEqual(['auth/denied'])
})

test('a change that leaves the queue: what was kept back meanwhile is told, in its order', async () => {
  const ticket = await stage.ticket()
  const [told, reference] = [await enter(`t:${ticket}`), await enter(`t:${ticket}`, ada)]
  const { read } = stage.desk.database
  const { get } = read
  let look = (): void => {}
  const held = new Promise<void>((resolve) => {
    look = resolve
  })
  // The reading of the new rights takes its time.
  read.get = async (text, ...params) => {
    if (text.includes('FROM people')) await held
    return get.call(read, text, ...params)
  }
  const before = told.frames.length
  const changed = stage.desk.people.change(eve.person, { queues: ['support'] })
  const tagged = [tag(ticket, 'one'), tag(ticket, 'two')]
  await turns(20)
  expect(told.frames.length).toBe(before)
  expect(reference.frames.length).toBe(before + 2)
  look()
  unwrap(await changed)
  for (const one of tagged) unwrap(await one)
  await turns(20)
  expect(told.frames.length).toBe(before + 2)
  expect(told.frames).toEqual(reference.frames)
  expect(told.closed).toEqual([])
})

test('[RI21] of several who lose a ticket at once none is told that another went', async () => {
  const ticket = await stage.ticket()
  const told: string[] = []
  async function join(name: string, rights: Rights): Promise<void> {
    const member: Member = {
      person: { id: rights.person, name, color: '#000' },
      device: name,
      session: null,
      doubt: null,
      send: () => void told.push(name),
      isBehind: () => false,
      whenCaughtUp: (run) => run(),
      close: () => rooms.leave(room, member),
    }
    const room = unwrap(await rooms.enter(`p:${ticket}`, rights, member))
    const awareness = new Awareness(new Y.Doc())
    room.receive(member, presenceMessage(encodeAwarenessUpdate(awareness, [awareness.clientID])))
    awareness.destroy()
  }
  const sam = await stage.agent('Sam', ['support'])
  await join('here', sam)
  await join('there', sam)
  await join('stays', eve)
  told.length = 0
  unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'payments' }))
  expect(told).toEqual(['stays', 'stays'])
})

test('[FE8] more than a limit kept back ends the socket', async () => {
  const ticket = await stage.ticket()
  const draft = `${ticket}-r0`
  const { closed } = await enter(`d:${draft}`)
  const { hub } = stage.desk.parts
  const { read } = stage.desk.database
  const { get } = read
  read.get = (text, ...params) =>
    text.includes('FROM people') ? new Promise(() => {}) : get.call(read, text, ...params)
  const half = new Uint8Array(LIMITS.unsentBytesPerSocket / 2 + 1)
  hub.publish({ type: 'rights-changed', person: eve.person })
  hub.publish({ type: 'draft', draft, update: half, origin: null })
  expect(closed).toEqual([])
  hub.publish({ type: 'draft', draft, update: half, origin: null })
  expect(closed.map((fault) => fault.code)).toEqual(['kit/busy'])
})
