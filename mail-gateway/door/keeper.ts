/**
 * What a mail client is answered, at each step: who may come in, for whom mail is taken, what is kept. 250 only
 * when the spool has the message on disk (RFC 5321 §6.1). It reads no message and needs no server. Not here: the
 * protocol (smtp-in.ts), which address is whose (address.ts).
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { fail, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { isDiskFull } from '../inbound/spool-files.ts'
import type { Spool } from '../inbound/spool.ts'
import { normaliseDomain } from './address.ts'
import { plainAddress } from './client-address.ts'
import type { FreeSpace } from './free-space.ts'
import type { Rates } from './rates.ts'
import { HangUp, openMessage, type MessageSink, type Received } from './receive.ts'
import { replyOf, type Reply } from './reply.ts'
import type { RouteBook } from './routes.ts'

/** This long after the last message the door counts as busy: the next one of a burst is on its way. */
const BUSY_MS = 20

/** Who is speaking, as far as it is known. */
export type Visit = {
  id: string
  address: string
  helo: string
  isEncrypted: boolean
  /** A mail server of ours: it has limits of its own, and speaks for many. */
  isTrusted: boolean
}

export type Judged = { ok: true; address: string } | { ok: false; reply: Reply }

export type Keeper = {
  /** A client is here, or turns out to be another one. Null: it may stay. */
  enter(visit: Visit): Reply | null
  leave(visitId: string): void
  /** One more of an address of which `count` are in a TLS handshake. */
  mayWait(count: number): boolean
  /** Null: a message of this sender and size may come. */
  judgeSender(visit: Visit, sender: string, bytes: number): Reply | null
  /** @param before  recipients that the message has already */
  judgeRecipient(visit: Visit, address: string, before: number): Judged | Promise<Judged>
  /** A message begins. `reply` comes after its end, and never rejects. */
  take(
    visit: Visit,
    envelope: { sender: string; recipients: string[] },
  ): { sink: MessageSink; reply: Promise<Reply> }
  replyBug(error: unknown): Reply
  /** True while messages come in: whoever has time should leave the machine to the door. */
  isBusy(): boolean
  /** Resolves when nothing is being taken any more. */
  settle(): Promise<void>
}

export function makeKeeper(options: {
  routes: RouteBook
  spool: Spool
  freeSpace: FreeSpace
  rates: Rates
  clock: Clock
  timers: Timers
  log: Log
}): Keeper {
  const { routes, spool, freeSpace, rates, clock, timers, log } = options
  let messageCount = 0
  let busyAt = -Infinity
  const inFlight = new Set<Promise<unknown>>()

  async function answer(
    coming: Promise<Received>,
    ...[visit, envelope]: Parameters<Keeper['take']>
  ): Promise<Reply> {
    try {
      const received = await coming
      if (!visit.isTrusted) rates.spend(visit.address, received.bytes)
      const kept = await keep(received, describe(received, visit, envelope))
      if (kept.ok) return { code: 250, text: `2.0.0 ${received.digest} kept` }
      const isLast = received.isEndless || kept.fault.code === 'mail/smuggling'
      return { ...replyOf(kept.fault), isLast }
    } catch (error) {
      if (isDiskFull(error)) return replyOf({ code: 'kit/storage', detail: 'the disk is full' })
      if (!(error instanceof HangUp)) return replyBug(error)
      // Nobody hears the reply any more.
      log('debug', 'A sender hung up in the middle of a message.')
      return replyOf({ code: 'kit/bug', detail: '' })
    }
  }

  async function keep(
    received: Received,
    meta: Parameters<Spool['append']>[0],
  ): Promise<Result<void>> {
    const result = judge(received) ?? (await spool.append(meta, received.body))
    if (!result.ok) await received.discard()
    return result
  }

  function describe(
    received: Received,
    visit: Visit,
    envelope: { sender: string; recipients: string[] },
  ) {
    return {
      digest: received.digest,
      hash: received.hash,
      bytes: received.bytes,
      receivedAt: clock.now(),
      envelope: {
        from: normaliseSender(envelope.sender),
        to: [...new Set(envelope.recipients)],
        remoteAddress: plainAddress(visit.address).slice(0, 64),
        helo: visit.helo.slice(0, 255),
        isEncrypted: visit.isEncrypted,
      },
    }
  }

  async function judgeUnknown(visit: Visit, address: string): Promise<Judged> {
    const judged = await routes.judge(address)
    if (judged.ok) return { ok: true, address: judged.value }
    const reply = replyOf(judged.fault)
    if (reply.code !== 550 || visit.isTrusted) return refuse(reply)
    // Whoever tries names one after the other is told each time, and has to wait for it.
    const { waitMs, isEnough } = rates.countUnknown(visit.id, visit.address)
    if (waitMs > 0) await new Promise<void>((resolve) => timers.after(waitMs, resolve))
    if (!isEnough) return refuse(reply)
    return refuse({ code: 421, text: '4.7.0 Too many unknown recipients.' })
  }

  function replyBug(error: unknown): Reply {
    log('warn', 'A message could not be taken.', { error: String(error) })
    return replyOf({ code: 'kit/bug', detail: '' })
  }

  return {
    enter: (visit) => (visit.isTrusted ? null : rates.enter(visit.id, visit.address)),
    leave: (visitId) => rates.leave(visitId),
    mayWait: (count) => rates.mayWait(count),

    judgeSender(visit, sender, bytes) {
      if (!spool.hasRoom(bytes) || !freeSpace.hasRoom(bytes))
        return replyOf({ code: 'kit/storage', detail: 'the spool is full' })
      return visit.isTrusted ? null : rates.begin(visit.address, normaliseSender(sender))
    },

    judgeRecipient(visit, address, before) {
      if (before >= LIMITS.recipients)
        return refuse({
          code: 452,
          text: '4.5.3 Too many recipients; send the rest in another message.',
        })
      const known = routes.judgeAtOnce(address)
      return known?.ok ? { ok: true, address: known.value } : judgeUnknown(visit, address)
    },

    take(visit, envelope) {
      const { sink, received } = openMessage({
        bytesMax: LIMITS.mailBytes,
        incomingDir: spool.incomingDir,
        name: `${visit.id.toLowerCase()}-${++messageCount}.part`,
      })
      const reply = answer(received, visit, envelope).finally(() => {
        busyAt = clock.now()
        inFlight.delete(reply)
      })
      inFlight.add(reply)
      return { sink, reply }
    },

    replyBug,
    isBusy: () => inFlight.size > 0 || clock.now() - busyAt < BUSY_MS,
    async settle() {
      await Promise.allSettled(inFlight)
    },
  }
}

/**
 * What only looks bad is not refused: headers without number or end, lines of megabytes. Their sender would have it
 * back and nobody would know; the reader takes what is within the limits, and the original, which has all, lies with the ticket.
 */
function judge(received: Received): Result<never> | null {
  if (received.bytes > LIMITS.mailBytes) return fail('kit/too-big', 'the message is too large')
  if (received.receivedCount > LIMITS.receivedHeaders)
    return fail('mail/loop', 'more than a hundred Received headers')
  if (received.hasSmuggling) return fail('mail/smuggling', 'a lone dot between bare line ends')
  return null
}

const refuse = (reply: Reply): Judged => ({ ok: false, reply })

function normaliseSender(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address.slice(0, 320)
  const domain = normaliseDomain(address.slice(at + 1))
  return (domain === null ? address : `${address.slice(0, at)}@${domain}`).slice(0, 320)
}
