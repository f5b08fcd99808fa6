/** The audit of what was taken out for good: never the words, always who, when and why. Rows are only ever added. */
import { makeId } from '../../shared/kit/id.ts'
import { addJob } from '../jobs/job-rows.ts'
import { nameActor } from './actor.ts'
import type { CommitParts } from './parts.ts'
import type { WorkRequest } from './ticket-work.ts'

export type Removal = {
  kind: 'delete' | 'redact' | 'erase'
  ticket?: string | null
  number?: number | null
  message?: string | null
  contact?: string | null
  why: string
}

export async function recordRemoval(
  parts: CommitParts,
  { tx, actor, now }: WorkRequest,
  removal: Removal,
): Promise<void> {
  await tx.run(
    `INSERT INTO removals (id, kind, ticket, number, message, contact, person, why, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    makeId(now, parts.random),
    removal.kind,
    removal.ticket ?? null,
    removal.number ?? null,
    removal.message ?? null,
    removal.contact ?? null,
    nameActor(actor),
    removal.why,
    now,
  )
  // In the same transaction: a crash between leaves nothing behind in the files either.
  const id = makeId(now, parts.random)
  await addJob(tx, { id, kind: 'scrub', key: `scrub:${id}`, dueAt: now, payload: {}, now })
}
