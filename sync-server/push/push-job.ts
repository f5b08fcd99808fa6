/**
 * What is to be told to one browser, as one job a ticket and browser: until it is taken up, what happens further changes
 * what it says and not how many there are. Ids alone: what it says is read when it is sent. Not here: sending (push-runner).
 */
import { v } from '../../shared/kit/schema.ts'
import { addJob } from '../jobs/job-rows.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { text, type Tx } from '../store/database.ts'

/** The later ones say more: of several on one ticket the last of this list is told. */
export const PUSH_NEWS = ['answer', 'new', 'mention', 'warning', 'breach'] as const
export type PushNews = (typeof PUSH_NEWS)[number]

export const PushPayload = v.variant('kind', [
  v.object({
    kind: v.literal('ticket'),
    device: v.string(),
    ticket: v.string(),
    news: v.picklist(PUSH_NEWS),
    /** The newest public message when it happened, or the note that mentions them: a device that has shown it is not told. */
    message: v.nullable(v.string()),
  }),
  v.object({ kind: v.literal('test'), device: v.string() }),
])
export type PushPayload = v.InferOutput<typeof PushPayload>
type TicketPush = Extract<PushPayload, { kind: 'ticket' }>

export const pushKey = (device: string, ticket: string): string => `push:${device}:${ticket}`

/** @param id  of the job, and of the event it tells */
export async function addPush(
  tx: Tx,
  payload: TicketPush,
  { id, now }: { id: string; now: number },
): Promise<void> {
  const key = pushKey(payload.device, payload.ticket)
  const known = await tx.get(`SELECT payload FROM jobs WHERE key = ?${tx.forUpdate}`, key)
  if (!known)
    return addJob(tx, { id, kind: 'push', key, dueAt: now + LIMITS.pushSettleMs, payload, now })
  const before = v.parse(PushPayload, JSON.parse(text(known, 'payload')))
  const isMore =
    before.kind !== 'ticket' || PUSH_NEWS.indexOf(before.news) <= PUSH_NEWS.indexOf(payload.news)
  await tx.run(
    `UPDATE jobs SET payload = ? WHERE key = ?`,
    JSON.stringify(isMore ? payload : { ...before, message: payload.message }),
    key,
  )
}
