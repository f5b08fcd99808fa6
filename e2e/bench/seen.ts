/**
 * `seen`: from an edit on A's device until the change is on B's, both on `/sync`. Reference: the 4 KB append with fsync
 * that must lie between, because B sees nothing that is not on disk.
 */
import type { Bench } from './bench.ts'
import { openDevice, TICKETS } from './ack.ts'
import { openBenchDesk, openTickets } from './desk.ts'
import { measureFsync } from './disk.ts'
import { median, medianOf, percentile } from './figures.ts'

const EDITS = 200
const WARM_EDITS = 30

export const measureSeen: Bench = async ({ repeats, say }) => {
  const { stage, agent } = await openBenchDesk()
  try {
    const other = await stage.addPerson({ email: 'bob@desk.test', name: 'Bob', role: 'agent' })
    const tickets = await openTickets(stage, TICKETS)
    const a = await openDevice(stage, agent, tickets)
    const b = await openDevice(stage, other, tickets)
    let onSeen: () => void = () => {}
    b.socket.onMessage((message) => {
      if (message.type === 'item') onSeen()
    })
    const edit = async () => {
      const startedAt = performance.now()
      const seen = new Promise<number>((resolve) => {
        onSeen = () => resolve(performance.now() - startedAt)
      })
      await a.edit(1)
      return seen
    }
    for (let at = 0; at < WARM_EDITS; at++) await edit()
    const runs: { seen: number[]; fsync: number[] }[] = []
    for (let round = 0; round < repeats; round++) {
      say(`round ${round + 1} of ${repeats}`)
      const fsync = await measureFsync(EDITS)
      const seen: number[] = []
      for (let at = 0; at < EDITS; at++) seen.push(await edit())
      runs.push({ seen, fsync })
    }
    a.close()
    b.close()
    const figure = (name: string, share: number) => ({
      name,
      unit: 'ms',
      value: medianOf(runs, (run) => percentile(run.seen, share)),
      reference: { name: 'fsync', value: medianOf(runs, (run) => percentile(run.fsync, share)) },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${EDITS} edits of ${TICKETS} tickets a round, ${repeats} rounds, medians of the rounds`,
        `all of them within ${Math.max(...runs.flatMap((run) => run.seen)).toFixed(0)} ms, the middle one ${median(runs.flatMap((run) => run.seen)).toFixed(1)} ms`,
      ],
      figures: [figure('seen by another, p50', 0.5), figure('seen by another, p99', 0.99)],
    }
  } finally {
    await stage.close()
  }
}
