/**
 * Sending a reply exactly once (architecture §6): the text is frozen out of the draft, held for the undo time, then
 * released to the mail queue. The send guard: nothing goes out over what its author had not seen, unless forced.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { containsState, readFiles, readRecipients } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { sentStateOf } from '../../shared/ticket/sent-state.ts'
import { Status, type MailPerson, type Message, type Ticket } from '../../shared/ticket/ticket.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import { number, text, textOrNull } from '../store/database.ts'
import { addJob, dropJob } from '../jobs/job-rows.ts'
import { answerAddress } from '../mail/outbound/answer-address.ts'
import { chooseLinks } from '../mail/outbound/reply-files.ts'
import { NO_ADDRESS, queueReplyMail } from '../mail/outbound/reply-mail.ts'
import { notFound, openForAgent, openForDesk } from './access.ts'
import { refBlobs, unrefBlobs } from './blob-refs.ts'
import { carryDraft, currentDraftOf } from './carry-draft.ts'
import type { Answer, CommitParts } from './parts.ts'
import { chosenOf, freezeAudience, joinCopied, type Copies } from './reply-recipients.ts'
import { loadDraft } from './draft.ts'
import type { SendInput, UnsendInput } from './input.ts'
import {
  eraseValue,
  finish,
  fitText,
  writeMessage,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'
import { freezeFiles, type NamedFile } from './uploads.ts'

/** A reply that comes whole, without a draft. */
export type WholeReply = {
  kind: 'whole-reply'
  ticket: string
  sendId: string
  text: string
  html: string | null
  /** Who gets it besides the requester; not said: whom agents put on the ticket. */
  cc?: readonly MailPerson[]
  bcc?: readonly MailPerson[]
  files?: readonly NamedFile[]
  /** Null: the caller looks at the ticket now. */
  seen: string | null
  isForced: boolean
  status: Status | null
}

/** Undo time is the server's: the job is due when it ends, so it survives a restart. */
const ReleasePayload = v.object({
  ticket: v.string(),
  sendId: v.string(),
  statusBefore: Status,
  statusAfter: Status,
})

export async function sendReply(
  parts: CommitParts,
  request: WorkRequest,
  input: SendInput,
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  const sent = await request.tx.get(`SELECT ticket, state FROM sends WHERE id = ?`, input.sendId)
  // Whoever makes ids that are taken learns nothing of the ticket they belong to.
  if (sent && text(sent, 'ticket') !== input.ticket) return notFound('there is no such ticket')
  if (sent && text(sent, 'state') !== 'undone') {
    work.loan?.giveBack()
    return {
      version: work.version,
      result: { sendId: input.sendId, state: text(sent, 'state') },
    }
  }
  if (!input.draft.startsWith(`${input.ticket}-`)) return notFound('the draft is of another ticket')
  const draft = await loadDraft(request.tx, input.draft)
  if (!draft) throw new FaultError({ code: 'ticket/gap', detail: 'the draft has not arrived yet' })
  if (draft.sentBy !== null)
    throw new FaultError({
      code: 'ticket/stale',
      detail: `${draft.sentBy} sent this reply already`,
      more: { sentBy: draft.sentBy },
    })
  if (!containsState(draft.doc, input.draftState))
    throw new FaultError({ code: 'ticket/gap', detail: 'part of the draft has not arrived yet' })
  const words = renderDraft(draft.doc)
  if (words.text === '')
    throw new FaultError({ code: 'ticket/invalid', detail: 'the reply is empty' })
  await guard(work, rights.person, input.seen, input.isForced)
  const copies = freezeAudience(parts, work, {
    chosen: readRecipients(draft.doc),
    seen: input.isForced ? null : (input.audience ?? null),
  })
  const files = await freezeFiles(parts, request.tx, {
    ticket: input.ticket,
    rights,
    files: readFiles(draft.doc),
  })
  await request.tx.run(`UPDATE drafts SET sent_by = ? WHERE id = ?`, rights.name, input.draft)
  request.tx.afterCommit(() => parts.hub.publish({ type: 'draft-sent', draft: input.draft }))
  return hold(parts, work, {
    sendId: input.sendId,
    draft: input.draft,
    sentState: sentStateOf(draft.doc),
    ...words,
    copies,
    files,
    status: input.status,
  })
}

export async function sendWhole(
  parts: CommitParts,
  request: WorkRequest,
  input: WholeReply,
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  if (input.text.trim() === '')
    throw new FaultError({ code: 'ticket/invalid', detail: 'the reply is empty' })
  if (input.seen !== null) await guard(work, rights.person, input.seen, input.isForced)
  const chosen = chosenOf(work, { cc: input.cc ?? null, bcc: input.bcc ?? null })
  const copies = freezeAudience(parts, work, { chosen, seen: null })
  const files = await freezeFiles(parts, request.tx, {
    ticket: input.ticket,
    rights,
    files: input.files ?? [],
  })
  return hold(parts, work, {
    sendId: input.sendId,
    draft: null,
    sentState: null,
    text: input.text,
    html: input.html,
    copies,
    files,
    status: input.status,
  })
}

