/** The domains the desk writes from over HTTP: records, findings, keys (never their secret half). Admins. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import type { Desk } from '../desk.ts'
import { checkDomain, listDomains } from '../mail/domains/check-domain.ts'
import { rotateDomain, vouchForDomain } from '../mail/domains/domain-acts.ts'
import { readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

const Vouch = v.object({ isVouched: v.boolean() })

export function mountMailDomains(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)

  app.get('/api/mail-domains', admin, async (context) => {
    const answer: { domains: MailDomain[] } = { domains: await listDomains(desk) }
    return context.json(answer)
  })

  app.post('/api/mail-domains/:domain/check', admin, async (context) =>
    context.json(unwrap(await checkDomain(desk, context.req.param('domain')))),
  )

  app.post('/api/mail-domains/:domain/keys', admin, async (context) => {
    const domain = context.req.param('domain')
    const done = unwrap(await rotateDomain(desk, domain))
    note('the keys of a mail domain were rotated', context.get('session').rights.person)
    return context.json(done, 201)
  })

  app.post('/api/mail-domains/:domain/keys/:selector', admin, async (context) => {
    const { isVouched } = unwrap(parseWith(Vouch, await readJson(context)))
    const key = { domain: context.req.param('domain'), selector: context.req.param('selector') }
    const done = unwrap(await vouchForDomain(desk, key, isVouched))
    note('an admin vouched for a key of a mail domain', context.get('session').rights.person)
    return context.json(done)
  })

  function note(sentence: string, person: string): void {
    desk.parts.log('info', sentence, { person })
  }
}
