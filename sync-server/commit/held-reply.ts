/**
 * A reply that is on its ticket and has not gone: held for the undo time or until the hour it was asked for, taken back,
 * or released to the mail queue exactly once (architecture §6). Not here: what it is made of (send-reply).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import { Status, type Author, type Message, type Ticket } from '../../shared/ticket/ticket.ts'
import { addJob, dropJob } from '../jobs/job-rows.ts'
import { answerAddress } from '../mail/outbound/answer-address.ts'
import { queueKeptBackNotice } from '../mail/outbound/delivery-notice.ts'
import { chooseLinks } from '../mail/outbound/reply-files.ts'
import { NO_ADDRESS, queueReplyMail } from '../mail/outbound/reply-mail.ts'
import { text, textOrNull } from '../store/database.ts'
import { notFound, openForAgent, openForDesk } from './access.ts'
import { refBlobs, unrefBlobs } from './blob-refs.ts'
import { carryDraft, currentDraftOf } from './carry-draft.ts'
import { flagTakenBack } from './draft-flag.ts'
import { setForDevice } from './edit-conflict.ts'
import type { UnsendInput } from './input.ts'
import type { Answer, CommitParts } from './parts.ts'
import { joinCopied, type Copies } from './reply-recipients.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  eraseValue,
  finish,
  fitText,
  writeMessage,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

/** Of a reply that was asked for a later hour: the status its ticket takes then; null: as any reply. And how long it sleeps. */
export const Scheduled = v.object({
  status: v.nullable(Status),
  snoozeUntil: v.optional(v.nullable(v.number())),
})
export type Scheduled = v.InferOutput<typeof Scheduled>

/** The hour is the server's: the job is due when it ends, so it survives a restart. */
export const ReleasePayload = v.object({
  ticket: v.string(),
  sendId: v.string(),
  statusBefore: Status,
  statusAfter: Status,
  /** Until when it slept before, and sleeps with the reply: taken back together. */
  snoozed: v.optional(v.object({ before: v.nullable(v.number()), after: v.number() })),
  scheduled: v.optional(Scheduled),
})

/** A reply as it was when it was sent. */
export type Frozen = {
  sendId: string
  draft: string | null
  sentState: string | null
  text: string
  html: string | null
  copies: Copies
  files: readonly Attachment[]
  /** Who had looked these words over, and called them good. */
  reviewedBy?: Author | undefined
  status: Status | null
  /** Until when its ticket sleeps, epoch ms; past or null: not at all. */
  snoozeUntil?: number | null
  /** Not before this time, epoch ms; null: as soon as the undo time is over. */
  notBefore: number | null
  /** When its author sent it, as their device says. */
  claimedAt?: number
}

/** What was sent this long before it came was written without a network: both times are told. */
const LATE_MS = 60_000

