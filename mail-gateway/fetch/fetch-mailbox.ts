/**
 * One mailbox, fetched for as long as this gateway has it: what is new goes into the same spool as mail that came by SMTP,
 * and only when the spool has it on disk is it noted, and then marked, moved or deleted (MA1). Killed anywhere in between,
 * a message comes again and its digest says that it is known. One that fails waits and is told; it holds up no other, and
 * neither does a message whose reading breaks the line each time: it is left where it is once another one could be read.
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { FaultError, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import {
  MAILBOX_CODES,
  type LeasedMailbox,
  type MailboxCode,
  type MailboxReached,
  type MailboxReport,
  type MailboxToken,
} from '../../shared/wire/mailbox.ts'
import { receiveMessage } from '../door/receive.ts'
import type { Spool } from '../inbound/spool.ts'
import { pause } from '../pause.ts'
import { makeAllowance } from './allowance.ts'
import { beginAt } from './begin-at.ts'
import { arrivalOf, envelopeOf, placeOf, receivedAtOf } from './fetched-mail.ts'
import { toMailboxFault } from './imap-fault.ts'
import type { ImapSession, MessageHead, OpenImapSession } from './imap-session.ts'
import type { MailboxBook } from './mailbox-book.ts'

const NOT_MINE_MS = 1_000
const PASSWORD_TRIES = 3
const REFUSED: MailboxCode = 'mailbox/token'
/** What somebody has to mend: trying often helps nobody. */
const REFUSALS: readonly MailboxCode[] = ['mailbox/password', REFUSED, 'mailbox/grant']
/** However short a provider makes them. */
const TOKEN_MS_MIN = 10_000
/** How much shorter or longer a wait may be, so that what failed together does not come back together. */
const SPREAD = 0.2

export type FetchParts = {
  spool: Spool
  book: MailboxBook
  openSession: OpenImapSession
  passwordOf(queue: string): Promise<string | null>
  /** Of a mailbox that is opened by one. @param isAnew  the last one was refused */
  tokenOf(mailbox: LeasedMailbox, isAnew: boolean, signal: AbortSignal): Promise<MailboxToken>
  clock: Clock
  timers: Timers
  /** From 0 to 1. */
  chance: () => number
  log: Log
  /** Other waits than those of the limits, for tests. */
  waits?: { pollMs?: number; retryMs?: number }
}

export type FetchedMailbox = {
  /** Whether it does what this asks for: settings, and the address that its mail is for. */
  isFor(mailbox: LeasedMailbox): boolean
  report(): MailboxReport
  /** It is this gateway's until then. */
  keepUntil(at: number): void
  stop(): Promise<void>
}

