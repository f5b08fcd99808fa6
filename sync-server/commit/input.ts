/** Everything that can be committed, and which page of the folder carries it out. A switch and no more. */
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { DeliveryOutcome, MarkDelivery, ReceiveMail } from '../../shared/wire/mail.ts'
import type { Command } from '../../shared/wire/up.ts'
import type { Answer, CommitParts } from './parts.ts'
import { editTicket, updateTicket } from './edit.ts'
import { openTicket, type OpenInput } from './open-ticket.ts'
import { addInbound, type InboundInput } from './inbound.ts'
import { compactTicket } from './compact.ts'
import { eraseContact, eraseInTicket } from './erase.ts'
import { deleteTicket } from './delete-ticket.ts'
import { forwardMessage, unforwardMessage } from './forward.ts'
import { linkTicket, unlinkTicket } from './link.ts'
import { mergeTicket } from './merge.ts'
import { moveTicket } from './move.ts'
import { openForSomebody } from './new-ticket.ts'
import { redactMessage } from './redact.ts'
import { settleDelivery, type SettleInput } from './settle-delivery.ts'
import { showMessage, type ShowInput } from './show-message.ts'
import { leaveQueue, shareTicket } from './share.ts'
import { receiveMail } from '../mail/inbound/receive-mail.ts'
import {
  dismissMail,
  releaseMail,
  type DismissMail,
  type ReleaseMail,
} from '../mail/inbound/release-mail.ts'
import { markDelivery } from './delivery.ts'
import { releaseReply, unsendReply, type Scheduled } from './held-reply.ts'
import { sendReply, sendWhole, type WholeReply } from './send-reply.ts'
import { updateDraft } from './draft.ts'
import { addPerson, setRequester, type PersonInput } from './ticket-people.ts'
import type { WorkRequest } from './ticket-work.ts'
import { splitTicket } from './split.ts'
import { putBackPerson, takeOffPerson } from './take-off.ts'
import { unmergeTicket } from './unmerge.ts'
import { unsplitTicket } from './unsplit.ts'
import { fireAlarms } from '../sla/fire-alarms.ts'
import { recountTicket, type RecountInput } from '../sla/recount.ts'
import { retierTicket } from '../sla/tier-change.ts'
import { proveAddress } from './prove-address.ts'

/** `claimedAt`: when its author sent it, as their device says. */
export type SendInput = Extract<Command, { kind: 'send' }> & { claimedAt?: number }
export type UnsendInput = Extract<Command, { kind: 'unsend' }>
export type MoveInput = Extract<Command, { kind: 'move' }>
export type MergeInput = Extract<Command, { kind: 'merge' }>
export type NewTicketInput = Extract<Command, { kind: 'open-ticket' }>
export type UnmergeInput = Extract<Command, { kind: 'unmerge' }>
export type SplitInput = Extract<Command, { kind: 'split' }>
export type UnsplitInput = Extract<Command, { kind: 'unsplit' }>
export type LinkInput = Extract<Command, { kind: 'link' }>
export type UnlinkInput = Extract<Command, { kind: 'unlink' }>
export type TakeOffInput = Extract<Command, { kind: 'take-off' }>
export type PutBackInput = Extract<Command, { kind: 'put-back' }>
export type ForwardInput = Extract<Command, { kind: 'forward' }>
export type UnforwardInput = Extract<Command, { kind: 'unforward' }>
export type DeleteInput = Extract<Command, { kind: 'delete' }>
export type RedactInput = Extract<Command, { kind: 'redact' }>

