/**
 * What a ticket says of the reply that is being written on it: that it has words, and who typed in it. Written when it begins or
 * ends to have words, or another person joins, and never for a letter (DR12). A draft of an earlier round is told by its
 * round alone (shared/ticket/row). Not here: the draft itself (draft-batch), who may read the ticket.
 */
import { draftIdFor, parseDraftId, roundOf } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import { v } from '../../shared/kit/schema.ts'
import { text, type SqlRow, type Tx } from '../store/database.ts'
import { freshen, type LiveDraft } from './live-draft.ts'
import type { CommitParts } from './parts.ts'
import {
  eraseValue,
  finish,
  openWork,
  putBackUnchanged,
  writeValue,
  type TicketWork,
} from './ticket-work.ts'

/** Whoever joins a crowd is not named any more. */
const NAMED_MAX = 20

const Flagged = v.object({ draftBy: v.optional(v.array(v.string()), []) })

const typistsIn = (row: SqlRow): readonly string[] =>
  v.parse(Flagged, JSON.parse(text(row, 'row'))).draftBy

/**
 * Inside the transaction that stored what was typed, after it.
 * @param typists  people whose words, or whose deleting, are new in it
 */
export async function flagDraft(
  parts: CommitParts,
  { tx, now }: { tx: Tx; now: number },
  live: LiveDraft,
  typists: readonly string[],
): Promise<void> {
  const parsed = parseDraftId(live.id)
  if (!parsed || typists.length === 0) return
  const row = await tx.get(`SELECT row FROM tickets WHERE id = ?`, parsed.ticket)
  if (!row) return
  const known = typistsIn(row)
  const isEmpty = isDraftEmpty(live.doc)
  const by = isEmpty ? [] : union(known, typists)
  if (by.length === known.length) return
  const request = { tx, actor: { kind: 'desk' }, device: 'desk', now, origin: null } as const
  const work = await openWork(parts, parsed.ticket, request)
  if (!work) return
  // Typed in one that was sent: it is not what would be written now.
  if (roundOf(work.reading.now()) !== parsed.round) return putBackUnchanged(work)
  write(work, parsed.round, by)
  await finish(parts, work)
}

/** Inside the work on a ticket, into whose draft the words of another one, or of an earlier round, were put. */
export async function flagCarried(
  work: TicketWork,
  { from, round }: { from: string; round: number },
): Promise<void> {
  const row = await work.tx.get(`SELECT row FROM tickets WHERE id = ?`, from)
  const { drafting } = work.reading.now().facts
  const before = drafting?.round === round ? drafting.by : []
  const by = union(before, row ? typistsIn(row) : [])
  if (by.length > before.length) write(work, round, by)
}

/** Inside the work in which a reply was taken back: its draft is the one to write in again, and the next one waits for it. */
export async function flagTakenBack(work: TicketWork): Promise<void> {
  const ticket = work.reading.now()
  const round = roundOf(ticket)
  const { drafting } = ticket.facts
  if (!drafting || drafting.round <= round) return
  const { live } = await freshen(work.tx, draftIdFor(work.id, round), null)
  write(work, round, isDraftEmpty(live.doc) ? [] : drafting.by)
}

/** Inside the work on a ticket whose reply is written in another draft from now on. */
export function flagRenewed(work: TicketWork, round: number): void {
  const { drafting } = work.reading.now().facts
  if (drafting) write(work, round, drafting.by)
}

/** Inside the work on a ticket, out of whose draft words were taken. */
export function flagTaken(work: TicketWork, live: LiveDraft): void {
  const { drafting } = work.reading.now().facts
  if (drafting && isDraftEmpty(live.doc)) eraseValue(work, 'facts', 'drafting')
}

function write(work: TicketWork, round: number, by: readonly string[]): void {
  if (by.length === 0) eraseValue(work, 'facts', 'drafting')
  else writeValue(work, 'facts', 'drafting', { round, by })
}

const union = (known: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...known, ...more])].slice(0, Math.max(known.length, NAMED_MAX))
