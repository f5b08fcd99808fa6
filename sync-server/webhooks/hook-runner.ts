/**
 * Sends webhooks, beside the server's other jobs: one that is slow holds up nobody. A delivery is taken up by lease and has
 * one id over all tries, so that a receiver who keeps ids does everything once, also after a kill. Where it may go is
 * judged by egress, each time anew. Not here: what is said (hook-body), rows (hook-rows).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { PostBytes } from '../egress/post-bytes.ts'
import { dropJobById, dueJobs, firstDueAt, retryJob, type Job } from '../jobs/job-rows.ts'
import { makeTurns } from '../jobs/turns.ts'
import { openPassword } from '../mail/fetch/mailbox-secret.ts'
import { ROUTING_KEY } from './hook-body.ts'
import { deliveryById, hookById, writeHook, type Delivery, type Hook } from './hook-rows.ts'
import { signedHeaders } from './hook-sign.ts'

export type HookRunner = { runDue(): Promise<number>; start(): void; stop(): void }

export type HookRunnerParts = {
  parts: Pick<CommitParts, 'database' | 'clock' | 'log'>
  post: PostBytes
  timers: Timers
  /** What secrets are sealed with. */
  sealKey: string
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Pauses before the second try and each after it, as Standard Webhooks advises. */
export const PAUSES_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

const Payload = v.object({ id: v.string() })
type Outcome = { state: Delivery['state']; status: number; pauseMs: number | null }

export function makeHookRunner({ parts, post, timers, sealKey }: HookRunnerParts): HookRunner {
  const { database, clock, log } = parts

  async function send(job: Job): Promise<void> {
    const { id } = v.parse(Payload, job.payload)
    const delivery = await deliveryById(database.read, id)
    const hook = delivery && (await hookById(database.read, delivery.hook))
    if (!delivery || !hook) return database.write((tx) => dropJobById(tx, job.id))
    const outcome = hook.state === 'on' ? await tell(hook, delivery) : OFF
    await database.write((tx) => note(tx, { job, delivery, hook, outcome }))
  }

  async function tell(hook: Hook, delivery: Delivery): Promise<Outcome> {
    const secret = openPassword(sealKey, `hook:${hook.id}`, hook.secret)
    if (secret === null) return OFF
    const isPager = hook.shape === 'pager'
    // A routing key is letters and digits, and stands in a string: nothing of it needs escaping.
    const body = isPager ? delivery.body.replace(ROUTING_KEY, secret) : delivery.body
    const headers = isPager
      ? { 'content-type': 'application/json', 'user-agent': 'Deskside', 'webhook-id': delivery.id }
      : signedHeaders(secret, { id: delivery.id, body, now: clock.now() })
    const answer = await post(hook.url, headers, new TextEncoder().encode(body))
    const status = answer.ok ? answer.value.status : 0
    if (status >= 200 && status < 300) return { state: 'delivered', status, pauseMs: null }
    // 3xx is a failure too: what was checked is the address that was given.
    const pause = status === 410 ? undefined : PAUSES_MS[delivery.tries]
    log('info', 'a webhook was not taken', { delivery: delivery.id, status, tries: delivery.tries })
    if (pause === undefined) return { state: 'failed', status, pauseMs: null }
    const asked = answer.ok ? (answer.value.retryAfterSeconds ?? 0) * SECOND : 0
    return { state: 'waiting', status, pauseMs: Math.min(24 * HOUR, Math.max(pause, asked)) }
  }

  async function note(
    tx: Parameters<typeof writeHook>[0],
    {
      job,
      delivery,
      hook,
      outcome,
    }: { job: Job; delivery: Delivery; hook: Hook; outcome: Outcome },
  ): Promise<void> {
    const now = clock.now()
    await tx.run(
      `UPDATE hook_deliveries SET state = ?, tries = tries + 1, status = ?, tried_at = ? WHERE id = ?`,
      outcome.state,
      outcome.status,
      now,
      delivery.id,
    )
    if (outcome.pauseMs === null) await dropJobById(tx, job.id)
    else await retryJob(tx, job.id, now + outcome.pauseMs)
    if (outcome.status === 410) await writeHook(tx, { ...hook, state: 'gone', changedAt: now })
  }

  function claim(): Promise<Job[]> {
    const now = clock.now()
    return database.write(async (tx) => {
      const jobs = await dueJobs(tx, 'hook', now, LIMITS.hooksAtOnce)
      for (const job of jobs)
        await tx.run(
          `UPDATE jobs SET lease_until = ?, is_started = 1 WHERE id = ?`,
          now + LIMITS.hookLeaseMs,
          job.id,
        )
      return jobs
    })
  }

  async function runDue(): Promise<number> {
    const jobs = await claim()
    await Promise.all(
      jobs.map((job) =>
        send(job).catch((error: unknown) =>
          // Its lease ends, and then it is tried again under the same id.
          log('error', 'a webhook broke', { job: job.id, error: String(error) }),
        ),
      ),
    )
    return jobs.length
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'webhooks could not be sent',
    retryMs: LIMITS.hookLookMs,
    async work() {
      const now = clock.now()
      const due = await firstDueAt(database.read, 'hook', now)
      if (due !== null && due <= now) await runDue()
      return LIMITS.hookLookMs
    },
  })

  return { runDue, start: turns.wake, stop: () => void turns.stop() }
}

/** Nobody is asked any more. */
const OFF: Outcome = { state: 'failed', status: 0, pauseMs: null }
