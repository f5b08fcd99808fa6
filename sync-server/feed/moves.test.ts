/** Tickets that move between queues of which a device sees both, one or none, while it is here and while it is away. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { bytesOfOp, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { makeReplica, type Replica } from './test-stage/replica.ts'

let stage: Stage
let ada: Rights
let sees: { both: Replica; from: Replica; into: Replica; none: Replica; second: Replica }
let heard: Map<Replica, ServerMessage[]>

beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  heard = new Map()
  const open = (rights: Rights): Replica => {
    const messages: ServerMessage[] = []
    const replica = makeReplica(stage, rights, (message) => void messages.push(message))
    heard.set(replica, messages)
    return replica
  }
  const from = await stage.agent('From', ['support'])
  sees = {
    both: open(await stage.agent('Both', ['support', 'payments'])),
    from: open(from),
    second: open(from),
    into: open(await stage.agent('Into', ['payments'])),
    none: open(await stage.agent('None', ['community'])),
  }
})
afterEach(() => stage.close())

const all = () => Object.values(sees)
const each = async (act: (replica: Replica) => Promise<void> | void) => {
  for (const replica of all()) await act(replica)
}
const move = async (ticket: string, queue: string) =>
  unwrap(await stage.push(ada, { kind: 'move', ticket, queue }))
const tidy = () => makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()
/** Who holds the row of a ticket, and who its document. */
const holders = (ticket: string) =>
  Object.entries(sees)
    .filter(([, replica]) => replica.tickets().has(ticket) && replica.docs().has(ticket))
    .map(([name]) => name)

const FROM = ['both', 'from', 'second']
const INTO = ['both', 'into']

describe('while all are here', () => {
  test('[FE4] [RI1] each holds exactly what it sees, and hears of nothing else', async () => {
    const ticket = await stage.ticket()
    await each((replica) => replica.connect())
    await each((replica) => replica.settle())
    expect(holders(ticket)).toEqual(FROM)
    await move(ticket, 'payments')
    await each((replica) => replica.settle())
    expect(holders(ticket)).toEqual(INTO)
    await move(ticket, 'support')
    await each((replica) => replica.settle())
    expect(holders(ticket)).toEqual(FROM)
    expect(JSON.stringify(heard.get(sees.none))).not.toContain(ticket)
    // What is told of the move to those who lose it names the ticket and no more.
    const leaves = heard.get(sees.from)?.filter((one) => one.type === 'item') ?? []
    expect(leaves[0]).toMatchObject({ item: { op: 'leave', row: null }, update: null })
    expect(JSON.stringify(heard.get(sees.into))).not.toContain('"queue":"support"')
  })
})

test('[FE4] who sees both queues hears that it came before that it left', async () => {
  const ticket = await stage.ticket()
  await sees.both.connect()
  await sees.both.settle()
  await move(ticket, 'payments')
  await sees.both.settle()
  const ops = (heard.get(sees.both) ?? []).flatMap((one) =>
    one.type === 'item' ? [`${one.scope} ${one.item.op}`] : [],
  )
  expect(ops).toEqual(['q:payments row', 'q:support leave'])
})

describe('while a device is away', () => {
  test.each([
    ['there', ['payments'], INTO],
    ['there and back', ['payments', 'support'], FROM],
    ['there, back and there', ['payments', 'support', 'payments'], INTO],
    ['round', ['community', 'payments', 'support'], FROM],
    ['where hardly anybody looks', ['payments', 'community'], ['none']],
  ])('[FE2] [FE4] moved %s: it ends where the others are', async (_name, queues, expected) => {
    const ticket = await stage.ticket()
    await each((replica) => replica.connect())
    await each((replica) => replica.settle())
    await each((replica) => replica.cut())
    for (const queue of queues) await move(ticket, queue)
    await each((replica) => replica.connect())
    await each((replica) => replica.settle())
    expect(holders(ticket)).toEqual(expected)
  })

  test('[FE6] away for longer than leaves are kept: the manifest takes away what left', async () => {
    const tickets = [await stage.ticket(), await stage.ticket(), await stage.ticket()]
    const [moved = '', back = '', stays = ''] = tickets
    await each((replica) => replica.connect())
    await each((replica) => replica.settle())
    await each((replica) => replica.cut())
    await move(moved, 'payments')
    await move(back, 'payments')
    stage.advance(LIMITS.feedLeavesKeptMs + 1)
    await move(back, 'support')
    stage.advance(LIMITS.feedLeavesKeptMs / 2)
    await tidy()
    const leaves = await stage.sql.all(`SELECT scope, ticket FROM feed WHERE op = 'leave'`)
    expect(leaves).toEqual([{ scope: 'q:payments', ticket: back }])
    await each((replica) => replica.connect())
    await each((replica) => replica.settle())
    expect(tickets.map(holders)).toEqual([INTO, FROM, FROM])
    expect(stays).not.toBe('')
    const resets = heard.get(sees.from)?.filter((one) => one.type === 'page' && one.isReset)
    expect(resets?.length).toBe(1)
  })
})

describe('a move and an edit at once', () => {
  test.each([0, 1, 2, 3])(
    '[RI1] whoever loses it: the edit is before the move or is refused (%i turns between)',
    async (turns) => {
      for (const isMoveFirst of [true, false]) {
        const ticket = await stage.ticket()
        await sees.from.connect()
        await sees.from.settle()
        const { rights } = sees.from
        const doc = await stage.copy(rights, ticket)
        const update = bytesOfOp(doc, rights, { op: 'add-tag', tag: 'mine' })
        const edit = () =>
          stage.push(rights, { kind: 'update', ticket, epoch: 1, update, claimedAt: stage.now() })
        const moving = () => stage.push(ada, { kind: 'move', ticket, queue: 'payments' })
        const first = isMoveFirst ? moving() : edit()
        for (let turn = 0; turn < turns; turn++) await new Promise<void>((go) => setImmediate(go))
        const second = isMoveFirst ? edit() : moving()
        const [moved, edited] = isMoveFirst
          ? [await first, await second]
          : [await second, await first]
        unwrap(moved)
        expect(edited.ok || edited.fault.code).toBe(isMoveFirst ? 'kit/not-found' : true)
        expect((await stage.read(ticket)).tags).toEqual(isMoveFirst ? [] : ['mine'])
        await sees.from.settle()
        expect(sees.from.tickets().has(ticket)).toBe(false)
        expect(sees.from.docs().has(ticket)).toBe(false)
        const later = heard.get(sees.from)?.flatMap((one) => (one.type === 'item' ? [one] : []))
        expect(later?.filter((one) => one.item.ticket === ticket).at(-1)?.item.op).toBe('leave')
        sees.from.cut()
      }
    },
  )
})
