/**
 * Outgoing mail: jobs leased from the server by long poll, composed, signed, announced as *sending*, handed to the
 * relay, and their end reported. *sending* is on the server's disk before DATA, so that a crash between the
 * two shows; the retry has the same Message-ID and says *possibly twice* (SMTP promises no more).
 */
import { createHash } from 'node:crypto'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { ok, type Result } from '../../shared/kit/fault.ts'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { DeliveryOutcome, MailJob } from '../../shared/wire/mail.ts'
import type { RelayTls } from '../config.ts'
import { isWorthRetrying, type Peer } from '../peer.ts'
import { nextTryAt } from './backoff.ts'
import type { ComposedMail } from './compose.ts'
import { makeKeyRing } from './key-ring.ts'
import type { openRelay, Relay, SendOutcome } from './send.ts'
import { signMail } from './sign.ts'
import { pause } from '../pause.ts'

const POLL_MS = 25_000
const POLL_MS_BUSY = 1_000
const WAIT_MS_FIRST = 200
const WAIT_MS_MAX = 5_000
/** A job with less of its lease left is not begun: somebody else may have it before it is sent. */
const LEASE_LEFT_MS_MIN = 75_000
const REPLY_CHARS = 500

export type Delivery = { stop(): Promise<void> }
type Deferral = Pick<
  Extract<SendOutcome, { end: 'deferred' }>,
  'reply' | 'left' | 'refused' | 'isRelayDown'
>

