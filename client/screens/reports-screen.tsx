/** How well promises are kept: tiles, one chart, and the same figures as tables. Worked out on the server. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/solid-query'
import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { unwrap } from '../../shared/kit/fault.ts'
import { ArrivalsChart } from '../parts/arrivals-chart.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Table } from '../parts/table.tsx'
import { callApi } from '../state/api.ts'
import {
  keepReport,
  leadRow,
  rangeOf,
  readKeptReport,
  sayShare,
  shareOf,
  SlaReport,
} from '../state/report.ts'
import { sayClock, saySpan } from '../state/relative-time.ts'
import { deskWords } from '../desk-words.ts'
import { words } from '../strings.ts'
import { useShell } from './shell.tsx'

const RANGES = [7, 30, 90] as const
const FRESH_MS = 60_000
const KEPT_MS = 24 * 60 * 60_000

/** Kept for the tab, so that coming back shows the last figures at once. */
const client = new QueryClient({
  defaultOptions: {
    // `offlineFirst`: otherwise a query pauses for ever when the browser believes it is offline.
    queries: { networkMode: 'offlineFirst', staleTime: FRESH_MS, gcTime: KEPT_MS, retry: 1 },
  },
})

export function ReportsScreen() {
  return (
    <QueryClientProvider client={client}>
      <Report />
    </QueryClientProvider>
  )
}

function Report() {
  const shell = useShell()
  const [days, setDays] = createSignal<(typeof RANGES)[number]>(30)
  const search = () => {
    const { from, to } = rangeOf(days(), Date.now())
    return `from=${from}&to=${to}&by=queue`
  }
  const query = useQuery(() => ({
    queryKey: ['sla', search()],
    queryFn: async () => {
      const report = unwrap(await callApi('GET', `/api/reports/sla?${search()}`, SlaReport))
      keepReport(localStorage, days(), report)
      return report
    },
    // The last figures show at once, also without a network; their own “as of” says how old they are.
    placeholderData: () => readKeptReport(localStorage, days()),
    throwOnError: false,
  }))
  const shown = (): SlaReport | undefined =>
    query.isSuccess ? query.data : readKeptReport(localStorage, days())
  onMount(() => {
    document.title = deskWords.reports.title
  })
  return (
    <main class="page" id="main">
      <PageHead title={deskWords.reports.title} onMenu={shell.toggleNav}>
        <div class="segments no-print" role="group" aria-label={deskWords.reports.from}>
          <For each={RANGES}>
            {(range) => (
              <button type="button" aria-pressed={days() === range} onClick={() => setDays(range)}>
                {deskWords.reports.days(range)}
              </button>
            )}
          </For>
        </div>
        <a
          class="button no-print"
          href={`/api/reports/sla.csv?${search()}`}
          download=""
          rel="external"
        >
          {deskWords.reports.csv}
        </a>
        <button type="button" class="button no-print" onClick={() => print()}>
          <Icon name="print" />
          {deskWords.reports.print}
        </button>
      </PageHead>
      <Switch>
        <Match when={query.isPending && shown() === undefined}>
          <p class="page-blank" role="status">
            {deskWords.reports.loading}
          </p>
        </Match>
        <Match when={query.isError && shown() === undefined}>
          <div class="page-blank">
            <p class="empty-title">{deskWords.reports.unavailable}</p>
            <p>{deskWords.reports.unavailableHint}</p>
            <button type="button" class="button" onClick={() => void query.refetch()}>
              {words.retry}
            </button>
          </div>
        </Match>
        <Match when={shown()}>{(report) => <Figures report={report()} />}</Match>
      </Switch>
    </main>
  )
}

function Figures(props: { report: SlaReport }) {
  const span = (seconds: number | null) => (seconds === null ? '–' : saySpan(seconds * 1000))
  const first = () => leadRow(props.report.rows, 'firstResponse')
  const solve = () => leadRow(props.report.rows, 'resolution')
  const asOf = () => {
    const { asOf: at } = props.report
    return sayClock(typeof at === 'number' ? at : Date.parse(at), Date.now())
  }
  const isBlank = () =>
    props.report.rows.every((row) => row.count === 0) &&
    props.report.series.every((day) => day.arrived === 0 && day.solved === 0)
  return (
    <div class="page-body">
      <Show
        when={!isBlank()}
        fallback={
          <div class="page-blank">
            <p class="empty-title">{deskWords.reports.none}</p>
            <p>{deskWords.reports.noneHint}</p>
          </div>
        }
      >
        <dl class="tiles">
          <div class="tile">
            <dt>{deskWords.reports.shareFirst}</dt>
            <dd>{sayShare(shareOf(props.report.rows, 'firstResponse')?.share ?? null)}</dd>
          </div>
          <div class="tile">
            <dt>{deskWords.reports.medianFirst}</dt>
            <dd>{span(first()?.medianSeconds ?? null)}</dd>
          </div>
          <div class="tile">
            <dt>{deskWords.reports.p90First}</dt>
            <dd>{span(first()?.p90Seconds ?? null)}</dd>
          </div>
          <div class="tile">
            <dt>{deskWords.reports.medianSolve}</dt>
            <dd>{span(solve()?.medianSeconds ?? null)}</dd>
          </div>
        </dl>
        <h2 class="section-title">{deskWords.reports.chartTitle}</h2>
        <ArrivalsChart series={props.report.series} />
        <details class="table-fold">
          <summary>{deskWords.reports.asTable}</summary>
          <Table
            label={deskWords.reports.chartTitle}
            columns={[
              deskWords.reports.day,
              { name: deskWords.reports.arrived, look: 'number' },
              { name: deskWords.reports.solved, look: 'number' },
            ]}
          >
            <For each={props.report.series}>
              {(day) => (
                <tr>
                  <th scope="row">{day.date}</th>
                  <td class="is-number">{day.arrived}</td>
                  <td class="is-number">{day.solved}</td>
                </tr>
              )}
            </For>
          </Table>
        </details>
        <h2 class="section-title">{deskWords.reports.byQueue}</h2>
        <Table
          label={deskWords.reports.byQueue}
          columns={[
            deskWords.reports.queue,
            deskWords.reports.target,
            { name: deskWords.reports.counted, look: 'number' },
            { name: deskWords.reports.inTarget, look: 'number' },
            { name: deskWords.reports.median, look: 'number' },
            { name: deskWords.reports.p90, look: 'number' },
          ]}
        >
          <For each={props.report.rows}>
            {(row) => (
              <tr>
                <th scope="row" dir="auto">
                  {row.name}
                </th>
                <td>{deskWords.reports[row.target]}</td>
                <td class="is-number">{words.number(row.count)}</td>
                <td class="is-number">{sayShare(row.share)}</td>
                <td class="is-number">{span(row.medianSeconds)}</td>
                <td class="is-number">{span(row.p90Seconds)}</td>
              </tr>
            )}
          </For>
        </Table>
      </Show>
      <p class="page-hint">
        {deskWords.reports.asOf(asOf())} · {deskWords.reports.definition}
      </p>
    </div>
  )
}
