/** Lines that people type into calendars: read, said again, and refused with the line that is wrong. */
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { idFor, mergeHolidays, readHolidays, readSlots, sayHolidays, saySlots } from './sla.ts'

describe('hours', () => {
  test('are read with either dash and said again', () => {
    const slots = unwrap(readSlots(' 09:00-12:00, 13:00 – 17:00 ,'))
    expect(slots).toEqual([
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ])
    expect(saySlots(slots)).toBe('09:00-12:00, 13:00-17:00')
    expect(unwrap(readSlots(''))).toEqual([])
  })

  test('a word that is no time is named', () => {
    expect(readSlots('09:00-12:00, noon')).toMatchObject({
      ok: false,
      fault: { detail: '“noon” is not a time like 09:00-17:00.' },
    })
  })
})

describe('holidays', () => {
  const lines = '2026-12-24 12:00-24:00 Eve\n2026-12-25 First day of Christmas\n2026-12-26'

  test('are read line by line and said again', () => {
    const holidays = unwrap(readHolidays(`\n${lines}\n\n`))
    expect(holidays).toEqual([
      { date: '2026-12-24', from: '12:00', to: '24:00', name: 'Eve' },
      { date: '2026-12-25', name: 'First day of Christmas' },
      { date: '2026-12-26' },
    ])
    expect(sayHolidays(holidays)).toBe(lines)
  })

  test('a line without a date is named', () => {
    expect(readHolidays('Christmas').ok).toBe(false)
  })

  test('those from elsewhere come between, each once', () => {
    const more = [{ date: '2026-12-25', name: 'First day of Christmas' }, { date: '2026-01-01' }]
    expect(mergeHolidays(lines, more)).toBe(`2026-01-01\n${lines}`)
  })
})

test('a new one gets a short name that nothing has', () => {
  expect(idFor('Gold & Silver', [])).toBe('gold-silver')
  expect(idFor('Gold', ['gold', 'gold-2'])).toBe('gold-3')
  expect(idFor('Desk', [])).toBe('desk-2')
  expect(idFor('夜', [])).toBe('one')
})
