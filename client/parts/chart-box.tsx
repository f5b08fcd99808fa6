/** What stands around a chart: its name, the chart, what its words mean, its table and its CSV. */
import type { JSX } from 'solid-js'
import { reportWords } from '../words/report.ts'

export function ChartBox(props: {
  title: string
  /** Where on the page its words are explained. */
  meaning: string
  csv: string | null
  table: JSX.Element
  children: JSX.Element
}) {
  return (
    <section class="chart-box">
      <h2 class="section-title">{props.title}</h2>
      {props.children}
      <div class="chart-foot">
        <details class="table-fold">
          <summary>{reportWords.asTable}</summary>
          {props.table}
        </details>
        <span class="no-print">
          <a class="text-link" href={props.meaning}>
            {reportWords.howCounted}
          </a>
          {props.csv === null ? null : (
            <a
              class="text-link"
              href={props.csv}
              download=""
              rel="external"
              aria-label={reportWords.csvOf({ what: props.title })}
            >
              {reportWords.csv}
            </a>
          )}
        </span>
      </div>
    </section>
  )
}
