/** When a deferred message may be tried again, and when it is given up. */
import { createHash } from 'node:crypto'
import { assert, fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** By how much of a wait it may be shorter or longer. */
const SPREAD = 0.2

export type Waiting = {
  jobId: string
  /** Attempts that ended with a wait, at least 1. */
  tries: number
  /** When the message was queued, epoch ms. */
  queuedAt: number
  /** The relay itself was not reached. */
  isRelayDown: boolean
}

/**
 * One minute, 5, 15, 30, an hour, two, then every four, for five days (RFC 5321 §4.5.4.1: four or five days; it advises
 * 30 minutes for the first, and a greylisting host usually accepts within ten). While the relay is away nobody's mailbox
 * is to blame: what piled up is tried within minutes of its return.
 *
 * Each job waits a little less or more, by its own id, so that what failed together does not come back together. The
 * last try is at the very end.
 *
 * @returns  epoch ms of the next try; fault `mail/expired` after five days
 */
export function nextTryAt(waiting: Waiting, now: number): Result<number> {
  const { jobId, tries, queuedAt, isRelayDown } = waiting
  assert(tries >= 1, 'a message waits only after a try')
  const endsAt = queuedAt + LIMITS.sendLifeMs
  if (now >= endsAt) return fail('mail/expired', `gave up after five days and ${tries} tries`)
  const steps = LIMITS.sendWaitsMs
  const planned = steps[Math.min(tries, steps.length) - 1] ?? 0
  const wait = isRelayDown ? Math.min(planned, LIMITS.relayAwayWaitMs) : planned
  return ok(Math.min(Math.round(now + wait * spreadOf(jobId, tries)), endsAt))
}

/** From 0.8 to 1.2, always the same for the same try of the same job. */
function spreadOf(jobId: string, tries: number): number {
  const byte = createHash('sha256').update(`${jobId} ${tries}`).digest().readUInt16BE(0)
  return 1 - SPREAD + (2 * SPREAD * byte) / 0xffff
}
