/**
 * `device`: a Chromium with an empty profile on the disk opens a desk of --tickets: until the first row, until all rows are
 * listed, until all documents are stored; then it starts again, with and without a network, and catches up with thirty
 * changed tickets. Reference, in the same browser and the same round: one compressed stream of the same documents,
 * stored in packs (device-bulk). Every task of more than 50 ms is counted.
 */
import { writeFile } from 'node:fs/promises'
import { decodeAny } from 'lib0/buffer'
import { chromium } from '@playwright/test'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { DocItem } from '../../shared/wire/down.ts'
import type { Person, Stage } from '../stage.ts'
import { findChromium } from '../stage/browser.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk } from './desk.ts'
import { openBulk, type BulkRun } from './device-bulk.ts'
import { fillDesk, MESSAGES } from './device-desk.ts'
import {
  openDevice,
  signInOnce,
  type CatchUp,
  type Device,
  type Load,
  type LongTask,
} from './device-page.ts'
import { traced } from './device-trace.ts'
import { medianOf, type Figure } from './figures.ts'

/** What a morning brings. */
const CHANGED = 30

type Round = { cold: Load; warm: Load; offline: Load; away: CatchUp; bulk: BulkRun }

const Docs = v.object({ items: v.array(DocItem) })
const Ticket = v.object({ priority: v.string() })

