/**
 * `commits`: checked, durable ticket updates a second through the real commit on SQLite, many pushers at once, each with
 * one update on its way. Hot: eight tickets, long and short threads. Cold: one after another of --tickets, at random.
 * The load is made in the same process: two cores carry both, and what the load itself costs is told apart. References:
 * one fsync, and bare inserts in the same groups.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeDoc, type Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { readConfig } from '../../sync-server/config.ts'
import { openDesk, realSurroundings, type Desk } from '../../sync-server/desk.ts'
import { QueueSettings } from '../../sync-server/settings/settings.ts'
import { openSqlite } from '../../sync-server/store/sqlite-database.ts'
import type { Bench } from './bench.ts'
import { measureFsync } from './disk.ts'
import { median, medianOf, percentile } from './figures.ts'

const PUSHERS = 64
const HOT_TICKETS = 16
const LONG_THREAD = 500
const SECONDS = 5
const FSYNCS = 100
/** Edits made and given to nobody, to tell what making them costs. */
const EDITS_ALONE = 5_000
const QUEUE = 'support'
/** About what a message has. */
const NOTE = 'It opens again since the hinge was changed. We wait for the second one. '.repeat(5)

export const measureCommits: Bench = async ({ repeats, tickets, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-commits-'))
  const { desk, agent } = await openBench(join(folder, 'desk'))
  const runs: {
    hot: Run
    long: Run
    cold: Run
    fsync: number[]
    insert: Run
    single: Run
    editMs: number
  }[] = []
  try {
    say(`${tickets} tickets are opened`)
    const ids = await openMany(desk, tickets)
    const hot = ids.slice(0, HOT_TICKETS)
    const long = ids.slice(HOT_TICKETS, HOT_TICKETS * 2)
    say(`${long.length} of them get ${LONG_THREAD} messages`)
    for (const ticket of long) await fill(desk, agent, ticket)
    for (let at = 0; at < repeats; at++) {
      say(`round ${at + 1} of ${repeats}`)
      const fsync = await measureFsync(FSYNCS)
      const single = await inserts(folder, 1)
      const insert = await inserts(folder, PUSHERS)
      const editMs = await makeEdits(desk, agent, hot[0] ?? '')
      const onHot = await pushHot(desk, agent, hot)
      const onLong = await pushHot(desk, agent, long)
      const cold = await pushCold(desk, agent, ids.slice(HOT_TICKETS * 2))
      runs.push({ hot: onHot, long: onLong, cold, fsync, insert, single, editMs })
    }
  } finally {
    await desk.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const inGroups = { name: 'bare inserts', value: medianOf(runs, (run) => run.insert.rate) }
  const fsyncMs = { name: 'fsync', value: medianOf(runs, (run) => median(run.fsync)) }
  const rate = (name: string, pick: (run: (typeof runs)[0]) => Run) => ({
    name,
    unit: '/s',
    value: medianOf(runs, (run) => pick(run).rate),
    reference: inGroups,
  })
  // What others do on the machine takes from the rate, not from this.
  const cost = (name: string, pick: (run: (typeof runs)[0]) => Run) => ({
    name,
    unit: 'ms',
    value: medianOf(runs, (run) => pick(run).cpuMs),
    reference: { name: 'bare insert', value: medianOf(runs, (run) => run.insert.cpuMs) },
  })
  const wait = (name: string, share: number, pick: (run: (typeof runs)[0]) => Run) => ({
    name,
    unit: 'ms',
    value: medianOf(runs, (run) => percentile(pick(run).taken, share)),
    reference: fsyncMs,
  })
  return {
    isBuilt: false,
    notes: [
      `${PUSHERS} pushers in the server's process, ${SECONDS} s a round, ${repeats} rounds, medians`,
      `hot: ${HOT_TICKETS} tickets; long: ${HOT_TICKETS} tickets of ${LONG_THREAD} messages; cold: random ones of ${tickets}`,
    ],
    figures: [
      rate('hot tickets', (run) => run.hot),
      rate('hot tickets, long threads', (run) => run.long),
      rate('random cold tickets', (run) => run.cold),
      cost('hot tickets, processor time', (run) => run.hot),
      cost('long threads, processor time', (run) => run.long),
      cost('cold tickets, processor time', (run) => run.cold),
      {
        name: 'of it making the load',
        unit: 'ms',
        value: medianOf(runs, (run) => run.editMs),
        reference: { name: 'hot commit', value: medianOf(runs, (run) => run.hot.cpuMs) },
      },
      wait('hot, p50', 0.5, (run) => run.hot),
      wait('hot, p99', 0.99, (run) => run.hot),
      wait('cold, p99', 0.99, (run) => run.cold),
      {
        name: 'bare inserts, one at a time',
        unit: '/s',
        value: medianOf(runs, (run) => run.single.rate),
        reference: { name: '1 / fsync', value: 1000 / fsyncMs.value },
      },
    ],
  }
}

/** How many a second, ms of each, and what one costs the process, generator included. */
type Run = { rate: number; taken: number[]; cpuMs: number }

/** So many at once, each beginning anew when its last is answered, until the time is over or `next` gives none. */
async function drive(
  pushers: number,
  next: (pusher: number) => Promise<unknown> | null,
): Promise<Run> {
  const taken: number[] = []
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const endsAt = startedAt + SECONDS * 1000
  await Promise.all(
    Array.from({ length: pushers }, async (_, pusher) => {
      while (performance.now() < endsAt) {
        const before = performance.now()
        const pushed = next(pusher)
        if (!pushed) return
        await pushed
        taken.push(performance.now() - before)
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    rate: (taken.length * 1000) / (performance.now() - startedAt),
    taken,
    cpuMs: (user + system) / 1000 / taken.length,
  }
}

async function openBench(dataDir: string): Promise<{ desk: Desk; agent: Rights }> {
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: dataDir, DESKSIDE_RATE_LIMITS: 'off' }))
  const desk = await openDesk(config, realSurroundings(noLog))
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [
        v.parse(QueueSettings, { slug: QUEUE, name: 'Support', address: 'support@desk.test' }),
      ],
    })),
  )
  const person = unwrap(
    await desk.people.add({ email: 'ann@desk.test', name: 'Ann', role: 'agent', queues: null }),
  )
  const agent = await desk.people.rightsOf(person.id)
  if (!agent) throw new Error('the agent has no rights')
  return { desk, agent }
}

