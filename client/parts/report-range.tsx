/** Which time, which queue, and by what rows are kept apart. */
import { For } from 'solid-js'
import { SHOWN_GROUPINGS } from '../../shared/wire/report.ts'
import { lastMonth, rangeOf, type ReportView } from '../state/report.ts'
import { ChoiceField, Field } from './field.tsx'
import { reportWords } from '../words/report.ts'

const RANGES = [7, 30, 90] as const

export function ReportRange(props: {
  view: ReportView
  queues: readonly { slug: string; name: string }[]
  onChange: (over: Partial<ReportView>) => void
}) {
  const isRange = ({ from, to }: { from: string; to: string }) =>
    props.view.from === from && props.view.to === to
  const date = (name: 'from' | 'to') => (
    <Field label={reportWords[name]}>
      <input
        type="date"
        value={props.view[name]}
        onChange={(event) => {
          const { value } = event.currentTarget
          if (value !== '') props.onChange({ [name]: value })
        }}
      />
    </Field>
  )
  return (
    <div class="report-range no-print" role="group" aria-label={reportWords.show}>
      <div class="segments" role="group" aria-label={reportWords.span}>
        <For each={RANGES}>
          {(days) => (
            <button
              type="button"
              aria-pressed={isRange(rangeOf(days, Date.now()))}
              onClick={() => props.onChange(rangeOf(days, Date.now()))}
            >
              {reportWords.days({ n: days })}
            </button>
          )}
        </For>
        <button
          type="button"
          aria-pressed={isRange(lastMonth(Date.now()))}
          onClick={() => props.onChange(lastMonth(Date.now()))}
        >
          {reportWords.lastMonth}
        </button>
      </div>
      {date('from')}
      {date('to')}
      <ChoiceField
        label={reportWords.queue}
        choices={['', ...props.queues.map(({ slug }) => slug)]}
        chosen={props.view.queue ?? ''}
        say={(slug) =>
          props.queues.find((queue) => queue.slug === slug)?.name ?? reportWords.allQueues
        }
        onChoose={(slug) => props.onChange({ queue: slug || null })}
      />
      <ChoiceField
        label={reportWords.by}
        choices={SHOWN_GROUPINGS}
        chosen={props.view.by}
        say={(by) => reportWords.groupings[by]}
        onChoose={(by) => props.onChange({ by })}
      />
    </div>
  )
}