/** Refuses when somebody else's message or note came after the newest one the author had seen. */
async function guard(
  work: TicketWork,
  person: string,
  seen: string | null,
  isForced: boolean,
): Promise<void> {
  if (isForced) return
  const messages = (work.before?.messages ?? []).filter((message) => message.kind !== 'event')
  const seenAt = seen === null ? -1 : await timeOfSeen(work, { messages, seen, person })
  const newer = messages.filter(
    (message) =>
      message.at > (seenAt ?? -1) &&
      message.id !== seen &&
      !(message.by.kind === 'agent' && message.by.id === person),
  )
  if (newer.length === 0 && seenAt !== null) return
  throw new FaultError({
    code: 'ticket/stale',
    detail: 'something newer came in that you had not seen',
    more: { newer: newer.map((message) => message.id) },
  })
}

/** When what was seen came in; null for something that never was. A reply that was taken back meanwhile was seen all the same. */
async function timeOfSeen(
  work: TicketWork,
  { messages, seen, person }: { messages: readonly Message[]; seen: string; person: string },
): Promise<number | null> {
  const message = messages.find((one) => one.id === seen)
  // A note of one's own that arrived late stands after what came in meanwhile: having seen it proves nothing.
  const isLateOwn =
    message?.kind === 'note' && message.by.id === person && message.claimedAt !== undefined
  if (message) return isLateOwn ? null : message.at
  const undone = await work.tx.get(
    `SELECT at FROM sends WHERE id = ? AND ticket = ? AND state = 'undone'`,
    seen,
    work.id,
  )
  return undone ? number(undone, 'at') : null
}

type Frozen = {
  sendId: string
  draft: string | null
  sentState: string | null
  text: string
  html: string | null
  copies: Copies
  files: readonly Attachment[]
  status: Status | null
}

async function hold(parts: CommitParts, work: TicketWork, reply: Frozen): Promise<Answer> {
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
    via: 'app',
  })
  await goOn(parts, work, { before, sent: reply.draft })
  await refBlobs(tx, work.id, message)
  const statusBefore = work.before?.status ?? 'new'
  const statusAfter = reply.status ?? (statusBefore === 'new' ? 'open' : statusBefore)
  if (statusAfter !== statusBefore) writeValue(work, 'fields', 'status', statusAfter)
  await tx.run(
    `INSERT INTO sends (id, ticket, draft, person, state, at) VALUES (?, ?, ?, ?, 'held', ?) ON CONFLICT (id) DO UPDATE SET state = 'held', at = excluded.at`,
    reply.sendId,
    work.id,
    reply.draft,
    by.id,
    now,
  )
  const undoMs = parts.config.undoSeconds * 1000
  if (undoMs === 0) await release(parts, work, reply.sendId)
  else {
    writeValue(work, 'delivery', reply.sendId, { state: 'held', at: now, until: now + undoMs })
    const payload: v.InferOutput<typeof ReleasePayload> = {
      ticket: work.id,
      sendId: reply.sendId,
      statusBefore,
      statusAfter,
    }
    await addJob(tx, {
      id: makeId(now, parts.random),
      kind: 'release',
      key: `send:${reply.sendId}`,
      dueAt: now + undoMs,
      payload,
      now,
    })
  }
  const done = await finish(parts, work)
  return {
    version: done.version,
    result: { sendId: reply.sendId, state: undoMs === 0 ? 'accepted' : 'held' },
  }
}

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
  const job = await dropJob(request.tx, `send:${input.sendId}`)
  const before = work.reading.now()
  eraseValue(work, 'messages', input.sendId)
  eraseValue(work, 'delivery', input.sendId)
  const gone = before.messages.find((message) => message.id === input.sendId)
  const rest = work.reading.now().messages
  if (gone) await unrefBlobs(parts, request.tx, work.id, { gone, rest })
  const draft = textOrNull(send, 'draft')
  // The round is that of before again. What was sent in it comes back first; the next round waits for it.
  if (draft !== currentDraftOf(work.id, work.reading.now()))
    await goOn(parts, work, { before, sent: null })
  const payload = job ? v.safeParse(ReleasePayload, job) : null
  if (payload?.success && payload.output.statusAfter === work.before?.status)
    writeValue(work, 'fields', 'status', payload.output.statusBefore)
  await request.tx.run(`UPDATE sends SET state = 'undone' WHERE id = ?`, input.sendId)
  if (draft !== null) await request.tx.run(`UPDATE drafts SET sent_by = NULL WHERE id = ?`, draft)
  const done = await finish(parts, work)
  return { version: done.version, result: { draft } }
}

/** The undo time is over: from here on it counts as a response, and the submitter may read it. */
export async function releaseReply(
  parts: CommitParts,
  request: WorkRequest,
  input: { sendId: string; ticket: string },
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  const send = await request.tx.get(`SELECT state FROM sends WHERE id = ?`, input.sendId)
  if (!send || text(send, 'state') !== 'held' || !rootMap(work.doc, 'messages').has(input.sendId))
    return { version: work.version }
  await release(parts, work, input.sendId)
  const done = await finish(parts, work)
  return { version: done.version }
}

export async function release(parts: CommitParts, work: TicketWork, sendId: string): Promise<void> {
  await work.tx.run(`UPDATE sends SET state = 'accepted' WHERE id = ?`, sendId)
  work.facts.push({ kind: 'reply', at: work.now })
  const message = work.reading.now().messages.find(({ id }) => id === sendId)
  if (message) await joinCopied(parts, work, message)
  const state = await queueReplyMail(parts, work, sendId)
  writeValue(work, 'delivery', sendId, { state, at: work.now })
}