/** The load is to cost little beside what it loads: bytes for ids are drawn many at once. */
let drawn = randomBytes(0)
function draw(bytes: number): Uint8Array {
  if (drawn.length < bytes) drawn = randomBytes(64 * 1024)
  const taken = drawn.subarray(0, bytes)
  drawn = drawn.subarray(bytes)
  return taken
}
const newId = () => makeId(Date.now(), draw)

async function openMany(desk: Desk, count: number): Promise<string[]> {
  const ids: string[] = []
  let begun = 0
  await Promise.all(
    Array.from({ length: PUSHERS }, async () => {
      while (begun < count) {
        begun += 1
        const answer = unwrap(
          await desk.commit({
            actor: { kind: 'desk' },
            device: 'form',
            pushId: newId(),
            input: {
              kind: 'open',
              queue: QUEUE,
              channel: 'web',
              requester: { name: 'Ben', address: `ben${begun % 1_000}@example.test` },
              subject: `It does not open (${begun})`,
              body: NOTE,
              receivedAt: Date.now(),
              isAcknowledged: false,
            },
          }),
        )
        ids.push(String(answer.result?.['id']))
      }
    }),
  )
  return ids
}

const noteOf = (text: string): TicketOp => ({ op: 'add-note', id: newId(), text, mentions: [] })

async function fill(desk: Desk, agent: Rights, ticket: string): Promise<void> {
  const ops = Array.from({ length: LONG_THREAD / 10 }, () => NOTE)
  for (let at = 0; at < 10; at++)
    unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: agent },
        device: 'filler',
        pushId: newId(),
        input: { kind: 'edit', ticket, ops: ops.map(noteOf) },
      }),
    )
}

type Copy = { ticket: string; doc: Y.Doc; epoch: number; device: string }