export type Input =
  /** A device's bytes for a ticket. */
  | { kind: 'update'; ticket: string; epoch: number; update: Uint8Array; claimedAt?: number }
  /** Named verbs carried out by the server, for the API. */
  | { kind: 'edit'; ticket: string; ops: TicketOp[] }
  | { kind: 'draft'; draft: string; update: Uint8Array }
  | OpenInput
  | NewTicketInput
  | InboundInput
  | SendInput
  | UnsendInput
  | MoveInput
  | MergeInput
  | UnmergeInput
  | SplitInput
  | UnsplitInput
  | ForwardInput
  | UnforwardInput
  | LinkInput
  | UnlinkInput
  | TakeOffInput
  | PutBackInput
  | DeleteInput
  | RedactInput
  | SettleInput
  | ShowInput
  /** A further queue sees the ticket, or does so no more. */
  | { kind: 'share'; ticket: string; queue: string }
  | { kind: 'leave'; ticket: string; queue: string }
  /** An agent puts somebody on a ticket: as its requester, or beside them. */
  | ({ kind: 'set-requester' | 'add-participant' } & PersonInput)
  /** A reply that comes whole, from the API. */
  | WholeReply
  /** The undo time of a reply is over. */
  | { kind: 'release'; sendId: string; ticket: string; scheduled?: Scheduled | undefined }
  /** Everything that says who a submitter is, and what they wrote: begins it, and does it in one ticket. */
  | { kind: 'erase'; contact: string; why: string }
  | { kind: 'erase-in'; ticket: string; contact: string; named?: string }
  /** Nobody touched it for long: its history may go. */
  | { kind: 'compact'; ticket: string }
  /** A warning or a breach is due. */
  | { kind: 'sla-alarm'; ticket: string }
  /** The tier of its requester or organisation may be another. */
  | { kind: 'tier'; ticket: string }
  | RecountInput
  /** A submitter opened a link that was mailed to them. */
  | { kind: 'prove-address'; ticket: string; contact: string; language?: string }
  | ReceiveMail
  | ReleaseMail
  | DismissMail
  | MarkDelivery

export type { DeliveryOutcome }

export function applyInput(
  parts: CommitParts,
  request: WorkRequest,
  input: Input,
): Promise<Answer> {
  switch (input.kind) {
    case 'update':
      return updateTicket(parts, request, input)
    case 'edit':
      return editTicket(parts, request, input)
    case 'draft':
      return updateDraft(parts, request, input)
    case 'open':
      return openTicket(parts, request, input)
    case 'open-ticket':
      return openForSomebody(parts, request, input)
    case 'inbound':
      return addInbound(parts, request, input)
    case 'send':
      return sendReply(parts, request, input)
    case 'unsend':
      return unsendReply(parts, request, input)
    case 'whole-reply':
      return sendWhole(parts, request, input)
    case 'release':
      return releaseReply(parts, request, input)
    case 'move':
      return moveTicket(parts, request, input)
    case 'merge':
      return mergeTicket(parts, request, input)
    case 'unmerge':
      return unmergeTicket(parts, request, input)
    case 'split':
      return splitTicket(parts, request, input)
    case 'unsplit':
      return unsplitTicket(parts, request, input)
    case 'forward':
      return forwardMessage(parts, request, input)
    case 'unforward':
      return unforwardMessage(parts, request, input)
    case 'link':
      return linkTicket(parts, request, input)
    case 'unlink':
      return unlinkTicket(parts, request, input)
    case 'take-off':
      return takeOffPerson(parts, request, input)
    case 'put-back':
      return putBackPerson(parts, request, input)
    case 'delete':
      return deleteTicket(parts, request, input)
    case 'settle-delivery':
      return settleDelivery(parts, request, input)
    case 'show-message':
      return showMessage(parts, request, input)
    case 'redact':
      return redactMessage(parts, request, input)
    case 'share':
      return shareTicket(parts, request, input)
    case 'leave':
      return leaveQueue(parts, request, input)
    case 'set-requester':
      return setRequester(parts, request, input)
    case 'add-participant':
      return addPerson(parts, request, input)
    case 'compact':
      return compactTicket(parts, request, input)
    case 'erase':
      return eraseContact(parts, request, input)
    case 'erase-in':
      return eraseInTicket(parts, request, input)
    case 'sla-alarm':
      return fireAlarms(parts, request, input)
    case 'tier':
      return retierTicket(parts, request, input)
    case 'sla-recount':
      return recountTicket(parts, request, input)
    case 'prove-address':
      return proveAddress(parts, request, input)
    case 'receive-mail':
      return receiveMail(parts, request, input)
    case 'release-mail':
      return releaseMail(parts, request, input)
    case 'dismiss-mail':
      return dismissMail(parts, request, input)
    case 'mark-delivery':
      return markDelivery(parts, request, input)
  }
}
