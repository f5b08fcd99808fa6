/**
 * `commit`: the only way anything about a ticket is written, for browsers, forms, API and gateway alike
 * (architecture §3). Same push id from the same device → same answer. The answer is given after COMMIT, never before.
 */
import { hash } from 'node:crypto'
import { FaultError, fail, ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { DoneMeanwhile, text, type SqlRow, type Tx } from '../store/database.ts'
import { nameActor, type Actor } from './actor.ts'
import { applyInput, type Input } from './input.ts'
import type { Answer, CommitParts } from './parts.ts'
import { grantAgain } from './capabilities.ts'
import { checkBytes } from './update-check-bytes.ts'

export type CommitRequest = {
  actor: Actor
  /** Device, session or token the request came through. */
  device: string
  /** Unique for the device; a request repeated under it has no second effect. */
  pushId: string
  input: Input
  /**
   * What was asked for, where `input` was worked out from it and from the ticket as it was: worked out again, the same
   * request may say something else.
   */
  asked?: object
  /** The socket it came through, so that its own bytes are not sent back to it. */
  origin?: object
  /** True for a live socket, which never sends a push again: no answer is kept. */
  isUnrepeated?: boolean
}

const StoredAnswer = v.object({
  version: v.number(),
  result: v.optional(
    v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  ),
})

export type Commit = (request: CommitRequest) => Promise<Result<Answer>>

export function makeCommit(parts: CommitParts): Commit {
  return async (request) => {
    // What cannot be read is refused before it stands in anybody's way: writes are served one after the other.
    const { input } = request
    const readable = input.kind === 'update' ? checkBytes(input.update) : ok()
    if (!readable.ok) return readable
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
  const run = () =>
    applyInput(
      parts,
      {
        tx,
        actor: request.actor,
        device: request.device,
        now: parts.clock.now(),
        origin: request.origin ?? null,
      },
      request.input,
    )
  // Mail is known again by its own digest: two copies of it may differ in their trace headers (RFC 5321 §4.4).
  if (request.isUnrepeated || request.input.kind === 'receive-mail') return run()
  const digest = digestOf(request.asked ?? request.input)
  const seen = await findAnswer(tx, owner, request.pushId)
  if (seen) {
    if (text(seen, 'digest') !== digest)
      throw new FaultError({
        code: 'ticket/reused-push',
        detail: 'this id came with something else before',
      })
    return answerAgain(
      parts,
      { ...request, tx },
      v.parse(StoredAnswer, JSON.parse(text(seen, 'answer'))),
    )
  }
  const answer = await run().catch(async (error: unknown) => {
    // Another node had the same push, and finished it while this one waited for the ticket.
    const isRefused = error instanceof FaultError
    const isDone = isRefused && (await findAnswer(tx, owner, request.pushId)) !== undefined
    throw isDone ? new DoneMeanwhile('the push was done meanwhile') : error
  })
  await tx.run(
    `INSERT INTO pushes (device, push, digest, answer, at) VALUES (?, ?, ?, ?, ?)`,
    owner,
    request.pushId,
    digest,
    JSON.stringify(withoutSecret(answer)),
    parts.clock.now(),
  )
  return answer
}

function findAnswer(tx: Tx, owner: string, pushId: string): Promise<SqlRow | undefined> {
  return tx.get(`SELECT digest, answer FROM pushes WHERE device = ? AND push = ?`, owner, pushId)
}

/** Secrets are hashed at rest: a status link is not kept with the answer but made anew when it is asked for again. */
function withoutSecret(answer: Answer): Answer {
  if (!answer.result) return answer
  const { statusToken: _secret, ...result } = answer.result
  return { version: answer.version, result }
}

async function answerAgain(
  parts: CommitParts,
  request: CommitRequest & { tx: Tx },
  stored: v.InferOutput<typeof StoredAnswer>,
): Promise<Answer> {
  if (!stored.result) return { version: stored.version }
  const ticket = stored.result['id']
  if (request.input.kind !== 'open' || typeof ticket !== 'string')
    return { version: stored.version, result: stored.result }
  const statusToken = await grantAgain(parts, request, ticket)
  return { version: stored.version, result: { ...stored.result, statusToken } }
}

/** What was asked for, so that an id used again for something else is noticed. */
function digestOf(asked: object): string {
  // Most are updates. They have no depth: nothing is called for each of their values.
  const plain =
    'update' in asked && asked.update instanceof Uint8Array
      ? JSON.stringify({ ...asked, claimedAt: undefined, update: digest(asked.update) })
      : JSON.stringify(asked, (key, value: unknown) =>
          // A retry arrives later, and its author may have proved the address meanwhile.
          key === 'receivedAt' || key === 'claimedAt' || key === 'isVerified'
            ? undefined
            : value instanceof Uint8Array
              ? digest(value)
              : value,
        )
  return digest(plain)
}

const digest = (input: string | Uint8Array): string => hash('sha256', input)
