/**
 * What a merge or a split put where, so that it can be undone for a while: ids alone, no word and no address. Not here:
 * where a merged ticket goes on (merge-trail), which stays for ever.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { STANDS } from '../../shared/ticket/links.ts'
import { Status } from '../../shared/ticket/ticket.ts'
import { number, text, type Tx } from '../store/database.ts'

/** Links that went along: tickets and how they stand, and hashes of what is elsewhere. */
const CarriedLinks = v.object({
  tickets: v.array(
    v.object({
      ticket: v.string(),
      stands: v.picklist(STANDS),
      /** False: the other ticket had a link to it already. */
      isAdded: v.boolean(),
    }),
  ),
  outside: v.array(v.string()),
})
export type CarriedLinks = v.InferOutput<typeof CarriedLinks>

const Trail = v.variant('kind', [
  v.object({
    kind: v.literal('merge'),
    /** Of the ticket that was closed. */
    status: Status,
    /** Put on the other one. What was there already under the same id is not among them. */
    messages: v.array(v.string()),
    /** Contacts who were not on the other one before. */
    people: v.array(v.string()),
    /** Absent on a merge of before they went along. */
    links: v.optional(CarriedLinks, () => ({ tickets: [], outside: [] })),
  }),
  v.object({ kind: v.literal('split'), messages: v.array(v.string()) }),
])
export type Trail = v.InferOutput<typeof Trail>
export type MergeTrail = Extract<Trail, { kind: 'merge' }>
export type SplitTrail = Extract<Trail, { kind: 'split' }>

export type MergeRecord<T extends Trail = Trail> = {
  /** The ticket that was merged, or made by a split. */
  ticket: string
  /** The one it was merged into, or split from. */
  other: string
  at: number
  trail: T
}

export async function noteMerge(tx: Tx, record: MergeRecord): Promise<void> {
  await tx.run(
    `INSERT INTO merges (ticket, other, at, trail) VALUES (?, ?, ?, ?)
     ON CONFLICT (ticket) DO UPDATE SET other = excluded.other, at = excluded.at, trail = excluded.trail`,
    record.ticket,
    record.other,
    record.at,
    JSON.stringify(record.trail),
  )
}

/** Null when there was none, or it was too long ago. */
export async function readMerge(tx: Tx, ticket: string, now: number): Promise<MergeRecord | null> {
  const row = await tx.get(`SELECT other, at, trail FROM merges WHERE ticket = ?`, ticket)
  if (!row || number(row, 'at') + LIMITS.unmergeMs < now) return null
  const trail = v.safeParse(Trail, JSON.parse(text(row, 'trail')))
  if (!trail.success) return null
  return { ticket, other: text(row, 'other'), at: number(row, 'at'), trail: trail.output }
}

export async function dropMerge(tx: Tx, ticket: string): Promise<void> {
  await tx.run(`DELETE FROM merges WHERE ticket = ?`, ticket)
}
