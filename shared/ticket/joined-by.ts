/**
 * Why mail is on the ticket it is on: one stable word for each rule, in the order in which they are asked (MA19,
 * decision 10). Kept with the message; the client has a sentence for each. Not here: the rules (mail-route).
 */
import { v } from '../kit/schema.ts'

export const JOINED_BY = [
  /** The reply token in the address it was sent to. */
  'reply-address',
  /** It answers a mail of ours, by the signed Message-ID in In-Reply-To. */
  'signed-reply',
  /** The same, found further back in References. */
  'signed-reference',
  /** It answers a mail we know, received or sent, by an id that carries no signature of ours. */
  'known-reply',
  'known-reference',
  /** `[#123]` in the subject, of somebody who is proved to be on that ticket. */
  'subject-number',
  /** Nothing pointed anywhere. */
  'new',
  /** It pointed to a ticket its sender is not on: a ticket of its own, linked. */
  'new-unmatched',
  /** What it answers was closed too long ago: a ticket of its own, linked. */
  'new-after-closed',
  /** What it answers has as many messages as a ticket may: it goes on in this one, linked. */
  'new-after-full',
  /** What it answers was deleted. */
  'new-after-deleted',
  /** It could not be read. */
  'new-unreadable',
  /** A person of the desk released it, or put it here. */
  'by-hand',
] as const
export const JoinedBy = v.picklist(JOINED_BY)
export type JoinedBy = v.InferOutput<typeof JoinedBy>

/** What was kept before the words were fixed. */
const EARLIER = new Map<string, JoinedBy>([
  ['reply address', 'reply-address'],
  ['message id', 'known-reply'],
  ['reply address, but of somebody not on that ticket', 'new-unmatched'],
])

/** The rule that a message says put it there; null when it says none that is known here. */
export function readJoinedBy(kept: string | undefined): JoinedBy | null {
  if (kept === undefined) return null
  const parsed = v.safeParse(JoinedBy, kept)
  return parsed.success ? parsed.output : (EARLIER.get(kept) ?? null)
}
