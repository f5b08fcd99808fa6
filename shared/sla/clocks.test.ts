/** Clocks: named cases, written as case files. The slow reference is in reference.test.ts. */
import { describe, expect, test } from 'vitest'
import { unwrap } from '../kit/fault.ts'
import { explainCase, type ExplainedClock } from './case-file.ts'

const HOUR = 3600

/** Monday to Friday 09:00–12:00 and 13:00–17:00 in Berlin; UTC+1 in the first three weeks of March 2026. */
const DAY = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const OFFICE = {
  timeZone: 'Europe/Berlin',
  slots: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  holidays: [],
}
const ALWAYS = ['00:00', '24:00']
const OPEN_ALWAYS = {
  timeZone: 'UTC',
  slots: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [ALWAYS]]),
  ),
}

const business = (seconds: number) => ({ seconds, time: 'business' })
const wall = (seconds: number) => ({ seconds, time: 'wall' })

type Written = {
  calendar?: object
  pauseOn?: string[]
  targets: object
  /** `[instant, kind, rest]`; the rest is what the kind needs. */
  facts: [string, string, object?][]
  now: string
}

function clocksOf(written: Written): ExplainedClock[] {
  const { calendar = OFFICE, pauseOn = ['waiting', 'on-hold'], targets, facts, now } = written
  const policy = { pauseOn, targets }
  const list = facts.map(([at, kind, rest]) => ({ at, kind, ...rest }))
  return unwrap(explainCase({ calendar, policy, facts: list, now })).clocks
}

/** The only clock there is. */
function clockOf(written: Written): ExplainedClock {
  const clocks = clocksOf(written)
  expect(clocks).toHaveLength(1)
  const [clock] = clocks
  if (!clock) throw new Error('there is a clock')
  return clock
}

const status = (at: string, name: string): [string, string, object] => [
  at,
  'status',
  { status: name },
]

