/**
 * Devices of earlier versions come back after thirty days: their frames are taken as their own server took them, and this
 * version of the app sends what an earlier one had left on the disk. Every intent lands or is shown.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { unwrap } from '../../shared/kit/fault.ts'
import { DAY_MS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { ServerMessage, type Ack, type Nack } from '../../shared/wire/down.ts'
import { CONTROL, decodeControl, decodeFrame } from '../../shared/wire/frame.ts'
import { ClientMessage } from '../../shared/wire/up.ts'
import { PROTOCOL, PROTOCOL_OLDEST } from '../../shared/wire/version.ts'
import type { Replica } from '../../client/replica/api.ts'
import type { Input } from '../../sync-server/commit/input.ts'
import { openGoldenDesk, type GoldenDesk } from './golden-desk.ts'
import { makeGoldenDevice } from './golden-device.ts'
import { readGolden, type GoldenDump } from './golden-dump.ts'

const AWAY_MS = 30 * DAY_MS
const INTENTS = 500
const WAIT_MS_MAX = 50_000

const startedAt = Date.now()
let folder: string
let golden: GoldenDesk | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-golden-'))
})
afterEach(async () => {
  await golden?.close()
  golden = null
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function openServer(dump: GoldenDump): Promise<{ golden: GoldenDesk; now: () => number }> {
  const now = () => dump.at + AWAY_MS + Date.now() - startedAt
  await dump.putServer(folder)
  golden = await openGoldenDesk(folder, now)
  return { golden, now }
}

test('there is a dump of every version of the wire that is spoken', async () => {
  const found = (await readdir(import.meta.dirname)).filter((name) => name.startsWith('protocol-'))
  const spoken = []
  for (let version = PROTOCOL_OLDEST; version <= PROTOCOL; version++)
    spoken.push(`protocol-${version}`)
  expect(found.sort()).toEqual(spoken)
})

for (let version = PROTOCOL_OLDEST; version <= PROTOCOL; version++)
  describe(`protocol ${version}`, () => {
    test('what its server said can still be read, and what its device said too', async () => {
      const { frames } = await readGolden(version)
      const kinds = new Set<string>()
      for (const { way, bytes } of frames) {
        const message = controlOf(bytes)
        const parsed = v.parse(way === 'up' ? ClientMessage : ServerMessage, message)
        kinds.add(`${way} ${parsed.type}`)
      }
      const always = ['down ack', 'down item', 'down welcome', 'up hello', 'up push']
      // Nothing was refused of what the later dumps sent.
      expect([...kinds].filter((kind) => kind !== 'down nack').sort()).toEqual(always)
    })

    test('its device’s frames are answered as its own server answered them', async () => {
      const dump = await readGolden(version)
      const { desk, url } = (await openServer(dump)).golden
      const token = await desk.sessions.open(dump.ada, 'bearer')
      const before = answersOf(dump)
      const after = await replayFrames(dump, url, token)
      expect(after.size).toBe(INTENTS)
      const differing = [...after].filter(([push, answer]) => before.get(push) !== answer)
      expect(differing).toEqual([])
    })

    test('what it had not sent lands or is shown, though tickets were moved, merged, deleted and changed meanwhile', async () => {
      const dump = await readGolden(version)
      const { golden: server, now } = await openServer(dump)
      const owed = intentsOf(dump)
      names = namesOf(dump)
      expect(owed.length).toBe(INTENTS)
      const fate = await changeMeanwhile(server, dump, now)

      const token = await server.desk.sessions.open(dump.ada, 'bearer')
      const device = makeGoldenDevice({ url: server.url, token, now })
      await device.load(dump.device)
      const replica = await device.open()
      await until(() => replica.sync().link.state === 'live' && replica.sync().waiting === 0)
      const refused = await replica.waiting()
      expect(device.bugs).toEqual([])

      // What came too late is told once the document is here that says so (CO13).
      await vi.waitFor(
        async () => {
          const told = await replica.lost()
          expect(await findLost(server, dump, owed, { refused, told })).toEqual([])
        },
        { timeout: WAIT_MS_MAX, interval: 500 },
      )
      // Nothing is taken on a ticket that its author may no longer see.
      const gone = [...(fate.moved ?? []), ...(fate.merged ?? []), ...(fate.deleted ?? [])]
      expect(gone.length).toBeGreaterThan(15)
      for (const ticket of gone) expect(refused.some((one) => one.ticket === ticket)).toBe(true)
      replica.close()
    })
  })

type Owed = {
  pushId: string
  ticket: string
  op: TicketOp | null
  sendId: string | null
  queue: string | null
}

const Outbox = v.array(
  v.object({
    pushId: v.string(),
    ticket: v.string(),
    kind: v.string(),
    op: v.optional(TicketOp),
    sendId: v.optional(v.string()),
    command: v.optional(
      v.object({
        kind: v.string(),
        sendId: v.optional(v.string()),
        queue: v.optional(v.string()),
      }),
    ),
  }),
)

function intentsOf(dump: GoldenDump): Owed[] {
  return v.parse(Outbox, dump.device.tables['outbox']).map((intent) => ({
    pushId: intent.pushId,
    ticket: intent.ticket,
    op: intent.op ?? null,
    sendId: intent.sendId ?? intent.command?.sendId ?? null,
    queue: intent.command?.queue ?? null,
  }))
}

const KnownPeople = v.object({
  key: v.literal('desk'),
  value: v.object({ people: v.array(v.object({ id: v.string(), name: v.string() })) }),
})

function namesOf(dump: GoldenDump): ReadonlyMap<string, string> {
  for (const record of dump.device.tables['kv'] ?? []) {
    const known = v.safeParse(KnownPeople, record)
    if (known.success)
      return new Map(known.output.value.people.map((person) => [person.id, person.name]))
  }
  throw new Error('the device knows nobody')
}

/** Thirty days of other people's work: tickets moved out of sight, answered, changed. */
async function changeMeanwhile(server: GoldenDesk, dump: GoldenDump, now: () => number) {
  const { desk } = server
  const ben = await desk.people.rightsOf(dump.ben)
  if (!ben) throw new Error('Ben has no rights')
  let n = 0
  const act = (rights: Rights, input: Input) =>
    desk
      .commit({
        actor: { kind: 'agent', rights },
        device: 'bens-device',
        pushId: `meanwhile-${n++}`,
        input,
      })
      .then(unwrap)
  const rows = await desk.database.read.all(`SELECT id FROM tickets ORDER BY number`)
  const [moved, merged, deleted]: string[][] = [[], [], []]
  const survivor = String(rows.at(-1)?.['id'])
  for (const [at, row] of rows.entries()) {
    const ticket = String(row['id'])
    if (at % 10 === 0) {
      await act(ben, { kind: 'move', ticket, queue: 'community' })
      moved?.push(ticket)
    }
    if (at % 10 === 3) {
      await act(ben, { kind: 'merge', ticket, into: survivor })
      merged?.push(ticket)
      continue
    }
    if (at % 10 === 5) {
      await act(ben, { kind: 'delete', ticket, why: 'It was spam.' })
      deleted?.push(ticket)
      continue
    }
    if (at % 10 === 7) await redactFirst(server, ben, ticket, (input) => act(ben, input))
    if (at % 5 === 1)
      await act(ben, {
        kind: 'edit',
        ticket,
        ops: [
          { op: 'set-status', status: 'open' },
          { op: 'set-priority', priority: 'urgent' },
          { op: 'add-tag', tag: 'meanwhile' },
        ],
      })
    if (at % 7 === 2)
      await act(ben, {
        kind: 'whole-reply',
        ticket,
        sendId: `0${String(at).padStart(25, '0')}`,
        text: `Ben answered at ${now()}.`,
        html: null,
        seen: null,
        isForced: true,
        status: null,
      })
  }
  return { moved, merged, deleted }
}

