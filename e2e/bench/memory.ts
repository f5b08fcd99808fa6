/**
 * `memory`: --tickets ticket documents and as many drafts are touched through sockets of a real server, then everybody
 * leaves. What the process holds afterwards, against what it held when it was idle before: the bar is 20 % more.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v } from '../../shared/kit/schema.ts'
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { Y, makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { openRoomSocket } from '../stage/room-socket.ts'
import { until, pause } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openTickets, QUEUE } from './desk.ts'

const AT_ONCE = 32
/** Idle before: this long after it was ready. After: this long after the last has left. */
const IDLE_MS = 5_000
const QUIET_MS = 40_000
const MIB = 1024 * 1024

const Usage = v.object({ rss: v.number(), heapUsed: v.number(), arrayBuffers: v.number() })
type Usage = v.InferOutput<typeof Usage>

export const measureMemory: Bench = async ({ tickets, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-memory-'))
  const file = join(folder, 'usage.json')
  const stage = await openStage({
    hasRelay: false,
    hasGateway: false,
    environment: {
      DESKSIDE_RATE_LIMITS: 'off',
      MEMORY_PROBE_FILE: file,
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'memory-probe.mjs')).href}`,
    },
  })
  try {
    await stage.addQueue(QUEUE.slug, 'Support', QUEUE.address)
    const agent = await stage.addPerson({ email: 'ann@desk.test', name: 'Ann', role: 'agent' })
    say(`${tickets} tickets are opened`)
    const ids = await openAll(stage, tickets)
    await stage.server.stop()
    await stage.server.start()
    await pause(IDLE_MS)
    const before = await measure(stage, file)
    say(`all are touched, ${AT_ONCE} at a time`)
    await touchAll(stage, agent, ids)
    await until('everybody has left', async () => (await countOf(stage, 'rooms')) === 0, {
      waitMsMax: 30_000,
    })
    const full = await measure(stage, file)
    await pause(QUIET_MS)
    const after = await measure(stage, file)
    const figure = (name: string, usage: Usage, pick: (usage: Usage) => number) => ({
      name,
      unit: 'MiB',
      value: pick(usage) / MIB,
      reference: { name: 'idle before', value: pick(before) / MIB },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${tickets} tickets and their drafts opened, changed and left, ${AT_ONCE} at a time; garbage is collected before each look`,
        `warm documents afterwards: ${await countOf(stage, 'warm_documents')}`,
      ],
      figures: [
        figure('process, all have just left', full, (usage) => usage.rss),
        figure(`process, ${QUIET_MS / 1000} s later`, after, (usage) => usage.rss),
        figure('heap, all have just left', full, (usage) => usage.heapUsed),
        figure(`heap, ${QUIET_MS / 1000} s later`, after, (usage) => usage.heapUsed),
        figure('buffers', after, (usage) => usage.arrayBuffers),
      ],
    }
  } finally {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openAll(stage: Stage, count: number): Promise<string[]> {
  const shares = Array.from({ length: AT_ONCE }, (_, at) => Math.floor((count + at) / AT_ONCE))
  return (await Promise.all(shares.map((share) => openTickets(stage, share)))).flat()
}

async function touchAll(stage: Stage, agent: Person, ids: readonly string[]): Promise<void> {
  const waiting = [...ids]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let ticket = waiting.pop(); ticket !== undefined; ticket = waiting.pop()) {
        const at = Date.now()
        await visit(stage, agent, `t:${ticket}`, (doc) =>
          applyOp(doc, { op: 'set-assignee', assignee: agent.id }, { person: agent, at }),
        )
        await visit(stage, agent, `d:${draftIdFor(ticket, 0)}`, (doc) =>
          draftBody(doc).insert(0, [new Y.XmlElement('paragraph')]),
        )
      }
    }),
  )
}

/** In, one change that is on the disk, out. */
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
  let hasState: () => void = () => {}
  const state = new Promise<void>((resolve) => {
    hasState = resolve
  })
  if (name.startsWith('t:')) doc.once('update', () => hasState())
  else hasState()
  const room = await openRoomSocket(
    { wsUrl: stage.wsUrl, token: agent.token, room: name, doc },
    { onSend() {}, onAck, onDenied },
  )
  await state
  change(doc)
  await stored
  room.close()
  await room.closed
  doc.destroy()
}

async function measure(stage: Stage, file: string): Promise<Usage> {
  await rm(file, { force: true })
  process.kill(stage.server.pid() ?? 0, 'SIGUSR2')
  let usage: Usage | null = null
  await until(
    'the server says what it holds',
    async () => {
      const written = await readFile(file, 'utf8').catch(() => null)
      if (written !== null) usage = v.parse(Usage, JSON.parse(written))
      return usage !== null
    },
    { waitMsMax: 20_000 },
  )
  if (usage === null) throw new Error('the server did not say what it holds')
  return usage
}

async function countOf(stage: Stage, name: string): Promise<number> {
  const { text } = await stage.api().get('/metrics')
  return Number(new RegExp(`^deskside_${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN)
}
