/**
 * `ack`: from an edit on a device to the server's word that it is on its disk, one edit at a time. Over `/sync` (a push)
 * and over `/y/d:…` (a letter in a draft, message type 4). Reference: a 4 KB append with fsync.
 */
import { randomBytes } from 'node:crypto'
import { makeId } from '../../shared/kit/id.ts'
import { Y, makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Person, Stage } from '../stage.ts'
import { openRoomSocket } from '../stage/room-socket.ts'
import { openSyncSocket, type SyncSocket } from '../stage/sync-socket.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, openTickets } from './desk.ts'
import { measureFsync } from './disk.ts'
import { median, medianOf, percentile } from './figures.ts'

const EDITS = 200
const WARM_EDITS = 30
/** Edits go round among them: every change is kept in its ticket, and a ticket has tens of them, not hundreds. */
export const TICKETS = 40

export const measureAck: Bench = async ({ repeats, say }) => {
  const { stage, agent } = await openBenchDesk()
  const runs: { push: number[]; letter: number[]; fsync: number[] }[] = []
  try {
    const tickets = await openTickets(stage, TICKETS)
    const device = await openDevice(stage, agent, tickets)
    const draft = await openDraft(stage, agent, tickets[0] ?? '')
    await device.edit(WARM_EDITS)
    await draft.type(WARM_EDITS)
    for (let at = 0; at < repeats; at++) {
      say(`round ${at + 1} of ${repeats}`)
      const fsync = await measureFsync(EDITS)
      const push = await device.edit(EDITS)
      runs.push({ push, letter: await draft.type(EDITS), fsync })
    }
    device.close()
    draft.close()
    const fsync = {
      p50: medianOf(runs, (run) => median(run.fsync)),
      p99: medianOf(runs, (run) => percentile(run.fsync, 0.99)),
    }
    const figure = (name: string, share: number, pick: (run: (typeof runs)[0]) => number[]) => ({
      name,
      unit: 'ms',
      value: medianOf(runs, (run) => percentile(pick(run), share)),
      reference: { name: 'fsync', value: share === 0.5 ? fsync.p50 : fsync.p99 },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${EDITS} edits of ${TICKETS} tickets a round, one at a time, ${repeats} rounds, medians of the rounds`,
      ],
      figures: [
        figure('push on /sync, p50', 0.5, (run) => run.push),
        figure('push on /sync, p99', 0.99, (run) => run.push),
        figure('letter on /y/d, p50', 0.5, (run) => run.letter),
        figure('letter on /y/d, p99', 0.99, (run) => run.letter),
      ],
    }
  } finally {
    await stage.close()
  }
}

export type Device = {
  socket: SyncSocket
  /** So many edits, each sent when the one before is acknowledged. @returns ms of each */
  edit(times: number): Promise<number[]>
  close(): void
}

/** A device that holds some tickets and edits them in turn. */
export async function openDevice(
  stage: Stage,
  agent: Person,
  tickets: readonly string[],
): Promise<Device> {
  const device = makeId(Date.now(), randomBytes)
  const socket = await openSyncSocket({ wsUrl: stage.wsUrl, token: agent.token, device })
  const docs = new Map(tickets.map((ticket) => [ticket, { doc: makeDoc(), epoch: 0 }]))
  const arrived = new Promise<void>((resolve) => {
    socket.onMessage((message) => {
      if (message.type === 'item' && message.update) {
        const copy = docs.get(message.item.ticket)
        if (copy) Y.applyUpdate(copy.doc, message.update)
      }
      if (message.type !== 'docs') return
      for (const item of message.items) {
        const copy = docs.get(item.ticket)
        if (!copy) continue
        Y.applyUpdate(copy.doc, item.bytes)
        copy.epoch = item.epoch
      }
      resolve()
    })
  })
  socket.send({ type: 'docs', want: tickets.map((ticket) => ({ ticket, version: 0 })) })
  await arrived
  let count = 0

  async function editOnce(): Promise<number> {
    const ticket = tickets[count % tickets.length] ?? ''
    const copy = docs.get(ticket)
    if (!copy) throw new Error('the ticket did not arrive')
    const priority = Math.floor(count / tickets.length) % 2 === 0 ? 'high' : 'low'
    count += 1
    const at = Date.now()
    const startedAt = performance.now()
    const update = applyOp(copy.doc, { op: 'set-priority', priority }, { person: agent, at })
    if (!update) throw new Error('the edit changed nothing')
    const pushId = makeId(at, randomBytes)
    const { epoch } = copy
    const answer = await socket.push({
      kind: 'update',
      pushId,
      ticket,
      epoch,
      update,
      claimedAt: at,
    })
    if (answer.type === 'nack') throw new Error(`${answer.code}: ${answer.detail}`)
    return performance.now() - startedAt
  }

  return {
    socket,
    async edit(times) {
      const taken: number[] = []
      for (let at = 0; at < times; at++) taken.push(await editOnce())
      return taken
    },
    close: () => socket.close(),
  }
}

async function openDraft(
  stage: Stage,
  agent: Person,
  ticket: string,
): Promise<{ type(times: number): Promise<number[]>; close(): void }> {
  const doc = new Y.Doc()
  const words = new Y.XmlText()
  let onAck: () => void = () => {}
  let onFail: (error: Error) => void = () => {}
  const room = await openRoomSocket(
    { wsUrl: stage.wsUrl, token: agent.token, room: `d:${draftIdFor(ticket, 0)}`, doc },
    { onSend() {}, onAck: () => onAck(), onDenied: (why) => onFail(new Error(why)) },
  )
  void room.closed.then(() => onFail(new Error('the room closed')))
  const acknowledged = (change: () => void) =>
    new Promise<void>((resolve, reject) => {
      onAck = resolve
      onFail = reject
      change()
    })
  await acknowledged(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [words])
    draftBody(doc).insert(0, [paragraph])
  })
  return {
    async type(times) {
      const taken: number[] = []
      for (let at = 0; at < times; at++) {
        const startedAt = performance.now()
        await acknowledged(() => words.insert(words.length, 'e'))
        taken.push(performance.now() - startedAt)
      }
      return taken
    },
    close: () => room.close(),
  }
}
