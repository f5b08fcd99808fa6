/**
 * Taking a merge back within 30 days (decision 17): what it put on the other ticket goes from there, document and log, and
 * the first one is open again as it was. What was written since stays where it was written, and both say so.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { text } from '../store/database.ts'
import { openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import { refBlobsAnew } from './blob-refs.ts'
import { takeBackLinks } from './carry-links.ts'
import { makeAnew } from './compact-doc.ts'
import { dropMerge, readMerge, type MergeTrail } from './merge-record.ts'
import { noteParticipants, withoutCarried } from './participant-facts.ts'
import { removeParticipant } from './participants.ts'
import { partDrafts } from './part-drafts.ts'
import type { Answer, CommitParts } from './parts.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  eraseValue,
  finish,
  openWork,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function unmergeTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string },
): Promise<Answer> {
  const { tx } = request
  const { work: from } = await openForAgent(parts, request, input.ticket, true)
  const merged = from.before?.facts.mergedInto ?? null
  // Somebody was quicker: it is as it was wished.
  if (merged === null) {
    putBackUnchanged(from)
    return { version: from.version, result: { number: from.before?.facts.number ?? 0 } }
  }
  const record = await readMerge(tx, input.ticket, request.now)
  if (record?.trail.kind !== 'merge' || record.other !== merged)
    return refuse(from, 'it was merged too long ago, and cannot be taken apart any more')
  const into = await openOther(parts, request, { from, other: merged })
  const { number } = from.reading.now().facts
  if (into) await takeOff(parts, into, { trail: record.trail, from, number })
  const by = authorOf(request.actor)
  await partDrafts(parts, { from, into })
  eraseValue(from, 'facts', 'mergedInto')
  await takeBackLinks(parts, request, { from, into }, record.trail.links)
  writeValue(from, 'fields', 'status', record.trail.status)
  from.facts.push({ kind: 'unmerged', at: from.now })
  const other = into?.reading.now().facts.number
  tellTicket(
    parts,
    from,
    other === undefined
      ? 'Taken apart from a ticket that is gone.'
      : `Taken apart from #${other}. What was written since the merge is there.`,
    { by, ...(other === undefined ? {} : { linkedTo: { ticket: merged, number: other } }) },
  )
  await dropMerge(tx, input.ticket)
  if (into) await finish(parts, into)
  const done = await finish(parts, from)
  return { version: done.version, result: { number, from: merged } }
}

/** The ticket it was merged into; null when that was deleted. */
async function openOther(
  parts: CommitParts,
  request: WorkRequest,
  { from, other }: { from: TicketWork; other: string },
): Promise<TicketWork | null> {
  const row = await request.tx.get(`SELECT id FROM tickets WHERE id = ?`, other)
  if (!row) return null
  const opened = await openForAgent(parts, request, other, true).catch((error: unknown) => {
    putBackUnchanged(from)
    throw error
  })
  const further = opened.work.before?.facts.mergedInto ?? null
  if (further === null) return opened.work
  const end = await openWork(parts, further, request)
  const [at, on] = [opened.work, end].map((one) => one?.before?.facts.number ?? 0)
  for (const one of [opened.work, end]) if (one) putBackUnchanged(one)
  return refuse(from, `#${at} was merged into #${on} since: take that apart first`)
}

/** Made anew: of what goes, nothing is left in the log of the other ticket either, and devices drop it (CO17, RI2). */
async function takeOff(
  parts: CommitParts,
  into: TicketWork,
  { trail, from, number }: { trail: MergeTrail; from: TicketWork; number: number },
): Promise<void> {
  const { tx } = into
  const before = into.reading.now()
  const ids = new Set(
    trail.messages.filter((id) => before.messages.some((message) => message.id === id)),
  )
  for (const id of ids) {
    // What became of its mail since is known there alone.
    const delivery: unknown = rootMap(into.doc, 'delivery').get(id)
    if (delivery !== undefined) writeValue(from, 'delivery', id, delivery)
    await tx.run(
      `UPDATE outgoing SET ticket = ? WHERE ticket = ? AND message = ?`,
      from.id,
      into.id,
      id,
    )
  }
  const staying = { ...before, messages: before.messages.filter(({ id }) => !ids.has(id)) }
  await makeAnew(into, (root, key, value) => {
    if ((root === 'messages' || root === 'delivery') && ids.has(key)) return undefined
    if (root === 'facts' && key === 'takenOff') return withoutCarried(from.before, staying)
    return value
  })
  for (const id of ids) into.paths.add(`messages/${id}`)
  const replies = before.messages.filter(({ id, kind }) => kind === 'reply' && ids.has(id))
  if (replies.length > 0)
    writeValue(into, 'facts', 'formerReplies', (before.facts.formerReplies ?? 0) + replies.length)
  await takeOffPeople(into, trail, before, ids)
  const by = authorOf(into.actor)
  tellTicket(
    parts,
    into,
    `#${number} was taken apart from this ticket: what came with it is there again. What was written since stays here.`,
    { by, linkedTo: { ticket: from.id, number } },
  )
  await noteParticipants(into)
  await refBlobsAnew(parts, tx, into.id, into.reading.now().messages)
}

/** Who came by the merge goes, unless they wrote on it since, or an agent wants them there. */
async function takeOffPeople(
  into: TicketWork,
  trail: MergeTrail,
  before: Ticket,
  gone: ReadonlySet<string>,
): Promise<void> {
  const { tx, id } = into
  for (const contact of trail.people) {
    const hasWritten = before.messages.some(
      (message) => message.by.id === contact && !gone.has(message.id),
    )
    const row = await tx.get(
      `SELECT how FROM participants WHERE ticket = ? AND contact = ?`,
      id,
      contact,
    )
    if (!row || hasWritten || text(row, 'how') === 'added') continue
    await removeParticipant(tx, { ticket: id, contact })
  }
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
