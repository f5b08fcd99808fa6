/**
 * Somebody has seen to mails of a ticket that did not arrive: another address was asked for, or they called. What is known of
 * each mail stays, with who said so; the ticket needs no attention for them any more. Not here: mail that still waits, which
 * ends by itself.
 */
import { didNotArrive } from '../../shared/ticket/row.ts'
import { openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import type { Answer, CommitParts } from './parts.ts'
import { tellTicket } from './tell-ticket.ts'
import { finish, putBackUnchanged, writeValue, type WorkRequest } from './ticket-work.ts'

export type SettleInput = { kind: 'settle-delivery'; ticket: string }

export async function settleDelivery(
  parts: CommitParts,
  request: WorkRequest,
  input: SettleInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const open = Object.entries(work.before?.delivery ?? {}).filter(([, one]) => didNotArrive(one))
  if (open.length === 0) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  const by = authorOf(request.actor)
  for (const [key, delivery] of open)
    writeValue(work, 'delivery', key, { ...delivery, settled: { by, at: request.now } })
  tellTicket(parts, work, 'Saw to a mail that did not arrive.', { by })
  return { version: (await finish(parts, work)).version }
}