export function startDelivery(options: {
  relayUrl: string
  relayTls?: RelayTls
  peer: Pick<Peer, 'lease' | 'push' | 'fetchBlob' | 'fetchSigningKeys'>
  clock: Clock
  timers: Timers
  log: Log
  /** The relay, unless a test stands in for it; made with the first job, as its library is large. */
  openRelay?: typeof openRelay
}): Delivery {
  const { peer, clock, timers, log } = options
  const stopped = new AbortController()
  const { signal } = stopped
  const ring = makeKeyRing({ peer, clock, log })
  let relay: Promise<Relay> | null = null
  let isMeeting = false
  let takes: () => number | null | undefined = () => undefined
  /** What is under way, and the domain it goes to. */
  const sending = new Map<Promise<void>, string>()
  const finished = run()
  meet()

  async function run(): Promise<void> {
    let waitMs = WAIT_MS_FIRST
    while (!signal.aborted) {
      if (sending.size >= LIMITS.sendsAtOnce) {
        await Promise.race([...sending.keys()])
        continue
      }
      const busy = [...sending.values()]
      // A domain that has its share now has less as soon as one is sent: nobody waits for the server to say so.
      const isShared = busy.length >= LIMITS.sendsPerDestination
      const pollMs = isShared ? 0 : POLL_MS
      const most = LIMITS.sendsAtOnce - sending.size
      const leased = await peer.lease(most, pollMs, signal, busy, takes())
      if (signal.aborted) break
      if (!leased.ok) {
        log('debug', 'No work could be leased.', { code: leased.fault.code })
        await pause(timers, waitMs, signal)
        waitMs = Math.min(waitMs * 2, WAIT_MS_MAX)
        continue
      }
      waitMs = WAIT_MS_FIRST
      for (const job of leased.value) begin(job)
      // It was away when it was asked before.
      if (leased.value.length === 0 && takes() === undefined) meet()
      if (isShared && leased.value.length === 0)
        await Promise.race([...sending.keys(), pause(timers, POLL_MS_BUSY, signal)])
    }
    await Promise.all(sending.keys())
  }

  /** Each job runs by itself: one that takes long holds up no other. */
  function begin(job: MailJob): void {
    const done: Promise<void> = deliverSafely(job).finally(() => sending.delete(done))
    sending.set(done, destinationOf(job))
  }

  /** A bug in one job is that job's: it is logged, and its lease runs out. */
  async function deliverSafely(job: MailJob): Promise<void> {
    try {
      await deliver(job)
    } catch (error) {
      log('error', 'A message could not be sent.', { jobId: job.jobId, error: String(error) })
    }
  }

  async function deliver(job: MailJob): Promise<void> {
    const composed = await composeWhileLeased(job)
    if (composed === null) return
    if (!composed.ok) {
      const { fault } = composed
      if (isWorthRetrying(fault)) return defer(job, { reply: fault.detail })
      await report(job, { state: 'failed', reply: fault.detail.slice(0, REPLY_CHARS) })
      return
    }
    const opened = await openOnce()
    if (!isLeasedLongEnough(job)) return
    // RFC 5321 §6.1: what follows may end unknown; the server must know that it began.
    if (!(await report(job, { state: 'sending' }))) return
    await conclude(job, await opened.send(composed.value))
  }

  /** What it takes is known before the first reply is sent, so that its files are not too many. */
  function openOnce(): Promise<Relay> {
    relay ??= open().catch((error: unknown) => {
      relay = null
      throw error
    })
    return relay
  }
  async function open(): Promise<Relay> {
    const openIt = options.openRelay ?? (await import('./send.ts')).openRelay
    const opened = openIt(options.relayUrl, { tls: options.relayTls ?? 'auto', timers })
    takes = () => opened.takes?.()
    return opened
  }
  function meet(): void {
    if (isMeeting) return
    isMeeting = true
    openOnce()
      .then((opened) => opened.meet?.())
      .catch((error: unknown) => {
        log('warn', 'The relay could not be asked what it takes.', { error: String(error) })
      })
      .finally(() => {
        isMeeting = false
      })
  }

  function isLeasedLongEnough(job: MailJob): boolean {
    return job.leaseUntil - clock.now() >= LEASE_LEFT_MS_MIN
  }

  /**
   * A server that is away for its files or its keys says nothing about the relay: it is asked again, and the mail does not
   * wait as one that was turned away. Null when the lease is nearly over: the mail is leased anew then.
   */
  async function composeWhileLeased(job: MailJob): Promise<Result<ComposedMail> | null> {
    for (let waitMs = WAIT_MS_FIRST; ; waitMs = Math.min(waitMs * 2, WAIT_MS_MAX)) {
      const composed = await compose(job)
      if (composed.ok || !isWorthRetrying(composed.fault)) return composed
      if (clock.now() - job.queuedAt >= LIMITS.sendLifeMs) return composed
      await pause(timers, waitMs, signal)
      if (signal.aborted || !isLeasedLongEnough(job)) return null
    }
  }

  async function compose(job: MailJob): Promise<Result<ComposedMail>> {
    // The keys first: while the server is away nothing large is fetched and composed in vain.
    const keys = await ring.keysFor(job.mail.from.address, signal)
    if (!keys.ok) return keys
    const files = new Map<string, Uint8Array>()
    for (const file of job.mail.attachments) {
      const fetched = await peer.fetchBlob(file.hash, signal)
      if (!fetched.ok) return fetched
      files.set(file.hash, fetched.value)
    }
    const { composeMail } = await import('./compose.ts')
    const composed = await composeMail(job.mail, files, job.only)
    if (!composed.ok) return composed
    const raw = await signMail(composed.value.raw, keys.value, clock.now())
    return ok({ ...composed.value, raw })
  }

  async function conclude(job: MailJob, outcome: SendOutcome): Promise<void> {
    const { reply } = outcome
    switch (outcome.end) {
      case 'accepted':
        // Taken for some; who was told to wait is tried again alone.
        if (outcome.left) return defer(job, outcome)
        await report(job, {
          state: 'handed-over',
          reply,
          possiblyTwice: job.outcomeUnknown,
          ...(outcome.refused ? { refused: outcome.refused } : {}),
        })
        return
      case 'refused':
        await report(job, {
          state: 'failed',
          reply,
          ...(outcome.refused ? { refused: outcome.refused } : {}),
        })
        return
      case 'deferred':
        await defer(job, outcome)
        return
      case 'unknown':
        // Nothing is reported: *sending* stands, the lease runs out, and the next try knows it may be the second.
        log('warn', 'The relay fell silent after DATA; the message may have been taken.', {
          jobId: job.jobId,
        })
        return
    }
  }

  async function defer(job: MailJob, end: Deferral): Promise<void> {
    const { reply, left, refused, isRelayDown = false } = end
    const { jobId, queuedAt } = job
    const next = nextTryAt({ jobId, tries: job.tries + 1, queuedAt, isRelayDown }, clock.now())
    if (next.ok)
      await report(job, {
        state: 'deferred',
        reply: reply.slice(0, REPLY_CHARS),
        nextTryAt: next.value,
        ...(left ? { left } : {}),
        ...(refused ? { refused } : {}),
      })
    else
      await report(job, {
        state: 'failed',
        reply: `${next.fault.detail}: ${reply}`.slice(0, REPLY_CHARS),
      })
  }

  /** True when the server has it. Asked again until it answers, or the gateway stops. */
  async function report(job: MailJob, outcome: DeliveryOutcome): Promise<boolean> {
    const pushId = makePushId(job, outcome)
    const command = { kind: 'mark-delivery', jobId: job.jobId, lease: job.lease, outcome } as const
    let waitMs = WAIT_MS_FIRST
    for (;;) {
      // An end is reported even while stopping: it was sent, and somebody should know.
      const answer = await peer.push(pushId, command, AbortSignal.timeout(LIMITS.requestMs))
      if (answer.ok) return true
      if (!isWorthRetrying(answer.fault)) {
        log('warn', 'The server did not take the state of a message.', {
          jobId: job.jobId,
          state: outcome.state,
          code: answer.fault.code,
        })
        return false
      }
      if (signal.aborted || clock.now() > job.leaseUntil) return false
      await pause(timers, waitMs, signal)
      waitMs = Math.min(waitMs * 2, WAIT_MS_MAX)
    }
  }

  return {
    async stop() {
      stopped.abort()
      await finished
      // One that cannot be opened need not be closed.
      await relay?.then(
        (opened) => opened.close(),
        () => {},
      )
    },
  }
}

function destinationOf({ mail }: MailJob): string {
  return mail.to[0]?.address.split('@').at(-1)?.toLowerCase() ?? ''
}

/** One answer for each state of each lease. */
function makePushId(job: MailJob, outcome: DeliveryOutcome): string {
  const hash = createHash('sha256').update(`${job.jobId}\n${job.lease}\n${outcome.state}`)
  return idFromBytes(hash.digest())
}
