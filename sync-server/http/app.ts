/** The web server's routes, put together: headers, errors, API, sync, pages, client. */
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { FAULTS, FaultError, toProblem, type Fault } from '../../shared/kit/fault.ts'
import type { Desk } from '../desk.ts'
import { mountOperator } from '../operator/operator-routes.ts'
import { mountPages, renderMissing } from '../pages/pages.ts'
import { mountDigest } from '../reports/digest-routes.ts'
import { mountReports } from '../reports/report-routes.ts'
import { mountContacts } from './api-contacts.ts'
import { mountDesk } from './api-desk.ts'
import { mountHooks } from './api-hooks.ts'
import { mountHeldMail } from './api-held-mail.ts'
import { mountLanguage } from './api-language.ts'
import { mountNotices } from './api-notices.ts'
import { mountMacros } from './api-macros.ts'
import { mountViews } from './api-views.ts'
import { mountMailDomains } from './api-mail-domains.ts'
import { mountMailIn } from './api-mail-in.ts'
import { mountMailOut } from './api-mail-out.ts'
import { mountMailboxes } from './api-mailboxes.ts'
import { mountMoves } from './api-moves.ts'
import { mountPeople } from './api-people.ts'
import { mountPush } from './api-push.ts'
import { mountShownMail } from './api-shown-mail.ts'
import { mountSession } from './api-session.ts'
import { mountSla } from './api-sla.ts'
import { mountTiers } from './api-tiers.ts'
import { mountSync } from './api-sync.ts'
import { mountUploadParts } from './api-upload-parts.ts'
import { mountAnswers } from './api-answers.ts'
import { mountDemo } from './api-demo.ts'
import { mountFiles } from './api-files.ts'
import { mountQueues } from './api-queues.ts'
import { mountRemovals } from './api-removals.ts'
import { mountTicketChange } from './api-ticket-change.ts'
import { mountTicketPeople } from './api-ticket-people.ts'
import { mountTicketQueues } from './api-ticket-queues.ts'
import { mountTickets } from './api-tickets.ts'
import { mountHealth } from './health.ts'
import { openApi } from './openapi.ts'
import { makeRateLimiter } from './rate-limiter.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'
import type { SetupLink } from './setup-link.ts'
import { mountStatic } from './static-files.ts'

export type AppParts = {
  desk: Desk
  setup: SetupLink
  /** Says a line to whoever looks at the terminal. */
  tell: (line: string) => void
  clientFolder: string
  counts: () => { sockets: number; rooms: number }
}

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export function makeApp({ desk, setup, tell, clientFolder, counts }: AppParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const limiter = makeRateLimiter(() => desk.parts.clock.now(), desk.config.rateLimits)

  app.use(async (context, next) => {
    context.set('remoteAddress', addressOf(context.env))
    await next()
    const { headers } = context.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', PAGE_POLICY)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'no-referrer')
    headers.set('cross-origin-opener-policy', 'same-origin')
    if (context.req.path.startsWith('/api/') && !headers.has('cache-control'))
      headers.set('cache-control', 'no-store')
  })
  app.use('/api/*', compress())

  mountHealth(app, desk, counts)
  mountSession(app, desk, limiter, setup, tell)
  mountDesk(app, desk)
  mountQueues(app, desk)
  mountHeldMail(app, desk)
  mountPeople(app, desk)
  mountMacros(app, desk)
  mountViews(app, desk)
  mountNotices(app, desk)
  mountLanguage(app, desk)
  mountPush(app, desk, limiter)
  mountShownMail(app, desk)
  mountTickets(app, desk, limiter)
  mountTicketChange(app, desk)
  mountTicketPeople(app, desk)
  mountTicketQueues(app, desk)
  mountAnswers(app, desk)
  mountRemovals(app, desk)
  mountContacts(app, desk)
  mountFiles(app, desk, limiter)
  mountMailOut(app, desk)
  mountMailboxes(app, desk)
  mountMoves(app, desk)
  mountMailDomains(app, desk)
  mountSla(app, desk)
  mountTiers(app, desk)
  mountHooks(app, desk)
  mountSync(app, desk, limiter)
  mountMailIn(app, desk)
  mountUploadParts(app, desk, limiter)
  mountDemo(app, desk, limiter)
  // The operator's verbs have a key of their own and know nothing of sessions.
  const operator = new Hono()
  mountOperator(operator, desk)
  app.route('/', operator)
  app.get('/api/openapi.json', (context) => context.json(openApi(desk.config.publicUrl)))
  mountReports(app, desk, requireSession(desk))
  mountDigest(app, desk, requireSession(desk))
  mountPages(app, desk)
  mountStatic(app, clientFolder)

  app.notFound((context) => {
    if (context.req.header('accept')?.includes('text/html')) return renderMissing(context, desk)
    return problem({
      code: 'kit/not-found',
      detail: `there is nothing at ${context.req.path.slice(0, 200)}`,
    })
  })
  app.onError((error, context) => {
    if (error instanceof FaultError) return problem(error.fault)
    desk.parts.log('error', 'a request failed', {
      path: context.req.routePath,
      error: String(error),
    })
    return problem({ code: 'kit/bug', detail: 'the request could not be carried out' })
  })
  return app
}

export function problem(fault: Fault): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  const status = FAULTS[fault.code].http
  if (status === 429) headers['retry-after'] = '60'
  // The rest of a body that is too big is not read: the connection cannot be used again (RFC 9110 §15.5.14).
  if (status === 413) headers['connection'] = 'close'
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  return Response.json(toProblem(fault), { status, headers })
}

/** The peer's address; a proxy's word is not taken (assurance SEC-PROXY). */
function addressOf(env: unknown): string {
  if (typeof env === 'object' && env !== null && 'incoming' in env) {
    const { incoming } = env
    if (typeof incoming === 'object' && incoming !== null && 'socket' in incoming) {
      const { socket } = incoming
      if (typeof socket === 'object' && socket !== null && 'remoteAddress' in socket)
        return String(socket.remoteAddress)
    }
  }
  return 'unknown'
}
