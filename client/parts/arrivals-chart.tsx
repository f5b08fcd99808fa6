/** Tickets in and out by day: a filled line and a dashed one, told apart without colour. Its table stands below it. */
import { createMemo, For } from 'solid-js'
import type { SlaReport } from '../state/report.ts'
import { niceTop } from '../state/report.ts'
import { deskWords } from '../desk-words.ts'

const WIDTH = 920
const HEIGHT = 220
const LEFT = 36
const BOTTOM = 24
const TOP = 8
const GRID_LINES = 4
const LABELS_MAX = 8

export function ArrivalsChart(props: { series: SlaReport['series'] }) {
  const top = createMemo(() =>
    niceTop(Math.max(0, ...props.series.flatMap((day) => [day.arrived, day.solved]))),
  )
  const x = (at: number) =>
    LEFT + (props.series.length < 2 ? 0 : (at / (props.series.length - 1)) * (WIDTH - LEFT))
  const y = (n: number) => TOP + (1 - n / top()) * (HEIGHT - TOP - BOTTOM)
  const line = (pick: (day: SlaReport['series'][number]) => number) =>
    props.series
      .map((day, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(pick(day)).toFixed(1)}`)
      .join('')
  const area = () =>
    `${line((day) => day.arrived)}L${x(props.series.length - 1).toFixed(1)} ${y(0)}L${LEFT} ${y(0)}Z`
  const every = () => Math.max(1, Math.ceil(props.series.length / LABELS_MAX))
  const sum = (pick: (day: SlaReport['series'][number]) => number) =>
    props.series.reduce((total, day) => total + pick(day), 0)
  return (
    <>
      <p class="chart-key" aria-hidden="true">
        <span>
          <svg width="24" height="8">
            <path class="chart-arrived" d="M0 4h24" />
          </svg>
          {deskWords.reports.arrived}
        </span>
        <span>
          <svg width="24" height="8">
            <path class="chart-solved" d="M0 4h24" />
          </svg>
          {deskWords.reports.solved}
        </span>
      </p>
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-labelledby="chart-title chart-desc"
      >
        <title id="chart-title">{deskWords.reports.chartTitle}</title>
        <desc id="chart-desc">
          {deskWords.reports.chartDesc(
            sum((day) => day.arrived),
            sum((day) => day.solved),
            props.series.length,
          )}
        </desc>
        <For each={Array.from({ length: GRID_LINES + 1 }, (_, at) => (top() * at) / GRID_LINES)}>
          {(n) => (
            <g>
              <line class="chart-grid" x1={LEFT} x2={WIDTH} y1={y(n)} y2={y(n)} />
              <text x={LEFT - 8} y={y(n) + 4} text-anchor="end">
                {n}
              </text>
            </g>
          )}
        </For>
        <For each={props.series}>
          {(day, at) =>
            at() % every() === 0 ? (
              <text x={x(at())} y={HEIGHT - 6} text-anchor={at() === 0 ? 'start' : 'middle'}>
                {day.date.slice(5)}
              </text>
            ) : null
          }
        </For>
        <path class="chart-arrived-area" d={area()} />
        <path class="chart-arrived" d={line((day) => day.arrived)} />
        <path class="chart-solved" d={line((day) => day.solved)} />
      </svg>
    </>
  )
}
