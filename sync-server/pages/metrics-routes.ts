/**
 * Public figures of a queue over HTTP, as a page, a badge, JSON and a feed: the same ones, kept for five minutes here and
 * wherever else they are kept. A queue that keeps its figures to itself looks like one that is not there.
 */
import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { fail } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Desk } from '../desk.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { renderPage, renderTrouble, speakIn } from './layout.ts'
import { drawBadge, readBadge } from './metrics-badge.ts'
import { feedOf } from './metrics-feed.ts'
import { metricsBody } from './metrics-page.ts'
import { pageLanguage, type PageLanguage } from './page-language.ts'
import { problem } from './problem.ts'

type MetricsContext = Context<HttpEnv>

const KEPT = `public, max-age=${LIMITS.metricsKeptMs / 1000}`

export function mountMetrics(app: Hono<HttpEnv>, desk: Desk): void {
  const { metrics, settings } = desk.parts

  app.get('/q/:slug/status', async (c) => {
    const slug = c.req.param('slug')
    const figures = await metrics.of(slug)
    const queue = settings.get().queues.find((entry) => entry.slug === slug)
    if (!queue || !figures) return missing(c, desk)
    const { publicUrl } = desk.config
    const language = pageLanguage(c, desk)
    const title = language.words.figure.titleOf({ queue: queue.name })
    return renderPage(c, desk, {
      title,
      body: metricsBody({
        language,
        queue,
        metrics: figures,
        settings: settings.get(),
        publicUrl,
        now: now(),
      }),
      headers: { 'cache-control': KEPT },
      feed: { title, href: language.link(`/q/${slug}/status.atom`) },
    })
  })

  app.get('/api/queues/:slug/metrics', async (c) => {
    const figures = await metrics.of(c.req.param('slug'))
    if (!figures)
      return problem(c, fail('desk/unknown-queue', 'there are no public figures here').fault)
    return give(c, 'application/json', JSON.stringify(figures))
  })

  app.get('/q/:slug/status.atom', async (c) => {
    const figures = await metrics.of(c.req.param('slug'))
    if (!figures) return missing(c, desk)
    const { deskName } = settings.get()
    const language = pageLanguage(c, desk)
    return give(
      c,
      'application/atom+xml; charset=utf-8',
      await feedOf(language, figures, { deskName, publicUrl: desk.config.publicUrl }),
      language,
    )
  })

  app.get('/q/:slug/badge.svg', async (c) => {
    const badge = readBadge(c.req.query('figure'), c.req.query('days'))
    const figures = await metrics.of(c.req.param('slug'))
    if (!figures || !badge) return missing(c, desk)
    const language = pageLanguage(c, desk)
    const drawn = await drawBadge(language, figures, badge)
    return give(c, 'image/svg+xml; charset=utf-8', drawn, language)
  })

  const now = () => desk.parts.clock.now()
}

/** What has not changed is not sent again. @param language  of what has words in it */
function give(c: MetricsContext, type: string, body: string, language?: PageLanguage): Response {
  if (language) speakIn(c, language)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  c.header('cache-control', KEPT)
  c.header('etag', etag)
  c.header('x-content-type-options', 'nosniff')
  // Figures and badges are made to be shown elsewhere.
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('content-type', type)
  // An SVG that is opened by itself is a page: it runs and loads nothing.
  c.header('content-security-policy', "default-src 'none'; sandbox")
  return c.body(body)
}

function missing(c: MetricsContext, desk: Desk): Response | Promise<Response> {
  return renderTrouble(c, desk, { status: 404, kind: 'noFigures' })
}
