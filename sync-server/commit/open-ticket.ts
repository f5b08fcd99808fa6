/** A new ticket, the same whichever way it came: web form, mail, API, or an agent on somebody's behalf. */
import { FaultError } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Channel, FieldValue, Priority } from '../../shared/ticket/ticket.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import { number, type Tx } from '../store/database.ts'
import { deny } from './access.ts'
import type { Contact } from './actor.ts'
import { refBlobs } from './blob-refs.ts'
import type { MailFacts } from './inbound.ts'
import { grantLink } from './capabilities.ts'
import type { Answer, CommitParts } from './parts.ts'
import { cleanName, findOrAddContact } from './contacts.ts'
import {
  finish,
  fitText,
  newWork,
  writeMessage,
  writeValues,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'
import { tierFor } from '../sla/tier-rows.ts'
import { queueAcknowledgement } from '../mail/outbound/acknowledgement.ts'

export type OpenInput = {
  kind: 'open'
  queue: string
  channel: Channel
  /** `language`: of the page they filled in (words/language). */
  requester: { name: string; address: string; language?: string }
  subject: string
  body: string
  quoted?: string
  priority?: Priority
  custom?: Record<string, FieldValue>
  /** Name of the requester's organisation, where it is known. */
  organisation?: string
  /** When it reached us, epoch ms; SLA counts from here. Never in the future. */
  receivedAt: number
  message?: MailFacts
  /** False: no acknowledgement is mailed (automatic or doubtful mail). */
  isAcknowledged: boolean
  /** Message-ID of the customer's mail, for threading. */
  inReplyTo?: string | null
}

export async function openTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: OpenInput,
): Promise<Answer> {
  const { actor } = request
  if (actor.kind === 'agent' && !maySee(actor.rights, input.queue))
    return deny('you may not file in this queue')
  const contact = await findOrAddContact(parts, request, input.requester)
  const made = await createTicket(parts, request, input, contact)
  // Whoever files gets a key of their own: only the link that is mailed proves the address. Nobody waits for one by mail.
  const key =
    input.channel === 'mail'
      ? {}
      : { statusToken: await grantLink(parts, request, made.ticket, contact, 'form') }
  if (input.isAcknowledged)
    await queueAcknowledgement(parts, request, {
      ticket: made.ticket,
      number: made.number,
      queue: input.queue,
      contact,
      statusToken: await grantLink(parts, request, made.ticket, contact, 'link'),
      inReplyTo: input.inReplyTo ?? null,
    })
  return {
    version: made.version,
    result: { id: made.ticket, number: made.number, ...key, message: made.message },
  }
}

export type Made = { ticket: string; number: number; version: number; message: string }

/** The ticket alone: no link, no acknowledgement. */
export async function createTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: OpenInput,
  contact: Contact,
): Promise<Made> {
  const { work, number: ticketNumber } = await beginTicket(parts, request, input, contact)
  const ticket = work.id
  const message = writeMessage(work, {
    id: makeId(request.now, parts.random),
    kind: 'inbound',
    by: { kind: 'contact', id: contact.id, name: contact.name },
    ...(await fitText(parts, input.body)),
    via: input.channel === 'desk' ? 'app' : input.channel,
    address: contact.address,
    ...(input.quoted ? { quoted: input.quoted } : {}),
    ...input.message,
  })
  await refBlobs(request.tx, ticket, message)
  const done = await finish(parts, work)
  return { ticket, number: ticketNumber, version: done.version, message: message.id }
}

/** What a ticket is before anything was said on it. */
export type Begun = Pick<
  OpenInput,
  'queue' | 'channel' | 'subject' | 'priority' | 'custom' | 'organisation' | 'receivedAt'
> & {
  /** Made by a device; absent: one is made here. */
  id?: string
}

/** A new ticket without a message, not stored yet: the caller says what is said first, and finishes. */
export async function beginTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: Begun,
  contact: Contact,
): Promise<{ work: TicketWork; number: number }> {
  const settings = parts.settings.get()
  if (!settings.queues.some((queue) => queue.slug === input.queue))
    throw new FaultError({
      code: 'desk/unknown-queue',
      detail: `there is no queue “${input.queue}”`,
    })
  const ticketNumber = await nextNumber(request.tx)
  const acceptedAt = Math.min(input.receivedAt, request.now)
  const tier = await tierFor(request.tx, contact.id, input.organisation ?? null)
  const work = newWork(input.id ?? makeId(request.now, parts.random), request)
  writeValues(work, [
    ['fields', 'subject', cleanSubject(input.subject)],
    ['fields', 'status', 'new'],
    ['fields', 'priority', input.priority ?? 'normal'],
    ['fields', 'queue', input.queue],
    ['fields', 'assignee', null],
    ...customValues(input.custom ?? {}),
    ['facts', 'number', ticketNumber],
    ['facts', 'channel', input.channel],
    ['facts', 'acceptedAt', acceptedAt],
    ['facts', 'requester', { ...contact }],
    ...(input.organisation ? [['facts', 'organisation', input.organisation] as const] : []),
    ...(tier === null ? [] : [['facts', 'tier', tier] as const]),
  ])
  work.facts.push({ kind: 'accepted', at: acceptedAt })
  return { work, number: ticketNumber }
}

const customValues = (custom: Record<string, FieldValue>) =>
  Object.entries(custom)
    .slice(0, 50)
    .filter(([key]) => /^[a-z0-9][a-z0-9_-]{0,59}$/i.test(key))
    .map(
      ([key, value]) =>
        [
          'fields',
          `c.${key.toLowerCase()}`,
          typeof value === 'string' ? value.slice(0, LIMITS.fieldTextChars) : value,
        ] as const,
    )

async function nextNumber(tx: Tx): Promise<number> {
  const row = await tx.get(
    `INSERT INTO counters (name, value) VALUES ('ticket', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value`,
  )
  if (!row) throw new Error('the ticket counter gave no number')
  return number(row, 'value')
}

export function cleanSubject(subject: string): string {
  return (
    cleanName(subject.slice(0, LIMITS.subjectChars * 2)).slice(0, LIMITS.subjectChars) ||
    '(no subject)'
  )
}
