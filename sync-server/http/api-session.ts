/** Getting in and out: one-time setup, sign-in links, sign-out. Same words and answers for known and unknown addresses. */
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { QueueSettings } from '../settings/settings.ts'
import { isTimeZone } from '../../shared/sla/zone.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import type { Desk } from '../desk.ts'
import { mailSignInLink } from '../mail/outbound/sign-in-mail.ts'
import { readAccepted } from '../pages/page-language.ts'
import { readJson } from './body.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { findSession, isOwnOrigin, sessionCookieName, type HttpEnv } from './request-auth.ts'
import type { SetupLink } from './setup-link.ts'

const Setup = v.object({
  token: v.string(),
  deskName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'not a time zone')),
  admin: v.object({ name: v.string(), email: v.string() }),
  queues: v.pipe(
    v.array(v.pick(v.object({ ...QueueSettings.entries }), ['slug', 'name', 'address'])),
    v.minLength(1),
    v.maxLength(50),
  ),
})

export function mountSession(
  app: Hono<HttpEnv>,
  desk: Desk,
  limiter: RateLimiter,
  setup: SetupLink,
  tell: (line: string) => void,
): void {
  app.post('/api/setup', async (context) => {
    refuseForeign(desk, context)
    limiter.take(`setup:${context.get('remoteAddress')}`, 60, 60_000)
    const input = unwrap(parseWith(Setup, await readJson(context)))
    if (desk.parts.settings.get().isSetUp)
      throw new FaultError({ code: 'auth/already-set-up', detail: 'sign in instead' })
    if (!setup.isValid(input.token))
      throw new FaultError({
        code: 'auth/expired-link',
        detail: 'restart the server for a new setup link',
      })
    unwrap(
      await desk.parts.settings.change((settings) => ({
        ...settings,
        deskName: input.deskName,
        timeZone: input.timeZone,
        queues: [
          ...settings.queues.filter(
            (queue) => !input.queues.some((added) => added.slug === queue.slug),
          ),
          ...input.queues.map((queue) => v.parse(QueueSettings, queue)),
        ],
      })),
    )
    const known = await desk.people.byEmail(input.admin.email)
    const admin =
      known ?? unwrap(await desk.people.add({ ...input.admin, role: 'admin', queues: null }))
    // Last, so that a setup that failed half-way can be done again with the same link.
    unwrap(await desk.parts.settings.change((settings) => ({ ...settings, isSetUp: true })))
    setup.use()
    await openBrowserSession(desk, context, admin.id)
    return context.json({})
  })

  app.post('/api/sign-in', async (context) => {
    refuseForeign(desk, context)
    const { email } = unwrap(
      parseWith(
        v.object({ email: v.pipe(v.string(), v.maxLength(LIMITS.emailChars)) }),
        await readJson(context),
      ),
    )
    const address = normaliseAddress(email)
    limiter.take(`sign-in:${context.get('remoteAddress')}`, 60, 3_600_000)
    limiter.take(`sign-in:${address}`, LIMITS.signInLinksPerHourPerAddress, 3_600_000)
    const person = await desk.people.byEmail(address)
    if (person && !person.isDisabled) {
      const token = await desk.sessions.makeSignInLink(person.id)
      const link = `${desk.config.publicUrl}/sign-in#${token}`
      const asked = readAccepted(context.req.header('accept-language'))
      const state = await mailSignInLink(desk.parts, person, { link, asked })
      if (state === 'kept') tell(`Sign-in link for ${person.email}: ${link}`)
    }
    return context.json({ relay: desk.config.relayUrl !== null })
  })

  app.post('/api/sign-in/redeem', async (context) => {
    refuseForeign(desk, context)
    limiter.take(`redeem:${context.get('remoteAddress')}`, 100, 60_000)
    const { token } = unwrap(
      parseWith(v.object({ token: v.pipe(v.string(), v.maxLength(200)) }), await readJson(context)),
    )
    const person = unwrap(await desk.sessions.redeemSignInLink(token))
    await openBrowserSession(desk, context, person)
    return context.json({})
  })

  app.post('/api/sign-out', async (context) => {
    const name = sessionCookieName(desk.config.publicUrl)
    const session = await findSession(desk, context)
    const secret = getCookie(context, name)
    if (secret) await desk.sessions.end(secret)
    if (session)
      desk.parts.hub.publish({ type: 'signed-out', session: session.id, code: 'auth/required' })
    // A cookie under `__Host-` is taken away only by one that is as secure (RFC 6265bis §4.1.3.2).
    deleteCookie(context, name, { path: '/', secure: isOverTls(desk) })
    context.header('Clear-Site-Data', '"storage"')
    return context.json({})
  })
}

const isOverTls = (desk: Desk): boolean => desk.config.publicUrl.startsWith('https:')

async function openBrowserSession(desk: Desk, context: Context, person: string): Promise<void> {
  const secret = await desk.sessions.open(person, 'browser')
  setCookie(context, sessionCookieName(desk.config.publicUrl), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isOverTls(desk),
    maxAge: LIMITS.sessionMs / 1000,
  })
}

/** Nobody is signed in yet on these routes, so the rule of the cookie does not cover them. */
function refuseForeign(desk: Desk, context: Context): void {
  const origin = context.req.header('origin')
  if (origin !== undefined && !isOwnOrigin(desk, origin, context.req.header('host')))
    throw new FaultError({ code: 'auth/origin', detail: 'the request came from another site' })
}
