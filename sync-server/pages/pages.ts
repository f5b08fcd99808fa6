/** Everything a submitter or the public sees, rendered on the server: start, forms, status pages, figures. Routes only. */
import type { Context, Hono } from 'hono'
import type { Desk } from '../desk.ts'
import { makeRateLimiter } from '../http/rate-limiter.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { mountEndMail } from './end-mail-routes.ts'
import { mountFileLinks } from './file-link.ts'
import { mountForm, type FormParts } from './form-routes.ts'
import { renderPage, renderTrouble } from './layout.ts'
import { makeLiveStreams } from './live.ts'
import { mountMetrics } from './metrics-routes.ts'
import { pageLanguage } from './page-language.ts'
import { startBody } from './start-page.ts'
import { mountTicketPages } from './ticket-routes.ts'
import { makeReadBody } from './upload.ts'

export function mountPages(app: Hono<HttpEnv>, desk: Desk): void {
  const { metrics } = desk.parts
  const limiter = makeRateLimiter(() => desk.parts.clock.now(), desk.config.rateLimits)
  const parts: FormParts = { desk, metrics, limiter, readBody: makeReadBody() }

  app.get('/', async (c) => {
    const settings = desk.parts.settings.get()
    const queues = []
    for (const queue of settings.queues)
      queues.push({ queue, metrics: await metrics.of(queue.slug) })
    return renderPage(c, desk, {
      title: settings.deskName,
      body: startBody(pageLanguage(c, desk), settings, queues),
    })
  })
  mountForm(app, parts)
  mountFileLinks(app, desk)
  mountEndMail(app, desk)
  mountTicketPages(app, parts, makeLiveStreams(desk))

  mountMetrics(app, desk)
}

/** For any address at which there is nothing, when a person and not a program asks. */
export function renderMissing(c: Context, desk: Desk): Response | Promise<Response> {
  return renderTrouble(c, desk, { status: 404, kind: 'missing' })
}
