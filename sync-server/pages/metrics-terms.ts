/** What a queue promises to whom, and when it is open, as two tables of the page of its figures. */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import { TARGETS, WEEKDAYS, type Calendar } from '../../shared/sla/terms.ts'
import { PRIORITIES } from '../../shared/ticket/ticket.ts'
import type { PublicPromise } from '../sla/public-promises.ts'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { Language } from '../words/language.ts'
import type { Html } from './layout.ts'
import { sayTime } from './words.ts'

/** In the order in which they are asked: the first one that fits is the one that holds. */
export function promisesPart(language: Language, { promises }: QueueMetrics): Html | '' {
  const { terms: words } = language.words.figure
  if (promises.length === 0) return ''
  const shown = TARGETS.filter((target) => promises.some(({ targets }) => targets[target]))
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="promises">
    <table class="terms">
      <caption id="promises">
        ${words.title} ${promises.length > 1 ? html`<span class="quiet">${words.first}</span>` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.for}</th>
          ${shown.map((target) => html`<th scope="col">${words.targets[target]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${promises.map(
          (promise) =>
            html`<tr>
              <th scope="row" dir="auto">${forWhom(language, promise)}</th>
              ${shown.map((target) => {
                const found = promise.targets[target]
                return html`<td>${found ? sayTime(language, found.seconds, found.time) : '–'}</td>`
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function forWhom({ intl, words }: Language, { tiers, priorities }: PublicPromise): string {
  const { terms } = words.figure
  const either = new Intl.ListFormat(intl, { type: 'disjunction' })
  const known = priorities.map((name) => (isPriority(name) ? terms.priority[name] : name))
  const urgency = known.length === 0 ? '' : terms.urgency({ list: either.format(known) })
  if (tiers.length === 0) return urgency === '' ? terms.everybody : capital(urgency)
  const named = either.format(tiers)
  return urgency === '' ? named : terms.both({ tiers: named, urgency })
}

const isPriority = (name: string): name is (typeof PRIORITIES)[number] =>
  PRIORITIES.some((known) => known === name)
const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

export function hoursPart(language: Language, calendar: Calendar, now: number): Html {
  const { hours: words } = language.words.figure
  const today = new Date(now).toISOString().slice(0, 10)
  const holidays = calendar.holidays
    .filter(({ date }) => date >= today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, LIMITS.metricsHolidays)
  return html`<section aria-labelledby="hours">
    <h2 id="hours">${words.title}</h2>
    <dl class="hours">
      ${WEEKDAYS.map((day) => {
        const slots = calendar.slots[day] ?? []
        const open = slots.map(
          ([from, to]) => `${sayHour(language, from)}–${sayHour(language, to)}`,
        )
        return html`<div>
          <dt>${sayWeekday(language, day)}</dt>
          <dd>${open.length === 0 ? words.closed : language.say.list(open)}</dd>
        </div>`
      })}
    </dl>
    <p class="quiet">
      ${words.zone({ zone: calendar.timeZone })}
      ${
        holidays.length === 0
          ? ''
          : words.next({
              days: holidays
                .map((holiday) => sayHoliday(language, holiday))
                .join(language.words.figure.feed.separator),
            })
      }
    </p>
  </section>`
}

function sayHoliday(language: Language, holiday: Calendar['holidays'][number]): string {
  const { hours: words } = language.words.figure
  const { date, from, to, name } = holiday
  const whole = new Intl.DateTimeFormat(language.intl, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`))
  const day =
    from && to
      ? words.part({ day: whole, from: sayHour(language, from), to: sayHour(language, to) })
      : whole
  return name ? words.named({ day, name }) : day
}

/** The second of January 2023 was a Monday. */
const sayWeekday = ({ intl }: Language, day: (typeof WEEKDAYS)[number]): string =>
  new Intl.DateTimeFormat(intl, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2023, 0, 2 + WEEKDAYS.indexOf(day)),
  )

/** @param hour  `09:00`; a day ends at `24:00`, which no format has */
function sayHour({ intl }: Language, hour: string): string {
  const at = Date.parse(`2023-01-02T${hour}:00Z`)
  return Number.isNaN(at) || hour.startsWith('24')
    ? hour
    : new Intl.DateTimeFormat(intl, {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
      }).format(at)
}
