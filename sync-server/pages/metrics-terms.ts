/** What a queue promises to whom, and when it is open, as two tables of the page of its figures. */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import { TARGETS, WEEKDAYS, type Calendar } from '../../shared/sla/terms.ts'
import type { PublicPromise } from '../sla/public-promises.ts'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { Html } from './layout.ts'
import { sayTime } from './words.ts'

const TITLES = {
  firstResponse: 'First answer',
  nextResponse: 'Next answers',
  update: 'News at least every',
  resolution: 'Solution',
} as const

/** In the order in which they are asked: the first one that fits is the one that holds. */
export function promisesPart({ promises }: QueueMetrics): Html | '' {
  if (promises.length === 0) return ''
  const shown = TARGETS.filter((target) => promises.some(({ targets }) => targets[target]))
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="promises">
    <table class="terms">
      <caption id="promises">
        What we promise
        ${promises.length > 1 ? html`<span class="quiet">The first line that fits is yours.</span>` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">For</th>
          ${shown.map((target) => html`<th scope="col">${TITLES[target]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${promises.map(
          (promise) =>
            html`<tr>
              <th scope="row" dir="auto">${forWhom(promise)}</th>
              ${shown.map((target) => {
                const found = promise.targets[target]
                return html`<td>${found ? sayTime(found.seconds, found.time) : '–'}</td>`
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function forWhom({ tiers, priorities }: PublicPromise): string {
  const urgency = priorities.length === 0 ? '' : `${orOf(priorities)} requests`
  if (tiers.length === 0) return urgency === '' ? 'Everybody' : capital(urgency)
  return urgency === '' ? orOf(tiers) : `${orOf(tiers)}, ${urgency}`
}

const orOf = (words: readonly string[]): string => words.join(' or ')
const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const

export function hoursPart(calendar: Calendar, now: number): Html {
  const today = new Date(now).toISOString().slice(0, 10)
  const holidays = calendar.holidays
    .filter(({ date }) => date >= today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, LIMITS.metricsHolidays)
  return html`<section aria-labelledby="hours">
    <h2 id="hours">Opening hours</h2>
    <dl class="hours">
      ${WEEKDAYS.map((day) => {
        const slots = calendar.slots[day] ?? []
        const words = slots.map(([from, to]) => `${from}–${to}`).join(', ')
        return html`<div>
          <dt>${DAYS[day]}</dt>
          <dd>${words === '' ? 'closed' : words}</dd>
        </div>`
      })}
    </dl>
    <p class="quiet">
      Time zone: ${calendar.timeZone}.
      ${
        holidays.length === 0
          ? ''
          : html`Closed next:
            ${holidays
              .map(
                ({ date, from, to, name }) =>
                  `${sayDate(date)}${from && to ? `, ${from}–${to}` : ''}${name ? ` (${name})` : ''}`,
              )
              .join('; ')}.`
      }
    </p>
  </section>`
}

const sayDate = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )
