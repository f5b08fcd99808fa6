/**
 * The arithmetic against a slow reference that walks the time line, one second or one minute at a time.
 *
 * The reference shares nothing with the code under test but the types: local time comes from Intl, not from Temporal;
 * a day is never worked out in advance; a clock is ticked. Everything random lies on whole minutes where it walks
 * minutes. A failing run prints its seed; keep it as a named case in clocks.test.ts.
 */
import { expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { countBusiness, reachBusiness } from './calendar.ts'
import { evaluateClocks } from './clocks.ts'
import {
  TARGETS,
  WEEKDAYS,
  type Calendar,
  type Fact,
  type Policy,
  type Target,
  type TargetName,
} from './terms.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** How far the reference looks for a due instant. */
const REACH = 2 * DAY

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'UTC',
]

/** Shortly before a clock change in one of the zones, or far from any. */
const MOMENTS = [
  '2026-02-14T12:00:00Z',
  '2026-03-07T18:00:00Z',
  '2026-03-21T12:00:00Z',
  '2026-03-28T12:00:00Z',
  '2026-04-04T06:00:00Z',
  '2026-06-10T06:00:00Z',
  '2026-09-26T06:00:00Z',
  '2026-10-03T06:00:00Z',
  '2026-10-24T12:00:00Z',
  '2026-10-31T18:00:00Z',
].map((text) => Date.parse(text) / 1000)

// ---- the reference ----

type Local = { date: string; weekday: number; time: string }

const formats = new Map<string, Intl.DateTimeFormat>()
const locals = new Map<string, Local>()

/** Wall-clock time of an instant; kept, because runs come back to the same days. */
function localOf(zone: string, at: number): Local {
  const key = `${zone} ${at}`
  const known = locals.get(key)
  if (known) return known
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]))
  const name = parts.get('weekday')?.toLowerCase() ?? ''
  const local = {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    weekday: WEEKDAYS.findIndex((weekday) => weekday === name),
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  }
  locals.set(key, local)
  return local
}

/** sla.md, *Business time*, as it is written. Times of day compare as text. */
function isBusiness(calendar: Calendar, at: number): boolean {
  const { date, weekday, time } = localOf(calendar.timeZone, at)
  const slotsOf = (day: number) => calendar.slots[WEEKDAYS[(day + 7) % 7] ?? 'mon'] ?? []
  const inOwn = slotsOf(weekday).some(([from, to]) => from <= time && (time < to || to <= from))
  const inYesterdays = slotsOf(weekday - 1).some(([from, to]) => to <= from && time < to)
  const isHoliday = calendar.holidays.some(
    (holiday) =>
      holiday.date === date && (holiday.from ?? '00:00') <= time && time < (holiday.to ?? '24:00'),
  )
  return (inOwn || inYesterdays) && !isHoliday
}

type Ticked = {
  target: TargetName
  start: number
  end: number | null
  goal: Target
  counted: number
  reached: number | null
  breached: number | null
  cancelled: boolean
  paused: boolean
  due: number | null
}

