/**
 * The gateway's only line to the server: HTTP on this machine, with the key the server wrote. Every
 * call ends in a Result; a fault whose entry says `retry` (network, 5xx, no key yet) means "ask again",
 * any other means the server looked at it and refused.
 */
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Timers } from '../shared/kit/clock.ts'
import { FAULTS, fail, ok, type Fault, type FaultCode, type Result } from '../shared/kit/fault.ts'
import { LIMITS } from '../shared/kit/limits.ts'
import { parseWith, v } from '../shared/kit/schema.ts'
import { Ack, Nack } from '../shared/wire/down.ts'
import {
  MailJob,
  Routes,
  SigningKeys,
  type MailIn,
  type MarkDelivery,
  type ReceiveMail,
} from '../shared/wire/mail.ts'
import {
  MailboxToken,
  MailboxWork,
  type MailboxAsk,
  type MailboxReport,
  type MailboxTokenAsk,
  type TrialAnswer,
} from '../shared/wire/mailbox.ts'

export type Peer = {
  fetchRoutes(signal: AbortSignal): Promise<Result<Routes>>
  fetchSigningKeys(signal: AbortSignal): Promise<Result<SigningKeys>>
  putBlob(hash: string, bytes: Uint8Array, signal: AbortSignal): Promise<Result<void>>
  fetchBlob(hash: string, signal: AbortSignal): Promise<Result<Uint8Array>>
  push(
    pushId: string,
    command: ReceiveMail | MarkDelivery,
    signal: AbortSignal,
  ): Promise<Result<void>>
  /** Messages with their bytes. @returns each one's own answer, in order; a fault when there was none for all of them */
  pushMails(mails: readonly MailIn[], signal: AbortSignal): Promise<Result<Result<void>[]>>
  /**
   * @param busy        domains of what is being sent now, one entry a mail
   * @param relayBytes  the largest mail the relay takes; undefined: not known yet
   */
  lease(
    max: number,
    waitMs: number,
    signal: AbortSignal,
    busy?: readonly string[],
    relayBytes?: number | null,
  ): Promise<Result<MailJob[]>>
  /** @param known  what the last answer said; the server waits for something else */
  leaseMailboxes(
    known: string,
    reports: MailboxReport[],
    signal: AbortSignal,
  ): Promise<Result<MailboxWork>>
  answerTrial(id: string, answer: TrialAnswer, signal: AbortSignal): Promise<Result<void>>
  /** Faults `mailbox/`: the provider said no, or could not be asked. */
  askToken(ask: TokenAsk, signal: AbortSignal): Promise<Result<MailboxToken>>
}

/** For settings that are tried out, or for a mailbox that this gateway has. */
export type TokenAsk = { trial: string } | { queue: string; revision: number; isAnew: boolean }

const ROUTES_MS = 2_000
const LEASE_GRACE_MS = 10_000
const LARGE_CHARS = 256 * 1024
const PIECE_BYTES = 256 * 1024

const Leased = v.object({ jobs: v.pipe(v.array(MailJob), v.maxLength(LIMITS.leasedAtOnce)) })
const PushAnswer = v.variant('type', [Ack, Nack])
const PushAnswers = v.object({ answers: v.array(PushAnswer) })
const Problem = v.object({ code: v.string(), detail: v.optional(v.string(), '') })
/** True when a later try, unchanged, may succeed. A wrong key is the operator's affair: mail waits for it. */
export function isWorthRetrying(fault: Fault): boolean {
  return FAULTS[fault.code].retry || fault.code.startsWith('auth/')
}

