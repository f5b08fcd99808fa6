/** The figures of a report in rows: promises, what came and went, what was broken, and what the words mean. */
import { For, Show } from 'solid-js'
import { saySeconds, sayShare, type Report, type ReportView } from '../state/report.ts'
import { sayClock } from '../state/relative-time.ts'
import { WEEKDAYS } from '../../shared/sla/terms.ts'
import { listed, say } from '../words/read-words.ts'
import { reportWords } from '../words/report.ts'
import { Figure } from './report-figure.tsx'
import { Table } from './table.tsx'
import { TicketCells } from './ticket-cells.tsx'

type Props = { view: ReportView; report: Report; csv: (sheet: string) => string }

/** What a row is of, in the words of the screen where the server has but a key. */
function nameOf(view: ReportView, { key, name }: { key: string; name: string }): string {
  if (key === '') return reportWords.nothingNamed
  if (view.by === 'weekday') {
    const day = WEEKDAYS.find((one) => one === key)
    return day ? reportWords.weekdays[day] : key
  }
  if (view.by === 'hour') return `${key}:00`
  if (view.by !== 'channel') return name
  const { web, mail, api, desk } = reportWords.channels
  return { web, mail, api, desk }[key] ?? name
}

export function PromiseTable(props: Props) {
  const rows = () => props.report.rows.filter(({ count }) => count > 0 || props.view.by === 'queue')
  return (
    <>
      <h2 class="section-title">{reportWords.rowsTitle}</h2>
      <Table
        label={reportWords.rowsTitle}
        columns={[
          reportWords.groupings[props.view.by],
          reportWords.promise,
          { name: reportWords.counted, look: 'number' },
          { name: reportWords.share, look: 'number' },
          { name: reportWords.lateColumn, look: 'number' },
          { name: reportWords.median, look: 'number' },
          { name: reportWords.p90, look: 'number' },
          { name: reportWords.medianWall, look: 'number' },
          { name: reportWords.p90Wall, look: 'number' },
        ]}
      >
        <For each={rows()}>
          {(row) => {
            const name = () => nameOf(props.view, row)
            const target = reportWords.targets[row.target]
            const link = { target: row.target, by: props.view.by, key: row.key }
            return (
              <tr>
                <th scope="row" dir="auto">
                  {name()}
                </th>
                <td>{target}</td>
                <td class="is-number">
                  <Figure
                    view={props.view}
                    text={say.number(row.count)}
                    count={row.count}
                    name={`${name()}, ${target}`}
                    link={{ figure: 'judged', ...link }}
                  />
                </td>
                <td class="is-number">
                  <Figure
                    view={props.view}
                    text={sayShare(row.share)}
                    count={row.withinCount}
                    name={`${name()}, ${target}, ${reportWords.within}`}
                    link={{ figure: 'within', ...link }}
                  />
                </td>
                <td class="is-number">
                  <Figure
                    view={props.view}
                    text={say.number(row.count - row.withinCount)}
                    count={row.count - row.withinCount}
                    name={`${name()}, ${target}, ${reportWords.lateColumn}`}
                    link={{ figure: 'late', ...link }}
                  />
                </td>
                <td class="is-number">{saySeconds(row.medianSeconds)}</td>
                <td class="is-number">{saySeconds(row.p90Seconds)}</td>
                <td class="is-number">{saySeconds(row.medianWallSeconds)}</td>
                <td class="is-number">{saySeconds(row.p90WallSeconds)}</td>
              </tr>
            )
          }}
        </For>
      </Table>
      <CsvLink href={props.csv('figures')} what={reportWords.rowsTitle} />
    </>
  )
}

const TURNS = ['arrived', 'solved', 'reopened'] as const

