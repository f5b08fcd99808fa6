/**
 * The people of `memory`: they open tickets and drafts through sockets as stock clients do, change something, and leave;
 * or they come in and stay, and do nothing. Not here: what the server holds meanwhile (memory).
 */
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { Y, makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Person, Stage } from '../stage.ts'
import { openRoomSocket, type RoomSocket } from '../stage/room-socket.ts'

const AT_ONCE = 32
/** What somebody has written in a draft that is open: about a page. */
const PAGE = Array.from({ length: 12 }, () => 'A paragraph of an answer. '.repeat(8))

/** Each ticket and its draft: in, one change that is on the disk, out. `round` makes it another change each time. */
export async function touchAll(
  stage: Stage,
  agent: Person,
  ids: readonly string[],
  round: number,
): Promise<void> {
  const assignee = round % 2 === 0 ? agent.id : null
  await eachOf(ids, async (ticket) => {
    await visit(stage, agent, `t:${ticket}`, (doc) =>
      applyOp(doc, { op: 'set-assignee', assignee }, { person: agent, at: Date.now() }),
    )
    await visit(stage, agent, draftRoom(ticket), (doc) =>
      draftBody(doc).insert(0, [new Y.XmlElement('paragraph')]),
    )
  })
}

/** Writes a page into the draft of each ticket. */
export async function writePages(
  stage: Stage,
  agent: Person,
  ids: readonly string[],
): Promise<void> {
  await eachOf(ids, (ticket) =>
    visit(stage, agent, draftRoom(ticket), (doc) => {
      const paragraphs = PAGE.map((words) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(words)])
        return paragraph
      })
      draftBody(doc).insert(0, paragraphs)
    }),
  )
}

export const draftRoom = (ticket: string): string => `d:${draftIdFor(ticket, 0)}`

/** One socket into each of the rooms, all of which stay. @returns ends them */
export async function stayIn(
  stage: Stage,
  agent: Person,
  rooms: readonly string[],
): Promise<() => Promise<void>> {
  const sockets: RoomSocket[] = []
  await eachOf(rooms, async (room) => {
    const doc = new Y.Doc()
    sockets.push(await enter(stage, agent, room, doc, {}))
    doc.destroy()
  })
  return async () => {
    for (const socket of sockets) socket.close()
    await Promise.all(sockets.map((socket) => socket.closed))
  }
}

async function eachOf(all: readonly string[], work: (one: string) => Promise<void>): Promise<void> {
  const waiting = [...all]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await work(one)
    }),
  )
}

async function visit(
  stage: Stage,
  agent: Person,
  name: string,
  change: (doc: Y.Doc) => unknown,
): Promise<void> {
  const doc = makeDoc()
  let onAck: () => void = () => {}
  let onDenied: (why: string) => void = () => {}
  const stored = new Promise<void>((resolve, reject) => {
    onAck = resolve
    onDenied = (why) => reject(new Error(why))
  })
  const state = name.startsWith('t:')
    ? new Promise<void>((resolve) => doc.once('update', () => resolve()))
    : Promise.resolve()
  const room = await enter(stage, agent, name, doc, { onAck, onDenied })
  await state
  change(doc)
  await stored
  room.close()
  await room.closed
  doc.destroy()
}

const enter = (
  { wsUrl }: Stage,
  { token }: Person,
  room: string,
  doc: Y.Doc,
  handlers: { onAck?: () => void; onDenied?: (why: string) => void },
): Promise<RoomSocket> =>
  openRoomSocket(
    { wsUrl, token, room, doc },
    { onSend() {}, onAck() {}, onDenied() {}, ...handlers },
  )