/** The words of the first message go: the document is made anew, under a new epoch. */
async function redactFirst(
  { desk }: GoldenDesk,
  ben: Rights,
  ticket: string,
  act: (input: Input) => Promise<unknown>,
): Promise<void> {
  const [item] = await desk.feed.documents(ben, [{ ticket, version: 0 }])
  const first = item && readTicket(makeDoc(item.bytes)).messages[0]
  if (!first) throw new Error('a ticket without messages')
  await act({ kind: 'redact', ticket, message: first.id, why: 'It held a password.' })
}

/** Intents of which nothing is to be found: neither on the server nor among what the device shows as refused. */
async function findLost(
  server: GoldenDesk,
  dump: GoldenDump,
  owed: readonly Owed[],
  shownAs: {
    refused: Awaited<ReturnType<Replica['waiting']>>
    told: Awaited<ReturnType<Replica['lost']>>
  },
): Promise<string[]> {
  const ben = await server.desk.people.rightsOf(dump.ben)
  if (!ben) throw new Error('Ben has no rights')
  const tickets = new Map<string, Ticket>()
  const lost: string[] = []
  for (const ticket of new Set(owed.map((one) => one.ticket))) {
    const [item] = await server.desk.feed.documents(ben, [{ ticket, version: 0 }])
    if (item && item.kind !== 'gone') tickets.set(ticket, readTicket(makeDoc(item.bytes)))
  }
  const sends = new Set(
    (await server.desk.database.read.all(`SELECT id FROM sends`)).map((row) => String(row['id'])),
  )
  const { refused, told } = shownAs
  // What the device itself did not make again, because somebody had set the field meanwhile, is told there alone.
  const isToldThere = ({ ticket, op }: Owed) =>
    told.some(
      (loss) =>
        loss.ticket === ticket &&
        op?.op === `set-${loss.field}` &&
        Object.values(op).includes(loss.mine),
    )
  const shown = (one: Owed) =>
    refused.some(
      (item) =>
        item.ticket === one.ticket &&
        (item.pushId === one.pushId || item.message === one.sendId || isSameOp(item, one)),
    )
  for (const one of owed) {
    const ticket = tickets.get(one.ticket)
    const last = owed.findLast((other) => isSameField(other, one))
    const isThere =
      (one.sendId !== null && sends.has(one.sendId)) ||
      (ticket !== undefined && hasEffect(ticket, last ?? one))
    if (!isThere && !shown(one) && !isToldThere(last ?? one))
      lost.push(`${one.ticket} ${JSON.stringify(one.op ?? one.queue ?? one.sendId)}`)
  }
  return lost
}

