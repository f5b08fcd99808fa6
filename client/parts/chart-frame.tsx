/** The picture of a chart, with its name and what it shows in a sentence, for whoever does not see it. */
import { createUniqueId, type JSX } from 'solid-js'

export function ChartFrame(props: {
  title: string
  desc: string
  /** In CSS pixels, as all that is drawn in it. */
  width: number
  height: number
  children: JSX.Element
}) {
  const id = createUniqueId()
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${props.width} ${props.height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.desc}</desc>
      {props.children}
    </svg>
  )
}
