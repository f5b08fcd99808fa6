/** Public figures of a queue, in words, as a drawing and as a table: the same numbers three times. */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { QueueMetrics, TargetMetrics, WindowMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings } from '../settings/settings.ts'
import type { Html } from './layout.ts'
import { sayInstant, sayShare, sayShort, sayTime, typicalResponse } from './words.ts'

export function metricsBody(queue: QueueSettings, metrics: QueueMetrics, timeZone: string): Html {
  const typical = typicalResponse(metrics)
  const shown = metrics.days.filter((window) => window.firstResponse.medianSeconds !== null)
  return html`<p class="eyebrow"><a href="/q/${queue.slug}" dir="auto">${queue.name}</a></p>
    <h1>How we are doing</h1>
    <p class="lead">
      We mean to answer within ${sayTime(queue.firstResponse.seconds, queue.firstResponse.time)},
      and to solve things within ${sayTime(queue.resolution.seconds, queue.resolution.time)}.
      ${typical ? `${typical.words} That is from the last ${typical.days} days.` : ''}
    </p>
    ${
      shown.length > 0
        ? chart(shown, queue)
        : html`<p class="notice">
            Not enough data yet: we show figures from ${LIMITS.metricsLeast} requests on, so that
            nobody’s request can be told from them.
          </p>`
    }
    ${table(metrics.days, timesOf(queue))}
    <p class="quiet">
      As of ${sayInstant(Date.parse(metrics.asOf), timeZone)}, renewed every five minutes. Half of
      the answers were faster than the median, nine of ten faster than the 90th percentile. A dash
      means fewer than ${LIMITS.metricsLeast} requests. “Open now” is to the nearest five.
      <a href="/api/queues/${queue.slug}/metrics">The same as JSON</a>
    </p>`
}

const WIDTH = 360
const LEFT = 70
const RIGHT = 6
const ROW = 36

/** Bars to the 90th percentile with a solid part to the median; a line where the promise is. */
function chart(windows: readonly WindowMetrics[], queue: QueueSettings): Html {
  const { seconds: promised, time } = queue.firstResponse
  const longest = Math.max(
    promised,
    ...windows.map((window) => window.firstResponse.p90Seconds ?? 0),
  )
  const scale = (seconds: number) => Math.round(LEFT + (seconds / longest) * (WIDTH - LEFT - RIGHT))
  const height = windows.length * ROW + 30
  const words = windows
    .map(
      (window) =>
        `last ${window.days} days: median ${say(window.firstResponse, 'medianSeconds')}, 90th percentile ${say(window.firstResponse, 'p90Seconds')}`,
    )
    .join('; ')
  return html`<figure>
    <figcaption>Time to the first answer</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="chart-title chart-words">
      <title id="chart-title">Time to the first answer, against what we promise</title>
      <desc id="chart-words">${words}; promised ${sayTime(promised, time)}.</desc>
      ${windows.map((window, at) => {
        const y = at * ROW + 6
        const median = scale(window.firstResponse.medianSeconds ?? 0)
        const p90 = scale(window.firstResponse.p90Seconds ?? 0)
        return html`<text x="0" y="${y + 15}" class="axis">${window.days} days</text>
          <rect
            x="${LEFT}"
            y="${y}"
            width="${Math.max(2, p90 - LEFT)}"
            height="20"
            rx="3"
            class="p90"
          />
          <rect
            x="${LEFT}"
            y="${y}"
            width="${Math.max(2, median - LEFT)}"
            height="20"
            rx="3"
            class="median"
          />`
      })}
      <line
        x1="${scale(promised)}"
        x2="${scale(promised)}"
        y1="2"
        y2="${height - 22}"
        class="target"
      />
      <text
        x="${scale(promised)}"
        y="${height - 6}"
        text-anchor="${scale(promised) > WIDTH / 2 ? 'end' : 'start'}"
        class="axis"
      >
        promised: ${sayShort(promised, time)}
      </text>
    </svg>
    <p class="legend">
      <span class="key median">median</span> <span class="key p90">90th percentile</span>
    </p>
  </figure>`
}

const ROWS: [name: string, of: (window: WindowMetrics) => string | number | null][] = [
  ['Requests', (window) => (window.enough ? window.n : null)],
  ['Answered', ({ responseRate }) => (responseRate === null ? null : sayShare(responseRate))],
  ['First answer, median', ({ firstResponse }) => say(firstResponse, 'medianSeconds')],
  ['First answer, 90th percentile', ({ firstResponse }) => say(firstResponse, 'p90Seconds')],
  ['First answer as promised', ({ firstResponse }) => sayWithin(firstResponse)],
  ['Solving, median', ({ resolution }) => say(resolution, 'medianSeconds')],
  ['Solving, 90th percentile', ({ resolution }) => say(resolution, 'p90Seconds')],
  ['Solved as promised', ({ resolution }) => sayWithin(resolution)],
  ['Solved', ({ solved }) => solved],
  ['Open now', ({ open }) => open],
]

/** Which hours the table means. */
function timesOf({ firstResponse, resolution }: QueueSettings): string {
  const kinds = new Set([firstResponse.time, resolution.time])
  if (kinds.size === 2)
    return `Times to the first answer are ${nameOf(firstResponse.time)}, to the solution ${nameOf(resolution.time)}.`
  return `Times are ${nameOf(firstResponse.time)}.`
}

function nameOf(time: 'business' | 'wall'): string {
  return time === 'business' ? 'in opening hours' : 'around the clock'
}

function table(windows: readonly WindowMetrics[], times: string): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">
    <table>
      <caption id="figures">
        The figures
        <span class="quiet">${times}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col"><span class="out">Figure</span></th>
          ${windows.map((window) => html`<th scope="col">Last ${window.days} days</th>`)}
        </tr>
      </thead>
      <tbody>
        ${ROWS.map(
          ([name, of]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${windows.map((window) => html`<td>${of(window) ?? '–'}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function say(target: TargetMetrics, figure: 'medianSeconds' | 'p90Seconds'): string | null {
  const seconds = target[figure]
  return seconds === null ? null : sayShort(seconds, target.time)
}

function sayWithin({ share }: TargetMetrics): string | null {
  return share === null ? null : sayShare(share)
}
