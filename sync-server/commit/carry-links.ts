/**
 * The links of a ticket go with it when it is merged: the other side then names the ticket it went into, and when the
 * merge is taken back, this one again. What somebody unlinked meanwhile stays unlinked. Not here: linking (link).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { turned, type Link, type TicketLink } from '../../shared/ticket/links.ts'
import { hashToken } from '../auth/tokens.ts'
import { addLink, linkBoth, linksOf, linkTo, removeLink } from './link.ts'
import type { CarriedLinks } from './merge-record.ts'
import { followMerge } from './merge-trail.ts'
import type { CommitParts } from './parts.ts'
import { finish, openWork, type TicketWork, type WorkRequest } from './ticket-work.ts'

const now = (work: TicketWork): readonly Link[] => linksOf(work.reading.now())
const toTicket = (work: TicketWork, ticket: string): TicketLink | undefined =>
  now(work).find((one): one is TicketLink => one.to === 'ticket' && one.ticket === ticket)

/**
 * A link between the two stays where it is, as does one for which there is no room. A name or a page elsewhere stands on
 * both, and is noted without its words.
 */
export async function carryLinks(
  parts: CommitParts,
  request: WorkRequest,
  { from, into }: { from: TicketWork; into: TicketWork },
): Promise<CarriedLinks> {
  const carried: CarriedLinks = { tickets: [], outside: [] }
  for (const link of now(from)) {
    const isFull = now(into).length >= LIMITS.linksPerTicket
    if (link.to === 'outside') {
      const isThere = now(into).some((one) => one.to === 'outside' && one.ref === link.ref)
      if (isThere || isFull) continue
      addLink(into, link)
      carried.outside.push(hashToken(link.ref))
      continue
    }
    const isThere = toTicket(into, link.ticket) !== undefined
    if (link.ticket === into.id || (isFull && !isThere)) continue
    const other = await openWork(parts, link.ticket, request)
    if (!other) continue
    removeLink(from, link)
    removeLink(other, linkTo(from, turned(link.stands)))
    if (!isThere) linkBoth(into, other, link.stands)
    await finish(parts, other)
    carried.tickets.push({ ticket: link.ticket, stands: link.stands, isAdded: !isThere })
  }
  return carried
}

/** @param into  null when it was deleted since */
export async function takeBackLinks(
  parts: CommitParts,
  request: WorkRequest,
  { from, into }: { from: TicketWork; into: TicketWork | null },
  { tickets, outside }: CarriedLinks,
): Promise<void> {
  for (const link of into ? now(into) : [])
    if (into && link.to === 'outside' && outside.includes(hashToken(link.ref)))
      removeLink(into, link)
  for (const { ticket, stands, isAdded } of tickets) {
    // It may have been merged itself since: what it was linked with went on with it.
    const end = await followMerge(request.tx, ticket)
    if (end === null || end === from.id || end === into?.id) continue
    const link = into && toTicket(into, end)
    if ((into && !link) || now(from).length >= LIMITS.linksPerTicket) continue
    const other = await openWork(parts, end, request)
    if (!other) continue
    if (into && link && isAdded) {
      removeLink(into, link)
      removeLink(other, linkTo(into, turned(link.stands)))
    }
    if (now(other).length < LIMITS.linksPerTicket) linkBoth(from, other, stands)
    await finish(parts, other)
  }
}
