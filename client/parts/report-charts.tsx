/** The charts of a report, each with its table. Which figures they show is the report's; how one is drawn is its own part. */
import { createMemo, For, Show } from 'solid-js'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import {
  niceTop,
  saySeconds,
  type FigureLink,
  type Report,
  type ReportView,
} from '../state/report.ts'
import { say } from '../words/read-words.ts'
import { reportWords } from '../words/report.ts'
import { ChartBox } from './chart-box.tsx'
import { dayName, HeatChart, sayHour, slotKey } from './heat-chart.tsx'
import { LineChart } from './line-chart.tsx'
import { Figure } from './report-figure.tsx'
import { Table } from './table.tsx'

type Props = {
  view: ReportView
  report: Report
  csv: (sheet: string) => string
  meaning: (word: string) => string
  onOpen: (link: FigureLink) => void
}

export function FlowChart(props: Props) {
  const series = () => props.report.series
  const sum = (pick: (day: Report['series'][number]) => number) =>
    series().reduce((total, day) => total + pick(day), 0)
  return (
    <ChartBox
      title={reportWords.flowTitle}
      meaning={props.meaning('arrived')}
      csv={props.csv('days')}
      table={<DayTable {...props} />}
    >
      <LineChart
        title={reportWords.flowTitle}
        desc={reportWords.flowDesc({
          days: series().length,
          arrived: sum((day) => day.arrived),
          solved: sum((day) => day.solved),
        })}
        labels={series().map(({ date }) => date)}
        lines={[
          {
            name: reportWords.arrived,
            look: 'first',
            hasArea: true,
            values: series().map(({ arrived }) => arrived),
          },
          {
            name: reportWords.solved,
            look: 'second',
            values: series().map(({ solved }) => solved),
          },
        ]}
        top={niceTop(Math.max(0, ...series().flatMap((day) => [day.arrived, day.solved])))}
        say={say.number}
        onOpen={(at) =>
          props.onOpen({ figure: 'arrived', by: 'day', key: series()[at]?.date ?? '' })
        }
      />
    </ChartBox>
  )
}

export function BacklogChart(props: Props) {
  const open = () => props.report.series.map((day) => day.open)
  return (
    <ChartBox
      title={reportWords.backlogTitle}
      meaning={props.meaning('open')}
      csv={props.csv('days')}
      table={<DayTable {...props} />}
    >
      <LineChart
        title={reportWords.backlogTitle}
        desc={reportWords.backlogDesc({
          first: say.number(open()[0] ?? 0),
          last: say.number(open().at(-1) ?? 0),
          most: say.number(Math.max(0, ...open())),
        })}
        labels={props.report.series.map(({ date }) => date)}
        lines={[{ name: reportWords.openLine, look: 'first', hasArea: true, values: open() }]}
        top={niceTop(Math.max(0, ...open()))}
        say={say.number}
        onOpen={() => props.onOpen({ figure: 'open' })}
      />
    </ChartBox>
  )
}

function DayTable(props: Props) {
  const link = (date: string, figure: string): FigureLink => ({ figure, by: 'day', key: date })
  return (
    <Table
      label={reportWords.flowTitle}
      columns={[
        reportWords.day,
        { name: reportWords.arrived, look: 'number' },
        { name: reportWords.solved, look: 'number' },
        { name: reportWords.openLine, look: 'number' },
      ]}
    >
      <For each={props.report.series}>
        {(day) => (
          <tr>
            <th scope="row">{day.date}</th>
            <td class="is-number">
              <Figure
                view={props.view}
                text={say.number(day.arrived)}
                count={day.arrived}
                name={`${reportWords.arrived}, ${day.date}`}
                link={link(day.date, 'arrived')}
              />
            </td>
            <td class="is-number">
              <Figure
                view={props.view}
                text={say.number(day.solved)}
                count={day.solved}
                name={`${reportWords.solved}, ${day.date}`}
                link={link(day.date, 'solved')}
              />
            </td>
            <td class="is-number">{say.number(day.open)}</td>
          </tr>
        )}
      </For>
    </Table>
  )
}

/** The units that an axis of time may have. */
const UNITS = [60, 3600, 86_400]

