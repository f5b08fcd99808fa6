/**
 * Public figures of a queue as a page: what is typical beside what is promised, of each target in words and as a drawing,
 * all of it as a table, what is promised to whom, and when the queue is open. Not here: what may be told (sla/public-sample).
 */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import { PUBLIC_TARGETS, type PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics, WindowMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import type { Html } from './layout.ts'
import { drawTimes } from './metrics-drawing.ts'
import { hoursPart, promisesPart } from './metrics-terms.ts'
import { sayInstant, sayPromise, sayShare, sayShort, sayTime, typicalOf } from './words.ts'

export type MetricsView = {
  queue: QueueSettings
  metrics: QueueMetrics
  settings: Settings
  publicUrl: string
  now: number
}

export function metricsBody(view: MetricsView): Html {
  const { queue, metrics } = view
  const words = sayPromise(metrics, metrics.promised['firstResponse'])
  const shown = PUBLIC_TARGETS.filter((target) => metrics.days.some((window) => window[target]))
  const isAny = metrics.days.some(
    (window) => window.enough || shown.some((target) => window[target]?.enough),
  )
  return html`<p class="eyebrow"><a href="/q/${queue.slug}" dir="auto">${queue.name}</a></p>
    <h1>How we are doing</h1>
    <p class="lead">${words.typical ?? ''} ${words.promised ?? ''}</p>
    ${
      isAny
        ? html`<ul class="cards">
            ${shown.map((target) => card(metrics, target))}
          </ul>`
        : html`<p class="notice">
            Not enough data yet: we show figures from ${LIMITS.metricsLeast} requests on, so that
            nobody’s request can be told from them.
          </p>`
    }
    ${table(metrics, shown)} ${promisesPart(metrics)} ${hoursPart(metrics.hours, view.now)}
    ${elsewhere(view)} ${meaning(view)}`
}

const TITLES: Readonly<Record<PublicTarget, string>> = {
  firstResponse: 'First answer',
  nextResponse: 'Answers after that',
  resolution: 'Solution',
}

/** One target: the median in large, what was promised, and how it was over the three windows. */
function card(metrics: QueueMetrics, target: PublicTarget): Html {
  const { [target]: promised } = metrics.promised
  const typical = typicalOf(metrics, target)
  return html`<li class="card">
    <h2>${TITLES[target]}</h2>
    ${
      typical
        ? html`<p class="big">${sayTime(typical.medianSeconds, typical.figures.time)}</p>
            <p class="quiet">
              is typical: half came sooner in the last ${typical.days}
              days.${typical.figures.p90Seconds === null ? '' : html` Nine of ten came within ${sayTime(typical.figures.p90Seconds, typical.figures.time)}.`}
            </p>`
        : html`<p class="big none">–</p>
            <p class="quiet">Not enough data yet.</p>`
    }
    <p class="against">
      ${
        promised
          ? html`Promised: within <strong>${sayTime(promised.seconds, promised.time)}</strong>`
          : 'Promised to some: see below'
      }${kept(typical?.figures ?? null)}
    </p>
    ${drawTimes({ metrics, target, name: TITLES[target] })}
  </li>`
}

function kept(figures: TargetMetrics | null): string {
  return figures === null || figures.share === null ? '' : `, kept for ${sayShare(figures.share)}`
}

type Row = [name: string, of: (window: WindowMetrics) => string | number | null]
type Group = { title: string; rows: Row[] }

function groupsOf(shown: readonly PublicTarget[]): Group[] {
  const ofTarget = (target: PublicTarget): Group => {
    const say =
      (figure: 'medianSeconds' | 'p90Seconds') =>
      ({ [target]: found }: WindowMetrics) =>
        found && found[figure] !== null ? sayShort(found[figure], found.time) : null
    const part =
      (figure: 'rate' | 'share') =>
      ({ [target]: found }: WindowMetrics) =>
        found && found[figure] !== null ? sayShare(found[figure]) : null
    return {
      title: TITLES[target],
      rows: [
        ['Counted (n)', (window) => window[target]?.n ?? null],
        [target === 'resolution' ? 'Solved' : 'Answered', part('rate')],
        ['Median', say('medianSeconds')],
        ['90th percentile', say('p90Seconds')],
        ['As promised', part('share')],
      ],
    }
  }
  return [
    {
      title: 'Requests',
      rows: [
        ['Arrived (n)', ({ n }) => n],
        ['Solved, about', ({ solved }) => solved],
      ],
    },
    ...shown.map(ofTarget),
  ]
}

function table({ days, open }: QueueMetrics, shown: readonly PublicTarget[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">
      <table class="numbers">
        <caption id="figures">
          All figures
          <span class="quiet">${timesOf(days, shown)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col"><span class="out">Figure</span></th>
            ${days.map((window) => html`<th scope="col">${window.days} days</th>`)}
          </tr>
        </thead>
        ${groupsOf(shown).map(
          ({ title, rows }) =>
            html`<tbody>
              <tr class="group">
                <th scope="rowgroup" colspan="${days.length + 1}">${title}</th>
              </tr>
              ${rows.map(
                ([name, of]) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    ${days.map((window) => html`<td>${of(window) ?? '–'}</td>`)}
                  </tr>`,
              )}
            </tbody>`,
        )}
      </table>
    </div>
    <p class="open">
      Open now:
      <strong
        >${open === null ? 'not enough data' : open === 0 ? 'hardly any' : `about ${open}`}</strong
      >
    </p>`
}

/** Which hours the table means. */
function timesOf(days: readonly WindowMetrics[], shown: readonly PublicTarget[]): string {
  const times = shown.flatMap((target) => {
    const time = days[0]?.[target]?.time
    return time ? [{ name: TITLES[target].toLowerCase(), time }] : []
  })
  const kinds = new Set(times.map(({ time }) => time))
  if (kinds.size === 1) return `Times are ${nameOf(times[0]?.time)}.`
  const of = (kind: 'business' | 'wall') =>
    `${times
      .filter(({ time }) => time === kind)
      .map(({ name }) => name)
      .join(', ')} ${nameOf(kind)}`
  return kinds.size === 0 ? '' : `Times: ${of('business')}; ${of('wall')}.`
}

const nameOf = (time: 'business' | 'wall' | undefined): string =>
  time === 'business' ? 'in opening hours' : 'around the clock'

function elsewhere({ queue, metrics, publicUrl }: MetricsView): Html {
  const badge = `/q/${queue.slug}/badge.svg`
  return html`<section aria-labelledby="elsewhere">
    <h2 id="elsewhere">To take along</h2>
    <p>
      <a href="/api/queues/${queue.slug}/metrics">JSON</a> ·
      <a href="/q/${queue.slug}/status.atom">Atom feed</a> ·
      <a href="${badge}">Badge</a>
    </p>
    <p class="badge">
      <img src="${badge}" alt="Badge: first answer of ${metrics.name}" height="22" />
    </p>
    <p class="quiet">
      <label for="badge-address">Address of the badge</label>
      <input id="badge-address" type="text" readonly value="${publicUrl}${badge}" />
    </p>
  </section>`
}

function meaning({ metrics, settings }: MetricsView): Html {
  return html`<section aria-labelledby="meaning">
    <h2 id="meaning">What these figures are</h2>
    <p class="quiet">
      As of ${sayInstant(Date.parse(metrics.asOf), settings.timeZone)}. Looked at every five
      minutes, and told anew once ${LIMITS.metricsLeast} requests moved, at the latest after a day.
      A median is the time within which half of them were done, a 90th percentile that of nine in
      ten; both are rounded. A dash means that fewer than ${LIMITS.metricsLeast} requests are in it,
      or that fewer lie between it and the next longer time: nobody’s request shall be told from a
      difference. Solved and open are to the nearest five. Automatic mail is no answer.
    </p>
  </section>`
}