/** Puts it on its ticket, and holds it for the undo time, or until the hour it was asked for. */
export async function hold(parts: CommitParts, work: TicketWork, reply: Frozen): Promise<Answer> {
  if (work.before?.facts.requester.address === '')
    throw new FaultError({ code: 'ticket/invalid', detail: 'its requester was erased' })
  if (work.before && answerAddress(work.before, parts.settings.get()) === null)
    throw new FaultError({ code: 'ticket/invalid', detail: NO_ADDRESS })
  const { tx, now, actor } = work
  const by =
    actor.kind === 'agent'
      ? { kind: 'agent' as const, id: actor.rights.person, name: actor.rights.name }
      : { kind: 'desk' as const, id: 'desk', name: 'Deskside' }
  const body: Pick<Message, 'text' | 'more' | 'html' | 'sentState'> = await fitText(
    parts,
    reply.text,
  )
  if (reply.sentState !== null) body.sentState = reply.sentState
  if (reply.html) {
    const stored = await parts.blobs.put(new TextEncoder().encode(reply.html))
    if (!stored.ok) throw new FaultError(stored.fault)
    body.html = stored.value
  }
  // The id is the sender's own: it must not be that of a message which is there, whoever wrote that one.
  if (rootMap(work.doc, 'messages').has(reply.sendId))
    throw new FaultError({
      code: 'ticket/reused-push',
      detail: 'a message of this ticket has that id already',
    })
  const before = work.reading.now()
  const linked = await chooseLinks(parts, tx, { files: reply.files, words: reply })
  const message = writeMessage(work, {
    id: reply.sendId,
    kind: 'reply',
    by,
    ...body,
    ...reply.copies,
    ...(reply.files.length > 0 ? { attachments: [...reply.files] } : {}),
    ...(linked.length > 0 ? { linked } : {}),
    ...(reply.reviewedBy ? { reviewedBy: reply.reviewedBy } : {}),
    via: 'app',
    ...(reply.claimedAt !== undefined && reply.claimedAt <= now - LATE_MS
      ? { claimedAt: reply.claimedAt }
      : {}),
  })
  await goOn(parts, work, { before, sent: reply.draft })
  await refBlobs(tx, work.id, message)
  const undoMs = parts.config.undoSeconds * 1000
  const dueAt = Math.max(now + undoMs, reply.notBefore ?? 0)
  const isScheduled = dueAt > now + undoMs
  const statusBefore = work.before?.status ?? 'new'
  const statusAfter = reply.status ?? (statusBefore === 'new' ? 'open' : statusBefore)
  // What is to be sent tomorrow solves nothing today.
  if (!isScheduled && statusAfter !== statusBefore) setForDevice(work, 'status', statusAfter)
  const snoozeUntil = isAhead(reply.snoozeUntil, now) ? reply.snoozeUntil : null
  const isSnoozed = !isScheduled && snoozeUntil !== null && snoozeUntil !== before.snoozedUntil
  if (isSnoozed) setForDevice(work, 'snoozedUntil', snoozeUntil)
  await tx.run(
    `INSERT INTO sends (id, ticket, draft, person, state, at) VALUES (?, ?, ?, ?, 'held', ?) ON CONFLICT (id) DO UPDATE SET state = 'held', at = excluded.at`,
    reply.sendId,
    work.id,
    reply.draft,
    by.id,
    now,
  )
  if (dueAt === now) await release(parts, work, reply.sendId)
  else {
    writeValue(work, 'delivery', reply.sendId, {
      state: 'held',
      at: now,
      until: dueAt,
      ...(isScheduled ? { isScheduled: true } : {}),
    })
    const payload: v.InferOutput<typeof ReleasePayload> = {
      ticket: work.id,
      sendId: reply.sendId,
      statusBefore,
      statusAfter: isScheduled ? statusBefore : statusAfter,
      ...(isSnoozed ? { snoozed: { before: before.snoozedUntil, after: snoozeUntil } } : {}),
      ...(isScheduled ? { scheduled: { status: reply.status, snoozeUntil } } : {}),
    }
    await addJob(tx, {
      id: makeId(now, parts.random),
      kind: 'release',
      key: `send:${reply.sendId}`,
      dueAt,
      payload,
      now,
    })
  }
  const done = await finish(parts, work)
  return {
    version: done.version,
    result: { sendId: reply.sendId, state: dueAt === now ? 'accepted' : 'held' },
  }
}

/** What is past by the time it comes, as after a day without a network, lets nothing sleep. */
const isAhead = (until: number | null | undefined, now: number): until is number =>
  typeof until === 'number' && until > now

/** Every reply on a ticket begins the next round: what is being written, and is not this one, goes on in it. */
async function goOn(
  parts: CommitParts,
  work: TicketWork,
  { before, sent }: { before: Ticket; sent: string | null },
): Promise<void> {
  const [from, into] = [before, work.reading.now()].map((one) => currentDraftOf(work.id, one))
  if (from !== undefined && into !== undefined && from !== sent)
    await carryDraft(parts, work, { from, into })
}

export async function unsendReply(
  parts: CommitParts,
  request: WorkRequest,
  input: UnsendInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const send = await request.tx.get(`SELECT * FROM sends WHERE id = ?`, input.sendId)
  if (!send || text(send, 'ticket') !== input.ticket) return notFound('there is no such reply')
  if (text(send, 'state') === 'undone') return { version: work.version }
  if (text(send, 'state') !== 'held')
    throw new FaultError({ code: 'ticket/too-late', detail: 'the reply is on its way already' })
  const draft = await takeBack(parts, work, {
    sendId: input.sendId,
    draft: textOrNull(send, 'draft'),
  })
  const done = await finish(parts, work)
  return { version: done.version, result: { draft } }
}

