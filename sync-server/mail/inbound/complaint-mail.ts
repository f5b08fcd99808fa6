/**
 * A feedback report (RFC 5965): the reader of a mail of ours told their provider that they do not want it. Nothing
 * automatic goes to them any more, and whoever has the ticket can see why.
 */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { refBlobs } from '../../commit/blob-refs.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { finish, openWork, type WorkRequest } from '../../commit/ticket-work.ts'
import { suppress } from '../outbound/suppressions.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { hold } from './hold-mail.ts'
import type { Placed } from './placed.ts'
import { findSentMail } from './sent-mail.ts'

type Automatic = Extract<ReceiveMail['nature'], { kind: 'auto' }>

export async function takeComplaint(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { why, complaint }: Automatic & { complaint: NonNullable<Automatic['complaint']> },
): Promise<Placed> {
  const { tx, now } = request
  const sent = await findSentMail(tx, mail, {
    addresses: [complaint.sentFrom],
    about: complaint.about,
  })
  if (!sent) return hold(parts, request, mail, `complaint, unproved: ${why}`)
  const named = complaint.recipients.map((one) => one.toLowerCase())
  // Providers often leave out who it was; then it can only be whoever had that mail.
  const whose = sent.recipients.filter((address) => named.includes(address))
  for (const address of whose.length > 0 ? whose : sent.recipients.slice(0, 1))
    await suppress(tx, {
      address,
      reason: 'complained',
      detail: 'complaint',
      outgoing: sent.id,
      at: now,
    })
  const ticket = sent.ticket === null ? null : await followMerge(tx, sent.ticket)
  const work = ticket === null ? null : await openWork(parts, ticket, request)
  if (!work) return hold(parts, request, mail, `complaint about a mail without a ticket: ${why}`)
  const said = tellTicket(
    parts,
    work,
    'The reader told their mail provider that mail from here is not wanted. Nothing automatic goes to them any more.',
    { raw: mail.raw.hash },
  )
  await refBlobs(tx, work.id, said)
  const done = await finish(parts, work)
  return { ticket: work.id, message: said.id, held: null, version: done.version }
}
