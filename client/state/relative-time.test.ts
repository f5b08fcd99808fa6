import { expect, test } from 'vitest'
import { lookOf, sayDue } from './due.ts'
import { sayAgo, sayDate, saySpan } from './relative-time.ts'
import { snoozeChoices } from './snooze.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = new Date(2026, 10, 21, 12, 0).getTime()

test.each([
  [0, 'now'],
  [-5 * MINUTE, 'now'],
  [59_999, 'now'],
  [MINUTE, '1 m'],
  [HOUR - 1, '59 m'],
  [HOUR, '1 h'],
  [DAY, '1 d'],
  [6 * DAY, '6 d'],
  [7 * DAY, '14 Nov'],
])('%i ms ago is “%s”', (gone, said) => expect(sayAgo(NOW - gone, NOW)).toBe(said))

test('another year is named', () => {
  expect(sayDate(new Date(2025, 0, 3).getTime(), NOW)).toBe('3 Jan 2025')
})

test.each([
  [45_000, '45 s'],
  [2 * MINUTE, '2 m'],
  [72 * MINUTE, '1 h 12 m'],
  [2 * HOUR, '2 h'],
  [3 * DAY + 4 * HOUR, '3 d 4 h'],
])('a span of %i ms is “%s”', (span, said) => expect(saySpan(span)).toBe(said))

test('a due chip says what is due, and how late it is', () => {
  const due = (minutes: number) => ({
    dueAt: NOW + minutes * MINUTE,
    target: 'firstResponse',
    closures: undefined,
  })
  expect(sayDue(due(72), NOW)).toBe('first 1 h 12 m')
  expect(sayDue(due(-8), NOW)).toBe('overdue 8 m')
  const days = (count: number) => sayDue(due((count * DAY) / MINUTE - 5 * 60), NOW)
  expect([days(-2), days(3), days(-9)]).toEqual([
    'overdue 2 d 5 h',
    'first 2 d 19 h',
    'overdue 9 d',
  ])
  expect(lookOf(due(61), NOW)).toBe('calm')
  expect(lookOf(due(59), NOW)).toBe('soon')
  expect(lookOf(due(-1), NOW)).toBe('late')
})

test('snoozing always leads into the future, next week to a Monday', () => {
  for (let day = 0; day < 7; day++) {
    const now = NOW + day * DAY
    const choices = snoozeChoices(now)
    for (const choice of choices) expect(choice.until).toBeGreaterThan(now)
    const week = choices.find((choice) => choice.id === 'nextWeek')
    expect(new Date(week?.until ?? 0).getDay()).toBe(1)
  }
})
