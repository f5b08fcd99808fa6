/**
 * Jobs as rows: side effects are written in the transaction that causes them, unique by key, and claimed by lease.
 * Not here: what a job does (job-runner for the server's own, push-runner for messages to browsers,
 * mail-lease for the gateway's).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  number,
  numberOrNull,
  text,
  textOrNull,
  type Sql,
  type SqlRow,
  type Tx,
} from '../store/database.ts'

export type JobKind =
  'release' | 'mail' | 'sweep' | 'erase' | 'scrub' | 'sla' | 'sla-apply' | 'tier' | 'push' | 'hook'
export type NewJob = {
  id: string
  kind: JobKind
  key: string
  dueAt: number
  payload: object
  now: number
  /** The domain a mail goes to. */
  destination?: string
}
export type Job = {
  id: string
  kind: string
  key: string
  lease: string | null
  leaseUntil: number
  tries: number
  isStarted: boolean
  payload: unknown
  queuedAt: number
  dueAt: number
}

/** Adds once: a key that is there already stays as it is. */
export async function addJob(tx: Tx, job: NewJob): Promise<void> {
  await tx.run(
    `INSERT INTO jobs (id, kind, key, due_at, lease, lease_until, tries, is_started, payload, queued_at, destination) VALUES (?, ?, ?, ?, NULL, 0, 0, 0, ?, ?, ?)
     ON CONFLICT (key) DO NOTHING`,
    job.id,
    job.kind,
    job.key,
    job.dueAt,
    JSON.stringify(job.payload),
    job.now,
    job.destination ?? null,
  )
}

/** Takes a job out; its payload, or null when it was not there. */
export async function dropJob(tx: Tx, key: string): Promise<unknown> {
  const row = await tx.get(`SELECT payload FROM jobs WHERE key = ?${tx.forUpdate}`, key)
  if (!row) return null
  await tx.run(`DELETE FROM jobs WHERE key = ?`, key)
  return JSON.parse(text(row, 'payload'))
}

/** How far a long job has come. */
export async function setPayload(tx: Tx, id: string, payload: object): Promise<void> {
  await tx.run(`UPDATE jobs SET payload = ? WHERE id = ?`, JSON.stringify(payload), id)
}

export async function dropJobById(tx: Tx, id: string): Promise<void> {
  await tx.run(`DELETE FROM jobs WHERE id = ?`, id)
}

/** The job's next try. Whoever held it holds it no more. */
export async function retryJob(tx: Tx, id: string, dueAt: number): Promise<void> {
  await tx.run(
    `UPDATE jobs SET tries = tries + 1, due_at = ?, lease_until = 0 WHERE id = ?`,
    dueAt,
    id,
  )
}

/** When the first of those that nobody holds is due, epoch ms; null without any. */
export async function firstDueAt(sql: Sql, kind: JobKind, now: number): Promise<number | null> {
  const row = await sql.get(
    `SELECT min(due_at) AS due FROM jobs WHERE kind = ? AND lease_until <= ?`,
    kind,
    now,
  )
  return row ? numberOrNull(row, 'due') : null
}

/** Due jobs that nobody holds; those that another node is taking at this moment are its own. */
export async function dueJobs(tx: Tx, kind: JobKind, now: number, most: number): Promise<Job[]> {
  const rows = await tx.all(
    `SELECT * FROM jobs WHERE kind = ? AND due_at <= ? AND lease_until <= ? ORDER BY due_at LIMIT ?${tx.forClaim}`,
    kind,
    now,
    now,
    most,
  )
  return rows.map(readJob)
}

/**
 * Mail that is due, the oldest first, so many to one domain at most: one that answers slowly takes its share of the lines
 * to the relay, never all of them.
 *
 * @param busy  domains of what the asker is sending now, one entry a mail
 */
export async function dueMail(
  tx: Tx,
  { now, most, busy }: { now: number; most: number; busy: readonly string[] },
): Promise<Job[]> {
  const counts = new Map<string, number>()
  for (const domain of busy) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  const full = [...counts].filter(([, n]) => n >= LIMITS.sendsPerDestination).map(([one]) => one)
  const rows = await tx.all(
    `SELECT * FROM jobs WHERE kind = 'mail' AND due_at <= ? AND lease_until <= ?${
      full.length === 0
        ? ''
        : ` AND (destination IS NULL OR destination NOT IN (${full.map(() => '?').join(', ')}))`
    } ORDER BY due_at, id LIMIT ${LIMITS.leaseLook}${tx.forClaim}`,
    now,
    now,
    ...full,
  )
  const taken: Job[] = []
  for (const row of rows) {
    if (taken.length >= most) break
    const destination = textOrNull(row, 'destination') ?? ''
    const count = counts.get(destination) ?? 0
    // Without a destination it was queued by an earlier version.
    if (destination !== '' && count >= LIMITS.sendsPerDestination) continue
    counts.set(destination, count + 1)
    taken.push(readJob(row))
  }
  return taken
}

export async function jobById(tx: Tx, id: string): Promise<Job | null> {
  const row = await tx.get(`SELECT * FROM jobs WHERE id = ?${tx.forUpdate}`, id)
  return row ? readJob(row) : null
}

function readJob(row: SqlRow): Job {
  return {
    id: text(row, 'id'),
    kind: text(row, 'kind'),
    key: text(row, 'key'),
    lease: textOrNull(row, 'lease'),
    leaseUntil: number(row, 'lease_until'),
    tries: number(row, 'tries'),
    isStarted: number(row, 'is_started') === 1,
    payload: JSON.parse(text(row, 'payload')),
    queuedAt: number(row, 'queued_at'),
    dueAt: number(row, 'due_at'),
  }
}
