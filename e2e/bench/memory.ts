/**
 * `memory`: --tickets ticket documents and as many drafts are touched through sockets of a real server, then everybody
 * leaves. What the process holds a minute later, against what it held when it was idle before: the bar is 20 % more.
 * Then what one idle connection and one idle loaded document cost. What the kernel counts is read from outside (proc(5)),
 * with nothing done to the server before the look; only the costs of one are taken after garbage was collected.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v } from '../../shared/kit/schema.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { until, pause } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openTickets, QUEUE } from './desk.ts'
import { medianOf, type Figure } from './figures.ts'
import { draftRoom, stayIn, touchAll, writePages } from './memory-load.ts'

const AT_ONCE = 32
/** Idle before: it has answered so many requests, and then nobody wanted anything for as long as afterwards. */
const REQUESTS = 10
const QUIET_MS = 60_000
/** So many stay at once to see what one costs. */
const STAYING = 1_000
const SETTLE_MS = 5_000
const KIB = 1024
const MIB = 1024 * KIB

const Usage = v.object({ rss: v.number(), heapUsed: v.number() })
type Usage = v.InferOutput<typeof Usage>
type Round = { idle: number; peak: number; left: number; after: number; warm: number }

export const measureMemory: Bench = async ({ tickets, repeats, say }) => {
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
    const rounds: Round[] = []
    for (let at = 0; at < repeats; at++) {
      say(`round ${at + 1} of ${repeats}: all are touched`)
      rounds.push(await measureRound(stage, agent, ids, at))
    }
    say(`${STAYING} come and stay`)
    const staying = ids.slice(0, STAYING)
    await writePages(stage, agent, staying)
    const [first = ''] = staying
    const inOne = staying.map(() => draftRoom(first))
    const connection = await measureStaying(stage, agent, file, inOne)
    const document = await measureStaying(stage, agent, file, staying.map(draftRoom))
    const each = (name: string, value: number): Figure => ({
      name,
      unit: 'KiB',
      value: value / KIB,
      reference: null,
    })
    const idle = { name: 'idle before', value: medianOf(rounds, (round) => round.idle) / MIB }
    const process = (name: string, pick: (round: Round) => number): Figure => ({
      name,
      unit: 'MiB',
      value: medianOf(rounds, pick) / MIB,
      reference: idle,
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${tickets} tickets and their drafts opened, changed and left, ${AT_ONCE} at a time; ${repeats} rounds, each with a fresh server on the same desk`,
        `after by idle, round by round: ${rounds.map(({ after, idle }) => (after / idle).toFixed(2)).join(', ')}`,
        `documents in memory afterwards: ${rounds.map(({ warm }) => warm).join(', ')}`,
        `${STAYING} connections to one room, then ${STAYING} to a draft of a page each; garbage is collected before each look`,
      ],
      figures: [
        process('peak', (round) => round.peak),
        process('all have just left', (round) => round.left),
        process(`${QUIET_MS / 1000} s later`, (round) => round.after),
        each('one idle connection', connection.rss),
        each('of that on the heap', connection.heapUsed),
        each('one idle loaded document', document.rss - connection.rss),
        each('of that on the heap', document.heapUsed - connection.heapUsed),
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

async function measureRound(
  stage: Stage,
  agent: Person,
  ids: readonly string[],
  round: number,
): Promise<Round> {
  await restart(stage)
  for (const id of ids.slice(0, REQUESTS)) {
    await agent.api.get('/api/tickets')
    await agent.api.get(`/api/tickets/${id}`)
  }
  await pause(QUIET_MS)
  const idle = (await residentOf(stage)).now
  await touchAll(stage, agent, ids, round)
  await untilLeft(stage)
  const left = await residentOf(stage)
  await pause(QUIET_MS)
  const after = (await residentOf(stage)).now
  const warm = await countOf(stage, 'warm_documents')
  return { idle, peak: left.peak, left: left.now, after, warm }
}

/** What each of them costs while it is there. */
async function measureStaying(
  stage: Stage,
  agent: Person,
  file: string,
  rooms: readonly string[],
): Promise<Usage> {
  await restart(stage)
  await pause(SETTLE_MS)
  const before = await probe(stage, file)
  const leave = await stayIn(stage, agent, rooms)
  await pause(SETTLE_MS)
  const during = await probe(stage, file)
  await leave()
  await untilLeft(stage)
  return {
    rss: (during.rss - before.rss) / rooms.length,
    heapUsed: (during.heapUsed - before.heapUsed) / rooms.length,
  }
}

async function restart(stage: Stage): Promise<void> {
  await stage.server.stop()
  await stage.server.start()
}

async function untilLeft(stage: Stage): Promise<void> {
  await until('everybody has left', async () => (await countOf(stage, 'rooms')) === 0)
}

/** Bytes in memory, now and at most so far. */
async function residentOf(stage: Stage): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${stage.server.pid() ?? 0}/status`, 'utf8')
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) * KIB
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
}

/** What is held once garbage is collected. */
async function probe(stage: Stage, file: string): Promise<Usage> {
  await rm(file, { force: true })
  process.kill(stage.server.pid() ?? 0, 'SIGUSR2')
  return until('the server says what it holds', async () => {
    const written = await readFile(file, 'utf8').catch(() => null)
    return written !== null && v.parse(Usage, JSON.parse(written))
  })
}

async function countOf(stage: Stage, name: string): Promise<number> {
  const { text } = await stage.api().get('/metrics')
  return Number(new RegExp(`^deskside_${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN)
}
