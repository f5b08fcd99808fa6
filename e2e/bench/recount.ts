/**
 * `recount`: the clocks of every ticket counted again from ten facts each (`sla recompute`), once when nothing differs and
 * once when a hundredth of them does and is mended. The reference is reading the same rows and doing nothing with them.
 * `--tickets 100000` is what is promised: a million facts within a minute.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { evaluateClocks, type Fact } from '../../shared/sla/clocks.ts'
import { readConfig } from '../../sync-server/config.ts'
import { makeChance } from '../../sync-server/demo/seeded.ts'
import { openDesk, type Desk } from '../../sync-server/desk.ts'
import { QueueSettings } from '../../sync-server/settings/settings.ts'
import { recountAll } from '../../sync-server/sla/recount.ts'
import { NO_TERMS, readFacts, writeClocks } from '../../sync-server/sla/sla-record.ts'
import { text, type SqlValue } from '../../sync-server/store/database.ts'
import type { Bench } from './bench.ts'
import { medianOf } from './figures.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2026, 2, 2, 9)
const AT_ONCE = 500

export const measureRecount: Bench = async ({ repeats, tickets, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-recount-'))
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: folder }))
  const desk = await openDesk(config, {
    clock: { now: () => START + 400 * 24 * HOUR_MS },
    random: makeChance('recount').random,
    timers: { after: () => ({ cancel: () => {} }) },
    log: noLog,
  })
  try {
    await fill(desk, tickets)
    say(`${tickets} tickets with ten facts each`)
    const runs: { ms: number; readMs: number; mendMs: number }[] = []
    let heapMost = 0
    for (let turn = 0; turn < repeats; turn++) {
      const read = await timed(() => readAll(desk))
      const nothing = await timed(() =>
        recountAll(desk, () => {
          heapMost = Math.max(heapMost, process.memoryUsage().rss)
        }),
      )
      if (nothing.value.changed > 0) throw new Error('something differed that should not')
      await desk.database.write((tx) =>
        tx.run(
          `UPDATE sla_clocks SET due_at = due_at + 1000 WHERE ordinal = 0 AND ticket LIKE '%00'`,
        ),
      )
      const mended = await timed(() => recountAll(desk, () => {}))
      runs.push({ ms: nothing.ms, readMs: read.ms, mendMs: mended.ms })
      say(
        `turn ${turn + 1}: ${Math.round(nothing.ms)} ms; ${mended.value.changed} mended in ${Math.round(mended.ms)} ms`,
      )
    }
    const reference = { name: 'reading them', value: medianOf(runs, (run) => run.readMs) / 1000 }
    return {
      isBuilt: false,
      notes: [
        `${tickets} tickets, ${tickets * 10} facts, at most ${Math.round(heapMost / 2 ** 20)} MiB`,
      ],
      figures: [
        {
          name: 'nothing differs',
          unit: 's',
          value: medianOf(runs, (run) => run.ms) / 1000,
          reference,
        },
        {
          name: 'one in a hundred is mended',
          unit: 's',
          value: medianOf(runs, (run) => run.mendMs) / 1000,
          reference,
        },
      ],
    }
  } finally {
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now()
  const value = await work()
  return { ms: performance.now() - from, value }
}

async function readAll(desk: Desk): Promise<number> {
  let rows = 0
  for (let after = ''; ;) {
    const ids = await desk.database.read.all(
      `SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`,
      after,
    )
    const last = ids.at(-1)
    if (!last) return rows
    for (const table of ['sla_facts', 'sla_clocks'])
      rows += (
        await desk.database.read.all(
          `SELECT * FROM ${table} WHERE ticket > ? AND ticket <= ? ORDER BY ticket`,
          after,
          text(last, 'id'),
        )
      ).length
    after = text(last, 'id')
  }
}

/** One ticket by the commit; the others are its rows under other ids, with a history of their own. */
async function fill(desk: Desk, tickets: number): Promise<void> {
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [v.parse(QueueSettings, { slug: 'support', name: 'Support', address: null })],
    })),
  )
  const opened = unwrap(
    await desk.commit({
      actor: { kind: 'desk' },
      device: 'form',
      pushId: 'first',
      input: {
        kind: 'open',
        queue: 'support',
        channel: 'web',
        requester: { name: 'Ruth', address: 'ruth@customer.test' },
        subject: 'It does not open',
        body: 'Hello, it does not open.',
        receivedAt: START,
        isAcknowledged: false,
      },
    }),
  )
  const id = String(opened.result?.['id'])
  const { read } = desk.database
  const terms = (await readFacts(read, id)).filter(
    ({ kind }) => kind === 'policy' || kind === 'calendar',
  )
  const [row] = await read.all(`SELECT * FROM tickets WHERE id = ?`, id)
  if (!row) throw new Error('the ticket is not there')
  const columns = Object.keys(row)
  const insert = `INSERT INTO tickets (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  for (let from = 0; from < tickets - 1; from += AT_ONCE)
    await desk.database.write(async (tx) => {
      for (let n = from; n < Math.min(from + AT_ONCE, tickets - 1); n++) {
        const ticket = `${id.slice(0, -8)}${String(n).padStart(8, '0')}`
        const values = columns.map((column): SqlValue => {
          if (column === 'id') return ticket
          return column === 'number' ? n + 2 : (row[column] ?? null)
        })
        await tx.run(insert, ...values)
        const facts = historyOf(n, terms)
        for (const [seq, fact] of facts.entries()) {
          const { at, kind, ...detail } = fact
          await tx.run(
            `INSERT INTO sla_facts (ticket, seq, at, kind, detail) VALUES (?, ?, ?, ?, ?)`,
            ticket,
            seq + 1,
            at,
            kind,
            JSON.stringify(detail),
          )
        }
        const now = Math.max(...facts.map(({ at }) => at))
        await writeClocks(tx, ticket, 'support', evaluateClocks({ ...NO_TERMS, facts, now }))
      }
    })
}

function historyOf(n: number, terms: readonly Fact[]): Fact[] {
  const begun = START + n * 60_000
  const at = (hours: number) => begun + hours * HOUR_MS
  return [
    ...terms.map((fact) => ({ ...fact, at: begun })),
    { at: at(0), kind: 'accepted' },
    { at: at(1), kind: 'status', status: 'open' },
    { at: at(2 + (n % 40)), kind: 'reply' },
    { at: at(2 + (n % 40)), kind: 'status', status: 'waiting' },
    { at: at(60), kind: 'inbound' },
    { at: at(60), kind: 'status', status: 'open' },
    { at: at(70), kind: 'reply' },
    { at: at(71), kind: 'status', status: n % 10 === 0 ? 'open' : 'solved' },
  ]
}
