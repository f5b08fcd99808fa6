/** Arrivals by weekday and hour: the larger a dot, the more. Size says it, so no colour has to. Its table stands below it. */
import { For, Show } from 'solid-js'
import { WEEKDAYS } from '../../shared/sla/terms.ts'
import { HOUR_STYLE } from '../state/hour-style.ts'
import { reportWords } from '../words/report.ts'
import { intl, say } from '../words/read-words.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartWalk, type Plot } from './chart-walk.tsx'

const ROW = 26
const LEFT = 44
const TOP = 4
const BOTTOM = 22
const HOURS = 24
const HEIGHT = TOP + 7 * ROW + BOTTOM
const DOT_MAX = 11
const DOT_LEAST = 1.5

/** As the language itself shortens it: cut off, every day of Arabic would be the same. */
const shortDay = new Intl.DateTimeFormat(intl, { weekday: 'short', timeZone: 'UTC' })
const DAY_MS = 86_400_000
/** 5 January 1970 was one, and the list of days begins with it. */
const MONDAY_MS = 4 * DAY_MS

export function HeatChart(props: {
  heat: readonly (readonly number[])[]
  onOpen: (at: number) => void
}) {
  const most = () => Math.max(0, ...props.heat.flat())
  const count = (at: number) => props.heat[Math.floor(at / HOURS)]?.[at % HOURS] ?? 0
  const cell = (width: number) => (width - LEFT) / HOURS
  const x = (hour: number, width: number) => LEFT + (hour + 0.5) * cell(width)
  const y = (day: number) => TOP + (day + 0.5) * ROW
  const radius = (n: number, width: number) =>
    n === 0 ? 0 : Math.max(DOT_LEAST, Math.sqrt(n / most()) * Math.min(DOT_MAX, cell(width) / 2))
  const where = (at: number) => `${dayName(Math.floor(at / HOURS))} ${sayHour(at % HOURS)}`
  const desc = () => {
    const place = props.heat.flat().indexOf(most())
    if (most() === 0) return reportWords.heatNone
    return reportWords.heatDesc({
      day: dayName(Math.floor(place / HOURS)),
      hour: sayHour(place % HOURS),
      n: say.number(most()),
    })
  }
  return (
    <ChartWalk
      title={reportWords.heatTitle}
      height={HEIGHT}
      count={7 * HOURS}
      step={HOURS}
      say={(at) => reportWords.at({ where: where(at), what: say.number(count(at)) })}
      nearest={(px, py, width) => {
        const hour = Math.max(0, Math.min(HOURS - 1, Math.floor((px - LEFT) / cell(width))))
        return Math.max(0, Math.min(6, Math.floor((py - TOP) / ROW))) * HOURS + hour
      }}
      onOpen={props.onOpen}
    >
      {(plot: Plot) => (
        <ChartFrame title={reportWords.heatTitle} desc={desc()} width={plot.width} height={HEIGHT}>
          <For each={props.heat}>
            {(hours, day) => (
              <>
                <text x={LEFT - 8} y={y(day()) + 4} text-anchor="end">
                  {shortDay.format(MONDAY_MS + day() * DAY_MS)}
                </text>
                <line class="chart-grid" x1={LEFT} x2={plot.width} y1={y(day())} y2={y(day())} />
                <For each={hours}>
                  {(n, hour) => (
                    <Show when={n > 0}>
                      <circle
                        class="chart-heat"
                        cx={x(hour(), plot.width)}
                        cy={y(day())}
                        r={radius(n, plot.width).toFixed(1)}
                      />
                    </Show>
                  )}
                </For>
              </>
            )}
          </For>
          <For each={[0, 6, 12, 18]}>
            {(hour) => (
              <text x={x(hour, plot.width)} y={HEIGHT - 6} text-anchor="middle">
                {sayHour(hour)}
              </text>
            )}
          </For>
          <Show when={plot.at !== null}>
            <rect
              class="chart-cell"
              x={x((plot.at ?? 0) % HOURS, plot.width) - cell(plot.width) / 2}
              y={y(Math.floor((plot.at ?? 0) / HOURS)) - ROW / 2}
              width={cell(plot.width)}
              height={ROW}
            />
          </Show>
        </ChartFrame>
      )}
    </ChartWalk>
  )
}

export const dayName = (day: number): string => {
  const key = WEEKDAYS[day]
  return key === undefined ? '' : reportWords.weekdays[key]
}

/** “9 AM”: where hours count to twelve, one alone would be two. */
const hourWithHalf = new Intl.DateTimeFormat(intl, { hour: 'numeric', timeZone: 'UTC' })
const HOUR_MS = DAY_MS / HOURS
export const sayHour = (hour: number): string =>
  HOUR_STYLE === 'numeric'
    ? hourWithHalf.format(hour * HOUR_MS)
    : `${String(hour).padStart(2, '0')}:00`

/** As the server names an hour of a weekday. */
export const slotKey = (at: number): string =>
  `${WEEKDAYS[Math.floor(at / HOURS)] ?? ''}-${String(at % HOURS).padStart(2, '0')}`
