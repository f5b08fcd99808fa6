/**
 * The server's own jobs: replies whose undo time is over, files nobody names any more, people to be erased, and what is
 * left of all that in the database's files. Looks at what is due at the right moment, and once a second for what another
 * process left. Each job is one commit, which also takes it out: a crash between changes nothing.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { SweepPayload, sweepBlobs } from '../commit/blob-refs.ts'
import type { Commit } from '../commit/commit.ts'
import { ReleasePayload } from '../commit/held-reply.ts'
import { ErasePayload, findTicketsOf } from '../commit/erase.ts'
import type { CommitParts } from '../commit/parts.ts'
import { AlarmPayload } from '../sla/alarm-job.ts'
import { addApplyJob, ApplyPayload, applySlice } from '../sla/recount.ts'
import { addTierJob, retierSlice, TierPayload } from '../sla/tier-change.ts'
import { numberOrNull } from '../store/database.ts'
import { dropJobById, dueJobs, retryJob, setPayload, type Job, type JobKind } from './job-rows.ts'
import { makeTurns } from './turns.ts'

/** The server's own, in the order in which they are looked at; mail is the gateway's. */
const KINDS = ['release', 'sla', 'sla-apply', 'tier', 'erase', 'sweep', 'scrub'] as const

const LOOK_EVERY_MS = 1_000
const STOPPED = fail('kit/busy', 'the server stops')

export type JobRunner = { runDue(): Promise<number>; start(): void; stop(): void }

export function makeJobRunner(parts: CommitParts, commit: Commit, timers: Timers): JobRunner {
  /** What was taken out leaves the files of the database too. */
  async function scrub(): Promise<Result<void>> {
    try {
      await parts.database.scrub?.()
      return ok()
    } catch (error) {
      return fail('kit/busy', String(error))
    }
  }

  const workOf = {
    release: (job: Job) => {
      const { sendId, ticket, scheduled } = v.parse(ReleasePayload, job.payload)
      return commit({
        actor: { kind: 'desk' },
        device: 'desk',
        pushId: job.id,
        input: { kind: 'release', sendId, ticket, scheduled },
      })
    },
    sweep: async (job: Job) => {
      const { hashes } = v.parse(SweepPayload, job.payload)
      await parts.database.write((tx) => sweepBlobs(parts, tx, hashes))
      return ok()
    },
    erase: async (job: Job) => {
      let { contact, after, named } = v.parse(ErasePayload, job.payload)
      for (;;) {
        const { tickets, next: further } = await findTicketsOf(parts.database.read, {
          contact,
          after,
          named,
        })
        for (const ticket of tickets) {
          const done = await commit({
            actor: { kind: 'desk' },
            device: 'desk',
            pushId: `${job.id}/${ticket}`,
            input: { kind: 'erase-in', ticket, contact, named },
          })
          if (!done.ok && done.fault.code !== 'kit/not-found') return done
        }
        if (further === null) return scrub()
        if (turns.isStopped()) return STOPPED
        after = further
        // After a kill it goes on from here.
        await parts.database.write((tx) => setPayload(tx, job.id, { contact, after, named }))
      }
    },
    sla: async (job: Job) => {
      const { ticket } = v.parse(AlarmPayload, job.payload)
      const done = await commit({
        actor: { kind: 'desk' },
        device: 'desk',
        pushId: job.id,
        input: { kind: 'sla-alarm', ticket },
      })
      return !done.ok && done.fault.code === 'kit/not-found' ? ok() : done
    },
    'sla-apply': async (job: Job) => {
      const { after } = v.parse(ApplyPayload, job.payload)
      const { next } = await applySlice(parts.database.read, commit, after)
      if (next === null) return ok()
      const now = parts.clock.now()
      const id = makeId(now, parts.random)
      await parts.database.write((tx) => addApplyJob(tx, next, { id, now }))
      return ok()
    },
    tier: async (job: Job) => {
      const payload = v.parse(TierPayload, job.payload)
      const { next } = await retierSlice(parts.database.read, commit, payload)
      if (next === null) return ok()
      const now = parts.clock.now()
      const id = makeId(now, parts.random)
      await parts.database.write((tx) => addTierJob(tx, { ...payload, after: next }, { id, now }))
      return ok()
    },
    scrub,
  } satisfies Partial<Record<JobKind, (job: Job) => Promise<Result<unknown>>>>

  async function runDue(): Promise<number> {
    let count = 0
    for (const kind of KINDS) count += await runKind(kind)
    return count
  }

  async function runKind(kind: keyof typeof workOf): Promise<number> {
    const now = parts.clock.now()
    const jobs = await parts.database.write((tx) => dueJobs(tx, kind, now, LIMITS.jobsPerTurn))
    for (const job of jobs) {
      const done = await doSafely(job, workOf[kind])
      if (!done.ok) {
        parts.log('error', 'a job failed', { job: job.id, code: done.fault.code, tries: job.tries })
        const dueAt = now + Math.min(60_000, 1_000 * 2 ** Math.min(job.tries, 6))
        await parts.database.write((tx) => retryJob(tx, job.id, dueAt))
        continue
      }
      await parts.database.write((tx) => dropJobById(tx, job.id))
    }
    return jobs.length
  }

  /** A bug in one job is that job's: it waits like one that failed, and holds up none behind it. */
  async function doSafely(
    job: Job,
    work: (job: Job) => Promise<Result<unknown>>,
  ): Promise<Result<unknown>> {
    try {
      return await work(job)
    } catch (error) {
      parts.log('error', 'a job broke', { job: job.id, error: String(error) })
      return fail('kit/bug', 'a job broke')
    }
  }

  async function firstDueAt(): Promise<number | null> {
    const row = await parts.database.read.get(
      `SELECT min(due_at) AS due FROM jobs WHERE kind IN (${KINDS.map(() => '?').join(', ')})`,
      ...KINDS,
    )
    return row ? numberOrNull(row, 'due') : null
  }

  const turns = makeTurns({
    timers,
    log: parts.log,
    trouble: 'the job runner failed',
    retryMs: LOOK_EVERY_MS,
    async work() {
      parts.shadows.forget(parts.clock.now() - LIMITS.warmDocumentMs)
      let due = await firstDueAt()
      // A desk with nothing to do only reads: a write every second would hold up those of others.
      if (due !== null && due <= parts.clock.now()) {
        await runDue()
        due = await firstDueAt()
      }
      const waitMs = (due ?? Infinity) - parts.clock.now()
      return Math.max(10, Math.min(LOOK_EVERY_MS, waitMs))
    },
  })

  return { runDue, start: turns.wake, stop: () => void turns.stop() }
}
