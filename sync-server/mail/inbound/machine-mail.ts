/**
 * What a machine answers: out-of-office, a read receipt, another desk's acknowledgement. When it surely belongs to a
 * ticket it is a folded line there, for agents alone: it opens nothing again, no clock runs for it, nobody is answered
 * (RFC 3834 §2; mail.md 29, 31). Everything else of machines is held under *Automated*.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { refBlobs } from '../../commit/blob-refs.ts'
import { findOrAddContact } from '../../commit/contacts.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { finish, openWork, type WorkRequest } from '../../commit/ticket-work.ts'
import { isNotice } from '../outbound/outgoing.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { takeComplaint } from './complaint-mail.ts'
import { hold } from './hold-mail.ts'
import { isFullOfMachines } from './loop-caps.ts'
import { routeMail } from './mail-route.ts'
import { readSender } from './mail-sender.ts'
import type { Placed } from './placed.ts'
import { findByReturn } from './sent-mail.ts'

type Automatic = Extract<ReceiveMail['nature'], { kind: 'auto' }>

const TEXT_CHARS = 500

export async function takeMachineMail(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  nature: Automatic,
): Promise<Placed> {
  const { why, complaint } = nature
  if (complaint) return takeComplaint(parts, request, mail, { ...nature, complaint })
  const ticket = await findTicket(parts, request, mail)
  if (ticket === null || (await isFullOfMachines(parts, request, ticket)))
    return hold(parts, request, mail, why)
  const work = await openWork(parts, ticket, request)
  if (!work) return hold(parts, request, mail, why)
  const { name, address } = await findOrAddContact(parts, request, {
    name: mail.from?.name ?? '',
    address: readSender(mail).address ?? '',
  })
  const words = (mail.visible.trim() || mail.text.trim()).replace(/\s+/g, ' ')
  const said = tellTicket(
    parts,
    work,
    `Automatic answer of ${name}: ${mail.subject}${words === '' ? '' : ` · ${words}`}`.slice(
      0,
      TEXT_CHARS,
    ),
    {
      raw: mail.raw.hash,
      quoted: mail.text.slice(0, LIMITS.noteTextChars),
      address,
      via: 'mail',
    },
  )
  await refBlobs(request.tx, work.id, said)
  work.facts.push({ kind: 'auto', at: Math.min(mail.receivedAt, request.now) })
  const done = await finish(parts, work)
  return { ticket: work.id, message: said.id, held: null, version: done.version }
}

/**
 * By the rules for people, and by the address our mail was sent from, which is where such answers go (RFC 3834 §4). From
 * somebody that mail was for: whoever knows the address may have given it to a service that mails to it.
 */
async function findTicket(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  mail: ReceiveMail,
): Promise<string | null> {
  const sender = readSender(mail)
  if (sender.address === null || sender.isForged) return null
  const sent = await findByReturn(tx, mail.envelope.to)
  // A colleague who is away, about a notice: nothing that the ticket is about.
  if (sent && isNotice(sent.kind)) return null
  if (sent && sent.ticket !== null && sent.recipients.includes(sender.address))
    return followMerge(tx, sent.ticket)
  const route = await routeMail(tx, parts.settings.get(), mail, now)
  if (route.to === 'ticket') return route.ticket
  // It is closed: a machine opens nothing again, and says nothing worth a new ticket.
  return route.to === 'new' && route.by === 'new-after-closed' ? route.linkedTo : null
}
