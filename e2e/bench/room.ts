/**
 * `room`: 2, 10 and 50 people who type in one draft. How long until the others have a word, at 20 words a second each,
 * and how many words a second go through; every one is on the disk before anybody sees it. Reference: a relay that looks
 * at nothing, syncs in groups and merges what it sends.
 */
import { join } from 'node:path'
import { root } from '../stage/build.ts'
import { makePart } from '../stage/process.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk } from './desk.ts'
import { medianOf, percentile } from './figures.ts'
import { openEditors } from './room-load.ts'

const EDITORS = [2, 10, 50]
const WORDS_PER_SECOND = 20
const SECONDS = 4
const ON_THE_WAY = 100

type Run = { editors: number; p50: number; p99: number; perSecond: number }

export const measureRoom: Bench = async ({ repeats, say }) => {
  const { stage, agent } = await openBenchDesk({
    environment: { DESKSIDE_SCRATCH_ROOMS: 'on' },
  })
  const bare = makePart({
    name: 'bare relay',
    args: ['--import', 'tsx', join(root, 'e2e', 'bench', 'bare-room.ts')],
    folder: root,
    environment: plainEnvironment,
    isReady: async (part) => part.stdout.some((line) => line.startsWith('port ')),
  })
  try {
    await bare.start()
    const bareUrl = `ws://127.0.0.1:${(await bare.line(/^port (\d+)/))[1]}`
    const ours: Run[] = []
    const theirs: Run[] = []
    let clients = 1_000_000
    for (let at = 0; at < repeats; at++)
      for (const editors of EDITORS) {
        say(`round ${at + 1} of ${repeats}, ${editors} editors`)
        for (const [runs, url] of [
          [theirs, bareUrl],
          [ours, stage.wsUrl],
        ] as const) {
          clients += 1_000
          const room = `${url}/y/${encodeURIComponent(`x:${at}-${editors}`)}`
          runs.push(await measure(room, agent.token, editors, clients))
        }
      }
    const figures = EDITORS.flatMap((editors) => {
      const of = (runs: readonly Run[]) => runs.filter((run) => run.editors === editors)
      const figure = (name: string, unit: string, pick: (run: Run) => number) => ({
        name: `${editors} editors, ${name}`,
        unit,
        value: medianOf(of(ours), pick),
        reference: { name: 'bare relay', value: medianOf(of(theirs), pick) },
      })
      return [
        figure('seen by another, p50', 'ms', (run) => run.p50),
        figure('seen by another, p99', 'ms', (run) => run.p99),
        figure('words through', '/s', (run) => run.perSecond),
      ]
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${WORDS_PER_SECOND} words a second each; then ${ON_THE_WAY} on their way at any time; ${SECONDS} s, ${repeats} rounds, medians`,
        'all editors are one process, which takes part of the machine',
      ],
      figures,
    }
  } finally {
    await bare.stop()
    await stage.close()
  }
}

async function measure(
  room: string,
  token: string,
  editors: number,
  clients: number,
): Promise<Run> {
  const steady = await openEditors(room, token, editors, clients)
  const taken = await steady.typeSteadily(WORDS_PER_SECOND, SECONDS).finally(() => steady.close())
  const fast = await openEditors(`${room}-fast`, token, editors, clients)
  const perSecond = await fast.typeAtOnce(ON_THE_WAY, SECONDS).finally(() => fast.close())
  return { editors, p50: percentile(taken, 0.5), p99: percentile(taken, 0.99), perSecond }
}