async function copyOf(desk: Desk, agent: Rights, ticket: string): Promise<Copy> {
  const [item] = await desk.feed.documents(agent, [{ ticket, version: 0 }])
  if (!item || item.kind === 'gone') throw new Error('the ticket is not there')
  return { ticket, doc: makeDoc(item.bytes), epoch: item.epoch, device: newId() }
}

function push(
  desk: Desk,
  agent: Rights,
  copy: Omit<Copy, 'doc'>,
  update: Uint8Array,
): Promise<void> {
  const { ticket, epoch, device } = copy
  return desk
    .commit({
      actor: { kind: 'agent', rights: agent },
      device,
      pushId: newId(),
      input: { kind: 'update', ticket, epoch, update, claimedAt: Date.now() },
    })
    .then((answer) => void unwrap(answer))
}

/** Mostly what says nothing in the thread, so that it stays as long as it was; now and then a tag or a note. */
function edit(copy: Copy, agent: Rights, at: number): Uint8Array {
  const person = { id: agent.person, name: agent.name }
  const own = copy.device.slice(-6)
  const op: TicketOp =
    at % 20 === 19
      ? noteOf('Looked at it.')
      : at % 20 === 9
        ? { op: 'add-tag', tag: `${own}-${at % 40}` }
        : { op: at % 2 === 0 ? 'watch' : 'unwatch', person: own }
  const update = applyOp(copy.doc, op, { person, at: Date.now() })
  if (!update) throw new Error('the edit changed nothing')
  return update
}

/** What one push costs before it is given to the server: the edit and its id. */
async function makeEdits(desk: Desk, agent: Rights, ticket: string): Promise<number> {
  const copy = await copyOf(desk, agent, ticket)
  const before = process.cpuUsage()
  for (let at = 0; at < EDITS_ALONE; at++) {
    newId()
    edit(copy, agent, at)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / EDITS_ALONE
}

/** Each pusher is a device with its own copy of one of the tickets, and hears of nobody's changes while it pushes. */
async function pushHot(desk: Desk, agent: Rights, tickets: readonly string[]): Promise<Run> {
  const copies: Copy[] = []
  for (let at = 0; at < PUSHERS; at++)
    copies.push(await copyOf(desk, agent, tickets[at % tickets.length] ?? ''))
  const counts = copies.map(() => 0)
  return drive(PUSHERS, (pusher) => {
    const copy = copies[pusher]
    if (!copy) return null
    const at = counts[pusher] ?? 0
    counts[pusher] = at + 1
    return push(desk, agent, copy, edit(copy, agent, at))
  })
}

/** Each ticket once, in no order; the updates are made before, as they are on devices elsewhere. */
async function pushCold(desk: Desk, agent: Rights, tickets: readonly string[]): Promise<Run> {
  const order = [...tickets].sort(() => Math.random() - 0.5).slice(0, 2_000 * SECONDS)
  const ready: { copy: Omit<Copy, 'doc'>; update: Uint8Array }[] = []
  for (const ticket of order) {
    const { doc, ...copy } = await copyOf(desk, agent, ticket)
    ready.push({ copy, update: edit({ ...copy, doc }, agent, ready.length % 20 === 19 ? 19 : 0) })
    doc.destroy()
  }
  return drive(PUSHERS, () => {
    const one = ready.pop()
    return one ? push(desk, agent, one.copy, one.update) : null
  })
}

/** Rows of about an update's size through the same door to SQLite, with nothing else to do. */
async function inserts(folder: string, pushers: number): Promise<Run> {
  const path = join(folder, `bare-${newId()}.sqlite`)
  const database = await openSqlite(path)
  const bytes = randomBytes(300)
  try {
    await database.write((tx) => tx.run(`CREATE TABLE rows (id TEXT PRIMARY KEY, bytes BLOB)`))
    return await drive(pushers, () =>
      database.write((tx) => tx.run(`INSERT INTO rows (id, bytes) VALUES (?, ?)`, newId(), bytes)),
    )
  } finally {
    await database.close()
    for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true })
  }
}
