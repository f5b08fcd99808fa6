/** The tickets behind a figure, out of the server: what its address says, so that a link to it can be sent to somebody. */
import { For, Match, Show, Switch } from 'solid-js'
import { callApi } from '../state/api.ts'
import { createAnswer } from '../state/create-answer.ts'
import { sayFault } from '../state/fault-words.ts'
import { sayClock } from '../state/relative-time.ts'
import { ReportTickets, saySeconds, ticketsSearch, type ReportView } from '../state/report.ts'
import { say } from '../words/read-words.ts'
import { reportWords } from '../words/report.ts'
import { Dialog } from './dialog.tsx'
import { Table } from './table.tsx'
import { TicketCells } from './ticket-cells.tsx'

export function FigureTickets(props: {
  view: ReportView
  queueName: (slug: string) => string
  onClose: () => void
}) {
  const found = createAnswer(
    () => ticketsSearch(props.view),
    (search) => callApi('GET', `/api/reports/sla/tickets?${search}`, ReportTickets),
  )
  const answer = () => {
    const got = found()
    return got?.ok ? got.value : undefined
  }
  const trouble = () => {
    const got = found()
    if (!got || got.ok) return undefined
    return got.fault.code === 'kit/busy' ? reportWords.ticketsAway : sayFault(got.fault)
  }
  return (
    <Dialog title={reportWords.ticketsTitle} class="report-tickets" onClose={props.onClose}>
      <Switch fallback={<p role="status">{reportWords.loading}</p>}>
        <Match when={trouble()}>{(why) => <p role="alert">{why()}</p>}</Match>
        <Match when={answer()?.tickets.length === 0}>
          <p>{reportWords.ticketsNone}</p>
        </Match>
        <Match when={answer()}>
          {(list) => (
            <>
              <p class="page-hint" role="status">
                {list().total > list().tickets.length
                  ? reportWords.ticketsFirst({
                      n: say.number(list().tickets.length),
                      total: say.number(list().total),
                    })
                  : reportWords.ticketsOf({ n: list().total })}
              </p>
              <Table
                label={reportWords.ticketsTitle}
                columns={[
                  reportWords.number,
                  reportWords.subject,
                  { name: reportWords.queue, look: 'minor' },
                  reportWords.began,
                  { name: reportWords.took, look: 'number' },
                  { name: reportWords.wall, look: 'number' },
                ]}
              >
                <For each={list().tickets}>
                  {(one) => (
                    <tr>
                      <TicketCells id={one.ticket} number={one.number} subject={one.subject} />
                      <td class="is-minor" dir="auto">
                        {props.queueName(one.queue)}
                      </td>
                      <td>{sayClock(Date.parse(one.at), Date.now())}</td>
                      <td class="is-number">
                        <Show when={one.endedAt} fallback="–">
                          {saySeconds(one.countedSeconds)}
                        </Show>
                      </td>
                      <td class="is-number">
                        <Show when={one.endedAt} fallback="–">
                          {saySeconds(one.wallSeconds)}
                        </Show>
                      </td>
                    </tr>
                  )}
                </For>
              </Table>
            </>
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}