export const measureDevice: Bench = async ({ repeats, tickets, trace, say }) => {
  const { stage, agent } = await openBenchDesk()
  const browser = await chromium.launch(findChromium())
  try {
    say(`making ${tickets} tickets`)
    const talks = await fillDesk(stage, agent, tickets, say)
    const cookies = await signInOnce(browser, stage, agent)
    const open = () => openDevice({ stage, agent, cookies })
    say('the first device, for which the server merges what it sends')
    const first = await withDevice(open, (device) => device.load(tickets, true))
    const documents = await readDocuments(agent, stage, talks)
    const bulk = await openBulk(documents)
    const rounds: Round[] = []
    try {
      for (let at = 0; at < repeats; at++) {
        say(`round ${at + 1} of ${repeats}`)
        const own = await withDevice(open, (device) =>
          measureOne(device, { agent, talks, tickets }),
        )
        rounds.push({ ...own, bulk: await bulk.measure() })
        say(describeRound(rounds[at]))
      }
    } finally {
      await bulk.close()
    }
    say('once more, traced')
    const lines = await withDevice(open, (device) =>
      traceOne(device, { agent, talks, tickets, file: trace }),
    )
    const bytes = [...documents.values()].reduce((sum, one) => sum + one.length, 0)
    const wire = medianOf(rounds, (run) => run.bulk.wireBytes)
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${tickets} tickets, the newest ${talks.length} of ${MESSAGES} messages: ${mib(bytes)} MiB of documents, ${mib(wire)} MiB as the reference sends them; ${repeats} rounds, medians; Chromium ${browser.version()}`,
        `the first device on a desk that nobody has read: rows ${seconds(first.rowsMs)}, documents ${seconds(first.endMs)}`,
        ...(lines.length > 0 ? ['tasks of more than 50 ms in a traced start (slower):'] : []),
        ...lines.map((line) => `  ${line}`),
      ],
      figures: figuresOf(rounds),
    }
  } finally {
    await browser.close()
    await stage.close()
  }
}

async function withDevice<T>(
  open: () => Promise<Device>,
  work: (device: Device) => Promise<T>,
): Promise<T> {
  const device = await open()
  try {
    return await work(device)
  } finally {
    await device.close()
  }
}

async function measureOne(
  device: Device,
  { agent, talks, tickets }: { agent: Person; talks: readonly string[]; tickets: number },
): Promise<Omit<Round, 'bulk'>> {
  const cold = await device.load(tickets, true)
  const stored = await device.countDocuments()
  if (stored !== Math.min(tickets, LIMITS.deviceDocuments))
    throw new Error(`${stored} documents are on the device`)
  await device.untilInstalled()
  const warm = await device.load(tickets, false)
  await device.context.setOffline(true)
  const offline = await device.load(tickets, false)
  await device.context.setOffline(false)
  await device.load(tickets, true)
  const away = await device.catchUp(() => changeSome(agent, talks))
  return { cold, warm, offline, away }
}

/** A start with nothing here, one with everything, and a morning's changes. */
async function traceOne(
  device: Device,
  {
    agent,
    talks,
    tickets,
    file,
  }: { agent: Person; talks: readonly string[]; tickets: number; file: string | null },
): Promise<string[]> {
  const cold = await traced(device.browser, device.page, () => device.load(tickets, true))
  const warm = await traced(device.browser, device.page, () => device.load(tickets, false))
  const away = await traced(device.browser, device.page, () =>
    device.catchUp(() => changeSome(agent, talks)),
  )
  if (file !== null) {
    await writeFile(`${file}-away.json`, away.trace)
    await writeFile(`${file}-cold.json`, cold.trace)
    await writeFile(`${file}-warm.json`, warm.trace)
  }
  return [
    ...cold.lines.map((line) => `cold, ${line}`),
    ...warm.lines.map((line) => `warm, ${line}`),
    ...away.lines.map((line) => `catching up, ${line}`),
  ]
}

async function changeSome(agent: Person, talks: readonly string[]): Promise<void> {
  const step = Math.max(1, Math.floor(talks.length / CHANGED))
  for (let at = 0; at < Math.min(CHANGED, talks.length); at++) {
    const path = `/api/tickets/${talks[at * step] ?? ''}`
    const { priority } = v.parse(Ticket, (await agent.api.get(path)).json)
    const changed = await agent.api.patch(path, { priority: priority === 'high' ? 'low' : 'high' })
    if (changed.status !== 200) throw new Error(`patch: ${changed.status} ${changed.text}`)
  }
}

async function readDocuments(
  agent: Person,
  stage: Stage,
  talks: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const documents = new Map<string, Uint8Array>()
  while (documents.size < talks.length) {
    const want = talks.filter((id) => !documents.has(id)).slice(0, LIMITS.documentsPageCount)
    const answer = await fetch(`${stage.url}/docs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${agent.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ want: want.map((ticket) => ({ ticket, version: 0 })) }),
    })
    const decoded: unknown = decodeAny(new Uint8Array(await answer.arrayBuffer()))
    // A copy: each would keep its whole page.
    for (const item of v.parse(Docs, decoded).items) documents.set(item.ticket, item.bytes.slice())
  }
  return documents
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const ms = (name: string, pick: (run: Round) => number): Figure => ({
    name,
    unit: 'ms',
    value: medianOf(rounds, pick),
    reference: null,
  })
  const worst = (name: string, pick: (run: Round) => LongTask[]): Figure[] => [
    {
      name: `${name}, tasks over 50 ms`,
      unit: '',
      value: medianOf(rounds, (run) => pick(run).length),
      reference: null,
    },
    ms(`${name}, longest of them`, (run) => Math.max(0, ...pick(run).map((task) => task.ms))),
  ]
  const bulk = { name: 'one stream, packs', value: medianOf(rounds, (run) => run.bulk.ms) }
  return [
    ms('first row', (run) => run.cold.firstRowMs),
    ms('all rows listed', (run) => run.cold.rowsMs),
    ms('of it from the first question to the feed', (run) => run.cold.rowsMs - run.cold.askedMs),
    { ...ms('all documents stored', (run) => run.cold.endMs), reference: bulk },
    {
      ...ms('of it after the rows', (run) => run.cold.endMs - run.cold.rowsMs),
      reference: bulk,
    },
    ...worst('first start', (run) => run.cold.longTasks),
    ms('started again, rows', (run) => run.warm.rowsMs),
    ...worst('started again', (run) => run.warm.longTasks),
    ms('without a network, rows', (run) => run.offline.rowsMs),
    ...worst('without a network', (run) => run.offline.longTasks),
    ms(`${CHANGED} changed tickets, rows and documents`, (run) => run.away.ms),
    ...worst('catching up', (run) => run.away.longTasks),
  ]
}

function describeRound(round: Round | undefined): string {
  if (!round) return ''
  const { cold, warm, offline, away, bulk } = round
  const tasks = cold.longTasks.map((task) => `${task.at.toFixed(0)}+${task.ms.toFixed(0)}`)
  return [
    `rows ${seconds(cold.rowsMs)}, documents ${seconds(cold.endMs)}, one stream ${seconds(bulk.ms)}`,
    `again ${seconds(warm.rowsMs)}, offline ${seconds(offline.rowsMs)}, caught up ${away.ms.toFixed(0)} ms`,
    `long tasks ${cold.longTasks.length}/${warm.longTasks.length}/${offline.longTasks.length}/${away.longTasks.length}: ${tasks.join(' ')}`,
  ].join('; ')
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