export function GroupTable(props: Props) {
  return (
    <>
      <h2 class="section-title">{reportWords.groupsTitle}</h2>
      <Table
        label={reportWords.groupsTitle}
        columns={[
          reportWords.groupings[props.view.by],
          ...TURNS.map((turn) => ({ name: reportWords[turn], look: 'number' as const })),
        ]}
      >
        <For each={props.report.groups}>
          {(group) => (
            <tr>
              <th scope="row" dir="auto">
                {nameOf(props.view, group)}
              </th>
              <For each={TURNS}>
                {(turn) => (
                  <td class="is-number">
                    <Figure
                      view={props.view}
                      text={say.number(group[turn])}
                      count={group[turn]}
                      name={`${nameOf(props.view, group)}, ${reportWords[turn]}`}
                      link={{ figure: turn, by: props.view.by, key: group.key }}
                    />
                  </td>
                )}
              </For>
            </tr>
          )}
        </For>
      </Table>
      <Show when={props.report.groupsLeftOut > 0}>
        <p class="page-hint">
          {reportWords.leftOut({ n: say.number(props.report.groupsLeftOut) })}
        </p>
      </Show>
      <CsvLink href={props.csv('groups')} what={reportWords.groupsTitle} />
    </>
  )
}

export function BreachTable(props: Props & { queueName: (slug: string) => string }) {
  const breaches = () => props.report.breaches
  return (
    <>
      <h2 class="section-title">{reportWords.breachesTitle}</h2>
      <Show
        when={breaches().newest.length > 0}
        fallback={
          <p class="page-hint">
            {breaches().count === 0 ? reportWords.breachesNone : reportWords.breachesAway}
          </p>
        }
      >
        <Table
          label={reportWords.breachesTitle}
          columns={[
            reportWords.number,
            reportWords.subject,
            reportWords.queue,
            reportWords.promise,
            reportWords.began,
            reportWords.ended,
            { name: reportWords.took, look: 'number' },
            { name: reportWords.wall, look: 'number' },
          ]}
        >
          <For each={breaches().newest}>
            {(one) => (
              <tr>
                <TicketCells id={one.ticket} number={one.number} subject={one.subject} />
                <td dir="auto">{props.queueName(one.queue)}</td>
                <td>{reportWords.targets[one.target]}</td>
                <td>{sayClock(Date.parse(one.startedAt), Date.now())}</td>
                <td>
                  {one.endedAt === null
                    ? reportWords.stillOpen
                    : sayClock(Date.parse(one.endedAt), Date.now())}
                </td>
                <td class="is-number">{saySeconds(one.countedSeconds)}</td>
                <td class="is-number">{saySeconds(one.wallSeconds)}</td>
              </tr>
            )}
          </For>
        </Table>
        <Show when={breaches().count > breaches().newest.length}>
          <p class="page-hint">
            {reportWords.breachesMore({ n: say.number(breaches().count) })}{' '}
            <Figure
              view={props.view}
              text={reportWords.all({ n: say.number(breaches().count) })}
              count={breaches().count}
              name={reportWords.breachesTitle}
              link={{ figure: 'late' }}
            />
          </p>
        </Show>
        <CsvLink href={props.csv('breaches')} what={reportWords.breachesTitle} />
      </Show>
    </>
  )
}

function CsvLink(props: { href: string; what: string }) {
  return (
    <p class="chart-foot no-print">
      <a
        class="text-link"
        href={props.href}
        download=""
        rel="external"
        aria-label={reportWords.csvOf({ what: props.what })}
      >
        {reportWords.csv}
      </a>
    </p>
  )
}

export function Definitions() {
  const means: [keyof typeof reportWords.means, string][] = [
    ['arrived', reportWords.arrived],
    ['solved', reportWords.solved],
    ['reopened', reportWords.reopenShare],
    ['open', reportWords.open],
    ['promise', reportWords.rowsTitle],
    ['median', listed([reportWords.median, reportWords.p90])],
    ['groups', reportWords.by],
    ['before', reportWords.before({ value: '' }).replace(/[:\s]+$/, '')],
  ]
  return (
    <section class="definitions">
      <h2 class="section-title">{reportWords.definitions}</h2>
      <dl>
        <For each={means}>
          {([key, name]) => (
            <>
              <dt id={`means-${key}`}>{name}</dt>
              <dd>{reportWords.means[key]}</dd>
            </>
          )}
        </For>
      </dl>
    </section>
  )
}
