/**
 * Mail that could not be read, and was read again (MA18): what it says joins the ticket that said so, wherever it went
 * meanwhile. It is the same message by its bytes, so nobody gets on a ticket by it who was not there.
 */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { standingOn } from './mail-route.ts'
import { readSender } from './mail-sender.ts'
import { joinTicket } from './person-mail.ts'
import type { Placed } from './placed.ts'

/** Null when that ticket is gone, or there never was one: then nothing is done. */
export async function takeReplay(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  ticket: string,
): Promise<Placed | null> {
  const goesOn = await followMerge(request.tx, ticket)
  if (goesOn === null) return null
  const { standing } = await standingOn(request.tx, goesOn, readSender(mail))
  return joinTicket(parts, request, mail, {
    to: 'ticket',
    ticket: goesOn,
    by: 'by-hand',
    standing,
    isJoining: false,
  })
}
