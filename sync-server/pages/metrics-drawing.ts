/**
 * Times of one target as bars, one a window: solid to the median, pale to the 90th percentile, a line where the promise is.
 * Drawn by the server; the same numbers stand in the table, and in words inside the drawing.
 */
import { html } from 'hono/html'
import type { PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics } from '../sla/queue-metrics.ts'
import type { Language } from '../words/language.ts'
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
  language,
  metrics,
  target,
  name,
}: {
  language: Language
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
  const { dir, words } = language
  const { drawing } = words.figure
  // Time runs as the language does.
  const isMirrored = dir === 'rtl'
  const along = (x: number) => (isMirrored ? WIDTH - x : x)
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-labelledby="${id}-title ${id}-words"
    class="drawing"
  >
    <title id="${id}-title">${drawing.title({ target: name })}</title>
    <desc id="${id}-words">
      ${rows
        .map(({ days, found, median, p90 }) =>
          drawing.row({
            n: days,
            median: sayShort(language, median, found.time),
            p90: sayShort(language, p90, found.time),
          }),
        )
        .join(' ')}
      ${promised ? words.time.promised({ time: sayTime(language, promised.seconds, promised.time) }) : ''}
    </desc>
    ${rows.map(({ days, median, p90 }, at) => {
      const y = at * ROW + 4
      return html`<text x="${along(0)}" y="${y + 12}" class="axis">
          ${words.figure.days({ n: days })}
        </text>
        ${[['p90', p90] as const, ['median', median] as const].map(([kind, seconds]) =>
          bar(kind, y, scale(seconds), isMirrored),
        )}`
    })}
    ${
      promised
        ? html`<line
              x1="${along(scale(promised.seconds))}"
              x2="${along(scale(promised.seconds))}"
              y1="0"
              y2="${height - FOOT + 4}"
              class="target"
            />
            <text
              x="${along(scale(promised.seconds))}"
              y="${height - 4}"
              text-anchor="${sideOf(scale(promised.seconds))}"
              class="axis"
            >
              ${drawing.axis({ time: sayShort(language, promised.seconds, promised.time) })}
            </text>`
        : ''
    }
  </svg>`
}

/** Towards the middle, as text runs. */
const sideOf = (x: number): string => (x > WIDTH / 2 ? 'end' : 'start')

function bar(name: string, y: number, to: number, isMirrored: boolean): Html {
  const width = Math.max(3, to - LEFT)
  return html`<rect
    x="${isMirrored ? WIDTH - LEFT - width : LEFT}"
    y="${y}"
    width="${width}"
    height="${BAR}"
    rx="3"
    class="${name}"
  />`
}
