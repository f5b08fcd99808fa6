/** Ends server and gateway with SIGKILL at random moments and starts them again, and notes how long that took. */
import type { Part } from '../stage/process.ts'
import type { Seeded } from '../stage/seeded.ts'
import type { Stage } from '../stage.ts'
import { pause, until } from '../stage/wait.ts'
import type { Ledger } from './ledger.ts'

export type Kill = { part: string; at: number; how: 'any moment' | 'after DATA'; readyMs: number }

const READY_MS_MAX = 30_000
/** Between two kills the load gets this many answers, on a slow machine fewer, and then perhaps a moment more. */
const ANSWERS = { least: 5, most: 120 }
const ANSWERS_MS_MAX = 5_000
const MOMENT_MS_MAX = 40
const BOTH_SHARE = 0.1
const GATEWAY_SHARE = 0.45
/** The worst moment for outgoing mail: the relay has it, and the gateway has not heard so. */
const AFTER_DATA_SHARE = 0.25
const AFTER_DATA_MS_MAX = 1_000

export async function runKiller(
  stage: Stage,
  ledger: Ledger,
  random: Seeded,
  kills: number,
  say: (line: string) => void,
): Promise<Kill[]> {
  const done: Kill[] = []
  while (done.length < kills) {
    const answers = random.between(ANSWERS.least, ANSWERS.most)
    await Promise.race([ledger.hears(answers), pause(ANSWERS_MS_MAX)])
    // Right after an answer is when a false one would show; any other moment may hide something too.
    if (random.isChance(0.5)) await pause(random.between(1, MOMENT_MS_MAX))
    const isBoth = random.isChance(BOTH_SHARE) && done.length + 2 <= kills
    const isGateway = random.isChance(GATEWAY_SHARE)
    const isAfterData = !isBoth && isGateway && random.isChance(AFTER_DATA_SHARE)
    const parts = isBoth
      ? [stage.server, stage.gateway]
      : [isGateway ? stage.gateway : random.pick(stage.nodes).server]
    if (isAfterData) await waitForData(stage)
    const at = Date.now()
    await Promise.all(parts.map((part) => part.kill()))
    stage.relay.behave('accept')
    const how = isAfterData ? 'after DATA' : 'any moment'
    const started = await Promise.all(parts.map((part) => startAgain(part, at, how)))
    done.push(...started)
    if (Math.floor(done.length / 20) > Math.floor((done.length - started.length) / 20))
      say(`${done.length} of ${kills} kills`)
  }
  return done
}

async function startAgain(part: Part, at: number, how: Kill['how']): Promise<Kill> {
  const readyMs = await part.start({ waitMsMax: READY_MS_MAX })
  return { part: part.name, at, how, readyMs }
}

async function waitForData(stage: Stage): Promise<void> {
  stage.relay.behave('pause')
  // When no mail is on its way, it is an ordinary kill.
  await until('a mail waits for its reply', () => stage.relay.waitingCount() > 0, {
    waitMsMax: AFTER_DATA_MS_MAX,
    everyMs: 5,
  }).catch(() => false)
}