/** Clocks by ticking: each minute its facts are applied, then each clock that counts gets 60 seconds. */
function tickClocks(
  policyAtFirst: Policy,
  calendarAtFirst: Calendar,
  facts: readonly Fact[],
  now: number,
): Ticked[] {
  let policy = policyAtFirst
  let calendar = calendarAtFirst
  let status = ''
  let accepted: number | null = null
  let over = false
  let replies = 0
  let waitingSince: number | null = null
  let updateSince: number | null = null
  const clocks: Ticked[] = []
  const isDone = () => status === 'solved' || status === 'closed'

  const pauses = (clock: Ticked) =>
    isDone() ||
    ((clock.goal.pauses ?? (clock.target === 'update' || clock.target === 'resolution')) &&
      policy.pauseOn.includes(status))
  const ticks = (clock: Ticked, at: number) =>
    clock.goal.time === 'wall' || isBusiness(calendar, at)
  const dueFrom = (clock: Ticked, at: number) => {
    if (clock.breached !== null) return clock.breached
    if (clock.paused) return null
    if (clock.reached !== null) return clock.reached
    let counted = clock.counted
    for (let minute = at; minute < at + REACH; minute += MINUTE) {
      if (ticks(clock, minute)) counted += MINUTE
      if (counted === clock.goal.seconds) return minute + MINUTE
    }
    return Infinity
  }
  const begin = (target: TargetName, start: number) => {
    const goal = policy.targets[target]
    if (!goal) return
    const clock: Ticked = {
      target,
      start,
      end: null,
      goal,
      counted: 0,
      reached: null,
      breached: null,
      cancelled: false,
      paused: false,
      due: null,
    }
    clock.paused = pauses(clock)
    clocks.push(clock)
  }
  const finish = (at: number, cancelled: boolean, ...targets: TargetName[]) => {
    for (const clock of clocks) {
      if (clock.end !== null || !targets.includes(clock.target)) continue
      clock.due = dueFrom(clock, at)
      clock.end = at
      clock.cancelled = cancelled
    }
  }
  const setGoal = (clock: Ticked, goal: Target, at: number) => {
    const isOther = clock.goal.seconds !== goal.seconds
    clock.goal = goal
    if (!isOther || clock.breached !== null) return
    clock.reached = clock.counted === goal.seconds ? at : null
    if (clock.counted > goal.seconds) clock.breached = at
  }

  const apply = (fact: Fact, at: number) => {
    if (fact.kind === 'accepted' && accepted === null && !over) {
      accepted = at
      begin('firstResponse', at)
      begin('resolution', at)
      if (isDone()) finish(at, false, 'resolution')
    }
    if (fact.kind === 'calendar') calendar = fact.calendar
    const hasTicket = accepted !== null && !over
    if (fact.kind === 'reply' && hasTicket) {
      finish(at, false, 'firstResponse', 'nextResponse', 'update')
      replies += 1
      waitingSince = null
      updateSince = isDone() ? null : at
      if (!isDone()) begin('update', at)
    }
    if (fact.kind === 'inbound' && hasTicket && replies > 0 && waitingSince === null) {
      waitingSince = at
      begin('nextResponse', at)
    }
    if (fact.kind === 'status') {
      const wasDone = isDone()
      status = fact.status
      if (hasTicket && isDone()) {
        // The state of a pause at the end is that of the status before.
        finish(at, false, 'resolution')
        finish(at, true, 'update')
        updateSince = null
      }
      const goal = policy.targets.resolution
      if (hasTicket && wasDone && !isDone() && goal) {
        const last = clocks.filter((c) => c.target === 'resolution' && !c.cancelled).at(-1)
        if (last && last.end !== null) {
          last.end = null
          setGoal(last, goal, at)
        }
      }
    }
    if (fact.kind === 'policy') {
      const old = policy
      policy = fact.policy
      for (const target of hasTicket ? TARGETS : []) {
        const goal = policy.targets[target]
        if (!goal) finish(at, true, target)
        else for (const c of clocks) if (c.target === target && c.end === null) setGoal(c, goal, at)
        const since = {
          firstResponse: replies === 0 ? accepted : null,
          nextResponse: waitingSince,
          update: updateSince,
          resolution: isDone() ? null : accepted,
        }[target]
        if (goal && !old.targets[target] && since !== null) begin(target, since)
      }
    }
    if ((fact.kind === 'merged' || fact.kind === 'cancelled') && hasTicket) {
      finish(at, true, ...TARGETS)
      over = true
    }
    for (const clock of clocks) if (clock.end === null) clock.paused = pauses(clock)
  }

  const first = Math.min(now, ...facts.map((fact) => fact.at / 1000))
  for (let minute = first; minute <= now; minute += MINUTE) {
    for (const fact of facts) if (fact.at === minute * 1000) apply(fact, minute)
    if (minute === now) break
    for (const clock of clocks) {
      if (clock.end !== null || clock.paused || !ticks(clock, minute)) continue
      clock.counted += MINUTE
      if (clock.counted === clock.goal.seconds) clock.reached = minute + MINUTE
      if (clock.counted > clock.goal.seconds) clock.breached ??= clock.reached
    }
  }
  for (const clock of clocks) if (clock.end === null) clock.due = dueFrom(clock, now)
  return clocks
}

