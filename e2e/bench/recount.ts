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
import { readConfig } from '../../sync-server/config.ts'
import { makeChance } from '../../sync-server/demo/seeded.ts'
import { openDesk, type Desk } from '../../sync-server/desk.ts'
import { recountAll } from '../../sync-server/sla/recount.ts'
import { text } from '../../sync-server/store/database.ts'
import type { Bench } from './bench.ts'
import { medianOf } from './figures.ts'
import { fillDesk, START } from './history-desk.ts'

const HOUR_MS = 3_600_000
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
    await fillDesk(desk, tickets)
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
