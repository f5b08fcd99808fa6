/**
 * Fetching mail from mailboxes elsewhere: asks the server which are this gateway's for now, begins and ends them, tells
 * how they are, and tries out settings for whoever presses *Test*. Passwords are held in memory alone. While the server
 * is silent, what this gateway has it keeps until its time is over; then the mail waits at its provider.
 */
import { readFile } from 'node:fs/promises'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  MAILBOX_CODES,
  type MailboxToken,
  type MailboxTrial,
  type TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import { pause } from '../pause.ts'
import type { Peer, TokenAsk } from '../peer.ts'
import { codeOf, startMailbox, type FetchedMailbox, type FetchParts } from './fetch-mailbox.ts'
import { toMailboxFault } from './imap-fault.ts'

const SERVER_AWAY_MS = 2_000
/** News is gathered so long before the server hears it. */
const GATHER_MS = 200

export type Fetching = { stop(): Promise<void> }

export function startFetching(
  parts: Omit<FetchParts, 'passwordOf' | 'tokenOf'> & {
    peer: Pick<Peer, 'leaseMailboxes' | 'answerTrial' | 'askToken'>
    /** Lines `<queue>=<password>`, read again each time. */
    passwordFile: string | null
  },
): Fetching {
  const { peer, clock, timers, log, passwordFile } = parts
  const stopped = new AbortController()
  const { signal } = stopped
  const running = new Map<string, FetchedMailbox>()
  /** Those under way, and those the server may not know yet to be answered. */
  const trials = new Map<string, Promise<void>>()
  /** Ends the question that is under way, so that news is told at once. */
  let nudge = () => {}
  let gathering: { cancel(): void } | null = null
  const passwordOf = (queue: string) => readPassword(passwordFile, queue)
  const tokenOf: FetchParts['tokenOf'] = ({ queue, revision }, isAnew, over) =>
    askToken({ queue, revision, isAnew }, over)
  const finished = run().catch((error: unknown) =>
    log('error', 'No mailbox is fetched until the next start.', { error: String(error) }),
  )

  async function run(): Promise<void> {
    let known = ''
    let trouble = ''
    let failures = 0
    while (!signal.aborted) {
      const asking = new AbortController()
      const end = () => asking.abort()
      signal.addEventListener('abort', end, { once: true })
      nudge = end
      const askedAt = clock.now()
      const reports = [...running.values()].map((one) => one.report())
      const answer = await peer.leaseMailboxes(known, reports, asking.signal)
      signal.removeEventListener('abort', end)
      const isCut = asking.signal.aborted
      nudge = () => {}
      if (signal.aborted) break
      if (!answer.ok) {
        if (isCut) continue
        const { code } = answer.fault
        // Once, and not of a server that starts beside it.
        failures = code === trouble ? failures + 1 : 1
        if (failures === 2) log('warn', 'No mailboxes could be leased; asked again.', { code })
        trouble = code
        await pause(timers, SERVER_AWAY_MS, signal)
        continue
      }
      trouble = ''
      ;({ known } = answer.value)
      const heldUntil = askedAt + answer.value.leaseMs
      const { mailboxes } = answer.value
      await Promise.all(
        [...running].map(async ([queue, one]) => {
          const now = mailboxes.find((mailbox) => mailbox.queue === queue)
          if (now && one.isFor(now)) return one.keepUntil(heldUntil)
          running.delete(queue)
          await one.stop()
        }),
      )
      for (const mailbox of mailboxes)
        if (!running.has(mailbox.queue))
          running.set(
            mailbox.queue,
            startMailbox({ ...parts, passwordOf, tokenOf }, mailbox, heldUntil, tellSoon),
          )
      for (const id of trials.keys())
        if (!answer.value.trials.some((trial) => trial.id === id)) trials.delete(id)
      for (const trial of answer.value.trials) begin(trial)
    }
    await Promise.all([...running.values()].map((one) => one.stop()))
    await Promise.allSettled(trials.values())
  }

  function tellSoon(): void {
    gathering ??= timers.after(GATHER_MS, () => {
      gathering = null
      nudge()
    })
  }

  function begin(trial: MailboxTrial): void {
    if (trials.has(trial.id)) return
    trials.set(trial.id, answerOne(trial))
  }

  async function answerOne(trial: MailboxTrial): Promise<void> {
    const answer = await tryOut(trial)
    const heard = await peer.answerTrial(trial.id, answer, signal)
    // Not heard: it is asked for again.
    if (!heard.ok) trials.delete(trial.id)
  }

  async function tryOut(trial: MailboxTrial): Promise<TrialAnswer> {
    const nothing = { messages: 0, hasIdle: false }
    try {
      const secret = await secretOf(trial)
      if (secret === null) return { ...nothing, code: 'mailbox/no-password', detail: '' }
      const session = await parts.openSession(trial.settings, secret, timers, signal)
      const { messages, hasIdle } = session
      await session.close()
      return { code: null, detail: '', messages, hasIdle }
    } catch (error) {
      const fault = error instanceof FaultError ? error.fault : toMailboxFault(error)
      return { ...nothing, code: codeOf(fault), detail: fault.detail.slice(0, 300) }
    }
  }

  async function askToken(ask: TokenAsk, over: AbortSignal): Promise<MailboxToken> {
    const answer = await peer.askToken(ask, over)
    if (answer.ok) return answer.value
    const { code, detail } = answer.fault
    // The desk's own server is away: the provider could not be asked.
    throw new FaultError(
      MAILBOX_CODES.some((one) => one === code)
        ? answer.fault
        : { code: 'mailbox/token-host', detail },
    )
  }

  async function secretOf({ id, queue, settings, password }: MailboxTrial): Promise<string | null> {
    if (settings.signIn === 'password') return password ?? passwordOf(queue)
    return (await askToken({ trial: id }, signal)).accessToken
  }

  return {
    async stop() {
      gathering?.cancel()
      stopped.abort()
      await finished
    },
  }
}

/** Of a queue, from the file the operator keeps; null when it has none. */
async function readPassword(file: string | null, queue: string): Promise<string | null> {
  if (file === null) return null
  try {
    for (const line of (await readFile(file, 'utf8')).split(/\r?\n/).slice(0, LIMITS.mailboxes * 2))
      if (line.startsWith(`${queue}=`)) return line.slice(queue.length + 1)
    return null
  } catch {
    return null
  }
}
