/** Reports as the server answers them, how their figures are said, and the addresses that open their tickets. */
import { v } from '../../shared/kit/schema.ts'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import { SHOWN_GROUPINGS, type ShownGrouping } from '../../shared/wire/report.ts'
import { saySpan } from './relative-time.ts'

const figure = v.nullable(v.number())
const target = v.picklist(TARGETS)
const figures = {
  count: v.number(),
  withinCount: v.number(),
  /** 0 to 1; null when nothing was counted. */
  share: figure,
  medianSeconds: figure,
  p90Seconds: figure,
  medianWallSeconds: figure,
  p90WallSeconds: figure,
}
const Totals = v.array(v.object({ target, ...figures }))
const Flow = v.object({
  arrived: v.number(),
  solved: v.number(),
  solvings: v.number(),
  undone: v.number(),
  reopened: v.number(),
  reopenedShare: figure,
})
const Breach = v.object({
  ticket: v.string(),
  number: v.number(),
  subject: v.string(),
  queue: v.string(),
  target,
  startedAt: v.string(),
  endedAt: v.nullable(v.string()),
  countedSeconds: figure,
  wallSeconds: figure,
})

export const Report = v.object({
  from: v.string(),
  to: v.string(),
  by: v.string(),
  asOf: v.string(),
  timeZone: v.string(),
  pending: v.number(),
  queues: v.array(v.object({ slug: v.string(), name: v.string() })),
  rows: v.array(v.object({ key: v.string(), name: v.string(), target, ...figures })),
  groups: v.array(
    v.object({
      key: v.string(),
      name: v.string(),
      arrived: v.number(),
      solved: v.number(),
      reopened: v.number(),
    }),
  ),
  groupsLeftOut: v.number(),
  totals: Totals,
  flow: Flow,
  before: v.object({ from: v.string(), to: v.string(), totals: Totals, flow: Flow }),
  series: v.array(
    v.object({ date: v.string(), arrived: v.number(), solved: v.number(), open: v.number() }),
  ),
  days: v.array(v.object({ date: v.string(), target, ...figures })),
  heat: v.array(v.array(v.number())),
  backlog: v.object({
    open: v.number(),
    medianAgeSeconds: figure,
    p90AgeSeconds: figure,
    oldestSeconds: figure,
    ages: v.array(v.object({ key: v.string(), count: v.number() })),
  }),
  breaches: v.object({ count: v.number(), newest: v.array(Breach) }),
})
export type Report = v.InferOutput<typeof Report>
export type ReportRow = Report['rows'][number]
export type Breach = v.InferOutput<typeof Breach>

export const ReportTickets = v.object({
  asOf: v.string(),
  total: v.number(),
  tickets: v.array(
    v.object({
      ticket: v.string(),
      number: v.number(),
      subject: v.string(),
      queue: v.string(),
      at: v.string(),
      endedAt: v.nullable(v.string()),
      countedSeconds: figure,
      wallSeconds: figure,
    }),
  ),
})
export type ReportTickets = v.InferOutput<typeof ReportTickets>

/** What the screen shows, all of it in its address. `show`: the figure whose tickets are open. */
export type ReportView = {
  from: string
  to: string
  by: ShownGrouping
  queue: string | null
  show: string | null
}

/** The figure whose tickets are meant. */
export type FigureLink = {
  figure: string
  target?: TargetName
  by?: string
  key?: string
}

const DATE = /^\d{4}-\d\d-\d\d$/
const MONTH = /^\d{4}-\d\d$/

export function readView(query: URLSearchParams, now: number): ReportView {
  const month = query.get('month')
  const whole = month !== null && MONTH.test(month) ? monthOf(month) : null
  const given = (name: string) => {
    const date = query.get(name)
    return date !== null && DATE.test(date) ? date : null
  }
  const last = rangeOf(30, now)
  const by = SHOWN_GROUPINGS.find((one) => one === query.get('by')) ?? 'queue'
  return {
    from: given('from') ?? whole?.from ?? last.from,
    to: given('to') ?? whole?.to ?? last.to,
    by,
    queue: query.get('queue') || null,
    show: query.get('show') || null,
  }
}

/** What the server is asked, of a report and of the tickets behind a figure. */
export function searchOf({ from, to, by, queue }: Omit<ReportView, 'show'>): URLSearchParams {
  return new URLSearchParams({ from, to, by, ...(queue === null ? {} : { queue }) })
}

/** The address of the screen with other words in it. */
export function addressOf(view: ReportView, over: Partial<ReportView>): string {
  const next = { ...view, ...over }
  const search = searchOf(next)
  if (next.show !== null) search.set('show', next.show)
  return `/app/reports?${search}`
}

export const addressOfFigure = (view: ReportView, link: FigureLink): string =>
  addressOf(view, { show: new URLSearchParams(Object.entries(link)).toString() })

/** What the server is asked for the tickets of `show`. */
export function ticketsSearch(view: ReportView): string {
  const search = searchOf(view)
  for (const [name, value] of new URLSearchParams(view.show ?? '')) search.set(name, value)
  return search.toString()
}

/** Days before today that a range of `days` begins and ends with, as ISO dates in the device's zone. */
export function rangeOf(days: number, now: number): { from: string; to: string } {
  return { from: isoDate(now - (days - 1) * 86_400_000), to: isoDate(now) }
}

/** First and last date of a month, `YYYY-MM`. */
export function monthOf(month: string): { from: string; to: string } {
  const last = new Date(`${month}-01T00:00:00Z`)
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  return { from: `${month}-01`, to: last.toISOString().slice(0, 10) }
}

/** The month before the one it is. */
export function lastMonth(now: number): { from: string; to: string } {
  const date = new Date(now)
  date.setDate(0)
  return monthOf(isoDate(date.getTime()).slice(0, 7))
}

function isoDate(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** “97 %”, “–” when there is nothing to say. */
export function sayShare(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}

export const saySeconds = (seconds: number | null): string =>
  seconds === null ? '–' : saySpan(seconds * 1000)

/** A round number at or above `n`, for the top of an axis with four whole steps. */
export function niceTop(n: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of [4, 8, 20]) if (step * power >= n) return step * power
}
