/**
 * People who type replies over `/y/d:…`, letter by letter, and believe the durable ack: what it covered must be in what
 * the server says it has when they come back.
 */
import * as Y from 'yjs'
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import type { Seeded } from '../stage/seeded.ts'
import { openRoomSocket, type RoomSocket } from '../stage/room-socket.ts'
import { pause, until } from '../stage/wait.ts'
import type { World } from './world.ts'

const LETTERS_PER_DRAFT = 400
/** No reply on these tickets counts rounds here: a draft's number only has to be one. */
const ROUND = 900

export async function runTypist(world: World, random: Seeded, number: number): Promise<void> {
  while (!world.isOver()) {
    const ticket = world.tickets.at(-1)
    if (ticket) await typeDraft(world, random, draftIdFor(ticket, ROUND + number), number)
    else await pause(random.between(20, 60))
  }
}

async function typeDraft(
  world: World,
  random: Seeded,
  draft: string,
  number: number,
): Promise<void> {
  const agent = world.agents[number % world.agents.length]
  if (!agent) throw new Error('there are no agents')
  const { ledger } = world
  const doc = new Y.Doc()
  const clockNow = () => Y.getState(doc.store, doc.clientID)
  const onTheWay: number[] = []
  let acknowledged = 0
  let socket: RoomSocket | null = null
  let isRefused = false

  const enter = async (): Promise<RoomSocket> => {
    onTheWay.length = 0
    const made = await openRoomSocket(
      { wsUrl: world.nodeOf(number).wsUrl, token: agent.token, room: `d:${draft}`, doc },
      {
        onSend: () => {
          onTheWay.push(clockNow())
          if (world.lie === 'early') acknowledged = clockNow()
        },
        onAck() {
          const clock = onTheWay.shift()
          if (clock === undefined) ledger.defect('other', `draft ${draft}: an ack too many`)
          else acknowledged = Math.max(acknowledged, clock)
        },
        onDenied(why) {
          isRefused = true
          ledger.defect('refused', `draft ${draft}: ${why}`)
        },
      },
    )
    void made.closed.then(() => {
      if (socket === made) socket = null
    })
    const there = Y.decodeStateVector(made.serverState).get(doc.clientID) ?? 0
    if (there < acknowledged)
      ledger.defect('missing', `draft ${draft}: ${acknowledged} acknowledged, ${there} there`)
    return made
  }

  while (!world.isOver() && !isRefused && clockNow() < LETTERS_PER_DRAFT) {
    socket ??= await enter().catch(() => null)
    if (socket) type(doc, random)
    await pause(random.between(5, 40))
  }
  // What was typed last is waited for like everything else.
  if (world.lie === 'none' && !isRefused)
    await until(`the draft ${draft} is on the server`, async () => {
      socket ??= await enter().catch(() => null)
      return acknowledged >= clockNow() || isRefused
    }).catch((error: unknown) => ledger.defect('stuck', String(error)))
  ledger.letters.sent += clockNow()
  ledger.letters.acknowledged += acknowledged
  const last: RoomSocket | null = socket
  await leave(last)
  // Read again by somebody new: the same letters.
  if (world.lie === 'none' && !isRefused) {
    // Through the other server, where there is one.
    const { wsUrl } = world.nodeOf(number + 1)
    await compare(wsUrl, draft, doc, agent.token).catch((error: unknown) =>
      ledger.defect('missing', String(error)),
    )
  }
}

async function leave(socket: RoomSocket | null): Promise<void> {
  socket?.close()
  await socket?.closed
}

async function compare(wsUrl: string, draft: string, doc: Y.Doc, token: string): Promise<void> {
  const copy = new Y.Doc()
  const isSame = () => draftBody(copy).toJSON() === draftBody(doc).toJSON()
  await until(`the draft ${draft} reads the same`, async () => {
    const room = await openRoomSocket(
      { wsUrl, token, room: `d:${draft}`, doc: copy },
      { onSend() {}, onAck() {}, onDenied() {} },
    ).catch(() => null)
    if (!room) return false
    const read = await until('the draft comes', isSame, { waitMsMax: 3_000 }).catch(() => false)
    room.close()
    return read
  })
}

function type(doc: Y.Doc, random: Seeded): void {
  const body = draftBody(doc)
  const last = body.length === 0 ? null : body.get(body.length - 1)
  const text = last instanceof Y.XmlElement ? last.get(0) : null
  if (text instanceof Y.XmlText && !random.isChance(0.02)) {
    text.insert(text.length, random.pick([...'abcdefghij klmnop']))
    return
  }
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('A')])
    body.insert(body.length, [paragraph])
  })
}
