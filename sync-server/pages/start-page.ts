/** The start for everybody: the ways to reach the desk, and what is typical of each. */
import { html } from 'hono/html'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import type { Html } from './layout.ts'
import type { PageLanguage } from './page-language.ts'
import { promisesOf } from '../sla/public-promises.ts'
import { sayPromise } from './words.ts'

export type StartQueue = { queue: QueueSettings; metrics: QueueMetrics | null }

export function startBody(
  language: PageLanguage,
  settings: Settings,
  queues: readonly StartQueue[],
): Html {
  const words = language.words.frame.start
  if (!settings.isSetUp && queues.length === 0)
    return html`<h1>${words.notSetUp}</h1>
      <p>${words.owner}</p>
      <p>${words.visitor}</p>`
  return html`<h1>${words.title}</h1>
    ${
      queues.length === 0
        ? html`<p>${words.empty}</p>`
        : html`<ul class="queues">
            ${queues.map((entry) => queueItem(language, settings, entry))}
          </ul>`
    }
    <p class="aside">${words.known}</p>
    <p class="aside">${words.staff} <a href="/sign-in">${words.signIn}</a></p>`
}

function queueItem(
  language: PageLanguage,
  settings: Settings,
  { queue, metrics }: StartQueue,
): Html {
  const { link } = language
  const { figure } = language.words
  const words = sayPromise(language, metrics, promisesOf(settings, queue).plain.firstResponse)
  return html`<li>
    <h2><a href="${link(`/q/${queue.slug}`)}" dir="auto">${queue.name}</a></h2>
    ${queue.about ? html`<p dir="auto">${queue.about}</p>` : ''}
    <p class="quiet">
      ${words.typical ?? ''} ${words.promised ?? ''}
      ${
        metrics
          ? html`<a
              href="${link(`/q/${queue.slug}/status`)}"
              aria-label="${figure.of({ queue: queue.name })}"
              >${figure.title}</a
            >`
          : ''
      }
    </p>
  </li>`
}
