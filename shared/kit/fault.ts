/**
 * Faults: the failures Deskside foresees, in one list, and the `Result` that carries them.
 * Not here: bugs. A broken assumption throws (`assert`) and is caught once per session, entry or process.
 */

/** What a caller should do with a fault, and how each protocol says it. */
type FaultEntry = {
  /** HTTP status code. */
  http: number
  /** SMTP reply, where the fault can be met at the SMTP door. */
  smtp?: string
  /** WebSocket close code, where the fault ends a socket or a room. */
  close?: number
  /** True when the same request may succeed later, unchanged. */
  retry: boolean
  /** One plain sentence; shown to people and in RFC 9457 `title`. */
  title: string
}

const TRY_AGAIN_LATER = 1013

/** The one list. Codes are stable: tools and tests rely on them (architecture §10). */
export const FAULTS = {
  // kit
  'kit/invalid': { http: 400, retry: false, title: 'The request does not have the expected form.' },
  'kit/too-big': {
    http: 413,
    smtp: '552 5.3.4',
    close: 1009,
    retry: false,
    title: 'That is larger than the limit.',
  },
  'kit/not-found': { http: 404, close: 4404, retry: false, title: 'There is nothing here.' },
  'kit/rate-limited': {
    http: 429,
    smtp: '421 4.7.0',
    close: 4429,
    retry: true,
    title: 'Too many requests. Wait a moment.',
  },
  'kit/busy': {
    http: 503,
    smtp: '451 4.3.2',
    close: TRY_AGAIN_LATER,
    retry: true,
    title: 'The server is busy. Try again shortly.',
  },
  'kit/storage': {
    http: 507,
    smtp: '452 4.3.1',
    retry: true,
    title: 'There is no room left to store this.',
  },
  'kit/bug': {
    http: 500,
    smtp: '451 4.3.0',
    close: 1011,
    retry: true,
    title: 'Something went wrong on our side.',
  },
  // people and rights
  'auth/required': { http: 401, close: 4401, retry: false, title: 'Sign in first.' },
  'auth/bad-token': { http: 401, close: 4401, retry: false, title: 'That token is not valid.' },
  'auth/last-admin': { http: 409, retry: false, title: 'A desk keeps at least one admin.' },
  'auth/expired-link': {
    http: 410,
    retry: false,
    title: 'That link has expired or was used already.',
  },
  'auth/denied': { http: 403, close: 4403, retry: false, title: 'You may not do that.' },
  'auth/origin': {
    http: 403,
    close: 4403,
    retry: false,
    title: 'That request came from another site.',
  },
  'auth/lease': {
    http: 401,
    retry: false,
    title: 'This device has not heard from the server for too long.',
  },
  'auth/already-set-up': { http: 409, retry: false, title: 'This desk is set up already.' },
  // desk
  'desk/unknown-queue': { http: 404, retry: false, title: 'There is no queue with that name.' },
  'desk/exists': { http: 409, retry: false, title: 'That name is taken.' },
  'desk/settings': { http: 409, retry: true, title: 'The settings could not be saved.' },
  // tickets: the nack codes of architecture §4 are the part after the slash
  'ticket/denied': { http: 403, close: 4403, retry: false, title: 'You may not change that.' },
  'ticket/gap': { http: 409, retry: true, title: 'Something before this is missing.' },
  'ticket/epoch': { http: 409, retry: false, title: 'This copy of the ticket is out of date.' },
  'ticket/stale': {
    http: 409,
    retry: false,
    title: 'Something newer came in that you had not seen.',
  },
  'ticket/invalid': { http: 422, retry: false, title: 'That is not a valid change to a ticket.' },
  'ticket/changed': {
    http: 409,
    retry: false,
    title: 'This reply is not as you saw it any more.',
  },
  'ticket/locked': { http: 409, retry: false, title: 'A colleague has locked this reply.' },
  'ticket/variable': { http: 422, retry: false, title: 'A variable is not filled in.' },
  'ticket/too-big': {
    http: 413,
    close: 1009,
    retry: false,
    title: 'That change is larger than the limit.',
  },
  'ticket/no-file': {
    http: 409,
    retry: false,
    title: 'A file of this message is not on the server.',
  },
  'ticket/reused-push': {
    http: 422,
    retry: false,
    title: 'That id was used before for something else.',
  },
  'ticket/merged': { http: 409, retry: false, title: 'This ticket was merged into another one.' },
  'ticket/too-late': { http: 409, retry: false, title: 'It is too late to take that back.' },
  'search/invalid': { http: 400, retry: false, title: 'This search cannot be read.' },
  // the wire
  'wire/malformed': {
    http: 400,
    close: 4400,
    retry: false,
    title: 'That message could not be read.',
  },
  'wire/version': {
    http: 426,
    close: 4426,
    retry: false,
    title: 'This version of the app is too old for the server.',
  },
  'wire/too-many-rooms': {
    http: 429,
    close: 4429,
    retry: false,
    title: 'Too many rooms are open on this connection.',
  },
  // mail
  'mail/unknown-address': {
    http: 404,
    smtp: '550 5.1.1',
    retry: false,
    title: 'There is no such address here.',
  },
  'mail/no-relay': {
    http: 403,
    smtp: '550 5.7.1',
    retry: false,
    title: 'This server does not relay mail.',
  },
  'mail/smuggling': {
    http: 400,
    smtp: '554 5.6.0',
    retry: false,
    title: 'A bare CR or LF is not allowed in mail.',
  },
  'mail/loop': {
    http: 400,
    smtp: '550 5.4.6',
    retry: false,
    title: 'This message has gone round too often.',
  },
  'mail/unreadable': { http: 422, retry: false, title: 'The message could not be read.' },
  'mail/expired': { http: 410, retry: false, title: 'Delivery was given up after too many tries.' },
  // an address that is moved here
  'move/not-shown': {
    http: 409,
    retry: true,
    title: 'It is not shown yet that mail comes here alone.',
  },
  // a mailbox at a provider that mail is fetched from
  'mailbox/password': {
    http: 502,
    retry: true,
    title: 'The mailbox refused the user name or the password.',
  },
  'mailbox/no-password': {
    http: 409,
    retry: true,
    title: 'There is no password for this mailbox.',
  },
  'mailbox/token': {
    http: 502,
    retry: true,
    title: 'The mailbox refused the access token.',
  },
  'mailbox/grant': {
    http: 502,
    retry: true,
    title: 'The provider gave no access token.',
  },
  'mailbox/token-host': {
    http: 502,
    retry: true,
    title: 'The token address of the provider cannot be asked.',
  },
  'mailbox/no-grant': {
    http: 409,
    retry: true,
    title: 'There is no refresh token or client secret for this mailbox.',
  },
  'mailbox/unknown-host': {
    http: 502,
    retry: true,
    title: 'There is no server of that name.',
  },
  'mailbox/unreachable': { http: 502, retry: true, title: 'The mail server cannot be reached.' },
  'mailbox/time-out': { http: 504, retry: true, title: 'The mail server did not answer in time.' },
  'mailbox/certificate': {
    http: 502,
    retry: true,
    title: 'The certificate of the mail server does not hold.',
  },
  'mailbox/tls': {
    http: 502,
    retry: true,
    title: 'The mail server and the desk found no TLS together.',
  },
  'mailbox/plain': {
    http: 400,
    retry: false,
    title: 'Without TLS a mailbox is read on this machine only.',
  },
  'mailbox/folder': { http: 404, retry: true, title: 'The mailbox has no such folder.' },
  'mailbox/extension': {
    http: 502,
    retry: true,
    title: 'The mail server cannot move or delete single messages.',
  },
  'mailbox/refused': { http: 502, retry: true, title: 'The mail server refused.' },
  'mailbox/silent-gateway': {
    http: 504,
    retry: true,
    title: 'The mail gateway does not answer. Does it run?',
  },
} as const satisfies Record<string, FaultEntry>

