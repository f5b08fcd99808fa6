/**
 * A chart and the way along it: arrow keys, or the pointer, go from point to point, and Enter or a click opens what is
 * behind it. To a screen reader it is a slider whose value is the point in words; the picture beside it has its own name.
 */
import { createSignal, onCleanup, onMount, type JSX } from 'solid-js'
import { reportWords } from '../words/report.ts'

export type Plot = { width: number; at: number | null }

export function ChartWalk(props: {
  title: string
  height: number
  count: number
  /** How many points an arrow up or down goes; 0 for none. */
  step?: number
  say: (at: number) => string
  /** Which point is nearest to a place, in the chart's own units. */
  nearest: (x: number, y: number, width: number) => number
  onOpen: (at: number) => void
  children: (plot: Plot) => JSX.Element
}) {
  const [width, setWidth] = createSignal(900)
  const [at, setAt] = createSignal<number | null>(null)
  let box: HTMLDivElement | undefined
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(Math.max(240, box?.clientWidth ?? 900)))
    if (box) observer.observe(box)
    onCleanup(() => observer.disconnect())
  })
  const go = (to: number) => setAt(Math.max(0, Math.min(props.count - 1, to)))
  const here = () => at() ?? 0
  const steps: Record<string, () => number> = {
    ArrowRight: () => here() + 1,
    ArrowLeft: () => here() - 1,
    ArrowDown: () => here() + (props.step ?? 1),
    ArrowUp: () => here() - (props.step ?? 1),
    PageDown: () => here() + 7,
    PageUp: () => here() - 7,
    Home: () => 0,
    End: () => props.count - 1,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = steps[event.key]
    if (event.key === 'Enter') props.onOpen(here())
    else if (step) go(at() === null && event.key.startsWith('Arrow') ? 0 : step())
    else return
    // The keys of the list do nothing here.
    event.preventDefault()
    event.stopPropagation()
  }
  const place = (event: PointerEvent | MouseEvent) => {
    const bounds = box?.getBoundingClientRect()
    if (!bounds || bounds.width === 0) return
    const scale = width() / bounds.width
    go(
      props.nearest(
        (event.clientX - bounds.left) * scale,
        (event.clientY - bounds.top) * scale,
        width(),
      ),
    )
  }
  return (
    <>
      <div class="chart-place" ref={box}>
        {props.children({
          get width() {
            return width()
          },
          get at() {
            return at()
          },
        })}
        <div
          class="chart-walk no-print"
          role="slider"
          tabindex={0}
          aria-label={reportWords.walk({ chart: props.title })}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, props.count - 1)}
          aria-valuenow={here()}
          aria-valuetext={props.count === 0 ? '' : props.say(here())}
          onKeyDown={onKeyDown}
          onFocus={() => at() === null && go(0)}
          onPointerMove={place}
          onClick={(event) => {
            place(event)
            props.onOpen(here())
          }}
        />
      </div>
      <p class="chart-said no-print" aria-hidden="true">
        {at() === null || props.count === 0 ? reportWords.walkHint : props.say(here())}
      </p>
    </>
  )
}
