/** Everything a submitter or the public sees, rendered on the server: start, forms, status pages, figures. Routes only. */
import type { Context, Hono } from 'hono'
import { fail } from '../../shared/kit/fault.ts'
import type { Desk } from '../desk.ts'
import { makeRateLimiter } from '../http/rate-limiter.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { makeMetrics } from '../sla/queue-metrics.ts'
import { mountFileLinks } from './file-link.ts'
import { mountForm, type FormParts } from './form-routes.ts'
import { renderPage, renderTrouble } from './layout.ts'
import { makeLiveStreams } from './live.ts'
import { metricsBody } from './metrics-page.ts'
import { problem } from './problem.ts'
import { startBody } from './start-page.ts'
import { mountTicketPages } from './ticket-routes.ts'
import { makeReadBody } from './upload.ts'

export function mountPages(app: Hono<HttpEnv>, desk: Desk): void {
  const metrics = makeMetrics(desk)
  const limiter = makeRateLimiter(() => desk.parts.clock.now(), desk.config.rateLimits)
  const parts: FormParts = { desk, metrics, limiter, readBody: makeReadBody() }

  app.get('/', async (c) => {
    const settings = desk.parts.settings.get()
    const queues = []
    for (const queue of settings.queues)
      queues.push({ queue, metrics: await metrics.of(queue.slug) })
    return renderPage(c, desk, { title: settings.deskName, body: startBody(settings, queues) })
  })
  mountForm(app, parts)
  mountFileLinks(app, desk)
  mountTicketPages(app, parts, makeLiveStreams(desk))

  app.get('/q/:slug/status', async (c) => {
    const slug = c.req.param('slug')
    const settings = desk.parts.settings.get()
    const queue = settings.queues.find((entry) => entry.slug === slug)
    const figures = await metrics.of(slug)
    if (!queue || !figures)
      return renderTrouble(c, desk, {
        status: 404,
        title: 'There are no figures here',
        words: 'There is no such queue, or it keeps its figures to itself.',
      })
    return renderPage(c, desk, {
      title: `${queue.name}: how we are doing`,
      body: metricsBody(queue, figures, settings.timeZone),
    })
  })
  app.get('/api/queues/:slug/metrics', async (c) => {
    const figures = await metrics.of(c.req.param('slug'))
    if (!figures)
      return problem(c, fail('desk/unknown-queue', 'there are no public figures here').fault)
    return c.json(figures, 200, { 'cache-control': 'public, max-age=300' })
  })
}

/** For any address at which there is nothing, when a person and not a program asks. */
export function renderMissing(c: Context, desk: Desk): Response | Promise<Response> {
  return renderTrouble(c, desk, {
    status: 404,
    title: 'There is nothing here',
    words: 'The address may be mistyped, or the page has moved.',
  })
}
