/**
 * `commit`: the only way anything about a ticket is written, for browsers, forms, API and gateway alike
 * (architecture §3). Same push id from the same device → same answer. The answer is given after COMMIT, never before.
 */
import { createHash } from 'node:crypto'
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { FAULTS, FaultError, fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import type { Log } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Blobs } from '../blobs/blobs.ts'
import type { Config } from '../config.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { SlaRecord } from '../sla/sla-record.ts'
import { text, type Database, type Tx } from '../store/database.ts'
import { nameActor, type Actor } from './actor.ts'
import type { Hub } from './hub.ts'
import type { Shadows } from './shadows.ts'
import { applyInput, type Input } from './input.ts'

export type CommitParts = {
  config: Config
  database: Database
  clock: Clock
  random: Random
  log: Log
  settings: SettingsFile
  blobs: Blobs
  hub: Hub
  shadows: Shadows
  sla: SlaRecord
}

export type CommitRequest = {
  actor: Actor
  /** Device, session or token the request came through. */
  device: string
  /** Unique for the device; a request repeated under it has no second effect. */
  pushId: string
  input: Input
}

/** `version` of the ticket that holds the change, and what the input made. */
export type Answer = { version: number; result?: Record<string, string | number | boolean | null> }

const StoredAnswer = v.object({
  version: v.number(),
  result: v.optional(
    v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  ),
})

export type Commit = (request: CommitRequest) => Promise<Result<Answer>>

export function makeCommit(parts: CommitParts): Commit {
  return async (request) => {
    try {
      return ok(await parts.database.write((tx) => commitOnce(parts, tx, request)))
    } catch (error) {
      if (error instanceof FaultError) return { ok: false, fault: error.fault }
      parts.log('error', 'a commit failed', { kind: request.input.kind, error: String(error) })
      return fail('kit/bug', 'the change was not stored')
    }
  }
}

async function commitOnce(parts: CommitParts, tx: Tx, request: CommitRequest): Promise<Answer> {
  const owner = `${request.device}|${nameActor(request.actor)}`
  const digest = digestOf(request.input)
  const seen = await tx.get(
    `SELECT digest, answer FROM pushes WHERE device = ? AND push = ?`,
    owner,
    request.pushId,
  )
  if (seen) {
    if (text(seen, 'digest') !== digest)
      throw new FaultError({
        code: 'ticket/reused-push',
        detail: 'this id came with something else before',
      })
    const answer = v.parse(StoredAnswer, JSON.parse(text(seen, 'answer')))
    return answer.result
      ? { version: answer.version, result: answer.result }
      : { version: answer.version }
  }
  const now = parts.clock.now()
  const answer = await applyInput(
    parts,
    { tx, actor: request.actor, device: request.device, now },
    request.input,
  )
  await tx.run(
    `INSERT INTO pushes (device, push, digest, answer, at) VALUES (?, ?, ?, ?, ?)`,
    owner,
    request.pushId,
    digest,
    JSON.stringify(answer),
    now,
  )
  return answer
}

/** What the input says, so that an id used again for something else is noticed. */
function digestOf(input: Input): string {
  const plain = JSON.stringify(input, (_key, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
  )
  return createHash('sha256').update(plain).digest('hex')
}

/** True for faults after which the same request may be sent again unchanged. */
export function mayRetry(fault: Fault): boolean {
  return FAULTS[fault.code].retry
}
