/** The case file: what is taken, what is refused and how, and the exact form of the answer. */
import { describe, expect, test } from 'vitest'
import { unwrap } from '../kit/fault.ts'
import { explainCase } from './case-file.ts'

const CASE = {
  calendar: {
    timeZone: 'Europe/Berlin',
    slots: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      tue: [['22:00', '06:00']],
    },
    holidays: [{ date: '2026-12-25' }, { date: '2026-12-24', from: '12:00', to: '24:00' }],
  },
  policy: {
    pauseOn: ['waiting', 'on-hold'],
    targets: { firstResponse: { seconds: 3600, time: 'business' } },
  },
  facts: [{ at: '2026-03-27T15:30:00Z', kind: 'accepted' }],
  now: '2026-03-30T10:00:00Z',
}

test('the answer has exactly the form that is promised', () => {
  const { clocks } = unwrap(explainCase(CASE))
  expect(clocks).toEqual([
    {
      target: 'firstResponse',
      startedAt: '2026-03-27T15:30:00Z',
      endedAt: null,
      state: 'breached',
      countedSeconds: 3 * 3600,
      wallSeconds: 239_400,
      dueAt: '2026-03-30T08:00:00Z',
      breachedAt: '2026-03-30T08:00:00Z',
      steps: expect.any(Array),
    },
  ])
  expect(Object.keys(clocks[0] ?? {})).toEqual([
    'target',
    'startedAt',
    'endedAt',
    'state',
    'countedSeconds',
    'wallSeconds',
    'dueAt',
    'breachedAt',
    'steps',
  ])
})

test('the steps are sentences that tell the clock from start to now', () => {
  const [clock] = unwrap(explainCase(CASE)).clocks
  expect(clock?.steps).toEqual([
    '2026-03-27T15:30:00Z: the clock starts: the ticket was accepted. The target is 1 h of business time in Europe/Berlin.',
    'From 2026-03-27T15:30:00Z to 2026-03-30T10:00:00Z: 3 h counted, 3 h in all. Open Mon 30 Mar 09:00–12:00.',
    '2026-03-30T08:00:00Z: the target is reached, and passed after that: breached.',
    'Now, 2026-03-30T10:00:00Z: breached. Counted 3 h, over by 2 h.',
  ])
})

test('instants may have a fraction or an offset', () => {
  const at = (text: string) =>
    unwrap(explainCase({ ...CASE, facts: [{ at: text, kind: 'accepted' }] })).clocks[0]?.startedAt
  expect(at('2026-03-27T15:30:00.999Z')).toBe('2026-03-27T15:30:00Z')
  expect(at('2026-03-27T16:30:00+01:00')).toBe('2026-03-27T15:30:00Z')
  expect(at('2026-03-27T12:00:00-03:30')).toBe('2026-03-27T15:30:00Z')
})

test('a policy may promise nothing, a calendar have no holidays', () => {
  const { timeZone, slots } = CASE.calendar
  const facts = [...CASE.facts, { at: '2026-03-28T00:00:00Z', kind: 'policy', policy: {} }]
  const { clocks } = unwrap(explainCase({ ...CASE, calendar: { timeZone, slots }, facts }))
  expect(clocks).toMatchObject([{ state: 'cancelled', endedAt: '2026-03-28T00:00:00Z' }])
})

describe('refused', () => {
  const calendar = (part: object) => ({ ...CASE, calendar: { ...CASE.calendar, ...part } })
  const fact = (written: object) => ({ ...CASE, facts: [written] })
  const first = (target: object) => ({
    ...CASE,
    policy: { pauseOn: [], targets: { firstResponse: target } },
  })
  const cases: [string, unknown, string][] = [
    ['nothing', null, ''],
    ['no now', { ...CASE, now: undefined }, 'now'],
    ['an unknown zone', calendar({ timeZone: 'Europe/Atlantis' }), 'calendar.timeZone'],
    ['an offset for a zone', calendar({ timeZone: '+01:00' }), 'calendar.timeZone'],
    ['an unknown weekday', calendar({ slots: { monday: [] } }), 'calendar.slots.monday'],
    [
      'a time of 25:00',
      calendar({ slots: { mon: [['25:00', '26:00']] } }),
      'calendar.slots.mon.0.0',
    ],
    ['a time of 9:00', calendar({ slots: { mon: [['9:00', '12:00']] } }), 'calendar.slots.mon.0.0'],
    [
      'a slot of three',
      calendar({ slots: { mon: [['09:00', '10:00', '11:00']] } }),
      'calendar.slots.mon.0.2',
    ],
    ['a 30 February', calendar({ holidays: [{ date: '2026-02-30' }] }), 'calendar.holidays.0.date'],
    [
      'half a partial holiday',
      calendar({ holidays: [{ date: '2026-12-24', from: '12:00' }] }),
      'calendar.holidays.0',
    ],
    [
      'a holiday across midnight in one',
      calendar({ holidays: [{ date: '2026-12-24', from: '22:00', to: '06:00' }] }),
      'calendar.holidays.0',
    ],
    ['a target of 0', first({ seconds: 0, time: 'wall' }), 'policy.targets.firstResponse.seconds'],
    [
      'a target of half seconds',
      first({ seconds: 1.5, time: 'wall' }),
      'policy.targets.firstResponse.seconds',
    ],
    ['an unknown time', first({ seconds: 60, time: 'lunar' }), 'policy.targets.firstResponse.time'],
    [
      'an unknown target',
      { ...CASE, policy: { targets: { firstReply: { seconds: 60, time: 'wall' } } } },
      'policy.targets.firstReply',
    ],
    ['an unknown kind', fact({ at: CASE.now, kind: 'sneeze' }), 'facts.0.kind'],
    ['a status without one', fact({ at: CASE.now, kind: 'status' }), 'facts.0.status'],
    [
      'a calendar without a zone',
      fact({ at: CASE.now, kind: 'calendar', calendar: {} }),
      'facts.0.calendar.timeZone',
    ],
    ['an instant without a zone', fact({ at: '2026-03-27T15:30:00', kind: 'note' }), 'facts.0.at'],
    ['a 24:00:00', fact({ at: '2026-03-27T24:00:00Z', kind: 'note' }), 'facts.0.at'],
    ['an instant of 1969', fact({ at: '1969-12-31T23:59:59Z', kind: 'note' }), 'facts.0.at'],
    ['an instant of 2200', fact({ at: '2200-01-01T00:00:00Z', kind: 'note' }), 'facts.0.at'],
    ['an instant as a number', { ...CASE, now: 1_774_864_800_000 }, 'now'],
  ]
  test.each(cases)('%s', (_name, json, path) => {
    const more = path === '' ? {} : { more: { path } }
    expect(explainCase(json)).toMatchObject({ ok: false, fault: { code: 'kit/invalid', ...more } })
  })
})
