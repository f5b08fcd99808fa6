/**
 * The way out over HTTP: how it is, and the addresses that get nothing automatic, for admins; what is wrong with mail, for
 * whoever writes replies. Not here: Sent mail (api-desk).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { EpochMs, parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import type { MailTrouble } from '../../shared/wire/mail-trouble.ts'
import { readMailHealth } from '../mail/outbound/mail-health.ts'
import { liftSuppression, listSuppressions } from '../mail/outbound/suppressions.ts'
import { isCertificateLate, readCertificate } from '../operator/spool-check.ts'
import { requireAdmin, requireSession, type HttpEnv } from './request-auth.ts'

const Page = v.object({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), EpochMs)),
})

export function mountMailOut(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)

  app.get('/api/mail-health', admin, async (context) =>
    context.json(await readMailHealth(desk.database.read, desk.parts.clock.now())),
  )

  /** Asked every minute by every open app. How much waits, and the desk's certificate, are the admins' alone. */
  app.get('/api/mail-trouble', requireSession(desk), async (context) => {
    const { rights } = context.get('session')
    const now = desk.parts.clock.now()
    const health = await readMailHealth(desk.database.read, now)
    const certificate = rights.role === 'admin' ? await readCertificate(desk.config.dataDir) : null
    const trouble: MailTrouble = {
      awaySince: health.isRelayAway ? health.oldestAt : null,
      certificate: isCertificateLate(certificate, now) ? certificate : null,
    }
    return context.json(trouble)
  })

  app.get('/api/suppressions', admin, async (context) => {
    const { before = Number.MAX_SAFE_INTEGER } = unwrap(parseWith(Page, context.req.query()))
    const items = await listSuppressions(desk.database.read, before, LIMITS.pageRowsMax)
    const last = items.at(-1)
    return context.json({
      items,
      next: items.length === LIMITS.pageRowsMax && last ? last.at : null,
    })
  })

  app.delete('/api/suppressions/:address', admin, async (context) => {
    const address = context.req.param('address')
    if (!(await desk.database.write((tx) => liftSuppression(tx, address))))
      throw new FaultError({ code: 'kit/not-found', detail: 'that address is not suppressed' })
    desk.parts.log('info', 'a suppression was lifted', {
      person: context.get('session').rights.person,
    })
    return context.body(null, 204)
  })
}
