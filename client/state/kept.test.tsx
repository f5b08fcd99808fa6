import { afterEach, expect, test } from 'vitest'
import { makeUndoStack } from './create-undo.ts'
import { forgetKept } from './kept.ts'
import { keepReport, readKeptReport, type SlaReport } from './report.ts'

const REPORT: SlaReport = {
  from: '2026-11-01',
  to: '2026-11-30',
  by: 'queue',
  asOf: 1,
  rows: [],
  series: [],
}

afterEach(() => localStorage.clear())

test('the last report is there without a network, range by range', () => {
  keepReport(localStorage, 30, REPORT)
  expect(readKeptReport(localStorage, 30)).toEqual(REPORT)
  expect(readKeptReport(localStorage, 7)).toBeUndefined()
})

test('a report of another version is not shown', () => {
  localStorage.setItem('deskside.report.30', '{"rows":[{}]}')
  expect(readKeptReport(localStorage, 30)).toBeUndefined()
  localStorage.setItem('deskside.report.30', '{')
  expect(readKeptReport(localStorage, 30)).toBeUndefined()
})

test('signing out leaves nothing about tickets, but the theme', () => {
  localStorage.setItem('deskside.preferences', '{"theme":"dark"}')
  makeUndoStack(localStorage, 'bea').push({
    kind: 'move',
    ticket: 't',
    title: '#1: moved',
    from: 'a',
    to: 'b',
  })
  keepReport(localStorage, 30, REPORT)
  forgetKept(localStorage)
  expect(Object.keys(localStorage)).toEqual(['deskside.preferences'])
})
