/**
 * The arithmetic against a second slow reference, which follows the page sentence by sentence and works the other
 * way round: first when each clock lives, from the facts alone; then what lies in that life, one minute or part of
 * one after the other. It takes case files, as they are given from outside, with facts on any second.
 *
 * It shares nothing with the code under test, nor with reference.test.ts. A failing case is printed whole: keep it as
 * a named case in clocks.test.ts. `DESKSIDE_SLA_CASES=20000` runs more of them, `DESKSIDE_SLA_SEED` others.
 */
import { expect, test } from 'vitest'
import { explainCase } from './case-file.ts'

// ---- the words of a case file, as the page has them ----

type Slots = Record<string, [string, string][]>
type Holiday = { date: string; from?: string; to?: string }
type Calendar = { timeZone: string; slots: Slots; holidays: Holiday[] }
type Goal = { seconds: number; time: 'business' | 'wall'; pauses?: boolean }
type Name = 'firstResponse' | 'nextResponse' | 'update' | 'resolution'
type Policy = { pauseOn: string[]; targets: Partial<Record<Name, Goal>> }
type Fact =
  | {
      at: string
      kind: 'accepted' | 'reply' | 'inbound' | 'note' | 'auto' | 'merged' | 'cancelled'
    }
  | { at: string; kind: 'status'; status: string }
  | { at: string; kind: 'policy'; policy: Policy }
  | { at: string; kind: 'calendar'; calendar: Calendar }
type Case = { calendar: Calendar; policy: Policy; facts: Fact[]; now: string }

const NAMES: Name[] = ['firstResponse', 'nextResponse', 'update', 'resolution']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** How far a due instant is looked for, in seconds. */
const REACH = 30 * 3600

// ---- business time, as the page says it ----

const local = new Map<string, Map<number, { date: string; day: number; time: string }>>()

function localOf(zone: string, minute: number) {
  let kept = local.get(zone)
  if (!kept) local.set(zone, (kept = new Map()))
  const known = kept.get(minute)
  if (known) return known
  const text = new Date(minute * 1000).toLocaleString('sv-SE', { timeZone: zone })
  const date = text.slice(0, 10)
  const made = { date, day: new Date(`${date}T00:00:00Z`).getUTCDay(), time: text.slice(11, 16) }
  kept.set(minute, made)
  return made
}

function isBusiness(calendar: Calendar, at: number): boolean {
  const here = localOf(calendar.timeZone, at - (((at % 60) + 60) % 60))
  for (const { date, from = '00:00', to = '24:00' } of calendar.holidays)
    if (date === here.date && from <= here.time && here.time < to) return false
  for (const [from, to] of calendar.slots[DAYS[here.day] ?? ''] ?? [])
    if (here.time >= from && (to <= from || here.time < to)) return true
  for (const [from, to] of calendar.slots[DAYS[(here.day + 6) % 7] ?? ''] ?? [])
    if (to <= from && here.time < to) return true
  return false
}

// ---- when clocks live ----

type Life = {
  name: Name
  start: number
  /** Stretches of facts in which it is there: from after fact `from` to fact `to`, or to now. */
  spans: { from: number; to: number | null }[]
  isCancelled: boolean
}

type Moment = { at: number; fact: Fact; status: string; policy: Policy; calendar: Calendar }

const isFinal = (status: string) => status === 'solved' || status === 'closed'

/** Every fact that has happened, with what applies after it. */
function momentsOf(given: Case): Moment[] {
  let status = ''
  let { policy, calendar } = given
  return given.facts
    .filter((fact) => Date.parse(fact.at) <= Date.parse(given.now))
    .map((fact, order) => ({ fact, order }))
    .sort((a, b) => Date.parse(a.fact.at) - Date.parse(b.fact.at) || a.order - b.order)
    .map(({ fact }) => {
      if (fact.kind === 'status') status = fact.status
      if (fact.kind === 'policy') policy = fact.policy
      if (fact.kind === 'calendar') calendar = fact.calendar
      return { at: Math.floor(Date.parse(fact.at) / 1000), fact, status, policy, calendar }
    })
}

