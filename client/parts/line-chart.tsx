/**
 * One or two figures by day. Lines differ by dash and by the shape of their points, not by colour alone; a day without a
 * figure is a gap. Its table stands below it.
 */
import { createMemo, For, Show } from 'solid-js'
import { intl } from '../words/read-words.ts'
import { reportWords } from '../words/report.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartWalk, type Plot } from './chart-walk.tsx'

const HEIGHT = 220
const LEFT = 44
const RIGHT = 8
const BOTTOM = 24
const TOP = 8
const GRID_LINES = 4
/** Room that the name of a day takes. */
const LABEL_WIDTH = 72
/** With more points than this their shapes would run into each other. */
const SHAPES_MAX = 45

export type Line = {
  name: string
  look: 'first' | 'second'
  hasArea?: boolean
  values: readonly (number | null)[]
}

/** A date without a time is midnight in UTC (ECMA-262). */
const shortDate = new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function LineChart(props: {
  title: string
  desc: string
  labels: readonly string[]
  lines: readonly Line[]
  /** The end of the axis, at or above the largest figure. */
  top: number
  say: (value: number) => string
  onOpen: (at: number) => void
}) {
  const last = () => Math.max(1, props.labels.length - 1)
  const x = (at: number, width: number) => LEFT + (at / last()) * (width - LEFT - RIGHT)
  const y = (value: number) => TOP + (1 - value / props.top) * (HEIGHT - TOP - BOTTOM)
  const every = (width: number) =>
    Math.max(1, Math.ceil((props.labels.length * LABEL_WIDTH) / (width - LEFT)))
  const sayPoint = (at: number) =>
    reportWords.at({
      where: props.labels[at] ?? '',
      what: props.lines
        .map(({ name, values }) => {
          const value = values[at] ?? null
          return `${name} ${value === null ? '–' : props.say(value)}`
        })
        .join(', '),
    })
  return (
    <>
      <p class="chart-key" aria-hidden="true">
        <For each={props.lines}>
          {(line) => (
            <span>
              <svg width="28" height="10">
                <path class={`chart-line is-${line.look}`} d="M0 5h28" />
                <Shape look={line.look} x={14} y={5} />
              </svg>
              {line.name}
            </span>
          )}
        </For>
      </p>
      <ChartWalk
        title={props.title}
        height={HEIGHT}
        count={props.labels.length}
        say={sayPoint}
        nearest={(px, _, width) => Math.round(((px - LEFT) / (width - LEFT - RIGHT)) * last())}
        onOpen={props.onOpen}
      >
        {(plot: Plot) => (
          <ChartFrame title={props.title} desc={props.desc} width={plot.width} height={HEIGHT}>
            <For
              each={Array.from(
                { length: GRID_LINES + 1 },
                (_, at) => (props.top * at) / GRID_LINES,
              )}
            >
              {(value) => (
                <>
                  <line class="chart-grid" x1={LEFT} x2={plot.width} y1={y(value)} y2={y(value)} />
                  <text x={LEFT - 8} y={y(value) + 4} text-anchor="end">
                    {props.say(value)}
                  </text>
                </>
              )}
            </For>
            <For each={props.labels}>
              {(label, at) => (
                <Show when={at() % every(plot.width) === 0}>
                  <text
                    x={x(at(), plot.width)}
                    y={HEIGHT - 6}
                    text-anchor={at() === 0 ? 'start' : 'middle'}
                  >
                    {shortDate.format(new Date(label))}
                  </text>
                </Show>
              )}
            </For>
            <For each={props.lines}>
              {(line) => <Drawn line={line} x={(at) => x(at, plot.width)} y={y} base={y(0)} />}
            </For>
            <Show when={plot.at}>
              {(at) => (
                <line
                  class="chart-here"
                  x1={x(at(), plot.width)}
                  x2={x(at(), plot.width)}
                  y1={TOP}
                  y2={y(0)}
                />
              )}
            </Show>
          </ChartFrame>
        )}
      </ChartWalk>
    </>
  )
}

function Drawn(props: {
  line: Line
  x: (at: number) => number
  y: (value: number) => number
  base: number
}) {
  const points = createMemo(() =>
    props.line.values.map((value, at) => ({ at, value })).filter((point) => point.value !== null),
  )
  const path = () =>
    points()
      .map(({ at, value }, place) => {
        const isNext = place > 0 && points()[place - 1]?.at === at - 1
        return `${isNext ? 'L' : 'M'}${props.x(at).toFixed(1)} ${props.y(value ?? 0).toFixed(1)}`
      })
      .join('')
  const hasShapes = (at: number) => {
    const alone = props.line.values[at - 1] == null && props.line.values[at + 1] == null
    return alone || props.line.values.length <= SHAPES_MAX
  }
  return (
    <g>
      <Show when={props.line.hasArea}>
        <path
          class="chart-area"
          d={`${path()}L${props.x(props.line.values.length - 1).toFixed(1)} ${props.base}L${props.x(0)} ${props.base}Z`}
        />
      </Show>
      <path class={`chart-line is-${props.line.look}`} d={path()} />
      <For each={points()}>
        {({ at, value }) => (
          <Show when={hasShapes(at)}>
            <Shape look={props.line.look} x={props.x(at)} y={props.y(value ?? 0)} />
          </Show>
        )}
      </For>
    </g>
  )
}

function Shape(props: { look: Line['look']; x: number; y: number }) {
  return props.look === 'first' ? (
    <circle class="chart-dot is-first" cx={props.x} cy={props.y} r="2.5" />
  ) : (
    <path class="chart-dot is-second" d={`M${props.x} ${props.y - 4}l4 4l-4 4l-4 -4z`} />
  )
}