export function TimeChart(props: Props & { target: TargetName; csvOfDays: string }) {
  const days = createMemo(
    () =>
      new Map(
        props.report.days
          .filter(({ target }) => target === props.target)
          .map((day) => [day.date, day]),
      ),
  )
  const title = () => reportWords.linesTitle({ target: reportWords.targets[props.target] })
  const values = (pick: 'medianSeconds' | 'p90Seconds') =>
    props.report.series.map(({ date }) => days().get(date)?.[pick] ?? null)
  const top = () => {
    const most = Math.max(60, ...values('p90Seconds').map((value) => value ?? 0))
    const unit = UNITS.findLast((one) => most >= 2 * one) ?? 60
    return niceTop(Math.ceil(most / unit)) * unit
  }
  return (
    <ChartBox
      title={title()}
      meaning={props.meaning('median')}
      csv={props.csvOfDays}
      table={
        <Table
          label={title()}
          columns={[
            reportWords.day,
            { name: reportWords.counted, look: 'number' },
            { name: reportWords.within, look: 'number' },
            { name: reportWords.median, look: 'number' },
            { name: reportWords.p90, look: 'number' },
            { name: reportWords.medianWall, look: 'number' },
            { name: reportWords.p90Wall, look: 'number' },
          ]}
        >
          <For each={[...days().values()]}>
            {(day) => (
              <tr>
                <th scope="row">{day.date}</th>
                <td class="is-number">
                  <Figure
                    view={props.view}
                    text={say.number(day.count)}
                    count={day.count}
                    name={`${title()}, ${day.date}`}
                    link={{ figure: 'judged', target: props.target, by: 'day', key: day.date }}
                  />
                </td>
                <td class="is-number">{say.number(day.withinCount)}</td>
                <td class="is-number">{saySeconds(day.medianSeconds)}</td>
                <td class="is-number">{saySeconds(day.p90Seconds)}</td>
                <td class="is-number">{saySeconds(day.medianWallSeconds)}</td>
                <td class="is-number">{saySeconds(day.p90WallSeconds)}</td>
              </tr>
            )}
          </For>
        </Table>
      }
    >
      <LineChart
        title={title()}
        desc={reportWords.linesDesc}
        labels={props.report.series.map(({ date }) => date)}
        lines={[
          { name: reportWords.median, look: 'first', values: values('medianSeconds') },
          { name: reportWords.p90, look: 'second', values: values('p90Seconds') },
        ]}
        top={top()}
        say={saySeconds}
        onOpen={(at) =>
          props.onOpen({
            figure: 'judged',
            target: props.target,
            by: 'day',
            key: props.report.series[at]?.date ?? '',
          })
        }
      />
    </ChartBox>
  )
}

/** One of the promises at a time: its lines side by side would be eight. */
export function TimeCharts(props: Props & { csvOfDays: string }) {
  const shown = () =>
    TARGETS.filter((target) => props.report.days.some((day) => day.target === target))
  return <For each={shown()}>{(target) => <TimeChart {...props} target={target} />}</For>
}

export function ArrivalHours(props: Props) {
  return (
    <ChartBox
      title={reportWords.heatTitle}
      meaning={props.meaning('arrived')}
      csv={props.csv('hours')}
      table={
        <Table
          label={reportWords.heatTitle}
          columns={[
            reportWords.hour,
            ...props.report.heat.map((_, day) => ({ name: dayName(day), look: 'number' as const })),
          ]}
        >
          <For each={Array.from({ length: 24 }, (_, hour) => hour)}>
            {(hour) => (
              <tr>
                <th scope="row">{sayHour(hour)}</th>
                <For each={props.report.heat}>
                  {(hours, day) => (
                    <td class="is-number">
                      <Figure
                        view={props.view}
                        text={say.number(hours[hour] ?? 0)}
                        count={hours[hour] ?? 0}
                        name={`${dayName(day())} ${sayHour(hour)}`}
                        link={{ figure: 'arrived', by: 'slot', key: slotKey(day() * 24 + hour) }}
                      />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </Table>
      }
    >
      <HeatChart
        heat={props.report.heat}
        onOpen={(at) => props.onOpen({ figure: 'arrived', by: 'slot', key: slotKey(at) })}
      />
    </ChartBox>
  )
}

/** A table that is its own picture: a bar in each line. */
export function Ages(props: Props) {
  const most = () => Math.max(1, ...props.report.backlog.ages.map(({ count }) => count))
  const name = (key: string) =>
    key === 'more' ? reportWords.ageMore : reportWords.age({ days: Number(key) })
  return (
    <Show when={props.report.backlog.open > 0}>
      <section class="chart-box">
        <h2 class="section-title">{reportWords.agesTitle}</h2>
        <Table
          label={reportWords.agesTitle}
          columns={[
            reportWords.agesDesc({ n: props.report.backlog.open }),
            { name: reportWords.open, look: 'number' },
            { name: '', look: 'hidden' },
          ]}
        >
          <For each={props.report.backlog.ages}>
            {({ key, count }) => (
              <tr>
                <th scope="row">{name(key)}</th>
                <td class="is-number">
                  <Figure
                    view={props.view}
                    text={say.number(count)}
                    count={count}
                    name={name(key)}
                    link={{ figure: 'open', key }}
                  />
                </td>
                <td class="age-bar" aria-hidden="true">
                  <span style={{ 'inline-size': `${(count / most()) * 100}%` }} />
                </td>
              </tr>
            )}
          </For>
        </Table>
      </section>
    </Show>
  )
}
