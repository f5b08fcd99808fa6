/**
 * What a report of a mail server means for a mail of ours: arrived, late, or not delivered, to whom, and whether the
 * mailbox is gone for good. Pure. Not here: whom that is told to (bounce-mail).
 */
import type { v } from '../../../shared/kit/schema.ts'
import type { BounceRecipient } from '../../../shared/wire/mail.ts'
import { isGoneForGood } from '../outbound/suppressions.ts'

type Recipient = v.InferOutput<typeof BounceRecipient>

export type Report = {
  state: 'delivered' | 'deferred' | 'bounced'
  /** Which of our recipients. */
  address: string
  status: string | null
  /** No mail will arrive there any more (RFC 3463 class 5, addressing). */
  isGone: boolean
}

const RANK = { delivered: 0, deferred: 1, bounced: 2 } as const

/**
 * @param said  recipients as the report names them; none when it says only that something failed
 * @param ours  whom the mail went to, lower case
 * @returns     the worst of what is said; null when nothing is said that changes anything (relayed, expanded)
 */
export function readReport(said: readonly Recipient[], ours: readonly string[]): Report | null {
  const only = ours[0] ?? ''
  if (said.length === 0) return { state: 'bounced', address: only, status: null, isGone: false }
  let worst: Report | null = null
  for (const recipient of said) {
    const state = stateOf(recipient)
    if (state === null) continue
    const known = ours.find((address) => address === recipient.address.toLowerCase())
    // Forwarded on: the one that failed is behind the one we wrote to, if it is about ours at all.
    if (known === undefined && ours.length > 1) continue
    const report: Report = {
      state,
      address: known ?? only,
      status: recipient.status,
      isGone: state === 'bounced' && known !== undefined && isGoneForGood(recipient.status),
    }
    if (!worst || RANK[report.state] > RANK[worst.state]) worst = report
  }
  return worst
}

function stateOf({ action, status }: Recipient): Report['state'] | null {
  switch (action) {
    case 'delivered':
      return 'delivered'
    case 'delayed':
      return 'deferred'
    // It went on to a host that tells nobody, or to a list: nothing more will be said (RFC 3461 §5.2.2).
    case 'relayed':
    case 'expanded':
      return null
    case 'failed':
    case 'unknown':
      // RFC 3464 §2.3.3 lets a server say `failed` with a class 4 code when it has given up; `unknown` with one is a delay.
      return action === 'unknown' && status?.startsWith('4.') ? 'deferred' : 'bounced'
  }
}