function stateOf(clock: Ticked): string {
  if (clock.breached !== null) return 'breached'
  if (clock.end !== null) return clock.cancelled ? 'cancelled' : 'met'
  return clock.paused ? 'paused' : 'running'
}

// ---- what is random ----

const timeOfDay = fc.oneof(
  fc.constantFrom('00:00', '01:00', '01:30', '02:00', '02:30', '03:00', '24:00'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '01', '15', '30', '59'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
)
const slots = fc.array(fc.tuple(timeOfDay, timeOfDay), { maxLength: 3 })

/** Calendars whose holidays lie about `moment`. */
function calendars(moment: number): fc.Arbitrary<Calendar> {
  const holiday = fc
    .tuple(fc.integer({ min: -1, max: 5 }), fc.option(fc.tuple(timeOfDay, timeOfDay)))
    .filter(([, part]) => part === null || part[0] < part[1])
    .map(([offset, part]) => {
      const date = new Date((moment + offset * DAY) * 1000).toISOString().slice(0, 10)
      return part === null ? { date } : { date, from: part[0], to: part[1] }
    })
  return fc.record({
    timeZone: fc.constantFrom(...ZONES),
    slots: fc.record(
      { mon: slots, tue: slots, wed: slots, thu: slots, fri: slots, sat: slots, sun: slots },
      { requiredKeys: [] },
    ),
    holidays: fc.array(holiday, { maxLength: 3 }),
  })
}

/**
 * `grain` is in minutes. A coarse grain puts facts, targets and now on the same few instants, so that clocks often
 * stand exactly on their target when something happens; the finest one finds everything else.
 */
const grains = fc.constantFrom(60, 30, 15, 1)

function targets(grain: number): fc.Arbitrary<Target> {
  const most = grain === 1 ? 1440 : 6
  return fc
    .record(
      {
        seconds: fc.integer({ min: 1, max: most }).map((grained) => grained * grain * MINUTE),
        time: fc.constantFrom<Target['time'][]>('business', 'business', 'wall'),
        pauses: fc.boolean(),
      },
      { requiredKeys: ['seconds', 'time'] },
    )
    .map((made): Target => made)
}

function policies(grain: number): fc.Arbitrary<Policy> {
  const target = targets(grain)
  const four = { firstResponse: target, nextResponse: target, update: target, resolution: target }
  return fc.record({
    pauseOn: fc.subarray(['waiting', 'on-hold']),
    targets: fc.oneof(fc.record(four), fc.record(four, { requiredKeys: [] })),
  })
}

/** Facts over a few hours when the grain is coarse enough to meet, else over three days. */
function factLists(moment: number, grain: number): fc.Arbitrary<Fact[]> {
  const at = fc
    .oneof(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: (72 * 60) / grain }))
    .map((grained) => (moment + grained * grain * MINUTE) * 1000)
  const status = fc.constantFrom('new', 'open', 'open', 'waiting', 'on-hold', 'solved', 'closed')
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ at, kind: fc.constantFrom('reply', 'inbound') }) },
    { weight: 8, arbitrary: fc.record({ at, kind: fc.constant('status'), status }) },
    {
      weight: 5,
      arbitrary: fc.record({ at, kind: fc.constant('policy'), policy: policies(grain) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ at, kind: fc.constant('calendar'), calendar: calendars(moment) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        at,
        kind: fc.constantFrom('note', 'auto', 'accepted', 'merged', 'cancelled'),
      }),
    },
  )
  return fc.array(fact, { maxLength: 14 })
}