/** Off its ticket, and its words into their draft again. @returns the draft; null when it came whole */
async function takeBack(
  parts: CommitParts,
  work: TicketWork,
  { sendId, draft }: { sendId: string; draft: string | null },
): Promise<string | null> {
  const job = await dropJob(work.tx, `send:${sendId}`)
  const before = work.reading.now()
  eraseValue(work, 'messages', sendId)
  eraseValue(work, 'delivery', sendId)
  const gone = before.messages.find((message) => message.id === sendId)
  const rest = work.reading.now().messages
  if (gone) await unrefBlobs(parts, work.tx, work.id, { gone, rest })
  // The round is that of before again. What was sent in it comes back first; the next round waits for it.
  if (draft !== currentDraftOf(work.id, work.reading.now()))
    await goOn(parts, work, { before, sent: null })
  const payload = job ? v.safeParse(ReleasePayload, job) : null
  if (payload?.success && payload.output.statusAfter === work.before?.status)
    setForDevice(work, 'status', payload.output.statusBefore)
  const snoozed = payload?.success ? payload.output.snoozed : undefined
  if (snoozed && snoozed.after === work.before?.snoozedUntil)
    setForDevice(work, 'snoozedUntil', snoozed.before)
  await work.tx.run(`UPDATE sends SET state = 'undone' WHERE id = ?`, sendId)
  if (draft !== null) await work.tx.run(`UPDATE drafts SET sent_by = NULL WHERE id = ?`, draft)
  await flagTakenBack(work)
  return draft
}

/** The undo time is over: from here on it counts as a response, and the submitter may read it. */
export async function releaseReply(
  parts: CommitParts,
  request: WorkRequest,
  input: { sendId: string; ticket: string; scheduled?: Scheduled | undefined },
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  const send = await request.tx.get(
    `SELECT state, person, draft FROM sends WHERE id = ?`,
    input.sendId,
  )
  if (!send || text(send, 'state') !== 'held' || !rootMap(work.doc, 'messages').has(input.sendId))
    return { version: work.version }
  if (input.scheduled) {
    const why = whyNotNow(parts, work, { sendId: input.sendId, person: text(send, 'person') })
    if (why !== null) {
      const draft = textOrNull(send, 'draft')
      await keepBack(parts, work, { sendId: input.sendId, draft, why })
      const done = await finish(parts, work)
      return { version: done.version }
    }
    const { status } = work.reading.now()
    const wanted = input.scheduled.status ?? (status === 'new' ? 'open' : status)
    if (wanted !== status) writeValue(work, 'fields', 'status', wanted)
    const { snoozeUntil } = input.scheduled
    if (isAhead(snoozeUntil, work.now)) writeValue(work, 'fields', 'snoozedUntil', snoozeUntil)
  }
  await release(parts, work, input.sendId)
  const done = await finish(parts, work)
  return { version: done.version }
}

/** What speaks against sending a scheduled reply over what its author has not seen; null: nothing. */
function whyNotNow(
  parts: CommitParts,
  work: TicketWork,
  { sendId, person }: { sendId: string; person: string },
): string | null {
  const ticket = work.reading.now()
  if (ticket.facts.requester.address === '') return 'its requester was erased'
  if (answerAddress(ticket, parts.settings.get()) === null) return NO_ADDRESS
  const at = ticket.messages.findIndex(({ id }) => id === sendId)
  const newer = ticket.messages
    .slice(at + 1)
    .find(
      ({ kind, by, standing }) =>
        kind !== 'event' && standing !== 'other' && !(by.kind === 'agent' && by.id === person),
    )
  if (newer === undefined) return null
  return newer.kind === 'inbound' ? 'its requester wrote meanwhile' : 'a colleague wrote meanwhile'
}

/**
 * A scheduled reply that is not sent after all: it was written before something came in that its author has not seen. Its
 * words are in the draft again, and somebody is told.
 */
export async function keepBack(
  parts: CommitParts,
  work: TicketWork,
  { sendId, draft, why }: { sendId: string; draft: string | null; why: string },
): Promise<void> {
  const message = work.reading.now().messages.find(({ id }) => id === sendId)
  // Whoever wrote it is told; a reply that came whole has no draft, so its words stand in the line.
  const words = draft === null && message ? message.text : undefined
  await takeBack(parts, work, { sendId, draft })
  tellTicket(
    parts,
    work,
    `The reply ${message ? `of ${message.by.name} ` : ''}that was to go out now was not sent: ${why}. ${draft === null ? 'Its words stand here.' : 'Its words are in the draft.'}`,
    words === undefined ? {} : { quoted: words },
  )
  await queueKeptBackNotice(parts, work, message?.by ?? null)
}

export async function release(parts: CommitParts, work: TicketWork, sendId: string): Promise<void> {
  await work.tx.run(`UPDATE sends SET state = 'accepted' WHERE id = ?`, sendId)
  work.facts.push({ kind: 'reply', at: work.now })
  const message = work.reading.now().messages.find(({ id }) => id === sendId)
  if (message) await joinCopied(parts, work, message)
  const state = await queueReplyMail(parts, work, sendId)
  writeValue(work, 'delivery', sendId, { state, at: work.now })
}
