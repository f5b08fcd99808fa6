/** The figures of a report at a glance, each beside that of the period before, each with its tickets. */
import { For, Show, type JSX } from 'solid-js'
import { saySeconds, sayShare, type Report, type ReportView } from '../state/report.ts'
import { listed, say } from '../words/read-words.ts'
import { reportWords } from '../words/report.ts'
import { Figure } from './report-figure.tsx'

export function ReportTiles(props: { view: ReportView; report: Report }) {
  const flow = () => props.report.flow
  const before = () => props.report.before.flow
  const said = (n: number) => say.number(n)
  return (
    <dl class="tiles report-tiles">
      <Tile name={reportWords.arrived} before={said(before().arrived)}>
        <Figure
          view={props.view}
          text={said(flow().arrived)}
          count={flow().arrived}
          name={reportWords.arrived}
          link={{ figure: 'arrived' }}
        />
      </Tile>
      <Tile name={reportWords.solved} before={said(before().solved)}>
        <Figure
          view={props.view}
          text={said(flow().solved)}
          count={flow().solved}
          name={reportWords.solved}
          link={{ figure: 'solved' }}
        />
      </Tile>
      <Tile
        name={reportWords.reopenShare}
        before={sayShare(before().reopenedShare)}
        note={reportWords.solvings({ n: flow().solvings })}
      >
        <Figure
          view={props.view}
          text={sayShare(flow().reopenedShare)}
          count={flow().undone}
          name={reportWords.reopenShare}
          link={{ figure: 'undone' }}
        />
      </Tile>
      <Tile
        name={reportWords.open}
        note={
          props.report.backlog.open === 0
            ? ''
            : listed([
                reportWords.openAge({ span: saySeconds(props.report.backlog.medianAgeSeconds) }),
                reportWords.oldest({ span: saySeconds(props.report.backlog.oldestSeconds) }),
              ])
        }
      >
        <Figure
          view={props.view}
          text={said(props.report.backlog.open)}
          count={props.report.backlog.open}
          name={reportWords.open}
          link={{ figure: 'open' }}
        />
      </Tile>
      <For each={props.report.totals}>
        {(total) => {
          const last = () =>
            props.report.before.totals.find(({ target }) => target === total.target)
          const target = reportWords.targets[total.target]
          return (
            <>
              <Tile
                name={reportWords.tileShare({ target })}
                before={sayShare(last()?.share ?? null)}
                note={reportWords.judged({ n: total.count })}
              >
                <Figure
                  view={props.view}
                  text={sayShare(total.share)}
                  count={total.count}
                  name={target}
                  link={{ figure: 'judged', target: total.target }}
                />
              </Tile>
              <Tile
                name={reportWords.tileMedian({ target })}
                before={saySeconds(last()?.medianSeconds ?? null)}
                note={
                  total.p90Seconds === null
                    ? ''
                    : `${reportWords.p90Of({ span: saySeconds(total.p90Seconds) })} · ${reportWords.wallOf({ span: saySeconds(total.medianWallSeconds) })}`
                }
              >
                {saySeconds(total.medianSeconds)}
              </Tile>
            </>
          )
        }}
      </For>
    </dl>
  )
}

function Tile(props: { name: string; before?: string; note?: string; children: JSX.Element }) {
  return (
    <div class="tile">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
      <Show when={props.before}>
        {(before) => <dd class="tile-note">{reportWords.before({ value: before() })}</dd>}
      </Show>
      <Show when={props.note}>
        <dd class="tile-note is-last">{props.note}</dd>
      </Show>
    </div>
  )
}