/** The lives of one target's clocks. `null` as a start: at that fact nothing of the kind is waited for. */
function livesOf(name: Name, first: Policy, moments: Moment[]): Life[] {
  const lives: Life[] = []
  const accepted = moments.findIndex(({ fact }) => fact.kind === 'accepted')
  if (accepted < 0) return lives
  const over = moments.findIndex(
    ({ fact }, i) => i > accepted && (fact.kind === 'merged' || fact.kind === 'cancelled'),
  )
  const last = over < 0 ? moments.length : over + 1
  const running = () => lives.find((life) => life.spans.at(-1)?.to === null)
  const end = (i: number, isCancelled: boolean) => {
    const life = running()
    const span = life?.spans.at(-1)
    if (!life || !span) return
    span.to = i
    life.isCancelled = isCancelled
  }
  /** Since which second this target is owed after fact `i`. */
  const owedAt = (i: number): number | null => {
    const past = moments.slice(accepted + 1, i + 1)
    const statusNow = moments[i]?.status ?? ''
    const replies = past.filter(({ fact }) => fact.kind === 'reply')
    const lastReply = past.findLastIndex(({ fact }) => fact.kind === 'reply')
    const start = moments[accepted]?.at ?? 0
    if (name === 'firstResponse') return replies.length === 0 ? start : null
    if (name === 'resolution') return isFinal(statusNow) ? null : start
    if (lastReply < 0) return null
    const since = past.slice(lastReply + 1)
    if (name === 'nextResponse')
      return since.find(({ fact }) => fact.kind === 'inbound')?.at ?? null
    const wasEverFinal = past.slice(lastReply).some(({ status }) => isFinal(status))
    return wasEverFinal ? null : (past[lastReply]?.at ?? null)
  }
  for (let i = accepted; i < last; i++) {
    const moment = moments[i]
    const before = moments[i - 1]
    if (!moment) continue
    const { at, fact, status, policy } = moment
    const goal = policy.targets[name]
    const begin = (start: number) => {
      if (goal) lives.push({ name, start, spans: [{ from: i, to: null }], isCancelled: false })
    }
    if (i === accepted && (name === 'firstResponse' || name === 'resolution')) {
      begin(at)
      if (name === 'resolution' && isFinal(status)) end(i, false)
    }
    if (fact.kind === 'reply' && name !== 'resolution') {
      end(i, false)
      if (name === 'update' && !isFinal(status)) begin(at)
    }
    if (fact.kind === 'inbound' && name === 'nextResponse' && owedAt(i) !== null && !running())
      // Only the oldest counts: one that came before, without a clock, was promised nothing.
      if (owedAt(i - 1) === null) begin(at)
    if (fact.kind === 'status' && isFinal(status) && i > accepted) {
      if (name === 'resolution') end(i, false)
      if (name === 'update') end(i, true)
    }
    const isReopened = fact.kind === 'status' && !isFinal(status) && isFinal(before?.status ?? '')
    if (isReopened && name === 'resolution' && goal && !running()) {
      const ended = lives.filter((life) => !life.isCancelled).at(-1)
      if (ended) ended.spans.push({ from: i, to: null })
    }
    if (fact.kind === 'policy') {
      const had = (i === 0 ? first : (before?.policy ?? first)).targets[name]
      const since = owedAt(i)
      if (!goal) end(i, true)
      else if (!had && since !== null && i > accepted) begin(since)
    }
    if (i === over) end(i, true)
  }
  return lives
}

// ---- what a clock counts in its life ----

const pausesFor = (name: Name, goal: Goal) =>
  goal.pauses ?? (name === 'update' || name === 'resolution')

function readLife(life: Life, moments: Moment[], now: number) {
  let counted = 0
  let length: number | null = null
  let reached: number | null = null
  let breached: number | null = null
  let goal: Goal | null = null
  let isPaused = false
  let calendar: Calendar | null = null
  let standsAt = 0
  for (const span of life.spans) {
    const to = span.to === null ? moments.length : span.to
    for (let i = span.from; i < to; i++) {
      const moment = moments[i]
      if (!moment) continue
      standsAt = moment.at
      goal = moment.policy.targets[life.name] ?? goal
      if (!goal) continue
      calendar = moment.calendar
      const { seconds } = goal
      if (seconds !== length) {
        // The target applies from here.
        reached = counted >= seconds ? moment.at : null
        if (counted > seconds) breached ??= moment.at
        length = seconds
      }
      isPaused =
        isFinal(moment.status) ||
        (pausesFor(life.name, goal) && moment.policy.pauseOn.includes(moment.status))
      const until = moments[i + 1]?.at ?? now
      for (let at = moment.at; at < until;) {
        const next = Math.min(until, at - (at % 60) + 60)
        if (!isPaused && (goal.time === 'wall' || isBusiness(calendar, at))) {
          const more = next - at
          if (counted < seconds && counted + more >= seconds) reached = at + seconds - counted
          counted += more
          if (counted > seconds) breached ??= reached
        }
        at = next
      }
      standsAt = until
    }
  }
  const lastSpan = life.spans.at(-1)
  const end = lastSpan?.to == null ? null : (moments[lastSpan.to]?.at ?? null)
  let due: number | null = breached ?? (isPaused ? null : reached)
  // What was zero seconds long has been looked at by no loop above.
  if (due === null && !isPaused && goal && calendar) {
    let total = counted
    for (let at = standsAt; due === null && at < standsAt + REACH;) {
      const next = at - (at % 60) + 60
      if (goal.time === 'wall' || isBusiness(calendar, at)) {
        if (total + next - at >= goal.seconds) due = at + goal.seconds - total
        total += next - at
      }
      at = next
    }
  }
  const state =
    breached !== null
      ? 'breached'
      : end !== null
        ? life.isCancelled
          ? 'cancelled'
          : 'met'
        : isPaused
          ? 'paused'
          : 'running'
  return {
    target: life.name,
    start: life.start,
    end,
    state,
    counted,
    wall: (end ?? now) - life.start,
    due,
    breached,
    // Beyond this instant the reference has not looked.
    isFar: due === null && !isPaused,
    lookedTo: standsAt + REACH,
  }
}

