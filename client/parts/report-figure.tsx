/** A figure that opens its tickets. One of nothing is only said. */
import { addressOfFigure, type FigureLink, type ReportView } from '../state/report.ts'
import { reportWords } from '../words/report.ts'

export function Figure(props: {
  view: ReportView
  text: string
  count: number
  /** What it is of, for whoever hears it by itself. */
  name: string
  link: FigureLink
}) {
  return props.count === 0 ? (
    <>{props.text}</>
  ) : (
    <a
      class="figure-link"
      href={addressOfFigure(props.view, props.link)}
      aria-label={`${props.text}: ${reportWords.openTickets({ what: props.name })}`}
    >
      {props.text}
    </a>
  )
}
