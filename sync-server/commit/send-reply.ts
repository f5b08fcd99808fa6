/**
 * Sending a reply (architecture §6): words, files and readers are frozen out of the draft, or come whole. Not here: the
 * guard before (send-guard), and what becomes of it until it goes (held-reply).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  containsState,
  parseDraftId,
  readRecipients,
  roundOf,
} from '../../shared/ticket/draft-doc.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { renderDraft, type DraftText } from '../../shared/ticket/draft-text.ts'
import { variablesLeft } from '../../shared/ticket/macro.ts'
import { sentStateOf } from '../../shared/ticket/sent-state.ts'
import type { MailPerson, Status, Ticket } from '../../shared/ticket/ticket.ts'
import { text } from '../store/database.ts'
import { notFound, openForAgent } from './access.ts'
import { loadDraft } from './draft.ts'
import { refuseLocked, refuseLockedTicket, reviewerOf } from './draft-turn.ts'
import { hold } from './held-reply.ts'
import type { SendInput } from './input.ts'
import type { Answer, CommitParts } from './parts.ts'
import { chosenOf, freezeAudience } from './reply-recipients.ts'
import { showPictures } from './reply-pictures.ts'
import { guard, refuseUnseen } from './send-guard.ts'
import type { WorkRequest } from './ticket-work.ts'
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
  /** Its author could not know of a lock: it came by mail. */
  isPastLock?: boolean
  status: Status | null
  /** Not before this time, epoch ms. */
  notBefore?: number | null
}

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
  // Sent before it, the next draft would be this one, which is sent, and the words of the other would go out in both.
  if (isOfLaterRound(input.draft, work.reading.now()))
    throw new FaultError({
      code: 'ticket/invalid',
      detail: 'the reply before it was taken back and is a draft again: that one goes first',
    })
  if (!containsState(draft.doc, input.draftState))
    throw new FaultError({ code: 'ticket/gap', detail: 'part of the draft has not arrived yet' })
  const typed = renderDraft(draft.doc)
  assertWords(typed)
  assertFilled(typed)
  const { person } = rights
  await refuseLocked(request.tx, draft.doc, { person, now: request.now })
  await refuseUnseen(
    request.tx,
    { id: input.draft, doc: draft.doc },
    { print: input.seenPrint, person },
  )
  await guard(work, person, input.seen, input.isForced)
  const copies = freezeAudience(parts, work, {
    chosen: readRecipients(draft.doc),
    seen: input.isForced ? null : (input.audience ?? null),
  })
  const frozen = await freezeFiles(parts, request.tx, {
    ticket: input.ticket,
    rights,
    files: filesOfReply(draft.doc),
  })
  const { files, pictures } = await showPictures(parts, frozen)
  const words = renderDraft(draft.doc, pictures)
  assertWords(words)
  await request.tx.run(`UPDATE drafts SET sent_by = ? WHERE id = ?`, rights.name, input.draft)
  request.tx.afterCommit(() => parts.hub.publish({ type: 'draft-sent', draft: input.draft }))
  return hold(parts, work, {
    sendId: input.sendId,
    draft: input.draft,
    sentState: sentStateOf(draft.doc),
    ...words,
    copies,
    files,
    reviewedBy: await reviewerOf(request.tx, draft.doc, person),
    status: input.status,
    snoozeUntil: input.snoozeUntil ?? null,
    notBefore: laterOf(request.now, input.notBefore ?? null),
    ...(input.claimedAt === undefined ? {} : { claimedAt: input.claimedAt }),
  })
}

/** Begun when a reply was on the ticket that is not there any more. */
const isOfLaterRound = (draft: string, ticket: Ticket): boolean =>
  (parseDraftId(draft)?.round ?? 0) > roundOf(ticket)

function assertWords({ text }: DraftText): void {
  if (text === '') throw new FaultError({ code: 'ticket/invalid', detail: 'the reply is empty' })
}

/** What a macro left open is for its author to fill in, not for the reader (experience, C). */
function assertFilled({ text }: DraftText): void {
  const [first] = variablesLeft(text)
  if (first !== undefined)
    throw new FaultError({ code: 'ticket/variable', detail: `${first} stands in the reply` })
}

/** A time that is past, as it is after a day without a network, is now. */
function laterOf(now: number, notBefore: number | null): number | null {
  if (notBefore === null || notBefore <= now) return null
  if (notBefore > now + LIMITS.scheduleMs)
    throw new FaultError({
      code: 'ticket/invalid',
      detail: 'a reply can be scheduled for the next 90 days',
    })
  return notBefore
}

export async function sendWhole(
  parts: CommitParts,
  request: WorkRequest,
  input: WholeReply,
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  if (input.text.trim() === '')
    throw new FaultError({ code: 'ticket/invalid', detail: 'the reply is empty' })
  if (input.isPastLock !== true) await refuseLockedTicket(work, rights.person)
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
    notBefore: laterOf(request.now, input.notBefore ?? null),
  })
}