const world = fc.tuple(fc.constantFrom(...MOMENTS), grains).chain(([moment, grain]) => {
  const minutes = (max: number) =>
    fc.integer({ min: 0, max: Math.ceil(max / grain) }).map((grained) => grained * grain)
  return fc.record({
    moment: fc.constant(moment),
    calendar: calendars(moment),
    policy: policies(grain),
    facts: factLists(moment, grain),
    acceptedAfter: fc.oneof(minutes(2 * grain), minutes(12 * 60)),
    nowAfter: fc.oneof(minutes(24 * grain), minutes(4 * 24 * 60)),
  })
})

// ---- what must agree ----

test('random tickets: every clock agrees with one that is ticked minute by minute', () => {
  fc.assert(
    fc.property(world, ({ moment, calendar, policy, facts, acceptedAfter, nowAfter }) => {
      const accepted: Fact = { at: (moment + acceptedAfter * MINUTE) * 1000, kind: 'accepted' }
      const all = [...facts, accepted]
      const now = moment + nowAfter * MINUTE
      const clocks = evaluateClocks({ policy, calendar, facts: all, now: now * 1000 })
      const happened = all.filter((fact) => fact.at <= now * 1000)
      const ticked = tickClocks(policy, calendar, happened, now)
        .map((clock, index) => ({ clock, index }))
        .sort(
          (a, b) =>
            a.clock.start - b.clock.start ||
            TARGETS.indexOf(a.clock.target) - TARGETS.indexOf(b.clock.target) ||
            a.index - b.index,
        )
        .map(({ clock }) => clock)
      expect(
        clocks.map((clock, index) => {
          // The reference does not look further than REACH for what is due.
          const seen = (clock.endedAt ?? now * 1000) / 1000 + REACH
          const isFar = ticked[index]?.due === Infinity
          const due = clock.dueAt === null ? null : clock.dueAt / 1000
          return {
            target: clock.target,
            start: clock.startedAt / 1000,
            end: clock.endedAt === null ? null : clock.endedAt / 1000,
            state: clock.state,
            counted: clock.countedSeconds,
            wall: clock.wallSeconds,
            breached: clock.breachedAt === null ? null : clock.breachedAt / 1000,
            due: isFar && (due === null || due > seen) ? Infinity : due,
          }
        }),
      ).toEqual(
        ticked.map((clock) => ({
          target: clock.target,
          start: clock.start,
          end: clock.end,
          state: stateOf(clock),
          counted: clock.counted,
          wall: (clock.end ?? now) - clock.start,
          breached: clock.breached,
          due: clock.due,
        })),
      )
    }),
    { numRuns: 500 },
  )
}, 120_000)

test('random stretches: business time agrees with what is counted second by second', () => {
  const stretch = fc.constantFrom(...MOMENTS).chain((moment) =>
    fc.record({
      calendar: calendars(moment),
      from: fc.integer({ min: moment, max: moment + 30 * HOUR }),
      length: fc.integer({ min: 0, max: 2 * HOUR }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  )
  fc.assert(
    fc.property(stretch, ({ calendar, from, length, part }) => {
      const business: number[] = []
      for (let at = from; at < from + length; at++) {
        // Slots, holidays and offsets of these years change on whole minutes.
        if (isBusiness(calendar, at - (at % MINUTE))) business.push(at)
      }
      expect(countBusiness(calendar, from, from + length)).toBe(business.length)
      const wanted = 1 + Math.floor(part * business.length)
      const last = business[wanted - 1]
      expect(reachBusiness(calendar, from, wanted, from + length)).toBe(
        last === undefined ? null : last + 1,
      )
    }),
    { numRuns: 400 },
  )
}, 120_000)
