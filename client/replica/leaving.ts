/**
 * A sign-out: the device is wiped, then the server ends the session. Its cookie is out of reach of script, so the device
 * remembers that the session is to end, and opens nothing until it has. A later sign-in replaces the cookie and forgets
 * this.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { databaseName } from './db.ts'
import type { DeskHttp } from './desk-http.ts'
import { LEAVING_KEY, type Memory } from './memory.ts'
import { wipeDevice, type WipeOptions } from './wipe.ts'

/** Who is leaving; null: nobody. */
export const leavingPerson = (memory: Memory) => memory.getItem(LEAVING_KEY)
export const noteLeaving = (memory: Memory, person: string) => memory.setItem(LEAVING_KEY, person)
export const forgetLeaving = (memory: Memory) => memory.removeItem(LEAVING_KEY)

/**
 * Takes as long as it takes to wipe, up to {@link LIMITS.wipeWaitMs}, and a moment for the server. What breaks off goes on
 * at the next start, as long as it is noted.
 */
export async function leaveDevice(
  http: Pick<DeskHttp, 'signOut'>,
  person: string,
  options: WipeOptions & { timers: Timers },
): Promise<void> {
  const after = (ms: number) =>
    new Promise<false>((resolve) => options.timers.after(ms, () => resolve(false)))
  const wiped = wipeDevice(databaseName(person), options).then(() => true)
  // One after the other: the answer has the browser clear this site's storage, and what it is asked meanwhile may get none.
  if (!(await Promise.race([wiped, after(LIMITS.wipeWaitMs)]))) return
  const isTold = await Promise.race([http.signOut(), after(LIMITS.deskWaitMs)])
  if (isTold) forgetLeaving(options.memory)
}
