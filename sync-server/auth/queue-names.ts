/** Queues that are named for a person exist: a right to a queue that is made later would be a surprise. */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Settings } from '../settings/settings.ts'

/**
 * @param queues  null: all of them
 * @param theirs  what the person has already: that may be named although the queue was taken out of the settings
 */
export function checkQueueNames(
  settings: Settings,
  queues: readonly string[] | null,
  theirs: readonly string[] | null = [],
): Result<void> {
  const known = new Set([...settings.queues.map((queue) => queue.slug), ...(theirs ?? [])])
  const unknown = queues?.find((slug) => !known.has(slug))
  if (unknown === undefined) return ok()
  return fail('desk/unknown-queue', `there is no queue “${unknown}”; make it with queue add`)
}