// ---- what is random ----

type Random = { below(n: number): number; one<T>(of: readonly T[]): T; chance(p: number): boolean }

/** mulberry32. */
function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(of: readonly T[]): T => {
    const found = of[below(of.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  return { below, one, chance: (p) => next() < p }
}

/** Each with moments shortly before its clock changes, and one far from any. */
const PLACES: [zone: string, ...moments: string[]][] = [
  ['Asia/Kathmandu', '2026-05-01T10:00:00Z', '1985-12-31T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T04:00:00Z', '2026-10-03T04:00:00Z'],
  ['Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-30T03:00:00Z', '2011-09-23T20:00:00Z'],
  ['Africa/Casablanca', '2026-02-14T14:00:00Z', '2026-03-21T14:00:00Z'],
  ['America/Santiago', '2026-04-04T15:00:00Z', '2026-09-05T18:00:00Z'],
  ['America/New_York', '2026-03-07T18:00:00Z', '2026-10-31T18:00:00Z'],
  ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'],
  ['UTC', '2026-02-27T12:00:00Z', '2028-02-28T12:00:00Z'],
  ['Europe/Dublin', '2026-10-24T12:00:00Z', '2026-03-28T12:00:00Z'],
  ['America/St_Johns', '2026-03-07T18:00:00Z', '1988-04-02T20:00:00Z'],
  // Midnight is skipped and repeated; two hours at once; half an hour for good; a date that was left out.
  ['America/Sao_Paulo', '2018-11-03T15:00:00Z', '2018-02-17T15:00:00Z'],
  ['Antarctica/Troll', '2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'],
  ['Pacific/Chatham', '2026-04-04T02:00:00Z', '2026-09-26T02:00:00Z'],
  ['America/Caracas', '2007-12-08T20:00:00Z', '2016-04-30T20:00:00Z'],
  ['Pacific/Kiritimati', '1994-12-30T20:00:00Z', '1994-12-31T20:00:00Z'],
]

const two = (n: number) => String(n).padStart(2, '0')

function makeTime(random: Random): string {
  if (random.chance(0.4))
    return random.one(['00:00', '00:30', '01:00', '02:00', '02:30', '03:00', '23:30', '24:00'])
  return `${two(random.below(24))}:${two(random.one([0, 15, 30, 59, random.below(60)]))}`
}

function makeCalendar(random: Random, zone: string, moment: number): Calendar {
  const slots: Slots = {}
  const isOneWay = random.chance(0.1)
  for (const day of DAYS) {
    if (random.chance(0.15)) continue
    const count = isOneWay ? 0 : random.one([1, 1, 2, 3])
    slots[day] = Array.from({ length: count }, () => [makeTime(random), makeTime(random)])
  }
  const holidays = Array.from({ length: random.one([0, 0, 1, 2, 3]) }, (): Holiday => {
    const date = new Date((moment + (random.below(6) - 1) * 86_400) * 1000)
      .toISOString()
      .slice(0, 10)
    const [from, to] = [makeTime(random), makeTime(random)].sort()
    return from === undefined || to === undefined || from === to || random.chance(0.4)
      ? { date }
      : { date, from, to }
  })
  return { timeZone: zone, slots, holidays }
}

type Grain = { seconds: number; hours: number }

function makeGoal(random: Random, grain: Grain): Goal {
  const most = Math.ceil((12 * 3600) / grain.seconds)
  const seconds = (1 + random.below(random.chance(0.5) ? Math.min(most, 8) : most)) * grain.seconds
  const time = random.chance(0.7) ? 'business' : 'wall'
  return random.chance(0.3) ? { seconds, time, pauses: random.chance(0.5) } : { seconds, time }
}

function makePolicy(random: Random, grain: Grain): Policy {
  const targets: Policy['targets'] = {}
  const share = random.one([1, 0.8, 0.5])
  for (const name of NAMES) if (random.chance(share)) targets[name] = makeGoal(random, grain)
  return { pauseOn: ['waiting', 'on-hold'].filter(() => random.chance(0.7)), targets }
}

function makeCase(random: Random): Case {
  const [zone, ...moments] = random.one(PLACES)
  const moment = Date.parse(random.one(moments)) / 1000
  const grain = random.one([
    { seconds: 3600, hours: 30 },
    { seconds: 1800, hours: 20 },
    { seconds: 60, hours: 40 },
    { seconds: 1, hours: 24 },
  ])
  const instant = (hours = grain.hours) => {
    const at = moment + random.below(Math.ceil((hours * 3600) / grain.seconds)) * grain.seconds
    // A fraction of a second orders facts and counts for nothing.
    if (grain.seconds === 1 && random.chance(0.1))
      return new Date(at * 1000 + random.below(1000)).toISOString()
    return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`
  }
  const calendar = makeCalendar(random, zone, moment)
  const facts: Fact[] = [{ at: instant(random.one([1, 1, 6])), kind: 'accepted' }]
  for (let count = random.below(14); count > 0; count--) {
    // Now and then at the instant of another one.
    const at = random.chance(0.15) ? random.one(facts).at : instant()
    const dice = random.below(26)
    if (dice < 7) facts.push({ at, kind: 'reply' })
    else if (dice < 12) facts.push({ at, kind: 'inbound' })
    else if (dice < 19) {
      const status = random.one(['new', 'open', 'open', 'waiting', 'on-hold', 'solved', 'closed'])
      facts.push({ at, kind: 'status', status })
    } else if (dice < 22) facts.push({ at, kind: 'policy', policy: makePolicy(random, grain) })
    else if (dice < 23) {
      const other = random.chance(0.6)
        ? zone
        : random.one(PLACES.filter(([, m]) => m === moments[0]))[0]
      facts.push({ at, kind: 'calendar', calendar: makeCalendar(random, other, moment) })
    } else if (dice < 25) facts.push({ at, kind: random.one(['note', 'auto', 'accepted']) })
    else facts.push({ at, kind: random.one(['merged', 'cancelled']) })
  }
  // In any order: a fact that arrives late is put in its place.
  facts.sort(() => random.below(3) - 1)
  const now = random.chance(0.2) ? random.one(facts).at : instant(grain.hours * 1.5)
  return { calendar, policy: makePolicy(random, grain), facts, now }
}

// ---- what must agree ----

function referenceOf(given: Case) {
  const moments = momentsOf(given)
  const now = Math.floor(Date.parse(given.now) / 1000)
  return NAMES.flatMap((name) => livesOf(name, given.policy, moments))
    .map((life, order) => ({ life, order }))
    .sort((a, b) => a.life.start - b.life.start || a.order - b.order)
    .map(({ life }) => readLife(life, moments, now))
}

const CASES = Number(process.env['DESKSIDE_SLA_CASES'] ?? 300)
const SEED = Number(process.env['DESKSIDE_SLA_SEED'] ?? 1)

test('[SL1] [SL3] random case files: every clock is what the page says, to the second', () => {
  const seconds = (text: string | null) => (text === null ? null : Date.parse(text) / 1000)
  for (let seed = SEED; seed < SEED + CASES; seed++) {
    const given = makeCase(makeRandom(seed))
    const explained = explainCase(JSON.parse(JSON.stringify(given)))
    const expected = referenceOf(given)
    const clocks = explained.ok
      ? explained.value.clocks.map((clock, index) => {
          const due = seconds(clock.dueAt)
          const other = expected[index]
          const isBeyond = other?.isFar === true && (due === null || due > other.lookedTo)
          return {
            target: clock.target,
            start: seconds(clock.startedAt),
            end: seconds(clock.endedAt),
            state: clock.state,
            counted: clock.countedSeconds,
            wall: clock.wallSeconds,
            due: isBeyond ? null : due,
            breached: seconds(clock.breachedAt),
          }
        })
      : explained.fault
    expect(clocks, `seed ${seed}: ${JSON.stringify(given)}`).toEqual(
      expected.map(({ isFar: _far, lookedTo: _to, ...clock }) => clock),
    )
  }
}, 600_000)
