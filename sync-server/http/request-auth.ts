/**
 * Who makes a request: bearer token, or session cookie with the CSRF rule (assurance: state changes need our header and
 * our origin). Not here: what they may do with a ticket (commit, feed).
 */
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { FaultError } from '../../shared/kit/fault.ts'
import { isSameSecret } from '../auth/tokens.ts'
import type { Session } from '../auth/sessions.ts'
import type { Desk } from '../desk.ts'

export type HttpEnv = { Variables: { session: Session; remoteAddress: string } }

/** `__Host-` needs TLS (RFC 6265bis §4.1.3.2); on plain http on this machine it goes without. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-deskside' : 'deskside'
}

export function bearerOf(context: Context): string | null {
  const header = context.req.header('authorization')
  const match = header ? /^Bearer\s+(\S+)$/i.exec(header) : null
  return match?.[1] ?? null
}

/** The session of a request, or null. A wrong bearer token is an error, not nobody. */
export async function findSession(desk: Desk, context: Context): Promise<Session | null> {
  const bearer = bearerOf(context)
  if (bearer !== null) {
    const session = await desk.sessions.authenticate(bearer)
    if (session) return session
    await refuseRevoked(desk, bearer)
    throw new FaultError({
      code: 'auth/bad-token',
      detail: 'the bearer token is unknown or has expired',
    })
  }
  const cookie = getCookie(context, sessionCookieName(desk.config.publicUrl))
  if (!cookie) return null
  const session = await desk.sessions.authenticate(cookie)
  if (session && isMutation(context.req.method)) refuseForeignOrigin(desk, context)
  return session
}

/** A device whose session was ended from elsewhere hears that it must give up what it holds (RI20). */
async function refuseRevoked(desk: Desk, secret: string): Promise<void> {
  if (await desk.sessions.isRevoked(secret))
    throw new FaultError({ code: 'auth/denied', detail: 'this session was ended' })
}

/** The session of a request that cannot be answered without one. */
export async function needSession(desk: Desk, context: Context): Promise<Session> {
  const session = await findSession(desk, context)
  if (session) return session
  const cookie = getCookie(context, sessionCookieName(desk.config.publicUrl))
  if (cookie) await refuseRevoked(desk, cookie)
  throw new FaultError({ code: 'auth/required', detail: 'sign in, or send a bearer token' })
}

/** Agents only. */
export function requireSession(desk: Desk): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    context.set('session', await needSession(desk, context))
    await next()
  }
}

export function requireAdmin(desk: Desk): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const session = await needSession(desk, context)
    if (session.rights.role !== 'admin')
      throw new FaultError({ code: 'auth/denied', detail: 'only admins see this' })
    context.set('session', session)
    await next()
  }
}

/** The gateway, by its key. */
export function requireGateway(desk: Desk): MiddlewareHandler {
  return async (context, next) => {
    if (!isGateway(desk, context))
      throw new FaultError({ code: 'auth/bad-token', detail: 'that is not the gateway’s key' })
    await next()
  }
}

export function isGateway(desk: Desk, context: Context): boolean {
  const bearer = bearerOf(context)
  return bearer !== null && isSameSecret(bearer, desk.keys.gateway)
}

const isMutation = (method: string): boolean => method !== 'GET' && method !== 'HEAD'

function refuseForeignOrigin(desk: Desk, context: Context): void {
  const origin = context.req.header('origin')
  if (origin !== undefined && !isOwnOrigin(desk, origin, context.req.header('host')))
    throw new FaultError({ code: 'auth/origin', detail: 'the request came from another site' })
  if (context.req.header('x-deskside') === undefined)
    throw new FaultError({ code: 'auth/origin', detail: 'the header X-Deskside is missing' })
}

/** The public URL, or the host the request itself was sent to (loopback by name and by number). */
export function isOwnOrigin(desk: Desk, origin: string, host: string | undefined): boolean {
  if (origin === new URL(desk.config.publicUrl).origin) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    return false
  }
}
