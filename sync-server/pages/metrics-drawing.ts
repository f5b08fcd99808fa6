/**
 * Times of one target as bars, one a window: solid to the median, pale to the 90th percentile, a line where the promise is.
 * Drawn by the server; the same numbers stand in the table, and in words inside the drawing.
 */
import { html } from 'hono/html'
import type { PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics } from '../sla/queue-metrics.ts'
import type { Html } from './layout.ts'
import { sayShort, sayTime } from './words.ts'

const WIDTH = 250
const LEFT = 56
const RIGHT = 4
const ROW = 26
const BAR = 14
const FOOT = 22

type Drawn = { days: number; found: TargetMetrics; median: number; p90: number }

export function drawTimes({
  metrics,
  target,
  name,
}: {
  metrics: QueueMetrics
  target: PublicTarget
  name: string
}): Html | '' {
  const rows: Drawn[] = metrics.days.flatMap(({ days, [target]: found }) =>
    found && found.medianSeconds !== null && found.p90Seconds !== null
      ? [{ days, found, median: found.medianSeconds, p90: found.p90Seconds }]
      : [],
  )
  const [first] = rows
  if (!first) return ''
  // A line of another kind of time would say nothing beside these bars.
  const { [target]: plain } = metrics.promised
  const promised = plain?.time === first.found.time ? plain : undefined
  const longest = Math.max(promised?.seconds ?? 0, ...rows.map(({ p90 }) => p90))
  const scale = (seconds: number) => Math.round(LEFT + (seconds / longest) * (WIDTH - LEFT - RIGHT))
  const height = rows.length * ROW + (promised ? FOOT : 2)
  const id = `drawn-${target}`
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-labelledby="${id}-title ${id}-words"
    class="drawing"
  >
    <title id="${id}-title">${name}: median and 90th percentile</title>
    <desc id="${id}-words">
      ${rows.map((row) => `Last ${row.days} days: median ${sayShort(row.median, row.found.time)}, 90th percentile ${sayShort(row.p90, row.found.time)}.`).join(' ')}
      ${promised ? `Promised: ${sayTime(promised.seconds, promised.time)}.` : ''}
    </desc>
    ${rows.map(({ days, median, p90 }, at) => {
      const y = at * ROW + 4
      return html`<text x="0" y="${y + 12}" class="axis">${days} days</text>
        ${bar('p90', y, scale(p90))}${bar('median', y, scale(median))}`
    })}
    ${
      promised
        ? html`<line
              x1="${scale(promised.seconds)}"
              x2="${scale(promised.seconds)}"
              y1="0"
              y2="${height - FOOT + 4}"
              class="target"
            />
            <text
              x="${scale(promised.seconds)}"
              y="${height - 4}"
              text-anchor="${scale(promised.seconds) > WIDTH / 2 ? 'end' : 'start'}"
              class="axis"
            >
              promised: ${sayShort(promised.seconds, promised.time)}
            </text>`
        : ''
    }
  </svg>`
}

const bar = (name: string, y: number, to: number): Html =>
  html`<rect
    x="${LEFT}"
    y="${y}"
    width="${Math.max(3, to - LEFT)}"
    height="${BAR}"
    rx="3"
    class="${name}"
  />`
