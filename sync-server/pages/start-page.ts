/** The start for everybody: the ways to reach the desk, and what is typical of each. */
import { html } from 'hono/html'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import type { Html } from './layout.ts'
import { promisesOf } from '../sla/public-promises.ts'
import { sayPromise } from './words.ts'

export type StartQueue = { queue: QueueSettings; metrics: QueueMetrics | null }

export function startBody(settings: Settings, queues: readonly StartQueue[]): Html {
  if (!settings.isSetUp && queues.length === 0)
    return html`<h1>This desk is not set up yet</h1>
      <p>
        If it is yours: the link to set it up is in the terminal in which it was started. It works
        once, and for a limited time; starting again prints a new one.
      </p>
      <p>If you came to ask something, please come back a little later.</p>`
  return html`<h1>How can we help?</h1>
    ${
      queues.length === 0
        ? html`<p>There is no form here yet. Please come back a little later.</p>`
        : html`<ul class="queues">
            ${queues.map((entry) => queueItem(settings, entry))}
          </ul>`
    }
    <p class="aside">
      You have a request already? Open the link in the mail we sent you, or answer that mail.
    </p>
    <p class="aside">You work here? <a href="/sign-in">Sign in</a></p>`
}

function queueItem(settings: Settings, { queue, metrics }: StartQueue): Html {
  const words = sayPromise(metrics, promisesOf(settings, queue).plain.firstResponse)
  return html`<li>
    <h2><a href="/q/${queue.slug}" dir="auto">${queue.name}</a></h2>
    ${queue.about ? html`<p dir="auto">${queue.about}</p>` : ''}
    <p class="quiet">
      ${words.typical ?? ''} ${words.promised ?? ''}
      ${
        metrics
          ? html`<a href="/q/${queue.slug}/status" aria-label="How ${queue.name} is doing"
              >How we are doing</a
            >`
          : ''
      }
    </p>
  </li>`
}