const isSameOp = (
  item: { title: string; text: string | null; kind: string },
  one: Owed,
): boolean => {
  if (one.op?.op === 'add-note') return item.text === one.op.text
  if (one.op)
    return item.kind === 'edit' && item.title.toLowerCase() === titleOf(one.op).toLowerCase()
  return one.queue !== null && item.kind === 'move'
}

/** As client/replica/intent-words says them; by names of people where the words hold one. */
function titleOf(op: TicketOp): string {
  switch (op.op) {
    case 'set-status':
      return `status → ${op.status}`
    case 'set-priority':
      return `priority → ${op.priority}`
    case 'mark-spam':
      return op.isSpam ? 'spam' : 'not spam'
    case 'add-tag':
      return `tag + ${op.tag}`
    case 'remove-tag':
      return `tag − ${op.tag}`
    case 'set-subject':
      return 'new subject'
    case 'snooze':
      return op.until === null ? 'snooze ended' : 'snoozed'
    case 'set-assignee':
      return `assignee → ${op.assignee === null ? 'nobody' : nameOf(op.assignee)}`
    case 'watch':
      return `watcher + ${nameOf(op.person)}`
    case 'unwatch':
      return `watcher − ${nameOf(op.person)}`
    case 'add-note':
      return 'note'
  }
}
/** Names as the device had them. */
let names: ReadonlyMap<string, string> = new Map()
const nameOf = (person: string): string => names.get(person) ?? person

