/** Mail for an address by day and way: a column a day, told apart by place and line as well as colour. Its table stands below it. */
import { createMemo, For, Show } from 'solid-js'
import type { MoveDay } from '../../shared/wire/moving.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { Table } from './table.tsx'

const KINDS = ['direct', 'twice', 'alone'] as const

/** Each mail once. */
const split = ({ mails, direct, twice }: MoveDay) => ({
  direct: direct - twice,
  twice,
  alone: mails - direct,
})

export function MoveDays(props: { days: readonly MoveDay[] }) {
  const top = createMemo(() => Math.max(1, ...props.days.map(({ mails }) => mails)))
  const isEmpty = () => props.days.every(({ mails }) => mails === 0)
  return (
    <section class="move-part">
      <h4>{mailSetupWords.move.volume}</h4>
      <Show when={!isEmpty()} fallback={<p class="muted">{mailSetupWords.move.noMail}</p>}>
        <p class="chart-key" aria-hidden="true">
          <For each={KINDS}>
            {(kind) => (
              <span>
                <i class="move-key" data-kind={kind} />
                {mailSetupWords.move.kinds[kind]}
              </span>
            )}
          </For>
        </p>
        <div class="move-columns" aria-hidden="true">
          <For each={props.days}>
            {(day) => (
              <div class="move-column" title={`${day.day}: ${day.mails}`}>
                <For each={KINDS}>
                  {(kind) => (
                    <i
                      class="move-key"
                      data-kind={kind}
                      style={{ 'block-size': `${(split(day)[kind] / top()) * 100}%` }}
                    />
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
        <p class="move-axis" aria-hidden="true">
          <span>{props.days[0]?.day.slice(5)}</span>
          <span>{mailSetupWords.move.most({ n: top() })}</span>
          <span>{props.days.length > 1 ? props.days.at(-1)?.day.slice(5) : ''}</span>
        </p>
        <details class="table-fold">
          <summary>{mailSetupWords.move.asTable}</summary>
          <Table
            label={mailSetupWords.move.volume}
            columns={[
              mailSetupWords.move.day,
              ...mailSetupWords.move.columns.map((name) => ({ name, look: 'number' as const })),
            ]}
          >
            <For each={props.days.toReversed()}>
              {(day) => (
                <tr>
                  <th scope="row">{day.day}</th>
                  <td class="is-number">{day.mails}</td>
                  <td class="is-number">{day.direct}</td>
                  <td class="is-number">{day.forwarded}</td>
                  <td class="is-number">{day.fetched}</td>
                  <td class="is-number">{day.twice}</td>
                  <td class="is-number">{split(day).alone}</td>
                </tr>
              )}
            </For>
          </Table>
        </details>
      </Show>
    </section>
  )
}
