/**
 * Counts by which ways the mail of a queue comes while its address is moved, in the transaction that takes the mail. The
 * same mail by a second way is known by its digest and counted on the day it first came.
 */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { MAIL_WAYS } from '../../../shared/wire/moving.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { addressedQueues } from '../inbound/also-addressed.ts'
import { wayOf } from './mail-way.ts'
import { countedMoves, dayOf, tally } from './move-rows.ts'

/**
 * Last in its transaction: what it writes to is shared by all mail of the queue.
 *
 * @param known  when the mail came first, and its ways until now
 */
export async function countWays(
  parts: CommitParts,
  { tx }: WorkRequest,
  mail: ReceiveMail,
  known: { at: number; ways: string },
): Promise<void> {
  const { queues, timeZone } = parts.settings.get()
  const moves = await countedMoves(
    tx,
    addressedQueues(parts.settings.get(), mail.envelope.to, true),
  )
  const ways = new Set(known.ways.split(' ').filter(Boolean))
  const had = ways.size
  for (const { queue, plan, begunAt } of moves) {
    const address = queues.find(({ slug }) => slug === queue)?.address ?? null
    // How it came at first was not looked at then.
    if (address === null || known.at < begunAt) continue
    const before = MAIL_WAYS.filter((way) => ways.has(`${queue}:${way}`))
    const way = wayOf(mail, address, plan.oldServers)
    if (before.includes(way)) continue
    ways.add(`${queue}:${way}`)
    await tally(tx, { queue, day: dayOf(timeZone, known.at), way, before })
  }
  if (ways.size > had)
    await tx.run(
      `UPDATE received_mail SET ways = ? WHERE digest = ?`,
      [...ways].join(' '),
      mail.digest,
    )
}
