/**
 * An agent's reply as mail: threaded to the customer's last message, answered to an address that finds its ticket. One
 * mail for all who get it, under one Message-ID: Cc in its header, Bcc in the envelope alone.
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { readMessage, readTicket } from '../../../shared/ticket/ticket-doc.ts'
import type { Message, Ticket } from '../../../shared/ticket/ticket.ts'
import type { OutgoingMail } from '../../../shared/wire/mail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { grantLink } from '../../commit/capabilities.ts'
import { cleanName, languageOfContact } from '../../commit/contacts.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { statusLink } from './status-link.ts'
import { answerAddress } from './answer-address.ts'
import { settingsForMail } from './desk-logo.ts'
import { howToReopen, isEndTold } from './end-mail.ts'
import { dressReply } from './mail-look.ts'
import { answersTo, queueMail, senderOf } from './outgoing.ts'
import { chainOf } from './references.ts'
import { filesOut, withoutLinked } from './reply-files.ts'
import { addQuote, findQuote } from './reply-quote.ts'
import { bareSubject, openingSubject, replySubject } from './reply-subject.ts'
import { findSuppression, warnOf } from './suppressions.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { nextThreadIndex } from './thread-index.ts'

export const NO_ADDRESS = 'its requester gave no address to answer to'

export async function queueReplyMail(
  parts: CommitParts,
  work: TicketWork,
  sendId: string,
): Promise<'accepted' | 'kept'> {
  const ticket = readTicket(work.doc)
  const reply = readMessage(work.doc, sendId)
  if (!reply) throw new FaultError({ code: 'kit/not-found', detail: 'the reply is gone' })
  const { requester } = ticket.facts
  const from = senderOf(parts, ticket.queue)
  const agent = reply.by.name
  const contact = { ...requester }
  const replyTag = await grantLink(parts, work, work.id, contact, 'reply')
  const to = answerAddress(ticket, parts.settings.get())
  if (to === null) throw new FaultError({ code: 'ticket/invalid', detail: NO_ADDRESS })
  const { cc = [], bcc = [] } = reply
  const isCopied = cc.length + bcc.length > 0
  // The same bytes go to everybody: the requester's link would let the others read. Whoever reads mail to another
  // address than From has not shown that From is theirs.
  const linkToken = isCopied
    ? null
    : await grantLink(parts, work, work.id, contact, to.isProof ? 'link' : 'form')
  const { chain, lastReceived } = await chainOf(work, ticket, {
    until: sendId,
    to: to.address,
  })
  const outlook = outlookTrail(parts, work, ticket)
  const text = (
    reply.more
      ? new TextDecoder().decode((await parts.blobs.get(reply.more)) ?? new Uint8Array())
      : reply.text
  ).trimEnd()
  const html = reply.html ? await parts.blobs.get(reply.html) : null
  const language = await languageOfContact(parts, work.tx, requester.id)
  const files = await filesOut(parts, work, { message: reply, contact, language })
  const plain = dressReply(await settingsForMail(parts), {
    language,
    agent,
    queue: ticket.queue,
    text: `${text}${files.text}`,
    html: html
      ? `${withoutLinked(language, new TextDecoder().decode(html), reply)}${files.html}`
      : null,
    foot: {
      words: language.words.mail.ticket({ number: ticket.facts.number }),
      link: linkToken === null ? null : statusLink(parts.config.publicUrl, work.id, linkToken),
      ...(isEndTold(parts, ticket) ? { more: howToReopen(language, ticket.status) } : {}),
    },
  })
  const quote = isCopied
    ? null
    : findQuote(parts.settings.get(), language, { ticket, reply: sendId })
  const dressed = quote ? addQuote(plain, quote) : plain
  const state = await queueMail(parts, work.tx, {
    id: sendId,
    kind: 'reply',
    ticket: work.id,
    message: sendId,
    mail: {
      from: { address: from.address, name: `${agent} (${from.name})`.slice(0, 200) },
      replyTo: answersTo(parts, from, replyTag),
      to: [{ address: to.address, name: to.name }],
      cc,
      ...(bcc.length > 0 ? { bcc } : {}),
      subject: isFirstWord(ticket, sendId)
        ? openingSubject(ticket.subject, ticket.facts.number)
        : replySubject(ticket.subject, ticket.facts.number),
      inReplyTo: lastReceived,
      references: chain,
      ...outlook,
      ...dressed,
      attachments: [...dressed.attachments, ...files.attachments],
      autoSubmitted: null,
    },
  })
  for (const { address } of [to, ...cc, ...bcc]) {
    const suppression = await findSuppression(work.tx, address)
    if (suppression) tellTicket(parts, work, warnOf(suppression, address === to.address))
  }
  parts.log('info', 'reply queued', { ticket: work.id, state })
  return state
}

/** The desk opened the ticket with it: there is nothing that it answers. */
function isFirstWord({ facts, messages }: Ticket, sendId: string): boolean {
  const isSaid = ({ kind }: Message) => kind === 'reply' || kind === 'inbound'
  return facts.channel === 'desk' && messages.find(isSaid)?.id === sendId
}

/** What Outlook groups by: given back to those who sent it. */
function outlookTrail(
  parts: CommitParts,
  work: TicketWork,
  ticket: Ticket,
): Pick<OutgoingMail, 'threadIndex' | 'threadTopic'> {
  const parent = ticket.messages.findLast(
    ({ kind, by, threadIndex }) =>
      kind === 'inbound' && by.id === ticket.facts.requester.id && threadIndex !== undefined,
  )
  const threadIndex = parent?.threadIndex
    ? nextThreadIndex(parent.threadIndex, work.now, parts.random)
    : null
  // Theirs, whatever the ticket is called meanwhile.
  const threadTopic = cleanName(parent?.threadTopic ?? bareSubject(ticket.subject))
  return threadIndex === null ? {} : { threadIndex, threadTopic }
}
