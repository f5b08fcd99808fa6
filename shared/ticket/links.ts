/**
 * What a ticket is linked to: other tickets of the desk, and issues elsewhere. Written by the server on both sides; it says
 * ids and numbers, never a subject, so that nobody learns by a link what a ticket they may not see is about. Pure.
 */
import { LIMITS } from '../kit/limits.ts'
import { Id, v } from '../kit/schema.ts'

/** What an agent may say of two tickets. */
export const RELATIONS = ['related', 'duplicate'] as const
export const Relation = v.picklist(RELATIONS)
export type Relation = v.InferOutput<typeof Relation>

/** How the other ticket stands to this one. `duplicated`: it is a duplicate of this one. */
export const STANDS = ['related', 'duplicate', 'duplicated', 'split-from', 'split-into'] as const
export type Stands = (typeof STANDS)[number]

/** `T123` or `ABC-12` as trackers write it, or the address of a page. */
const ISSUE = /^[A-Z][A-Z0-9]{0,9}-?\d{1,9}$/
const PAGE = /^https?:\/\/[^\s@/]+(?:\/\S*)?$/i

export const OutsideRef = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(LIMITS.fieldTextChars),
  v.check(
    (ref) => ISSUE.test(ref) || (PAGE.test(ref) && URL_SAFE.test(ref)),
    'an issue is written as T123, or as the address of a page',
  ),
)
/** No controls, no direction marks: it is shown as it is. */
const URL_SAFE = /^[^\p{Cc}\p{Cf}]*$/u

/** The page an outside link opens; null: it is a name alone. */
export const pageOf = (ref: string): string | null => (PAGE.test(ref) ? ref : null)

export const TicketLink = v.object({
  to: v.literal('ticket'),
  ticket: Id,
  number: v.number(),
  stands: v.picklist(STANDS),
})
export type TicketLink = v.InferOutput<typeof TicketLink>
/** As it is kept; what may be written is said by `OutsideRef`. */
export const OutsideLink = v.object({ to: v.literal('outside'), ref: v.string() })
export const Link = v.variant('to', [TicketLink, OutsideLink])
export type Link = v.InferOutput<typeof Link>

/** How the one stands to the other, seen from the other side. */
export function turned(stands: Stands): Stands {
  switch (stands) {
    case 'related':
      return 'related'
    case 'duplicate':
      return 'duplicated'
    case 'duplicated':
      return 'duplicate'
    case 'split-from':
      return 'split-into'
    case 'split-into':
      return 'split-from'
  }
}

const isSame = (one: Link, other: Link): boolean =>
  one.to === 'ticket'
    ? other.to === 'ticket' && one.ticket === other.ticket
    : other.to === 'outside' && one.ref === other.ref

/** One link to each: the later word holds. Null: there is no room. */
export function withLink(links: readonly Link[], link: Link): Link[] | null {
  const at = links.findIndex((one) => isSame(one, link))
  if (at >= 0) return links.map((one, place) => (place === at ? link : one))
  return links.length >= LIMITS.linksPerTicket ? null : [...links, link]
}

export const withoutLink = (links: readonly Link[], link: Link): Link[] =>
  links.filter((one) => !isSame(one, link))
