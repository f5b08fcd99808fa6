/** Where a mailbox is begun that nobody knows, or that has numbered its messages anew. Pure. */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailboxReached } from '../../shared/wire/mailbox.ts'

const DAY_MS = 86_400_000

/**
 * @param folder  `until`: the highest UID there is
 * @param last    how far it was fetched under the numbers it had before; null: never
 */
export function beginAt(
  folder: { place: string; validity: string; until: number },
  last: MailboxReached | null,
  { sinceDays, now }: { sinceDays: number; now: number },
): MailboxReached {
  const { place, validity, until } = folder
  if (last !== null) {
    // What came since the last time, and a little more. What is known is known by its digest.
    const since = Math.max(last.from, last.at - LIMITS.mailboxRecountMs)
    return { ...last, validity, uid: 0, backlog: { until, since } }
  }
  // Its clock is not ours, and it says seconds only: better one too many than one lost.
  const from = now - sinceDays * DAY_MS - LIMITS.dateSlackMs
  return sinceDays === 0
    ? { place, validity, uid: until, backlog: null, from, at: now }
    : { place, validity, uid: 0, backlog: { until, since: from }, from, at: now }
}
