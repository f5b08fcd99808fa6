/**
 * Waits until nothing is on its way: every acknowledged mail is handed in, every outgoing one handed over. A mail whose
 * gateway died waits for its lease to end first, so this may take longer than the load.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { until } from '../stage/wait.ts'
import type { World } from './world.ts'

const QUIET_MS_MAX = 2 * LIMITS.leaseMs + 60_000
const LOOK_EVERY_MS = 250
/** With no job waiting, mails that have not come after this long will not come. */
const STILL_MS_MAX = 30_000

/** @returns *busy* when the time was over, *still* when nothing moves and yet something is missing */
export async function becomesQuiet(
  world: World,
  say: (line: string) => void,
): Promise<'quiet' | 'still' | 'busy'> {
  const { stage, ledger } = world
  const mails = ledger.entries.filter((one) => one.kind === 'mail' && one.isAcknowledged).length
  const stored = await stage.openRows()
  let lastSaid = ''
  let movedAt = Date.now()
  try {
    return await until(
      'nothing is on its way',
      async () => {
        const handedIn = await stored.number(`SELECT count(*) FROM received_mail`)
        const waiting = await stored.number(`SELECT count(*) FROM jobs`)
        const line = `${Math.max(0, mails - handedIn)} mails in, ${waiting} jobs`
        if (line !== lastSaid) movedAt = Date.now()
        if (line !== lastSaid && (waiting % 50 === 0 || lastSaid === '')) say(`waiting for ${line}`)
        lastSaid = line
        if (handedIn >= mails && waiting === 0) return 'quiet'
        return waiting === 0 && Date.now() - movedAt > STILL_MS_MAX && 'still'
      },
      { waitMsMax: QUIET_MS_MAX, everyMs: LOOK_EVERY_MS },
    )
  } catch {
    return 'busy'
  } finally {
    await stored.close()
  }
}
