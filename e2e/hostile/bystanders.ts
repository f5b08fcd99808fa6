/**
 * Two people who work while somebody else attacks: one edits tickets on a device, one types in a draft. How long each
 * waits for the server's word is what the attack costs everybody. Not here: the attacks.
 */
import { randomBytes } from 'node:crypto'
import { makeId } from '../../shared/kit/id.ts'
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Person, Stage } from '../stage.ts'
import { openRoomSocket } from '../stage/room-socket.ts'
import { openSyncSocket } from '../stage/sync-socket.ts'
import { pause, within } from '../stage/wait.ts'

const ACK_MS_MAX = 30_000

export type Waits = { push: number[]; letter: number[] }
export type Bystanders = {
  /** Edits and types `count` times, or as often as it can in `msMax`. @returns ms from each to its ack */
  work(count: number, everyMs: number, msMax?: number): Promise<Waits>
  close(): void
}

export async function openBystanders(
  stage: Stage,
  person: Person,
  ticket: string,
): Promise<Bystanders> {
  const newId = () => makeId(Date.now(), randomBytes)
  const { wsUrl } = stage
  const device = await openSyncSocket({ wsUrl, token: person.token, device: newId() })
  const copies = await fetchDocs(stage, person, ticket)
  const draft = new Y.Doc()
  let onAck: () => void = () => {}
  const room = await openRoomSocket(
    { wsUrl, token: person.token, room: `d:${draftIdFor(ticket, 0)}`, doc: draft },
    {
      onAck: () => onAck(),
      onDenied: (why) => {
        throw new Error(`a letter was refused: ${why}`)
      },
      onSend: () => {},
    },
  )
  const acked = () =>
    new Promise<void>((resolve) => {
      onAck = resolve
    })
  const first = acked()
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  draft.transact(() => {
    draftBody(draft).insert(0, [paragraph])
    paragraph.insert(0, [text])
    text.insert(0, 'Dear Ruth, ')
  })
  await within('the first letter', ACK_MS_MAX, first)

  async function edit(at: number): Promise<number> {
    const status = at % 2 === 0 ? 'open' : 'waiting'
    const update = applyOp(
      copies,
      { op: 'set-status', status },
      { person: { id: person.id, name: person.name }, at: Date.now() },
    )
    if (!update) throw new Error('nothing changed')
    const begun = performance.now()
    const push = { kind: 'update', pushId: newId(), ticket, epoch: 1, update } as const
    const answer = await device.push({ ...push, claimedAt: Date.now() })
    if (answer.type === 'nack') throw new Error(`an edit was refused: ${answer.detail}`)
    return performance.now() - begun
  }

  async function type(): Promise<number> {
    const done = acked()
    const begun = performance.now()
    text.insert(text.length, 'x')
    await within('a letter is acknowledged', ACK_MS_MAX, done)
    return performance.now() - begun
  }

  return {
    async work(count, everyMs, msMax = Infinity) {
      const until = performance.now() + msMax
      const waits: Waits = { push: [], letter: [] }
      for (let at = 0; at < count && performance.now() < until; at++) {
        const [push, letter] = await Promise.all([edit(at), type()])
        waits.push.push(push)
        waits.letter.push(letter)
        await pause(everyMs)
      }
      return waits
    },
    close() {
      device.close()
      room.close()
    },
  }
}

/** The ticket as the API's stock room gives it. */
async function fetchDocs(stage: Stage, person: Person, ticket: string): Promise<Y.Doc> {
  const doc = makeDoc()
  const room = await openRoomSocket(
    { wsUrl: stage.wsUrl, token: person.token, room: `t:${ticket}`, doc },
    { onAck: () => {}, onDenied: () => {}, onSend: () => {} },
  )
  for (let tries = 0; doc.getMap('fields').size === 0; tries++) {
    if (tries > 500) throw new Error('the ticket did not come')
    await pause(10)
  }
  room.close()
  return doc
}