export function makePeer(options: {
  serverUrl: string
  keyFile: string
  timers: Timers
  /** This gateway, also after a restart. */
  worker: string
}): Peer {
  let key: string | null = null
  let hasLeased = false

  async function call(
    path: string,
    init: { method: string; body?: Uint8Array | string; type?: string; waitMs: number },
    signal: AbortSignal,
  ): Promise<Result<Buffer>> {
    const ready = await readKey()
    if (!ready.ok) return ready
    const headers: Record<string, string> = { authorization: `Bearer ${ready.value}` }
    if (init.type) headers['content-type'] = init.type
    // One controller a call, taken off again: AbortSignal.any keeps a trace of every call on a signal that lives long.
    const ending = new AbortController()
    const end = () => ending.abort()
    const limit = options.timers.after(init.waitMs, end)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    try {
      const response = await fetch(options.serverUrl + path, {
        method: init.method,
        headers,
        ...bodyOf(init.body, headers),
        redirect: 'error',
        signal: ending.signal,
      })
      const body = Buffer.from(await response.arrayBuffer())
      if (response.ok) return ok(body)
      if (response.status === 401) key = null
      return { ok: false, fault: readProblem(response.status, body) }
    } catch (error) {
      return fail('kit/busy', `the server did not answer: ${describe(error)}`)
    } finally {
      limit.cancel()
      signal.removeEventListener('abort', end)
    }
  }

  async function readKey(): Promise<Result<string>> {
    if (key !== null) return ok(key)
    try {
      const text = (await readFile(options.keyFile, 'utf8')).trim()
      if (text === '') return fail('kit/busy', 'the gateway key is still empty')
      key = text
      return ok(text)
    } catch (error) {
      return fail('kit/busy', `the gateway key cannot be read yet: ${describe(error)}`)
    }
  }

  return {
    async fetchRoutes(signal) {
      const answer = await call('/gateway/routes', { method: 'GET', waitMs: ROUTES_MS }, signal)
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      return json.ok ? parseWith(Routes, json.value, 'wire/malformed') : json
    },

    async fetchSigningKeys(signal) {
      const path = '/gateway/signing-keys'
      const answer = await call(path, { method: 'GET', waitMs: LIMITS.requestMs }, signal)
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      return json.ok ? parseWith(SigningKeys, json.value, 'wire/malformed') : json
    },

    async putBlob(hash, bytes, signal) {
      const answer = await call(
        `/blobs/${hash}`,
        { method: 'PUT', body: bytes, type: 'application/octet-stream', waitMs: LIMITS.requestMs },
        signal,
      )
      return answer.ok ? ok() : answer
    },

    async fetchBlob(hash, signal) {
      return call(`/blobs/${hash}`, { method: 'GET', waitMs: LIMITS.requestMs }, signal)
    },

    async push(pushId, command, signal) {
      const words = JSON.stringify({ pushId, command })
      // Megabytes of words are written out, made bytes and sent in turns: the door has its own between them.
      if (words.length > LARGE_CHARS) await setImmediate()
      const body = Buffer.from(words)
      if (words.length > LARGE_CHARS) await setImmediate()
      const answer = await call(
        '/push',
        { method: 'POST', body, type: 'application/json', waitMs: LIMITS.requestMs },
        signal,
      )
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      if (!json.ok) return json
      const parsed = parseWith(PushAnswer, json.value, 'wire/malformed')
      // Not what we know as an answer: nothing proves that it was kept, so it is asked again.
      if (!parsed.ok) return fail('kit/busy', 'the answer to a push could not be read')
      return readAnswer(parsed.value)
    },

    async pushMails(mails, signal) {
      const answer = await call(
        '/gateway/mails',
        {
          method: 'POST',
          body: Buffer.from(JSON.stringify({ mails })),
          type: 'application/json',
          waitMs: LIMITS.requestMs,
        },
        signal,
      )
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      if (!json.ok) return json
      const parsed = parseWith(PushAnswers, json.value, 'wire/malformed')
      if (!parsed.ok || parsed.value.answers.length !== mails.length)
        return fail('kit/busy', 'the answers to a push could not be read')
      return ok(parsed.value.answers.map(readAnswer))
    },

    async lease(max, waitMs, signal, busy = [], relayBytes) {
      const worker = { worker: options.worker, isFirst: !hasLeased }
      const answer = await call(
        '/gateway/lease',
        {
          method: 'POST',
          body: JSON.stringify({ max, waitMs, busy, relayBytes, ...worker }),
          type: 'application/json',
          waitMs: waitMs + LEASE_GRACE_MS,
        },
        signal,
      )
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      if (!json.ok) return json
      const parsed = parseWith(Leased, json.value, 'wire/malformed')
      if (!parsed.ok) return parsed
      hasLeased = true
      return ok(parsed.value.jobs)
    },

    async leaseMailboxes(known, reports, signal) {
      const waitMs = LIMITS.mailboxAskMs
      const ask: MailboxAsk = { worker: options.worker, waitMs, known, reports }
      const answer = await call(
        '/gateway/mailboxes',
        {
          method: 'POST',
          body: JSON.stringify(ask),
          type: 'application/json',
          waitMs: waitMs + LEASE_GRACE_MS,
        },
        signal,
      )
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      return json.ok ? parseWith(MailboxWork, json.value, 'wire/malformed') : json
    },

    async answerTrial(id, trial, signal) {
      const answer = await call(
        `/gateway/mailbox-trials/${id}`,
        {
          method: 'POST',
          body: JSON.stringify(trial),
          type: 'application/json',
          waitMs: LIMITS.requestMs,
        },
        signal,
      )
      return answer.ok ? ok() : answer
    },

    async askToken(ask, signal) {
      const whole: MailboxTokenAsk = 'trial' in ask ? ask : { ...ask, worker: options.worker }
      const answer = await call(
        '/gateway/mailbox-tokens',
        {
          method: 'POST',
          body: JSON.stringify(whole),
          type: 'application/json',
          // The server waits for the provider, and perhaps for another server that asks it.
          waitMs: 2 * LIMITS.mailboxTokenMs + LEASE_GRACE_MS,
        },
        signal,
      )
      if (!answer.ok) return answer
      const json = readJson(answer.value)
      return json.ok ? parseWith(MailboxToken, json.value, 'wire/malformed') : json
    },
  }
}

