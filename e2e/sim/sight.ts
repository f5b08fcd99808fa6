/** Who sees what: a ticket is seen by whoever sees one of its queues (decision 11). */
import type { Sight } from './server.ts'

/** @param queues  all that see a ticket; undefined where that is not known */
export const sees = (sight: Sight, queues: readonly string[] | undefined): boolean =>
  sight === null || (queues?.some((queue) => sight.includes(queue)) ?? false)
