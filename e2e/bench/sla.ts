/**
 * `sla`: due times a second on one core: an instant and a target in, the instant at which it is due out. The reference is
 * dayjs-business-time, the nearest business-hours package, over the same instants, hours and holidays in the same run. It
 * knows neither time zones nor slots past midnight, and one calendar at a time: both sides get what it can do, in UTC.
 */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import businessTime from 'dayjs-business-time'
import { reachBusiness } from '../../shared/sla/calendar.ts'
import { evaluateClocks, type Calendar, type Fact, type Policy } from '../../shared/sla/clocks.ts'
import { WEEKDAYS } from '../../shared/sla/terms.ts'
import type { Bench } from './bench.ts'
import { medianOf } from './figures.ts'

const OURS = 200_000
const THEIRS = 2_000
const TICKETS = 20_000
const HOUR = 3600
const DAY = 86_400
const START = Date.UTC(2026, 0, 1) / 1000
const FAR = Date.UTC(2040, 0, 1) / 1000

const day: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const HOLIDAYS = ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25']
const calendarIn = (timeZone: string): Calendar => ({
  timeZone,
  slots: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: HOLIDAYS.map((date) => ({ date })),
})

/** Targets of whole minutes between half an hour and five working days, over a year. */
const startOf = (index: number) => START + ((index * 7919 * 60) % (350 * DAY))
const targetOf = (index: number) => 1800 + ((index * 104_729) % 2_250) * 60

const POLICY: Policy = {
  pauseOn: ['waiting'],
  targets: {
    firstResponse: { seconds: 4 * HOUR, time: 'business' },
    nextResponse: { seconds: 8 * HOUR, time: 'business' },
    update: { seconds: 16 * HOUR, time: 'business' },
    resolution: { seconds: 40 * HOUR, time: 'business' },
  },
}

function factsOf(index: number): Fact[] {
  const at = (hours: number) => (startOf(index) + hours * HOUR) * 1000
  return [
    { at: at(0), kind: 'accepted' },
    { at: at(2), kind: 'status', status: 'open' },
    { at: at(3), kind: 'reply' },
    { at: at(3), kind: 'status', status: 'waiting' },
    { at: at(26), kind: 'inbound' },
    { at: at(26), kind: 'status', status: 'open' },
    { at: at(30), kind: 'note' },
    { at: at(31), kind: 'reply' },
    { at: at(50), kind: 'inbound' },
    { at: at(52), kind: 'status', status: 'open' },
  ]
}

export const measureSla: Bench = async ({ repeats, say }) => {
  // Its types say a plugin of another kind of module than it is.
  dayjs.extend(utc)
  dayjs.extend(businessTime)
  const hours = day.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }))
  dayjs.setHolidays(HOLIDAYS)
  dayjs.setBusinessTime({
    sunday: null,
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: null,
  })
  const plain = calendarIn('UTC')
  const zoned = calendarIn('Europe/Berlin')
  const perSecond = (count: number, run: (index: number) => unknown) => {
    const from = performance.now()
    for (let index = 0; index < count; index++) run(index)
    return (count * 1000) / (performance.now() - from)
  }
  const reach = (calendar: Calendar) => (index: number) =>
    reachBusiness(calendar, startOf(index), targetOf(index), FAR)
  const theirs = (index: number) =>
    dayjs
      .utc(startOf(index) * 1000)
      .addBusinessMinutes(targetOf(index) / 60)
      .valueOf()

  let agreed = 0
  for (let index = 0; index < THEIRS; index++)
    if (theirs(index) / 1000 === reach(plain)(index)) agreed += 1
  const runs: { ours: number; zoned: number; theirs: number; clocks: number }[] = []
  for (let turn = 0; turn < repeats; turn++) {
    runs.push({
      ours: perSecond(OURS, reach(plain)),
      theirs: perSecond(THEIRS, theirs),
      zoned: perSecond(OURS, reach(zoned)),
      clocks: perSecond(TICKETS, (index) =>
        evaluateClocks({
          policy: POLICY,
          calendar: zoned,
          facts: factsOf(index),
          now: (startOf(index) + 3 * DAY) * 1000,
        }),
      ),
    })
    say(`turn ${turn + 1} of ${repeats}`)
  }
  return {
    isBuilt: false,
    notes: [
      `targets of 30 minutes to 5 working days; ${WEEKDAYS.length} weekdays, two slots each on five`,
      `the package gives the same instant for ${agreed} of ${THEIRS}`,
    ],
    figures: [
      {
        name: 'due times, UTC',
        unit: '/s',
        value: medianOf(runs, (run) => run.ours),
        reference: { name: 'dayjs-business-time', value: medianOf(runs, (run) => run.theirs) },
      },
      {
        name: 'due times, Europe/Berlin',
        unit: '/s',
        value: medianOf(runs, (run) => run.zoned),
        reference: {
          name: 'dayjs-business-time in UTC',
          value: medianOf(runs, (run) => run.theirs),
        },
      },
      {
        name: 'tickets of ten facts, four targets, with steps',
        unit: '/s',
        value: medianOf(runs, (run) => run.clocks),
        reference: null,
      },
    ],
  }
}
