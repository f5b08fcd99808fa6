/**
 * `report`: thirty-odd figures over every ticket of a desk, out of rollups, the period before included. The reference is the
 * same report when no rollup stands: all facts read, counted and put into rollups first, in the same run. `--tickets 100000` is what
 * is promised: a million facts within 300 ms.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { readConfig } from '../../sync-server/config.ts'
import { makeChance } from '../../sync-server/demo/seeded.ts'
import { openDesk, type Desk } from '../../sync-server/desk.ts'
import { makeReport } from '../../sync-server/reports/report.ts'
import { foldMarks } from '../../sync-server/reports/rollup-rows.ts'
import type { Bench } from './bench.ts'
import { median } from './figures.ts'
import { fillDesk, START } from './history-desk.ts'

const DAY_MS = 86_400_000
const RIGHTS = { person: 'bench', name: 'bench', role: 'admin', queues: null } as const
const BY = ['queue', 'day', 'organisation', 'slot'] as const

export const measureReport: Bench = async ({ repeats, tickets, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-report-'))
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: folder }))
  const now = START + 300 * DAY_MS
  const desk = await openDesk(config, {
    clock: { now: () => now },
    random: makeChance('report').random,
    timers: { after: () => ({ cancel: () => {} }) },
    log: noLog,
  })
  try {
    await fillDesk(desk, tickets)
    say(`${tickets} tickets with ten facts each`)
    const anew: number[] = []
    const runs: number[] = []
    const busy: number[] = []
    const told: string[] = []
    for (let turn = 0; turn < repeats; turn++) {
      // Folding 100,000 tickets takes a minute: once is enough of a reference.
      if (turn === 0) {
        const from = performance.now()
        await foldAnew(desk)
        await report(desk, now, 'queue')
        anew.push(performance.now() - from)
        say(`from the facts: ${Math.round(anew[0] ?? 0)} ms`)
      }
      for (const by of BY) {
        const from = performance.now()
        const used = process.cpuUsage()
        const { totals } = await report(desk, now, by)
        const { user, system } = process.cpuUsage(used)
        runs.push(performance.now() - from)
        busy.push((user + system) / 1000)
        told.push(JSON.stringify(totals))
      }
      say(`turn ${turn + 1}: ${runs.slice(-BY.length).map(Math.round).join(', ')} ms`)
    }
    if (new Set(told).size !== 1) throw new Error('two reports say different things')
    const [sizes] = await desk.database.read.all(
      `SELECT count(*) AS packs, sum(length(pack) + length(words)) AS bytes FROM report_days`,
    )
    const reference = { name: 'put together from the facts', value: median(anew) }
    return {
      isBuilt: false,
      notes: [
        `${tickets} tickets, ${tickets * 10} facts; ${Number(sizes?.['packs'])} rollups of ${Math.round(Number(sizes?.['bytes']) / 2 ** 20)} MiB`,
        `by ${BY.join(', ')}, each ${repeats} times`,
      ],
      figures: [
        { name: 'a report, median', unit: 'ms', value: median(runs), reference },
        // What others of the machine take away is in the time, and not in this.
        { name: 'its processor time, median', unit: 'ms', value: median(busy), reference: null },
        { name: 'the slowest of them', unit: 'ms', value: Math.max(...runs), reference },
      ],
    }
  } finally {
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const report = (desk: Desk, now: number, by: (typeof BY)[number]) =>
  makeReport(desk.database.read, desk.parts.settings.get(), {
    query: { by },
    span: { from: START - DAY_MS, to: now },
    rights: RIGHTS,
    now,
  })

async function foldAnew(desk: Desk): Promise<void> {
  await desk.database.write(async (tx) => {
    await tx.run(`DELETE FROM report_marks`)
    await tx.run(`INSERT INTO report_marks (ticket, at) SELECT id, 0 FROM tickets`)
  })
  while ((await foldMarks(desk.database)) > 0);
}