describe('due', () => {
  test('skips the lunch break', () => {
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [['2026-03-02T10:30:00Z', 'accepted']],
      now: '2026-03-02T10:40:00Z',
    })
    expect(clock).toMatchObject({
      state: 'running',
      countedSeconds: 600,
      wallSeconds: 600,
      dueAt: '2026-03-02T12:30:00Z',
      endedAt: null,
      breachedAt: null,
    })
  })

  test('crosses a weekend in which summer time begins', () => {
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [['2026-03-27T15:30:00Z', 'accepted']],
      now: '2026-03-28T00:00:00Z',
    })
    expect(clock.dueAt).toBe('2026-03-30T07:30:00Z')
  })

  test('a target of one minute is met in its last second and breached after it', () => {
    const written = (reply: string): Written => ({
      targets: { firstResponse: business(60) },
      facts: [
        ['2026-03-02T09:00:00Z', 'accepted'],
        [reply, 'reply'],
      ],
      now: '2026-03-03T00:00:00Z',
    })
    expect(clockOf(written('2026-03-02T09:01:00Z'))).toMatchObject({
      state: 'met',
      countedSeconds: 60,
      endedAt: '2026-03-02T09:01:00Z',
      dueAt: '2026-03-02T09:01:00Z',
    })
    expect(clockOf(written('2026-03-02T09:01:01Z'))).toMatchObject({
      state: 'breached',
      countedSeconds: 61,
      endedAt: '2026-03-02T09:01:01Z',
      breachedAt: '2026-03-02T09:01:00Z',
    })
  })

  test('a fraction of a second is dropped before anything is counted', () => {
    const clock = clockOf({
      targets: { firstResponse: business(60) },
      facts: [
        ['2026-03-02T09:00:00.000Z', 'accepted'],
        ['2026-03-02T09:01:00.999Z', 'reply'],
      ],
      now: '2026-03-02T10:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'met', countedSeconds: 60 })
  })

  test('waits for the end of a closure of 400 days', () => {
    const first = Date.parse('2026-03-03T00:00:00Z')
    const holidays = Array.from({ length: 400 }, (_, day) => ({
      date: new Date(first + day * 86_400_000).toISOString().slice(0, 10),
    }))
    const clock = clockOf({
      calendar: { ...OFFICE, holidays },
      targets: { firstResponse: business(HOUR) },
      facts: [['2026-03-02T15:30:00Z', 'accepted']],
      now: '2026-12-01T10:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'running', countedSeconds: 1800 })
    expect(clock.dueAt).toBe('2027-04-07T07:30:00Z')
  })

  test('without slots nothing is due, and the steps say why', () => {
    const clock = clockOf({
      calendar: { timeZone: 'Europe/Berlin', slots: {} },
      targets: { firstResponse: business(60) },
      facts: [['2026-03-02T09:00:00Z', 'accepted']],
      now: '2026-04-02T09:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'running', countedSeconds: 0, dueAt: null })
    expect(clock.steps).toContain('The calendar has no slots, so business time never runs.')
  })

  test('a target that ten years do not reach is not due; one that they reach is', () => {
    const dueAt = (seconds: number) =>
      clockOf({
        calendar: { timeZone: 'UTC', slots: { mon: [['09:00', '10:00']] } },
        targets: { firstResponse: business(seconds) },
        facts: [['2026-03-02T09:00:00Z', 'accepted']],
        now: '2026-03-02T09:30:00Z',
      }).dueAt
    // 522 Mondays from 2026-03-02 to 2036-02-25; the last instant is 2036-03-02T09:00:00Z, a Sunday.
    expect(dueAt(522 * HOUR)).toBe('2036-02-25T10:00:00Z')
    expect(dueAt(522 * HOUR + 1)).toBeNull()
  })

  test('wall time counts every second, also those of a clock change', () => {
    const clock = clockOf({
      targets: { firstResponse: wall(24 * HOUR) },
      facts: [['2026-03-28T12:00:00Z', 'accepted']],
      now: '2026-03-29T11:00:00Z',
    })
    expect(clock).toMatchObject({ countedSeconds: 23 * HOUR, dueAt: '2026-03-29T12:00:00Z' })
  })
})

describe('a target reached exactly at closing time', () => {
  // Friday 16:00 to 17:00 in Berlin.
  const at = (now: string) =>
    clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [['2026-03-06T15:00:00Z', 'accepted']],
      now,
    })

  test('is not passed until business opens again', () => {
    for (const now of ['2026-03-06T16:00:00Z', '2026-03-07T12:00:00Z', '2026-03-09T08:00:00Z'])
      expect(at(now)).toMatchObject({
        state: 'running',
        countedSeconds: HOUR,
        dueAt: '2026-03-06T16:00:00Z',
        breachedAt: null,
      })
  })

  test('is breached at the due instant one second after that', () => {
    expect(at('2026-03-09T08:00:01Z')).toMatchObject({
      state: 'breached',
      endedAt: null,
      countedSeconds: HOUR + 1,
      dueAt: '2026-03-06T16:00:00Z',
      breachedAt: '2026-03-06T16:00:00Z',
    })
  })
})

describe('pauses', () => {
  // Friday 15:00 in Berlin; paused from 16:00 to Monday 10:00.
  const facts: Written['facts'] = [
    ['2026-03-06T14:00:00Z', 'accepted'],
    status('2026-03-06T15:00:00Z', 'waiting'),
    status('2026-03-09T09:00:00Z', 'open'),
  ]
  const targets = { resolution: business(8 * HOUR) }

  test('over a weekend: nothing is due, nothing is counted', () => {
    const clock = clockOf({ targets, facts, now: '2026-03-08T12:00:00Z' })
    expect(clock).toMatchObject({ state: 'paused', countedSeconds: HOUR, dueAt: null })
    expect(clock.wallSeconds).toBe(46 * HOUR)
  })

  test('over a weekend: afterwards it goes on with what is left', () => {
    const clock = clockOf({ targets, facts, now: '2026-03-09T10:00:00Z' })
    expect(clock).toMatchObject({ state: 'running', countedSeconds: 2 * HOUR })
    expect(clock.dueAt).toBe('2026-03-10T09:00:00Z')
  })

  test('first response does not pause unless its target says so', () => {
    const first = (target: object) =>
      clockOf({ targets: { firstResponse: target }, facts, now: '2026-03-08T12:00:00Z' })
    expect(first(business(HOUR))).toMatchObject({ state: 'breached', countedSeconds: 2 * HOUR })
    expect(first({ ...business(8 * HOUR), pauses: true })).toMatchObject({
      state: 'paused',
      countedSeconds: HOUR,
    })
  })

  test('resolution goes on while waiting when its target says so', () => {
    const clock = clockOf({
      targets: { resolution: { ...business(8 * HOUR), pauses: false } },
      facts,
      now: '2026-03-08T12:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'running', countedSeconds: 2 * HOUR })
  })

  test('a shorter target while paused breaches at the instant of the policy', () => {
    const policy = { pauseOn: ['waiting'], targets: { resolution: business(1800) } }
    const changed: Written['facts'] = [...facts, ['2026-03-07T10:00:00Z', 'policy', { policy }]]
    expect(clockOf({ targets, facts: changed, now: '2026-03-08T12:00:00Z' })).toMatchObject({
      state: 'breached',
      countedSeconds: HOUR,
      breachedAt: '2026-03-07T10:00:00Z',
      endedAt: null,
    })
  })

  test('a policy that pauses on another status lets a paused clock go on', () => {
    const policy = { pauseOn: ['on-hold'], targets }
    const changed: Written['facts'] = [
      ['2026-03-06T14:00:00Z', 'accepted'],
      status('2026-03-06T14:30:00Z', 'waiting'),
      ['2026-03-06T15:00:00Z', 'policy', { policy }],
    ]
    const clock = clockOf({ targets, facts: changed, now: '2026-03-06T15:30:00Z' })
    expect(clock).toMatchObject({ state: 'running', countedSeconds: HOUR })
  })
})

describe('solved and reopened', () => {
  const targets = { resolution: business(4 * HOUR) }
  const facts: Written['facts'] = [
    ['2026-03-02T08:00:00Z', 'accepted'],
    status('2026-03-02T10:00:00Z', 'solved'),
    status('2026-03-03T10:00:00Z', 'closed'),
  ]

  test('the end is the first of solved and closed', () => {
    expect(clockOf({ targets, facts, now: '2026-04-01T00:00:00Z' })).toMatchObject({
      state: 'met',
      endedAt: '2026-03-02T10:00:00Z',
      countedSeconds: 2 * HOUR,
      wallSeconds: 2 * HOUR,
      dueAt: '2026-03-02T13:00:00Z',
    })
  })

  test('reopened after a month it goes on where it stood', () => {
    // Thursday 2 April, 09:00 summer time in Berlin.
    const reopened = [...facts, status('2026-04-02T07:00:00Z', 'open')]
    expect(clockOf({ targets, facts: reopened, now: '2026-04-02T08:00:00Z' })).toMatchObject({
      state: 'running',
      endedAt: null,
      countedSeconds: 3 * HOUR,
      wallSeconds: 31 * 24 * HOUR,
      dueAt: '2026-04-02T09:00:00Z',
    })
  })

  test('reopened, then solved again: the last end counts', () => {
    const again = [
      ...facts,
      status('2026-04-02T07:00:00Z', 'open'),
      status('2026-04-02T09:00:01Z', 'solved'),
    ]
    expect(clockOf({ targets, facts: again, now: '2026-05-01T00:00:00Z' })).toMatchObject({
      state: 'breached',
      endedAt: '2026-04-02T09:00:01Z',
      countedSeconds: 4 * HOUR + 1,
      breachedAt: '2026-04-02T09:00:00Z',
    })
  })

  test('reopened under a policy that came meanwhile, it takes the target of that policy', () => {
    const policy = { pauseOn: [], targets: { resolution: business(HOUR) } }
    const reopened: Written['facts'] = [
      ...facts,
      ['2026-03-05T10:00:00Z', 'policy', { policy }],
      status('2026-04-02T07:00:00Z', 'open'),
    ]
    expect(clockOf({ targets, facts: reopened, now: '2026-04-02T08:00:00Z' })).toMatchObject({
      state: 'breached',
      breachedAt: '2026-04-02T07:00:00Z',
      countedSeconds: 3 * HOUR,
    })
  })

  test('no clock counts while the ticket is solved', () => {
    const clock = clockOf({
      targets: { firstResponse: wall(100 * HOUR) },
      facts,
      now: '2026-03-20T00:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'paused', countedSeconds: 2 * HOUR, dueAt: null })
  })
})

describe('next response', () => {
  const facts: Written['facts'] = [
    ['2026-03-02T08:00:00Z', 'accepted'],
    ['2026-03-02T08:10:00Z', 'inbound'],
    ['2026-03-02T08:20:00Z', 'reply'],
    ['2026-03-02T08:25:00Z', 'note'],
    ['2026-03-02T08:26:00Z', 'auto'],
    ['2026-03-02T08:30:00Z', 'inbound'],
    ['2026-03-02T08:40:00Z', 'inbound'],
    ['2026-03-02T08:50:00Z', 'note'],
    ['2026-03-02T09:00:00Z', 'auto'],
    ['2026-03-02T09:10:00Z', 'reply'],
    ['2026-03-02T09:20:00Z', 'inbound'],
  ]

  test('counts from the oldest unanswered message after the first reply', () => {
    const clocks = clocksOf({
      targets: { nextResponse: business(HOUR) },
      facts,
      now: '2026-03-02T09:30:00Z',
    })
    expect(clocks).toMatchObject([
      { startedAt: '2026-03-02T08:30:00Z', endedAt: '2026-03-02T09:10:00Z', state: 'met' },
      { startedAt: '2026-03-02T09:20:00Z', endedAt: null, state: 'running' },
    ])
    expect(clocks.map((clock) => clock.countedSeconds)).toEqual([2400, 600])
  })

  test('first response ends with the first reply, not with a note or automatic mail', () => {
    const early: Written['facts'] = [
      ['2026-03-02T08:00:00Z', 'accepted'],
      ['2026-03-02T08:01:00Z', 'note'],
      ['2026-03-02T08:02:00Z', 'auto'],
      status('2026-03-02T08:03:00Z', 'open'),
      ['2026-03-02T08:20:00Z', 'reply'],
      ['2026-03-02T08:30:00Z', 'reply'],
    ]
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: early,
      now: '2026-03-02T09:30:00Z',
    })
    expect(clock.endedAt).toBe('2026-03-02T08:20:00Z')
  })

  test('a late fact is put in its place and everything after it recomputed', () => {
    const written = { targets: { nextResponse: business(HOUR) }, now: '2026-03-02T09:30:00Z' }
    const late = [...facts.slice(0, 9), ...facts.slice(10), ...facts.slice(9, 10)]
    expect(clocksOf({ ...written, facts: late })).toEqual(clocksOf({ ...written, facts }))
    const without = facts.filter((_, index) => index !== 9)
    expect(clocksOf({ ...written, facts: without })).toHaveLength(1)
  })

  test('a fact after now has not happened yet', () => {
    const clocks = clocksOf({
      targets: { nextResponse: business(HOUR) },
      facts,
      now: '2026-03-02T08:35:00Z',
    })
    expect(clocks).toMatchObject([{ state: 'running', countedSeconds: 300 }])
  })
})

describe('update', () => {
  const facts: Written['facts'] = [
    ['2026-03-02T08:00:00Z', 'accepted'],
    ['2026-03-02T08:10:00Z', 'reply'],
    ['2026-03-02T08:40:00Z', 'reply'],
    status('2026-03-02T08:50:00Z', 'solved'),
    ['2026-03-02T08:55:00Z', 'reply'],
    status('2026-03-02T09:00:00Z', 'open'),
    ['2026-03-02T09:30:00Z', 'reply'],
  ]

  test('begins with each reply; solving cancels it; a reply to a solved ticket begins none', () => {
    const clocks = clocksOf({
      targets: { update: business(1200) },
      facts,
      now: '2026-03-02T09:35:00Z',
    })
    expect(clocks).toMatchObject([
      {
        startedAt: '2026-03-02T08:10:00Z',
        endedAt: '2026-03-02T08:40:00Z',
        state: 'breached',
        breachedAt: '2026-03-02T08:30:00Z',
      },
      { startedAt: '2026-03-02T08:40:00Z', endedAt: '2026-03-02T08:50:00Z', state: 'cancelled' },
      { startedAt: '2026-03-02T09:30:00Z', endedAt: null, state: 'running' },
    ])
  })
})

describe('merged and cancelled', () => {
  test.each(['merged', 'cancelled'])('%s ends what runs; a breach stays a breach', (kind) => {
    const clocks = clocksOf({
      targets: { firstResponse: business(1800), resolution: business(8 * HOUR) },
      facts: [
        ['2026-03-02T08:00:00Z', 'accepted'],
        ['2026-03-02T09:00:00Z', kind],
        ['2026-03-02T09:10:00Z', 'reply'],
        ['2026-03-02T09:20:00Z', 'inbound'],
      ],
      now: '2026-03-02T14:00:00Z',
    })
    expect(clocks).toMatchObject([
      {
        target: 'firstResponse',
        state: 'breached',
        endedAt: '2026-03-02T09:00:00Z',
        breachedAt: '2026-03-02T08:30:00Z',
        countedSeconds: HOUR,
      },
      { target: 'resolution', state: 'cancelled', endedAt: '2026-03-02T09:00:00Z' },
    ])
  })

  test('a merge that is taken back lets what it ended go on; the time in between is not counted', () => {
    const clocks = clocksOf({
      targets: { firstResponse: business(4 * HOUR), resolution: business(8 * HOUR) },
      facts: [
        ['2026-03-02T08:00:00Z', 'accepted'],
        ['2026-03-02T09:00:00Z', 'merged'],
        ['2026-03-02T10:00:00Z', 'unmerged'],
        ['2026-03-02T10:30:00Z', 'reply'],
      ],
      now: '2026-03-02T11:00:00Z',
    })
    expect(clocks).toMatchObject([
      {
        target: 'firstResponse',
        state: 'met',
        countedSeconds: 1.5 * HOUR,
        wallSeconds: 2.5 * HOUR,
      },
      { target: 'resolution', state: 'running', countedSeconds: 2 * HOUR, endedAt: null },
    ])
  })

  test('a paused clock is cancelled too', () => {
    const clock = clockOf({
      targets: { resolution: business(8 * HOUR) },
      facts: [
        ['2026-03-02T08:00:00Z', 'accepted'],
        status('2026-03-02T08:30:00Z', 'waiting'),
        ['2026-03-02T09:00:00Z', 'merged'],
      ],
      now: '2026-03-02T14:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'cancelled', countedSeconds: 1800, dueAt: null })
  })
})

describe('a change of policy or calendar', () => {
  const accepted: Written['facts'][number] = ['2026-03-02T08:00:00Z', 'accepted']
  const policyAt = (at: string, targets: object): Written['facts'][number] => [
    at,
    'policy',
    { policy: { pauseOn: [], targets } },
  ]

  test('gives running clocks the new target', () => {
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [accepted, policyAt('2026-03-02T08:30:00Z', { firstResponse: business(2 * HOUR) })],
      now: '2026-03-02T09:30:00Z',
    })
    expect(clock).toMatchObject({ state: 'running', dueAt: '2026-03-02T10:00:00Z' })
  })

  test('a breach stays under a longer target', () => {
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [accepted, policyAt('2026-03-02T09:30:00Z', { firstResponse: business(9 * HOUR) })],
      now: '2026-03-02T10:00:00Z',
    })
    expect(clock).toMatchObject({
      state: 'breached',
      breachedAt: '2026-03-02T09:00:00Z',
      countedSeconds: 2 * HOUR,
    })
  })

  test('a new target that equals the counted time is due at once, and passed a second later', () => {
    const at = (now: string) =>
      clockOf({
        targets: { firstResponse: business(HOUR) },
        facts: [accepted, policyAt('2026-03-02T08:30:00Z', { firstResponse: business(1800) })],
        now,
      })
    expect(at('2026-03-02T08:30:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-02T08:30:00Z',
    })
    expect(at('2026-03-02T08:30:01Z')).toMatchObject({
      state: 'breached',
      breachedAt: '2026-03-02T08:30:00Z',
    })
  })

  test('a longer target takes back that the old one was reached, though not passed', () => {
    const at = (now: string) =>
      clockOf({
        targets: { firstResponse: business(HOUR) },
        facts: [accepted, policyAt('2026-03-02T09:00:00Z', { firstResponse: business(2 * HOUR) })],
        now,
      })
    expect(at('2026-03-02T09:30:00Z').dueAt).toBe('2026-03-02T10:00:00Z')
    expect(at('2026-03-02T10:30:00Z')).toMatchObject({
      state: 'breached',
      breachedAt: '2026-03-02T10:00:00Z',
    })
  })

  test('an added update target is not owed for a reply that was followed by solving', () => {
    const facts: Written['facts'] = [
      accepted,
      ['2026-03-02T08:10:00Z', 'reply'],
      status('2026-03-02T08:20:00Z', 'solved'),
      status('2026-03-02T08:30:00Z', 'open'),
      policyAt('2026-03-02T08:40:00Z', { update: business(HOUR) }),
    ]
    expect(clocksOf({ targets: {}, facts, now: '2026-03-02T09:00:00Z' })).toEqual([])
    const unsolved = facts.filter(([, kind]) => kind !== 'status')
    expect(clocksOf({ targets: {}, facts: unsolved, now: '2026-03-02T09:00:00Z' })).toMatchObject([
      { target: 'update', startedAt: '2026-03-02T08:10:00Z', countedSeconds: 1200 },
    ])
  })

  test('what was met stays met', () => {
    const clock = clockOf({
      targets: { firstResponse: business(HOUR) },
      facts: [
        accepted,
        ['2026-03-02T08:30:00Z', 'reply'],
        policyAt('2026-03-02T08:40:00Z', { firstResponse: business(60) }),
      ],
      now: '2026-03-02T10:00:00Z',
    })
    expect(clock).toMatchObject({ state: 'met', countedSeconds: 1800 })
  })

  test('a dropped target is cancelled; an added one that is owed counts from the fact on', () => {
    const clocks = clocksOf({
      targets: { firstResponse: business(HOUR) },
      facts: [
        accepted,
        policyAt('2026-03-02T08:30:00Z', { resolution: business(HOUR) }),
        policyAt('2026-03-02T08:40:00Z', { resolution: business(HOUR), update: business(HOUR) }),
      ],
      now: '2026-03-02T08:45:00Z',
    })
    expect(clocks).toMatchObject([
      { target: 'firstResponse', state: 'cancelled', countedSeconds: 1800 },
      {
        target: 'resolution',
        startedAt: '2026-03-02T08:00:00Z',
        state: 'running',
        countedSeconds: 900,
        wallSeconds: 2700,
        dueAt: '2026-03-02T09:30:00Z',
      },
    ])
  })

  test('time counted by the old calendar stays; the new one counts from its instant on', () => {
    const calendar = OPEN_ALWAYS
    const clock = clockOf({
      targets: { firstResponse: business(8 * HOUR) },
      facts: [
        ['2026-03-06T15:00:00Z', 'accepted'],
        ['2026-03-07T12:00:00Z', 'calendar', { calendar }],
      ],
      now: '2026-03-07T14:00:00Z',
    })
    expect(clock).toMatchObject({ countedSeconds: 3 * HOUR, dueAt: '2026-03-07T19:00:00Z' })
  })
})

test('clocks come in order of start, then of the table', () => {
  const every = { ...business(HOUR) }
  const clocks = clocksOf({
    calendar: OPEN_ALWAYS,
    targets: { resolution: every, update: every, nextResponse: every, firstResponse: every },
    facts: [
      ['2026-03-02T08:00:00Z', 'accepted'],
      ['2026-03-02T08:10:00Z', 'reply'],
      ['2026-03-02T08:10:00Z', 'inbound'],
    ],
    now: '2026-03-02T08:20:00Z',
  })
  expect(clocks.map((clock) => clock.target)).toEqual([
    'firstResponse',
    'resolution',
    'nextResponse',
    'update',
  ])
})

test('without an accepted fact there are no clocks', () => {
  const facts: Written['facts'] = [
    ['2026-03-02T08:00:00Z', 'reply'],
    ['2026-03-02T08:10:00Z', 'inbound'],
    status('2026-03-02T08:10:00Z', 'open'),
  ]
  const targets = { firstResponse: business(60), nextResponse: business(60), update: business(60) }
  expect(clocksOf({ targets, facts, now: '2026-03-02T09:00:00Z' })).toEqual([])
})
