/**
 * Devices on `/sync`: their own copy of a ticket, named verbs, and an outbox that sends every push under its id until
 * the server says it has it. What was acknowledged must be in what the server gives back after every restart.
 */
import { makeId } from '../../shared/kit/id.ts'
import { Y, makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import type { Push } from '../../shared/wire/up.ts'
import type { Seeded } from '../stage/seeded.ts'
import { openSyncSocket, type SyncSocket } from '../stage/sync-socket.ts'
import { pause, until, within } from '../stage/wait.ts'
import { randomBytes } from 'node:crypto'
import type { Entry } from './ledger.ts'
import type { World } from './world.ts'

/** Enough to have pushes on their way at every kill, and to leave the others some of the server. */
const OUTBOX_MAX = 6
const TICKETS_OPEN = 3
const TICKETS_MAX = 8
const FETCH_MS_MAX = 5_000
const NEW_TICKET_SHARE = 0.1

type Held = { doc: Y.Doc; epoch: number; isHere: boolean }
type Waiting = { push: Push; ticket: string; entry: Entry; isSent: boolean }

export async function runDevice(world: World, random: Seeded, number: number): Promise<void> {
  const agent = world.agents[number % world.agents.length]
  if (!agent) throw new Error('there are no agents')
  const device = makeId(Date.now(), randomBytes)
  const held = new Map<string, Held>()
  const outbox: Waiting[] = []
  let socket: SyncSocket | null = null

  while (!world.isOver() || outbox.length > 0) {
    if (socket === null) socket = await connect().catch(() => null)
    if (socket === null) {
      await pause(random.between(20, 120))
      continue
    }
    if (!world.isOver() && outbox.length < OUTBOX_MAX) edit()
    flush(socket)
    await pause(random.between(10, 60))
  }
  await compare()
  socket?.close()

  async function connect(): Promise<SyncSocket> {
    const made = await openSyncSocket({
      wsUrl: world.nodeOf(number).wsUrl,
      token: agent?.token ?? '',
      device,
    })
    for (const entry of outbox) entry.isSent = false
    made.onMessage((message) => take(message))
    void made.closed.then(() => {
      if (socket === made) socket = null
      if (world.lie === 'early') outbox.length = 0
    })
    const want = [...held.keys()].map((ticket) => ({ ticket, version: 0 }))
    if (want.length > 0) made.send({ type: 'docs', want })
    return made
  }

  function take(message: ServerMessage): void {
    if (message.type === 'docs')
      for (const item of message.items) {
        const copy = held.get(item.ticket)
        if (!copy || item.kind === 'gone') continue
        Y.applyUpdate(copy.doc, item.bytes)
        copy.epoch = item.epoch
        copy.isHere = true
      }
    if (message.type === 'item' && message.update) {
      const copy = held.get(message.item.ticket)
      if (copy) Y.applyUpdate(copy.doc, message.update)
    }
  }

  function edit(): void {
    if (held.size < TICKETS_OPEN || random.isChance(NEW_TICKET_SHARE)) open()
    const here = [...held].filter(([, copy]) => copy.isHere)
    if (here.length === 0) return
    const [ticket, copy] = random.pick(here)
    const entry = world.ledger.begin('push', ticket)
    const op: TicketOp = {
      op: 'add-note',
      id: makeId(Date.now(), randomBytes),
      text: `Noted by device ${number}: ${entry.token}.`,
      mentions: [],
    }
    queue(ticket, copy, op, entry)
    if (random.isChance(0.3))
      queue(ticket, copy, { op: 'set-priority', priority: random.pick(['low', 'high']) }, null)
  }

  function queue(ticket: string, copy: Held, op: TicketOp, entry: Entry | null): void {
    const at = Date.now()
    const update = applyOp(copy.doc, op, {
      person: { id: agent?.id ?? '', name: agent?.name ?? '' },
      at,
    })
    if (!update) return
    const pushId = makeId(at, randomBytes)
    outbox.push({
      push: { kind: 'update', pushId, ticket, epoch: copy.epoch, update, claimedAt: at },
      ticket,
      entry: entry ?? { ...EXTRA, ticket },
      isSent: false,
    })
  }

  /** The newest ticket; the one held longest goes, unless something of it is still to be sent. */
  function open(): void {
    const ticket = world.tickets.at(-1)
    if (!ticket || held.has(ticket) || !socket) return
    const [oldest] = held.keys()
    if (oldest !== undefined && held.size >= TICKETS_MAX) {
      if (outbox.some((waiting) => waiting.ticket === oldest)) return
      held.delete(oldest)
    }
    held.set(ticket, { doc: makeDoc(), epoch: 1, isHere: false })
    socket.send({ type: 'docs', want: [{ ticket, version: 0 }] })
  }

  /** In order, each until it is answered; after a reconnection all of them again. */
  function flush(link: SyncSocket): void {
    for (const waiting of outbox) {
      if (waiting.isSent) continue
      waiting.isSent = true
      waiting.entry.sends += 1
      if (world.lie === 'early') world.ledger.acknowledge(waiting.entry)
      const push =
        world.lie === 'new-keys' && waiting.entry.sends > 1
          ? { ...waiting.push, pushId: makeId(Date.now(), randomBytes) }
          : waiting.push
      link.push(push).then(
        (answer) => {
          const at = outbox.indexOf(waiting)
          if (answer.type === 'nack') {
            if (answer.code === 'kit/busy') return void (waiting.isSent = false)
            world.ledger.defect(
              'refused',
              `push ${waiting.entry.token}: ${answer.code} ${answer.detail}`,
            )
          } else {
            world.ledger.acknowledge(waiting.entry)
            waiting.entry.version = answer.version
          }
          if (at >= 0) outbox.splice(at, 1)
        },
        () => {
          // The socket closed: it stays in the outbox.
        },
      )
    }
  }

  /** Devices and server end with the same documents (P4): the server has all that the device has. */
  async function compare(): Promise<void> {
    if (world.lie !== 'none') return
    for (const [ticket, copy] of held) {
      if (!copy.isHere) continue
      const fresh = await until('the server gives the document', () => fetchDoc(ticket))
      const server = Y.decodeStateVector(Y.encodeStateVector(fresh))
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(copy.doc)))
        if ((server.get(client) ?? 0) < clock)
          world.ledger.defect('missing', `device ${number} has more of ${ticket} than the server`)
    }
  }

  async function fetchDoc(ticket: string): Promise<Y.Doc> {
    const link = await openSyncSocket({
      wsUrl: world.nodeOf(number + 1).wsUrl,
      token: agent?.token ?? '',
      device,
    })
    try {
      const arrived = new Promise<Y.Doc>((resolve) => {
        link.onMessage((message) => {
          if (message.type === 'docs' && message.items[0]) resolve(makeDoc(message.items[0].bytes))
        })
      })
      link.send({ type: 'docs', want: [{ ticket, version: 0 }] })
      return await within('the document', FETCH_MS_MAX, arrived)
    } finally {
      link.close()
    }
  }
}

/** Edits without a word of their own: only their acknowledgement counts. */
const EXTRA: Entry = {
  kind: 'push',
  token: '',
  ticket: null,
  isAcknowledged: false,
  sends: 0,
  version: null,
  sendId: null,
}
