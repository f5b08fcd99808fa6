/**
 * People of one desk on two server processes see each other in rooms, as far as they may. Skipped where no server is
 * named: npm test starts one.
 */
import * as decoding from 'lib0/decoding'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate, applyAwarenessUpdate } from 'y-protocols/awareness'
import { unwrap, type Fault } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { ROOM_MESSAGE } from '../../shared/wire/frame.ts'
import { serveRoom } from '../room/room-door.ts'
import { presenceMessage } from '../room/messages.ts'
import { makeRooms, type Rooms } from '../room/rooms.ts'
import { QueueSettings } from '../settings/settings.ts'
import type { SocketHandlers } from '../session/socket.ts'
import { number } from '../store/database.ts'
import { makeSchema, tableNames, testPostgres } from '../store/test-stage/postgres-stage.ts'
import { openNode, type Node } from './test-stage/node-stage.ts'

type Server = Node & { rooms: Rooms }

describe.skipIf(testPostgres() === null)('presence on two nodes', () => {
  let schema: Awaited<ReturnType<typeof makeSchema>>
  let one: Server
  let two: Server
  let ada: Rights
  let eve: Rights
  let ticket: string
  beforeEach(async () => {
    schema = await makeSchema()
    one = await open()
    two = await open()
    unwrap(
      await one.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: ['support', 'payments'].map((slug) =>
          v.parse(QueueSettings, { slug, name: slug, address: null }),
        ),
      })),
    )
    ada = await add('Ada', null)
    eve = await add('Eve', ['support'])
    ticket = await openTicket()
  })
  afterEach(async () => {
    await Promise.all([one.close(), two.close()])
    await schema.drop()
  })

  async function open(): Promise<Server> {
    const node = await openNode(schema.url)
    return { ...node, rooms: makeRooms(node.desk) }
  }

  async function add(name: string, queues: string[] | null): Promise<Rights> {
    const email = `${name.toLowerCase()}@desk.test`
    const person = unwrap(await one.desk.people.add({ email, name, role: 'agent', queues }))
    const rights = await one.desk.people.rightsOf(person.id)
    if (!rights) throw new Error('an agent without rights')
    return rights
  }

  const newId = () => makeId(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))

  async function openTicket(): Promise<string> {
    const done = await one.desk.commit({
      actor: { kind: 'desk' },
      device: 'form',
      pushId: newId(),
      input: {
        kind: 'open',
        queue: 'support',
        channel: 'web',
        requester: { name: 'Ruth', address: 'ruth@customer.test' },
        subject: 'It does not open',
        body: 'Hello',
        receivedAt: Date.now(),
        isAcknowledged: false,
      },
    })
    return String(unwrap(done).result?.['id'])
  }

  /** A stock client in a room: its awareness, and every state it was ever told, by client id. */
  async function join(server: Server, rights: Rights, name: string) {
    const secret = await server.desk.sessions.open(rights.person, 'bearer')
    const session = await server.desk.sessions.authenticate(secret)
    if (!session) throw new Error('the session was not opened')
    const awareness = new Awareness(new Y.Doc())
    const closed: Fault[] = []
    let toldCount = 0
    const handlers: SocketHandlers = serveRoom(
      server.desk,
      server.rooms,
      {
        send(...frames) {
          if (closed.length > 0) return
          for (const frame of frames) {
            const decoder = decoding.createDecoder(frame)
            if (decoding.readVarUint(decoder) !== ROOM_MESSAGE.awareness) continue
            toldCount++
            applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), 'server')
          }
        },
        isBehind: () => false,
        whenCaughtUp: (run) => run(),
        close(fault) {
          closed.push(fault)
          handlers.onClose()
        },
        isOpen: () => closed.length === 0,
      },
      session,
      name,
    )
    return {
      id: awareness.clientID,
      closed,
      toldCount: () => toldCount,
      show(state: Record<string, unknown>) {
        awareness.setLocalState(state)
        handlers.onFrame(presenceMessage(encodeAwarenessUpdate(awareness, [awareness.clientID])))
      },
      receive: (update: Uint8Array) => handlers.onFrame(presenceMessage(update)),
      leave: () => handlers.onClose(),
      sees: (client: number): unknown => awareness.getStates().get(client),
      async until(isSo: () => boolean) {
        while (!isSo()) await pause(5)
      },
      end: () => awareness.destroy(),
    }
  }
  type Client = Awaited<ReturnType<typeof join>>

  const seesCaret = (client: Client, of: Client, caret: number) => () => {
    const state = v.safeParse(v.object({ caret: v.number() }), client.sees(of.id))
    return state.success && state.output.caret === caret
  }

  test('[DR5] a caret on one node is seen on the other, under the name the desk knows, until it goes', async () => {
    for (const name of [`p:${ticket}`, `t:${ticket}`, `d:${ticket}-r0`]) {
      const [a, e] = [await join(one, ada, name), await join(two, eve, name)]
      a.show({ caret: 1, user: { id: 'boss', name: 'The Boss' } })
      await e.until(seesCaret(e, a, 1))
      expect(e.sees(a.id)).toMatchObject({ user: { id: ada.person, name: 'Ada' } })
      e.show({ caret: 7 })
      await a.until(seesCaret(a, e, 7))
      for (let caret = 2; caret <= 40; caret++) a.show({ caret })
      await e.until(seesCaret(e, a, 40))
      // 39 moves at once are one word between nodes.
      expect(e.toldCount()).toBeLessThan(10)
      a.leave()
      await e.until(() => e.sees(a.id) === undefined)
      e.leave()
      for (const client of [a, e]) client.end()
    }
  })

  test('who comes later sees who is on the other node already, and a node that stops takes its people along', async () => {
    const a = await join(one, ada, `p:${ticket}`)
    a.show({ caret: 1 })
    const early = await join(two, eve, `p:${ticket}`)
    await early.until(seesCaret(early, a, 1))
    early.leave()
    const e = await join(two, eve, `p:${ticket}`)
    await e.until(seesCaret(e, a, 1))
    await one.close()
    await e.until(() => e.sees(a.id) === undefined)
    expect(e.closed).toEqual([])
    for (const client of [a, early, e]) client.end()
  })

  test('[RI21] presence goes only to those who may see the ticket, from the moment their right is gone elsewhere', async () => {
    const payments = await add('Pia', ['payments'])
    const [a, reference, e] = [
      await join(one, ada, `p:${ticket}`),
      await join(two, ada, `p:${ticket}`),
      await join(two, eve, `p:${ticket}`),
    ]
    const stranger = await join(two, payments, `p:${ticket}`)
    a.show({ caret: 1 })
    await reference.until(seesCaret(reference, a, 1))
    await e.until(seesCaret(e, a, 1))
    await stranger.until(() => stranger.closed.length > 0)
    expect(stranger.toldCount()).toBe(0)

    // The change, and right behind it a move: both on the node that the reader is not on.
    const told = e.toldCount()
    unwrap(await one.desk.people.change(eve.person, { queues: ['payments'], isDisabled: false }))
    a.show({ caret: 2 })
    await reference.until(seesCaret(reference, a, 2))
    await e.until(() => e.closed.length > 0)
    expect(e.closed[0]).toMatchObject({ code: 'auth/denied' })
    expect(e.toldCount()).toBe(told)
    expect(seesCaret(e, a, 1)()).toBe(true)

    // The same by a ticket that goes to a queue of which the reader sees nothing.
    unwrap(await one.desk.people.change(eve.person, { queues: ['support'], isDisabled: false }))
    const again = await join(two, eve, `p:${ticket}`)
    await again.until(seesCaret(again, a, 2))
    const before = again.toldCount()
    unwrap(
      await one.desk.commit({
        actor: { kind: 'agent', rights: ada },
        device: 'device-of-ada',
        pushId: newId(),
        input: { kind: 'move', ticket, queue: 'payments' },
      }),
    )
    a.show({ caret: 3 })
    await reference.until(seesCaret(reference, a, 3))
    await again.until(() => again.closed.length > 0)
    expect(again.toldCount()).toBe(before)
    for (const client of [a, reference, e, stranger, again]) client.end()
  })

  test('a person whose device comes back by the other node is seen there, and there alone', async () => {
    const [a, e] = [await join(one, ada, `p:${ticket}`), await join(two, eve, `p:${ticket}`)]
    a.show({ caret: 1 })
    await e.until(seesCaret(e, a, 1))
    // The same client id, as a provider keeps it; its old node has not noticed yet that it went.
    const moved = await join(two, ada, `p:${ticket}`)
    const state = new Awareness(new Y.Doc())
    state.clientID = a.id
    for (const caret of [0, 0, 5]) {
      state.setLocalState({ caret })
    }
    moved.receive(encodeAwarenessUpdate(state, [a.id]))
    await e.until(seesCaret(e, a, 5))
    a.leave()
    const watcher = await join(one, eve, `p:${ticket}`)
    await watcher.until(seesCaret(watcher, a, 5))
    expect(seesCaret(e, a, 5)()).toBe(true)
    state.destroy()
    for (const client of [a, e, moved, watcher]) client.end()
  })

  test('[DR5] nothing of presence is stored', async () => {
    const [a, e] = [await join(one, ada, `d:${ticket}-r0`), await join(two, eve, `d:${ticket}-r0`)]
    a.show({ caret: 1, marker: 'wherever-it-is' })
    await e.until(seesCaret(e, a, 1))
    for (const table of await tableNames(one.desk.database)) {
      const row = await one.desk.database.read.get(
        `SELECT count(*) AS n FROM ${table} WHERE ${table}::text LIKE '%wherever-it-is%'`,
      )
      expect([table, row ? number(row, 'n') : null]).toEqual([table, 0])
    }
    for (const client of [a, e]) client.end()
  })
})
