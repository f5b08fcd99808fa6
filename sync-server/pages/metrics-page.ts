/**
 * Public figures of a queue as a page: what is typical beside what is promised, of each target in words and as a drawing,
 * all of it as a table, what is promised to whom, and when the queue is open. Not here: what may be told (sla/public-sample).
 */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import { PUBLIC_TARGETS, type Promised, type PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics, WindowMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import { filled } from './filled.ts'
import type { Html } from './layout.ts'
import type { PageLanguage } from './page-language.ts'
import { drawTimes } from './metrics-drawing.ts'
import { hoursPart, promisesPart } from './metrics-terms.ts'
import { sayInstant, sayPromise, sayShare, sayShort, sayTime, typicalOf } from './words.ts'

export type MetricsView = {
  language: PageLanguage
  queue: QueueSettings
  metrics: QueueMetrics
  settings: Settings
  publicUrl: string
  now: number
}

export function metricsBody(view: MetricsView): Html {
  const { language, queue, metrics } = view
  const { figure } = language.words
  const words = sayPromise(language, metrics, metrics.promised['firstResponse'])
  const shown = PUBLIC_TARGETS.filter((target) => metrics.days.some((window) => window[target]))
  const isAny = metrics.days.some(
    (window) => window.enough || shown.some((target) => window[target]?.enough),
  )
  return html`<p class="eyebrow">
      <a href="${language.link(`/q/${queue.slug}`)}" dir="auto">${queue.name}</a>
    </p>
    <h1>${figure.title}</h1>
    <p class="lead">${words.typical ?? ''} ${words.promised ?? ''}</p>
    ${
      isAny
        ? html`<ul class="cards">
            ${shown.map((target) => card(language, metrics, target))}
          </ul>`
        : html`<p class="notice">${figure.notEnoughFrom({ n: LIMITS.metricsLeast })}</p>`
    }
    ${table(language, metrics, shown)} ${promisesPart(language, metrics)}
    ${hoursPart(language, metrics.hours, view.now)} ${elsewhere(view)} ${meaning(view)}`
}

/** One target: the median in large, what was promised, and how it was over the three windows. */
function card(language: PageLanguage, metrics: QueueMetrics, target: PublicTarget): Html {
  const { figure } = language.words
  const name = figure.targets[target]
  const { [target]: promised } = metrics.promised
  const typical = typicalOf(metrics, target)
  return html`<li class="card">
    <h2>${name}</h2>
    ${
      typical
        ? html`<p class="big">${sayTime(language, typical.medianSeconds, typical.figures.time)}</p>
            <p class="quiet">
              ${figure.half({ n: typical.days })}
              ${
                typical.figures.p90Seconds === null
                  ? ''
                  : figure.nineOfTen({
                      time: sayTime(language, typical.figures.p90Seconds, typical.figures.time),
                    })
              }
            </p>`
        : html`<p class="big none">–</p>
            <p class="quiet">${figure.notEnough}</p>`
    }
    <p class="against">${against(language, promised, typical?.figures ?? null)}</p>
    ${drawTimes({ language, metrics, target, name })}
  </li>`
}

/** What is promised, and for how many it was kept. */
function against(
  language: PageLanguage,
  promised: Promised | undefined,
  figures: TargetMetrics | null,
): Html | string {
  const { against: words } = language.words.figure
  const share =
    figures === null || figures.share === null ? null : sayShare(language, figures.share)
  if (!promised) return share === null ? words.some : words.someKept({ share })
  const time = html`<strong>${sayTime(language, promised.seconds, promised.time)}</strong>`
  return share === null ? filled(words.plain, { time }) : filled(words.kept, { time, share })
}

type Row = [name: string, of: (window: WindowMetrics) => string | number | null]
type Group = { title: string; rows: Row[] }

function groupsOf(language: PageLanguage, shown: readonly PublicTarget[]): Group[] {
  const { rows: words, targets } = language.words.figure
  const ofTarget = (target: PublicTarget): Group => {
    const say =
      (figure: 'medianSeconds' | 'p90Seconds') =>
      ({ [target]: found }: WindowMetrics) =>
        found && found[figure] !== null ? sayShort(language, found[figure], found.time) : null
    const part =
      (figure: 'rate' | 'share') =>
      ({ [target]: found }: WindowMetrics) =>
        found && found[figure] !== null ? sayShare(language, found[figure]) : null
    return {
      title: targets[target],
      rows: [
        [words.counted, (window) => window[target]?.n ?? null],
        [target === 'resolution' ? words.solved : words.answered, part('rate')],
        [words.median, say('medianSeconds')],
        [words.p90, say('p90Seconds')],
        [words.asPromised, part('share')],
      ],
    }
  }
  return [
    {
      title: words.requests,
      rows: [
        [words.arrived, ({ n }) => n],
        [words.solvedAbout, ({ solved }) => solved],
      ],
    },
    ...shown.map(ofTarget),
  ]
}

function table(
  language: PageLanguage,
  { days, open }: QueueMetrics,
  shown: readonly PublicTarget[],
): Html {
  const { figure } = language.words
  const cell = (value: string | number | null) =>
    typeof value === 'number' ? language.say.number(value) : (value ?? '–')
  const count =
    open === null
      ? figure.open.unknown
      : open === 0
        ? figure.open.none
        : figure.open.about({ n: open })
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">
      <table class="numbers">
        <caption id="figures">
          ${figure.all}
          <span class="quiet">${timesOf(language, days, shown)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col"><span class="out">${figure.figure}</span></th>
            ${days.map((window) => html`<th scope="col">${figure.days({ n: window.days })}</th>`)}
          </tr>
        </thead>
        ${groupsOf(language, shown).map(
          ({ title, rows }) =>
            html`<tbody>
              <tr class="group">
                <th scope="rowgroup" colspan="${days.length + 1}">${title}</th>
              </tr>
              ${rows.map(
                ([name, of]) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    ${days.map((window) => html`<td>${cell(of(window))}</td>`)}
                  </tr>`,
              )}
            </tbody>`,
        )}
      </table>
    </div>
    <p class="open">${filled(figure.open.now, { count: html`<strong>${count}</strong>` })}</p>`
}

/** Which hours the table means. */
function timesOf(
  { say, words: { figure } }: PageLanguage,
  days: readonly WindowMetrics[],
  shown: readonly PublicTarget[],
): string {
  const times = shown.flatMap((target) => {
    const time = days[0]?.[target]?.time
    return time ? [{ name: figure.targets[target], time }] : []
  })
  const kinds = new Set(times.map(({ time }) => time))
  const [first] = times
  if (!first) return ''
  if (kinds.size === 1) return figure.times[first.time]
  const of = (kind: 'business' | 'wall') =>
    say.list(times.filter(({ time }) => time === kind).map(({ name }) => name))
  return figure.times.both({ business: of('business'), wall: of('wall') })
}

function elsewhere({ language, queue, metrics, publicUrl }: MetricsView): Html {
  const { take } = language.words.figure
  const badge = language.link(`/q/${queue.slug}/badge.svg`)
  return html`<section aria-labelledby="elsewhere">
    <h2 id="elsewhere">${take.title}</h2>
    <p>
      <a href="/api/queues/${queue.slug}/metrics">JSON</a> ·
      <a href="${language.link(`/q/${queue.slug}/status.atom`)}">${take.feed}</a> ·
      <a href="${badge}">${take.badge}</a>
    </p>
    <p class="badge">
      <img src="${badge}" alt="${take.badgeOf({ queue: metrics.name })}" height="22" />
    </p>
    <p class="quiet">
      <label for="badge-address">${take.address}</label>
      <input id="badge-address" type="text" readonly dir="ltr" value="${publicUrl}${badge}" />
    </p>
  </section>`
}

function meaning({ language, metrics, settings }: MetricsView): Html {
  const { meaning: words } = language.words.figure
  return html`<section aria-labelledby="meaning">
    <h2 id="meaning">${words.title}</h2>
    <p class="quiet">
      ${words.words({
        when: sayInstant(language, Date.parse(metrics.asOf), settings.timeZone),
        n: LIMITS.metricsLeast,
      })}
    </p>
  </section>`
}