/** A later intent of the device on the same thing stands for this one. */
function isSameField(a: Owed, b: Owed): boolean {
  if (a.ticket !== b.ticket) return false
  if (a.queue !== null || b.queue !== null) return a.queue !== null && b.queue !== null
  if (!a.op || !b.op) return false
  if (a.op.op === 'add-note' || b.op.op === 'add-note') return a.pushId === b.pushId
  const key = (op: TicketOp): string =>
    op.op === 'add-tag' || op.op === 'remove-tag'
      ? `tag ${op.tag}`
      : op.op === 'watch' || op.op === 'unwatch'
        ? `watcher ${op.person}`
        : op.op
  return key(a.op) === key(b.op)
}

function hasEffect(ticket: Ticket, { op, queue }: Owed): boolean {
  // Somebody else's newer value stands, and the thread says so to the author (CO13).
  const isTold = (field: string, mine: unknown) =>
    ticket.messages.some((message) =>
      message.lost?.some((lost) => lost.field === field && lost.mine === mine),
    )
  if (queue !== null) return ticket.queue === queue
  switch (op?.op) {
    case undefined:
      return false
    case 'set-status':
      // A reply may carry a status of its own.
      return (
        ticket.status === op.status ||
        isTold('status', op.status) ||
        ticket.messages.some((message) =>
          message.changes?.some((change) => change.field === 'status' && change.to === op.status),
        )
      )
    case 'set-priority':
      return ticket.priority === op.priority || isTold('priority', op.priority)
    case 'set-assignee':
      return ticket.assignee === op.assignee || isTold('assignee', op.assignee)
    case 'set-subject':
      return ticket.subject === op.subject || isTold('subject', op.subject)
    case 'snooze':
      return ticket.snoozedUntil === op.until || isTold('snoozedUntil', op.until)
    case 'add-tag':
      return ticket.tags.includes(op.tag)
    case 'remove-tag':
      return !ticket.tags.includes(op.tag)
    case 'mark-spam':
      return ticket.isSpam === op.isSpam || isTold('spam', op.isSpam)
    case 'watch':
      return ticket.watchers.includes(op.person)
    case 'unwatch':
      return !ticket.watchers.includes(op.person)
    case 'add-note':
      return ticket.messages.some((message) => message.id === op.id && message.text === op.text)
  }
}

function controlOf(bytes: Uint8Array): unknown {
  const frame = unwrap(decodeFrame(bytes))
  if (frame.channel !== CONTROL) throw new Error('a frame of a room')
  return unwrap(decodeControl(frame.payload))
}

const outcomeOf = (answer: Ack | Nack): string => (answer.type === 'ack' ? 'ack' : answer.code)

function answersOf(dump: GoldenDump): Map<string, string> {
  const answers = new Map<string, string>()
  for (const { way, bytes } of dump.frames) {
    if (way === 'up') continue
    const message = v.parse(ServerMessage, controlOf(bytes))
    if (message.type === 'ack' || message.type === 'nack')
      answers.set(message.pushId, outcomeOf(message))
  }
  return answers
}

/** The recorded bytes as they are, one push after the other. */
function replayFrames(dump: GoldenDump, url: string, token: string): Promise<Map<string, string>> {
  const raw = new WebSocket(`${url.replace('http', 'ws')}/sync`, ['deskside', `bearer.${token}`])
  const frames = dump.frames.filter(({ way }) => way === 'up').map(({ bytes }) => bytes)
  const answers = new Map<string, string>()
  return new Promise((resolve, reject) => {
    const next = () => {
      const frame = frames.shift()
      if (frame) raw.send(frame)
      else {
        raw.close()
        resolve(answers)
      }
    }
    raw.on('open', next)
    raw.on('error', reject)
    raw.on('close', (code) => reject(new Error(`closed with ${code}`)))
    raw.on('message', (data: Buffer) => {
      const message = v.parse(ServerMessage, controlOf(new Uint8Array(data)))
      if (message.type === 'ack' || message.type === 'nack')
        answers.set(message.pushId, outcomeOf(message))
      if (message.type === 'ack' || message.type === 'nack' || message.type === 'welcome') next()
    })
  })
}

async function until(isTrue: () => boolean): Promise<void> {
  await expect.poll(isTrue, { timeout: WAIT_MS_MAX, interval: 20 }).toBe(true)
}