function readAnswer(answer: v.InferOutput<typeof PushAnswer>): Result<void> {
  return answer.type === 'ack' ? ok() : fail(toFaultCode(answer.code, 400), answer.detail)
}

/** fetch copies a body that it is given whole: a large one would hold up the door, and goes in pieces. */
function bodyOf(
  body: Uint8Array | string | undefined,
  headers: Record<string, string>,
): RequestInit {
  if (body === undefined) return {}
  if (typeof body === 'string' || body.length <= PIECE_BYTES) return { body }
  headers['content-length'] = String(body.length)
  return { body: piecesOf(body), duplex: 'half' }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}

function readJson(body: Buffer): Result<unknown> {
  try {
    return ok(JSON.parse(body.toString('utf8')))
  } catch {
    return fail('kit/busy', 'the answer was not JSON')
  }
}

function readProblem(status: number, body: Buffer): Fault {
  const json = readJson(body)
  const parsed = json.ok ? parseWith(Problem, json.value) : null
  // Not ours (a proxy, a server going down): the status alone decides.
  const code = parsed?.ok ? parsed.value.code : ''
  const detail = (parsed?.ok && parsed.value.detail) || `the server answered ${status}`
  return { code: toFaultCode(code, status), detail }
}

function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(FAULTS, code)
}

/** Our own code when the answer has one (also without its family: `invalid`), else what the status says. */
function toFaultCode(code: string, status: number): FaultCode {
  if (isFaultCode(code)) return code
  const inFamily = `ticket/${code}`
  if (isFaultCode(inFamily)) return inFamily
  if (status === 401) return 'auth/required'
  if (status === 403) return 'auth/denied'
  if (status === 413) return 'kit/too-big'
  if (status === 507) return 'kit/storage'
  // An address the server does not have (yet): it is starting, or of another version. Mail waits.
  if (status === 404 || status === 405 || status === 408 || status === 429) return 'kit/busy'
  return status >= 500 ? 'kit/busy' : 'kit/invalid'
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