export type FaultCode = keyof typeof FAULTS

/** A foreseen failure. `detail` says which one, in words for people; `more` holds ids and limits, never bodies. */
export type Fault = { code: FaultCode; detail: string; more?: Record<string, unknown> }

export type Result<T> = { ok: true; value: T } | { ok: false; fault: Fault }

export function ok(): Result<void>
export function ok<T>(value: T): Result<T>
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value }
}

export function fail(
  code: FaultCode,
  detail: string,
  more?: Record<string, unknown>,
): { ok: false; fault: Fault } {
  return { ok: false, fault: more ? { code, detail, more } : { code, detail } }
}

/** A fault as an exception, for the few places that must unwind (a transaction, a framework's handler). */
export class FaultError extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(`${fault.code}: ${fault.detail}`)
    this.name = 'FaultError'
    this.fault = fault
  }
}

/** The value, or throws `FaultError`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new FaultError(result.fault)
}

/** A broken assumption is a bug: it throws and is caught at the edge of the session, entry or process. */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${claim}`)
}

/**
 * WebSocket close code for a fault (RFC 6455 §7.4.2, private use). What may succeed later is *try again later*: after
 * any of 4400 to 4499 y-websocket does not come back.
 */
export function closeCodeOf(code: FaultCode): number {
  const entry: FaultEntry = FAULTS[code]
  return entry.close ?? (entry.retry ? TRY_AGAIN_LATER : 4400)
}

/** RFC 9457 problem details for a fault. */
export function toProblem(fault: Fault): Record<string, unknown> {
  const entry: FaultEntry = FAULTS[fault.code]
  return {
    ...fault.more,
    type: 'about:blank',
    title: entry.title,
    status: entry.http,
    code: fault.code,
    detail: fault.detail,
  }
}
