/**
 * Links between tickets, and to issues elsewhere: a fact of each side, written by the server on both. Whoever links sees
 * both; whoever sees one side learns of the other its number and no more.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { turned, withLink, withoutLink, type Link, type Stands } from '../../shared/ticket/links.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { notFound, openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import type { LinkInput, UnlinkInput } from './input.ts'
import { followMerge } from './merge-trail.ts'
import type { Answer, CommitParts } from './parts.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  finish,
  openWork,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function linkTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: LinkInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const { target } = input
  if (target.to === 'outside') {
    addLink(work, target)
    return { version: (await finish(parts, work)).version }
  }
  // A merged ticket goes on in another one, and so do links to it.
  const end = await followMerge(request.tx, target.ticket)
  if (end === input.ticket) return refuse(work, 'a ticket is not linked with itself')
  const other = await openForAgent(parts, request, end ?? target.ticket).catch((error: unknown) => {
    putBackUnchanged(work)
    throw error
  })
  if (end === null) return notFound('there is no such ticket')
  linkBoth(work, other.work, target.relation)
  await finish(parts, other.work)
  return { version: (await finish(parts, work)).version }
}

/** From one side it goes from both, also when the other is not this person's to see. */
export async function unlinkTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: UnlinkInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket, true)
  const { target } = input
  const link = linksOf(work.reading.now()).find((one) =>
    target.to === 'ticket'
      ? one.to === 'ticket' && one.ticket === target.ticket
      : one.to === 'outside' && one.ref === target.ref,
  )
  if (!link) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  const other = link.to === 'ticket' ? await openWork(parts, link.ticket, request) : null
  removeLink(work, link)
  if (other && link.to === 'ticket') {
    removeLink(other, linkTo(work, turned(link.stands)))
    await finish(parts, other)
  }
  return { version: (await finish(parts, work)).version }
}

/** @param stands  how the other ticket stands to this one */
export function linkBoth(work: TicketWork, other: TicketWork, stands: Stands): void {
  addLink(work, linkTo(other, stands))
  addLink(other, linkTo(work, turned(stands)))
}

export function unlinkBoth(work: TicketWork, other: TicketWork): void {
  removeLink(work, linkTo(other, 'related'))
  removeLink(other, linkTo(work, 'related'))
}

export const linksOf = ({ facts }: Ticket): readonly Link[] => facts.links ?? []

/** How another ticket names this one: `stands` is how this one stands to it. */
export const linkTo = ({ id, reading }: TicketWork, stands: Stands): Link => ({
  to: 'ticket',
  ticket: id,
  number: reading.now().facts.number,
  stands,
})

export function addLink(work: TicketWork, link: Link): void {
  const before = linksOf(work.reading.now())
  const links = withLink(before, link)
  if (links === null)
    throw new FaultError({ code: 'ticket/too-big', detail: 'a ticket has no more links than this' })
  if (JSON.stringify(links) !== JSON.stringify(before)) writeValue(work, 'facts', 'links', links)
}

export function removeLink(work: TicketWork, link: Link): void {
  const before = linksOf(work.reading.now())
  const links = withoutLink(before, link)
  if (links.length < before.length) writeValue(work, 'facts', 'links', links)
}

/** For both sides of a split. */
export function tellBoth(
  parts: CommitParts,
  one: { work: TicketWork; words: (other: number) => string },
  other: { work: TicketWork; words: (other: number) => string },
): void {
  const by = authorOf(one.work.actor)
  const [first, second] = [one, other].map(({ work }) => ({
    ticket: work.id,
    number: work.reading.now().facts.number,
  }))
  if (!first || !second) return
  tellTicket(parts, one.work, one.words(second.number), { by, linkedTo: second })
  tellTicket(parts, other.work, other.words(first.number), { by, linkedTo: first })
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
