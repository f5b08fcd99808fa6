/**
 * Tickets that take the tier their requester or organisation has now: open ones, in the background, each by a commit of its
 * own, so that the policy that then matches applies from then on. Done twice it changes nothing the second time.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { openForDesk } from '../commit/access.ts'
import type { Commit } from '../commit/commit.ts'
import type { Answer, CommitParts } from '../commit/parts.ts'
import { finish, putBackUnchanged, writeValue, type WorkRequest } from '../commit/ticket-work.ts'
import { addJob } from '../jobs/job-rows.ts'
import { text, type Sql, type Tx } from '../store/database.ts'
import { tierFor } from './tier-rows.ts'

export async function retierTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string },
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  const { facts } = work.reading.now()
  const tier = await tierFor(work.tx, facts.requester.id, facts.organisation)
  if (tier === (facts.tier ?? null)) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  writeValue(work, 'facts', 'tier', tier ?? '')
  const done = await finish(parts, work)
  return { version: done.version }
}

export const TierPayload = v.object({
  after: v.string(),
  /** Whose tickets; null: those of an organisation, which any may be. */
  contact: v.nullable(v.string()),
})
export type TierPayload = v.InferOutput<typeof TierPayload>

export function addTierJob(
  tx: Tx,
  payload: TierPayload,
  { id, now }: { id: string; now: number },
): Promise<void> {
  // Who sets another one meanwhile begins a round of their own.
  return addJob(tx, { id, kind: 'tier', key: `tier:${id}`, dueAt: now, payload, now })
}

/** Some open tickets after that id, and how far that was; null: to the end. */
export async function retierSlice(
  sql: Sql,
  commit: Commit,
  { after, contact }: TierPayload,
): Promise<{ next: string | null }> {
  const rows = await sql.all(
    `SELECT id FROM tickets WHERE id > ? AND status NOT IN ('solved', 'closed')${
      contact === null ? '' : ' AND requester = ?'
    } ORDER BY id LIMIT ${LIMITS.slaSlice}`,
    after,
    ...(contact === null ? [] : [contact]),
  )
  for (const row of rows) {
    const ticket = text(row, 'id')
    const done = await commit({
      actor: { kind: 'desk' },
      device: 'desk',
      pushId: `tier ${ticket}`,
      isUnrepeated: true,
      input: { kind: 'tier', ticket },
    })
    if (!done.ok && done.fault.code !== 'kit/not-found') throw new Error(done.fault.detail)
  }
  const last = rows.at(-1)
  return { next: rows.length === LIMITS.slaSlice && last ? text(last, 'id') : null }
}
