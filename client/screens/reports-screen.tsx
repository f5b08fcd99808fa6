/**
 * How many tickets come and go, and how well promises are kept: tiles, charts and the same figures as tables. Worked out on
 * the server; all that is shown is in the address, so that a report can be sent to somebody. Without the server the last
 * report is shown, with its time.
 */
import { useLocation, useNavigate } from '@solidjs/router'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/solid-query'
import { createEffect, createMemo, Match, onMount, Show, Switch } from 'solid-js'
import { unwrap } from '../../shared/kit/fault.ts'
import { DigestChoice } from '../parts/digest-choice.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Ages, ArrivalHours, BacklogChart, FlowChart, TimeCharts } from '../parts/report-charts.tsx'
import { ReportRange } from '../parts/report-range.tsx'
import { BreachTable, Definitions, GroupTable, PromiseTable } from '../parts/report-tables.tsx'
import { FigureTickets } from '../parts/report-tickets.tsx'
import { ReportTiles } from '../parts/report-tiles.tsx'
import { callApi } from '../state/api.ts'
import { forgetReports, keepReport, readKeptReport } from '../state/kept-reports.ts'
import { useDesk } from '../state/replica-context.tsx'
import {
  addressOf,
  addressOfFigure,
  readView,
  Report,
  searchOf,
  type FigureLink,
  type ReportView,
} from '../state/report.ts'
import { sayClock } from '../state/relative-time.ts'
import { words } from '../words/first.ts'
import { reportWords } from '../words/report.ts'
import { useShell } from './shell.tsx'

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
      <Reports />
    </QueryClientProvider>
  )
}

function Reports() {
  const shell = useShell()
  const desk = useDesk()
  const location = useLocation()
  const navigate = useNavigate()
  const view = createMemo(() => readView(new URLSearchParams(location.search), Date.now()))
  const seen = createMemo(() => desk.info().queues.map(({ slug }) => slug))
  // Whose right to a queue ended has no figures of it on this device either.
  createEffect(() => forgetReports(localStorage, seen()))
  const search = () => searchOf(view()).toString()
  const query = useQuery(() => ({
    // With another set of queues these are other figures.
    queryKey: ['report', search(), ...seen()],
    queryFn: async () => {
      const report = unwrap(await callApi('GET', `/api/reports/sla?${search()}`, Report))
      keepReport(localStorage, view(), report)
      return report
    },
    throwOnError: false,
  }))
  // Not as its placeholder: who reads a query before it has succeeded suspends (state/create-answer).
  const shown = (): Report | undefined =>
    query.isSuccess ? query.data : readKeptReport(localStorage, view(), seen())
  /** The router's own addresses begin after `/app`. */
  const go = (address: string) => navigate(address.replace(/^\/app/, ''), { scroll: false })
  const change = (over: Partial<ReportView>) => go(addressOf(view(), over))
  onMount(() => {
    document.title = reportWords.title
  })
  return (
    <main class="page" id="main">
      <PageHead title={reportWords.title} onMenu={shell.toggleNav}>
        <a
          class="button no-print"
          href={`/api/reports/sla?${search()}`}
          download={`report-${view().from}.json`}
          rel="external"
        >
          {reportWords.json}
        </a>
        <button type="button" class="button no-print" onClick={() => print()}>
          <Icon name="M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.5h7v4h-7z" />
          {reportWords.print}
        </button>
      </PageHead>
      <ReportRange
        view={view()}
        queues={desk.info().queues}
        onChange={(over) => change({ ...over, show: null })}
      />
      <Switch>
        <Match when={seen().length === 0}>
          <p class="page-blank">{reportWords.noQueues}</p>
        </Match>
        <Match when={query.isPending && shown() === undefined}>
          <p class="page-blank" role="status">
            {reportWords.loading}
          </p>
        </Match>
        <Match when={query.isError && shown() === undefined}>
          <div class="page-blank">
            <p class="empty-title">{reportWords.unavailable}</p>
            <p>{reportWords.unavailableHint}</p>
            <button type="button" class="button" onClick={() => void query.refetch()}>
              {words.retry}
            </button>
          </div>
        </Match>
        <Match when={shown()}>
          {(report) => (
            <Figures
              view={view()}
              report={report()}
              isAway={query.isError}
              queueName={desk.queueName}
              onOpen={(link) => go(addressOfFigure(view(), link))}
            />
          )}
        </Match>
      </Switch>
      <Show when={desk.info().me.role !== 'agent'}>
        <DigestChoice />
      </Show>
      <Show when={view().show}>
        <FigureTickets
          view={view()}
          queueName={desk.queueName}
          onClose={() => change({ show: null })}
        />
      </Show>
    </main>
  )
}

function Figures(props: {
  view: ReportView
  report: Report
  /** The server was asked, and did not answer. */
  isAway: boolean
  queueName: (slug: string) => string
  onOpen: (link: FigureLink) => void
}) {
  const when = () => sayClock(Date.parse(props.report.asOf), Date.now())
  const csv = (sheet: string, by?: string) => {
    const search = searchOf(props.view)
    search.set('sheet', sheet)
    if (by !== undefined) search.set('by', by)
    return `/api/reports/sla.csv?${search}`
  }
  const meaning = (word: string) => `${addressOf(props.view, { show: null })}#means-${word}`
  const isBlank = () =>
    props.report.totals.every(({ count }) => count === 0) &&
    props.report.series.every((day) => day.arrived === 0 && day.solved === 0) &&
    props.report.backlog.open === 0
  const chart = () => ({
    view: props.view,
    report: props.report,
    csv: (sheet: string) => csv(sheet),
    meaning,
    onOpen: props.onOpen,
  })
  return (
    <div class="page-body report">
      <p class="page-hint" role="status">
        {props.isAway ? reportWords.keptOf({ when: when() }) : reportWords.asOf({ when: when() })}
        <Show when={props.report.pending > 0}>
          {' '}
          {reportWords.pending({ n: props.report.pending })}
        </Show>
      </p>
      <Show
        when={!isBlank()}
        fallback={
          <div class="page-blank">
            <p class="empty-title">{reportWords.none}</p>
            <p>{reportWords.noneHint}</p>
          </div>
        }
      >
        <ReportTiles view={props.view} report={props.report} />
        <FlowChart {...chart()} />
        <BacklogChart {...chart()} />
        <Ages {...chart()} />
        <TimeCharts {...chart()} csvOfDays={csv('figures', 'day')} />
        <ArrivalHours {...chart()} />
        <PromiseTable {...chart()} />
        <GroupTable {...chart()} />
        <BreachTable {...chart()} queueName={props.queueName} />
      </Show>
      <Definitions />
    </div>
  )
}
