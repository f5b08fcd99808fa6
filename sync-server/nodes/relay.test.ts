/** What happened on another node, as it is told here: in which order, and to whom no more. One store, two hubs. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHub } from '../commit/hub.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import type { Desk } from '../desk.ts'
import type { Member } from '../room/member.ts'
import { makeRooms } from '../room/rooms.ts'
import { makeRelay, type Relay } from './relay.ts'

let stage: Stage
let ada: Rights
/** The other node: it hears of nothing but what its relay brings. */
let here: Desk
let relay: Relay
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  here = { ...stage.desk, parts: { ...stage.desk.parts, hub: makeHub() } }
  relay = makeRelay(here.database.read, here.parts.hub)
})
afterEach(() => stage.close())

const move = async (ticket: string, queue: string) =>
  unwrap(await stage.push(ada, { kind: 'move', ticket, queue }))

test.each([[['q:support', 'q:payments']], [['q:payments', 'q:support']], [null]])(
  '[FE4] of a move it is told first where the ticket is, then that it left: %j',
  async (scopes) => {
    const ticket = await stage.ticket()
    await relay.begin()
    const told: string[] = []
    here.parts.hub.subscribe((event) => {
      if (event.type === 'ticket')
        for (const { scope, op } of event.moves) told.push(`${scope} ${op}`)
    })
    await move(ticket, 'payments')
    await relay.bringScopes(scopes)
    expect(told).toEqual(['q:payments row', 'q:support leave'])
    await move(ticket, 'support')
    await relay.bringScopes(scopes)
    expect(told.slice(2)).toEqual(['q:support row', 'q:payments leave'])
  },
)

test('[FE4] tickets that change places are told, each once', async () => {
  const [one, two] = [await stage.ticket(), await stage.ticket()]
  await move(two, 'payments')
  await relay.begin()
  const told: string[] = []
  here.parts.hub.subscribe((event) => {
    if (event.type === 'ticket')
      for (const { scope, op } of event.moves) told.push(`${scope} ${op}`)
  })
  await move(one, 'payments')
  await move(two, 'support')
  await relay.bringScopes(null)
  expect(told.sort()).toEqual([
    'q:payments leave',
    'q:payments row',
    'q:support leave',
    'q:support row',
  ])
})

test('[RI1] who sees a ticket no more is given none of the bytes of its move', async () => {
  const ticket = await stage.ticket()
  await relay.begin()
  const rooms = makeRooms(here)
  const heard: string[] = []
  async function join(rights: Rights): Promise<void> {
    const member: Member = {
      person: { id: rights.person, name: rights.name, color: '#000' },
      device: rights.name,
      session: null,
      doubt: null,
      send: () => void heard.push(rights.name),
      isBehind: () => false,
      whenCaughtUp: (run) => run(),
      close: () => rooms.leave(room, member),
    }
    const room = unwrap(await rooms.enter(`t:${ticket}`, rights, member))
  }
  await join(await stage.agent('Sam', ['support']))
  await join(await stage.agent('Eve', ['support', 'payments']))
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((done) => setImmediate(done))
  heard.length = 0
  await move(ticket, 'payments')
  await relay.bringScopes(null)
  expect(new Set(heard)).toEqual(new Set(['Eve']))
})
