/**
 * Forwarding a message to somebody outside: mail from the queue, in the agent's name, recorded in the thread as a note. The
 * words of the message are in the mail as its quote and nowhere else, so that taking them out takes them out there too. The
 * answer is joined by our Message-ID, for agents, and never stands as the requester's: the mail has no secret of theirs.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { dropJob } from '../jobs/job-rows.ts'
import { dressReply } from '../mail/outbound/mail-look.ts'
import { settingsForMail } from '../mail/outbound/desk-logo.ts'
import { queueMail, senderOf } from '../mail/outbound/outgoing.ts'
import { chooseLinks } from '../mail/outbound/reply-files.ts'
import { addQuote } from '../mail/outbound/reply-quote.ts'
import { bareSubject } from '../mail/outbound/reply-subject.ts'
import { number } from '../store/database.ts'
import { notFound, openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import { cleanName, languageOfAddress } from './contacts.ts'
import type { ForwardInput, UnforwardInput } from './input.ts'
import type { Answer, CommitParts } from './parts.ts'
import { whyNoPerson } from './ticket-people.ts'
import {
  eraseValue,
  finish,
  putBackUnchanged,
  writeMessage,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function forwardMessage(
  parts: CommitParts,
  request: WorkRequest,
  input: ForwardInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const ticket = work.reading.now()
  const message = ticket.messages.find(({ id }) => id === input.message)
  if (!message || message.kind === 'event') {
    putBackUnchanged(work)
    return notFound('there is no such message')
  }
  const address = normaliseAddress(input.to.address)
  const why = whyNoPerson(parts, address) ?? whyNot(ticket, message, address)
  if (why !== null) return refuse(work, why)
  if (ticket.messages.some(({ id }) => id === input.id)) {
    putBackUnchanged(work)
    throw new FaultError({ code: 'ticket/reused-push', detail: 'a message has that id already' })
  }
  const wanted = new Set(input.files)
  const files = (message.attachments ?? []).filter(({ hash }) => wanted.has(hash))
  if (files.length < wanted.size) return refuse(work, 'that file is not on the message')
  const to = { address, name: cleanName(input.to.name) }
  const tooLarge = await chooseLinks(parts, work.tx, { files, words: { text: '', html: null } })
  if (tooLarge.length > 0) return refuse(work, 'these files are larger than a mail may be')
  writeMessage(work, {
    id: input.id,
    kind: 'note',
    by: authorOf(request.actor),
    text: input.text,
    cc: [to],
    forwardOf: { message: message.id, files: files.map(({ hash }) => hash) },
    via: 'app',
  })
  const until = work.now + parts.config.undoSeconds * 1000
  const state = await queueForward(parts, work, { input, message, to, files, dueAt: until })
  writeValue(
    work,
    'delivery',
    input.id,
    state === 'kept' ? { state, at: work.now } : { state: 'held', at: work.now, until },
  )
  const done = await finish(parts, work)
  return {
    version: done.version,
    result: { id: input.id, state: state === 'kept' ? state : 'held' },
  }
}

function whyNot({ facts }: Ticket, message: Message, address: string): string | null {
  if (message.kind === 'note') return 'a note is for the team alone'
  if (message.redactedAt !== undefined) return 'its words were taken out'
  if (message.warning === 'verification') return 'it lets somebody in elsewhere'
  // They are on the ticket: a reply reaches them, and they would answer as who they are.
  const isOn = [facts.requester, ...facts.participants].some((one) => one.address === address)
  return isOn ? 'they are on this ticket already: write them a reply' : null
}

async function queueForward(
  parts: CommitParts,
  work: TicketWork,
  about: {
    input: ForwardInput
    message: Message
    to: { address: string; name: string }
    files: readonly Attachment[]
    dueAt: number
  },
): Promise<'accepted' | 'kept'> {
  const { input, message, to, files, dueAt } = about
  const { queue, subject, facts } = work.reading.now()
  const from = senderOf(parts, queue)
  const { name: agent } = authorOf(work.actor)
  const whole = message.more ? await parts.blobs.get(message.more) : null
  const language = await languageOfAddress(parts, work.tx, to.address)
  const plain = dressReply(await settingsForMail(parts), {
    language,
    agent,
    queue,
    text: input.text,
    html: null,
    foot: { words: language.words.mail.ticket({ number: facts.number }), link: null },
  })
  const who = cleanName(message.by.name).replace(/[<>]/g, '')
  const at = new Date(message.at).toISOString().slice(0, 16).replace('T', ' ')
  const dressed = addQuote(plain, {
    message: message.id,
    language,
    lead: language.words.mail.quote.forwarded({
      who: [who, message.address && `<${message.address}>`].filter(Boolean).join(' '),
      at,
    }),
    words: (whole ? new TextDecoder().decode(whole) : message.text).trim(),
  })
  return queueMail(parts, work.tx, {
    id: input.id,
    kind: 'forward',
    ticket: work.id,
    message: input.id,
    dueAt,
    mail: {
      from: { address: from.address, name: `${agent} (${from.name})`.slice(0, 200) },
      // The queue's own address, without a tag: a tag is a secret of the requester.
      replyTo: from,
      to: [to],
      cc: [],
      subject: `Fwd: ${bareSubject(subject)}`,
      inReplyTo: null,
      references: [],
      ...dressed,
      attachments: [
        ...dressed.attachments,
        ...files.map((file) => ({ ...file, inline: false, cid: null })),
      ],
      autoSubmitted: null,
    },
  })
}

/** Within the undo time, as a reply; what has begun to go cannot be called back. */
export async function unforwardMessage(
  parts: CommitParts,
  request: WorkRequest,
  input: UnforwardInput,
): Promise<Answer> {
  const { tx, now } = request
  const { work } = await openForAgent(parts, request, input.ticket)
  const message = work.reading.now().messages.find(({ id }) => id === input.id)
  const row = await tx.get(
    `SELECT at FROM outgoing WHERE id = ? AND ticket = ? AND kind = 'forward'`,
    input.id,
    input.ticket,
  )
  if (!message?.forwardOf || !row) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  const key = `mail:${input.id}`
  const job = await tx.get(`SELECT is_started, lease FROM jobs WHERE key = ?`, key)
  const isOver = number(row, 'at') + parts.config.undoSeconds * 1000 < now
  const isLeased = job !== undefined && (number(job, 'is_started') === 1 || job['lease'] !== null)
  if (isOver || isLeased) {
    putBackUnchanged(work)
    throw new FaultError({ code: 'ticket/too-late', detail: 'it is on its way already' })
  }
  await dropJob(tx, key)
  for (const table of ['outgoing WHERE id', 'mail_ids WHERE message'])
    await tx.run(`DELETE FROM ${table} = ?`, input.id)
  eraseValue(work, 'messages', input.id)
  eraseValue(work, 'delivery', input.id)
  return { version: (await finish(parts, work)).version, result: { words: message.text } }
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
