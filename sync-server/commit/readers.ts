/**
 * What became of one mail for each of several readers: the relay takes it for some, defers it for others, and a mail server
 * may say later that one of them never got it. Pure. Not here: what the gateway says (delivery), what mail servers say
 * (mail/inbound/bounce-mail).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Delivery, ReaderState } from '../../shared/ticket/ticket.ts'
import type { DeliveryOutcome } from '../../shared/wire/mail.ts'

/** One try, and whom it was for; null: everybody. */
export type Tried = { outcome: DeliveryOutcome; only: readonly string[] | null }

/** @param addresses  everybody the mail is for, in lower case */
export function readersAfter(
  known: readonly ReaderState[],
  addresses: readonly string[],
  { outcome, only }: Tried,
): ReaderState[] {
  if (outcome.state === 'sending') return [...known]
  const before = new Map(known.map((one) => [one.address, one]))
  const refused = new Map(
    (outcome.refused ?? []).map(({ address, reply }) => [address.toLowerCase(), reply]),
  )
  const tried = lowered(only ?? addresses)
  const left = outcome.state === 'deferred' ? lowered(outcome.left ?? [...tried]) : new Set()
  const detail = (words: string) => (words ? { detail: words.slice(0, LIMITS.fieldTextChars) } : {})
  return addresses.map((address): ReaderState => {
    const earlier = before.get(address)
    // The word of the server that has their mailbox is the last one.
    if (earlier?.state === 'bounced' || earlier?.state === 'delivered') return earlier
    const why = refused.get(address)
    if (why !== undefined) return { address, state: 'failed', ...detail(why) }
    if (left.has(address)) return { address, state: 'deferred', ...detail(outcome.reply) }
    if (outcome.state === 'failed' && tried.has(address))
      return { address, state: 'failed', ...detail(outcome.reply) }
    return { address, state: 'handed-over' }
  })
}

/** The state of the whole, which says the worst that is known for good of anybody. */
export function withReaders(delivery: Delivery, readers: ReaderState[]): Delivery {
  const isOver = !['sending', 'deferred'].includes(delivery.state)
  const bounced = isOver ? readers.find(({ state }) => state === 'bounced') : undefined
  if (!bounced) return { ...delivery, readers }
  return {
    ...delivery,
    state: 'bounced',
    detail: [bounced.address, bounced.detail].filter(Boolean).join(' '),
    readers,
  }
}

/** A mail server's word on one of several; the others are where they were. */
export function withReport(
  before: Delivery | null,
  report: { address: string; state: 'delivered' | 'deferred' | 'bounced'; detail?: string },
  told: Delivery,
  addresses: readonly string[],
): Delivery {
  const known = new Map((before?.readers ?? []).map((one) => [one.address, one]))
  const readers = addresses.map((address): ReaderState =>
    address === report.address
      ? { ...report }
      : (known.get(address) ?? { address, state: 'handed-over' }),
  )
  const isLast =
    report.state === 'delivered' && !readers.every(({ state }) => state === 'delivered')
  const isWorse = before !== null && ['bounced', 'failed'].includes(before.state)
  // One of them has it: of the mail as a whole nothing is over. Nor does a delay outdo what was refused for good.
  if (before !== null && (isLast || (isWorse && report.state !== 'bounced')))
    return { ...before, readers }
  return { ...told, readers }
}

const lowered = (addresses: readonly string[]): Set<string> =>
  new Set(addresses.map((address) => address.toLowerCase()))