/** @param onNews  told when what `report` says has changed in a way somebody waits for */
export function startMailbox(
  parts: FetchParts,
  mailbox: LeasedMailbox,
  leaseUntil: number,
  onNews: () => void,
): FetchedMailbox {
  const { spool, book, clock, timers, log } = parts
  const { queue, revision, settings } = mailbox
  const stopped = new AbortController()
  const { signal } = stopped
  let heldUntil = leaseUntil
  let count = 0
  const allowance = makeAllowance(clock, timers)
  let said: MailboxReport = {
    queue,
    revision,
    code: null,
    detail: '',
    at: clock.now(),
    lookedAt: null,
    fetchedAt: null,
    fetched: 0,
    waiting: 0,
    hasIdle: false,
    left: [],
    reached: null,
  }
  /** How often the line broke while a message was read, by UID; forgotten when it is in the spool or left. */
  const breaks = new Map<number, number>()
  /** Messages that broke it too often, and of which others could be read since: one more try. */
  const lastTries = new Set<number>()
  const isMine = () => !signal.aborted && clock.now() < heldUntil
  const finished = run().catch((error: unknown) =>
    log('error', 'A mailbox is fetched no more until the next start.', {
      queue,
      error: String(error),
    }),
  )

  async function run(): Promise<void> {
    let failures = 0
    let refusals = 0
    while (!signal.aborted) {
      if (!isMine()) {
        // The server is silent: perhaps another gateway has it by now. The mail is safe where it is.
        await pause(timers, NOT_MINE_MS, signal)
        continue
      }
      const lookedBefore = said.lookedAt
      let fault: Fault | null = null
      try {
        await connectAndFetch()
      } catch (error) {
        fault = faultOf(error)
      }
      if (signal.aborted) return
      if (said.lookedAt !== lookedBefore) failures = refusals = 0
      // It ended because it is not ours now: the mailbox is not to blame.
      if (fault === null) continue
      tell(fault)
      failures++
      // Only what was refused counts: a host that was away has not heard it.
      if (said.code !== null && REFUSALS.includes(said.code)) refusals++
      const first = parts.waits?.retryMs ?? LIMITS.mailboxRetryMsFirst
      // A password that is wrong is not guessed at: providers lock accounts for less.
      const isRefused =
        said.code !== null && REFUSALS.includes(said.code) && refusals > PASSWORD_TRIES
      const planned = isRefused
        ? LIMITS.mailboxPasswordRetryMs
        : Math.min(first * 2 ** (failures - 1), LIMITS.mailboxRetryMsMax)
      await pause(timers, planned * (1 - SPREAD + 2 * SPREAD * parts.chance()), signal)
    }
  }

  function tell(fault: Fault): void {
    const code = codeOf(fault)
    if (said.code !== code)
      log('warn', 'A mailbox cannot be fetched; it is tried again.', { queue, code })
    const isNews = said.code !== code
    said = { ...said, code, detail: fault.detail.slice(0, 300), at: clock.now() }
    if (isNews) onNews()
  }

  async function connectAndFetch(): Promise<void> {
    const { secret, until } = await findSecret()
    const session = await parts.openSession(settings, secret, timers, signal)
    const leave = () => void session.close()
    signal.addEventListener('abort', leave, { once: true })
    try {
      said = { ...said, hasIdle: session.hasIdle }
      let reached = await findStart(session)
      // A provider breaks the line when the token ends that opened it: it is left before that, and opened with another.
      while (isMine() && clock.now() < until) {
        reached = await fetchNew(session, reached)
        noteLook(reached)
        const usual = session.hasIdle ? LIMITS.mailboxIdleMs : LIMITS.mailboxPollMs
        const waitMs = Math.min(parts.waits?.pollMs ?? usual, until - clock.now())
        if (isMine() && waitMs > 0) await session.waitForMore(waitMs, signal)
      }
    } finally {
      signal.removeEventListener('abort', leave)
      await session.close()
    }
  }

  /** What opens the mailbox, and for how long. */
  async function findSecret(): Promise<{ secret: string; until: number }> {
    if (settings.signIn !== 'password') {
      const { accessToken, forMs } = await parts.tokenOf(mailbox, said.code === REFUSED, signal)
      return { secret: accessToken, until: clock.now() + Math.max(forMs, TOKEN_MS_MIN) }
    }
    const secret = mailbox.password ?? (await parts.passwordOf(queue))
    if (secret === null) throw new FaultError({ code: 'mailbox/no-password', detail: '' })
    return { secret, until: Infinity }
  }

  function noteLook(reached: MailboxReached): void {
    const isNews = said.code !== null || said.lookedAt === null || said.reached?.uid !== reached.uid
    if (said.code !== null) log('info', 'A mailbox is fetched again.', { queue })
    const now = clock.now()
    said = { ...said, code: null, detail: '', at: now, lookedAt: now, waiting: 0, reached }
    if (isNews) onNews()
  }

  /** Where to go on: by what this disk and the server remember, or at the beginning of what was asked for. */
  async function findStart(session: ImapSession): Promise<MailboxReached> {
    const place = placeOf(settings)
    const own = await book.read(queue)
    const known = [own?.reached, mailbox.reached, said.reached].flatMap((one) =>
      one && one.place === place ? [one] : [],
    )
    const same = known.filter((one) => one.validity === session.validity)
    if (own && same.includes(own.reached) && own.due.length > 0)
      await finish(session, own.reached, own.due)
    const [best] = same.sort((a, b) => b.uid - a.uid)
    if (best) return best
    const [last = null] = known.sort((a, b) => b.at - a.at)
    const folder = { place, validity: session.validity, until: await session.lastUid() }
    const reached = beginAt(folder, last, { sinceDays: settings.sinceDays, now: clock.now() })
    if (last) log('warn', 'A mailbox has numbered its messages anew.', { queue })
    await book.write(queue, { reached, due: [] })
    return reached
  }

  async function fetchNew(session: ImapSession, from: MailboxReached): Promise<MailboxReached> {
    let reached = from
    while (isMine()) {
      const { uid, backlog } = reached
      const isBack = backlog !== null && uid < backlog.until
      const uids = await session.uidsAfter(uid, isBack ? backlog.since : null)
      // Behind the backlog everything counts, whatever day a server gives it.
      const batch = uids
        .filter((one) => !isBack || one <= backlog.until)
        .slice(0, LIMITS.mailboxBatch)
      said = { ...said, waiting: uids.length }
      if (batch.length === 0) {
        if (!isBack) return reached
        reached = { ...reached, uid: backlog.until, backlog: null, at: clock.now() }
        await book.write(queue, { reached, due: [] })
        continue
      }
      reached = await fetchBatch(session, reached, batch)
    }
    return reached
  }

  /** In the spool, then in the book, then marked: the order is what loses nothing. */
  async function fetchBatch(
    session: ImapSession,
    from: MailboxReached,
    batch: readonly number[],
  ): Promise<MailboxReached> {
    const { backlog } = from
    const heads = await session.heads(batch, true)
    const due: number[] = []
    let uid = from.uid
    let trouble: { error: unknown } | null = null
    const isSuspect = (head: MessageHead) =>
      (breaks.get(head.uid) ?? 0) >= LIMITS.mailboxMessageTries
    const suspects = heads.filter(isSuspect)
    for (const head of [...heads.filter((one) => !isSuspect(one)), ...suspects]) {
      if (!isMine()) break
      const arrivedAt = arrivalOf(head, clock.now())
      const isBefore = backlog !== null && head.uid <= backlog.until && arrivedAt < backlog.since
      try {
        if (!isBefore && (await fetchOne(session, head, arrivedAt))) {
          due.push(head.uid)
          // The provider can read: what breaks now is the message.
          for (const one of suspects) lastTries.add(one.uid)
        }
      } catch (error) {
        // What came before it is in the spool, and is noted first.
        trouble = { error }
        if (!breaks.has(head.uid) || !lastTries.has(head.uid)) break
        leave(head.uid, head.bytes)
      }
      breaks.delete(head.uid)
      lastTries.delete(head.uid)
      uid = Math.max(uid, head.uid)
      if (trouble !== null) break
    }
    // Not beyond one that is to be tried again.
    const [held] = heads.filter((one) => breaks.has(one.uid))
    if (held) uid = Math.min(uid, Math.max(from.uid, held.uid - 1))
    // Those that are gone by now are not asked for again, unless we stopped before them.
    if (trouble === null && uid === (heads.at(-1)?.uid ?? uid)) uid = batch.at(-1) ?? uid
    const reached = { ...from, uid, at: clock.now() }
    // What is left today is left for good: other settings tomorrow are about other mail.
    await book.write(queue, { reached, due: settings.after === 'leave' ? [] : due })
    if (trouble !== null) throw trouble.error
    await finish(session, reached, due)
    said = { ...said, reached }
    return reached
  }

  async function finish(
    session: ImapSession,
    reached: MailboxReached,
    due: readonly number[],
  ): Promise<void> {
    if (due.length === 0 || settings.after === 'leave') return
    await session.finish(due)
    await book.write(queue, { reached, due: [] })
  }

  /** @returns whether the spool has it; false: it was left, or was gone */
  async function fetchOne(
    session: ImapSession,
    { uid, bytes }: MessageHead,
    arrivedAt: number,
  ): Promise<boolean> {
    if (bytes > LIMITS.mailBytes) return leave(uid, bytes)
    if (!spool.hasRoom(bytes))
      throw new FaultError({ code: 'kit/storage', detail: 'the spool of the gateway is full' })
    await allowance.take(signal)
    let head = Buffer.alloc(0)
    const chunks = async function* () {
      try {
        for await (const chunk of session.read(uid)) {
          if (head.length < LIMITS.headerBytes) head = Buffer.concat([head, chunk])
          yield chunk
        }
      } catch (error) {
        breaks.set(uid, (breaks.get(uid) ?? 0) + 1)
        throw error
      }
    }
    const received = await receiveMessage(chunks(), {
      bytesMax: LIMITS.mailBytes,
      incomingDir: spool.incomingDir,
      name: `fetched-${queue}-${revision}-${++count}.part`,
    })
    if (received.bytes === 0 || received.bytes > LIMITS.mailBytes) {
      await received.discard()
      return received.bytes > 0 && leave(uid, received.bytes)
    }
    const now = clock.now()
    const kept = await spool.append(
      {
        digest: received.digest,
        hash: received.hash,
        bytes: received.bytes,
        receivedAt: receivedAtOf(arrivedAt, now),
        envelope: envelopeOf(head, mailbox, arrivedAt),
      },
      received.body,
    )
    if (!kept.ok) {
      await received.discard()
      throw new FaultError(kept.fault)
    }
    said = { ...said, fetched: said.fetched + 1, fetchedAt: now }
    return true
  }

  /** Told on the settings page; whoever reads the mailbox can see it there. */
  function leave(uid: number, bytes: number): false {
    log('warn', 'A message could not be fetched and was left in its mailbox.', {
      queue,
      uid,
      bytes,
    })
    const left = [...said.left.filter((one) => one.uid !== uid), { uid, bytes, at: clock.now() }]
    said = { ...said, left: left.slice(-LIMITS.mailboxLeftKept) }
    onNews()
    return false
  }

  return {
    isFor: (other) => other.revision === revision && other.address === mailbox.address,
    report: () => said,
    keepUntil(at) {
      heldUntil = at
    },
    async stop() {
      stopped.abort()
      await finished
    },
  }
}

function faultOf(error: unknown): Fault {
  return error instanceof FaultError ? error.fault : toMailboxFault(error)
}

export function codeOf({ code }: Fault): MailboxCode {
  return MAILBOX_CODES.find((known) => known === code) ?? 'mailbox/refused'
}
