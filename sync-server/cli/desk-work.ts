/**
 * Where a verb is carried out: in the running server when one has the data directory, else here, with the desk opened
 * for it. While another command is at work the call waits. Not here: what the verbs do.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { fail, type Result } from '../../shared/kit/fault.ts'
import type { Config } from '../config.ts'
import { openDesk, type Surroundings } from '../desk.ts'
import { acquireDataLock, readLock } from '../operator/data-lock.ts'
import { callHolder, pingHolder } from '../operator/operator-call.ts'
import { runVerb } from '../operator/operator-routes.ts'
import type { Verb, VerbAnswer } from '../operator/verb.ts'
import { pathOfVerb } from '../operator/verbs.ts'

/** A server takes its lock before it listens; another command may hold it for as long as it works. */
const WAIT_MS_MAX = 30_000
const LOOK_EVERY_MS = 100

export type DeskWork = { verb: Verb; input: object; progress: (line: string) => void }

export async function carryOut(
  config: Config,
  around: Surroundings,
  work: DeskWork,
): Promise<Result<VerbAnswer>> {
  const { dataDir } = config
  const startedAt = around.clock.now()
  for (;;) {
    const lock = await acquireDataLock(dataDir, { host: '', port: null }, (note) =>
      pingHolder(dataDir, note),
    )
    if (lock.ok) {
      try {
        return await runHere(config, around, work)
      } finally {
        await lock.value.release()
      }
    }
    if (lock.fault.code !== 'kit/busy') return lock
    const holder = await readLock(dataDir)
    if (holder && holder.port !== null) {
      const answered = await callHolder(dataDir, holder, {
        verb: pathOfVerb(work.verb.name),
        input: work.input,
        progress: work.progress,
      })
      if (answered) return answered
    }
    if (around.clock.now() - startedAt > WAIT_MS_MAX)
      return fail('kit/busy', `${lock.fault.detail}, and it does not answer`)
    await pause(around.timers, LOOK_EVERY_MS)
  }
}

async function runHere(
  config: Config,
  around: Surroundings,
  work: DeskWork,
): Promise<Result<VerbAnswer>> {
  const desk = await openDesk(config, around)
  try {
    return await runVerb(desk, work.verb, work.input, work.progress)
  } finally {
    await desk.close()
  }
}

/** True when a server answers with this data directory. */
export async function isServerUp(dataDir: string): Promise<boolean> {
  const holder = await readLock(dataDir)
  return holder !== null && holder.port !== null && (await pingHolder(dataDir, holder))
}

function pause(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => void timers.after(ms, () => resolve()))
}
