import { expect, test } from 'vitest'
import { forgetReports, keepReport, readKeptReport } from './kept-reports.ts'
import type { Report, ReportView } from './report.ts'

const view: ReportView = {
  from: '2026-11-01',
  to: '2026-11-30',
  by: 'queue',
  queue: null,
  show: null,
}
const flow = { arrived: 3, solved: 1, solvings: 1, undone: 0, reopened: 0, reopenedShare: 0 }
const report: Report = {
  from: '',
  to: '',
  by: 'queue',
  asOf: '2026-11-30T10:00:00.000Z',
  timeZone: 'UTC',
  pending: 0,
  queues: [
    { slug: 'help', name: 'Help' },
    { slug: 'secret', name: 'Secret' },
  ],
  rows: [],
  groups: [],
  groupsLeftOut: 0,
  totals: [],
  flow,
  before: { from: '', to: '', totals: [], flow },
  series: [],
  days: [],
  heat: [],
  backlog: { open: 2, medianAgeSeconds: 1, p90AgeSeconds: 1, oldestSeconds: 1, ages: [] },
  breaches: {
    count: 1,
    newest: [
      {
        ticket: 't',
        number: 1,
        subject: 'Secret words',
        queue: 'secret',
        target: 'firstResponse',
        startedAt: '',
        endedAt: null,
        countedSeconds: null,
        wallSeconds: null,
      },
    ],
  },
}

function makeStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

test('[RE4] a report that was kept goes with the right to one of its queues, and names no ticket', () => {
  const storage = makeStorage()
  storage.setItem('deskside.theme', 'dark')
  keepReport(storage, view, report)
  expect(JSON.stringify(storage.getItem(storage.key(1) ?? ''))).not.toContain('Secret words')
  expect(readKeptReport(storage, view, ['help', 'secret', 'more'])?.flow.arrived).toBe(3)
  // The next day asks for other dates.
  const next = { ...view, from: '2026-11-02', to: '2026-12-01' }
  expect(readKeptReport(storage, next, ['help', 'secret'])?.flow.arrived).toBe(3)
  expect(readKeptReport(storage, { ...view, by: 'tag' }, ['help', 'secret'])).toBeUndefined()
  expect(readKeptReport(storage, view, ['help'])).toBeUndefined()
  expect(storage.length).toBe(1)
  keepReport(storage, view, report)
  forgetReports(storage, ['secret'])
  expect(storage.length).toBe(1)
})

test('a report of another version is not shown, and goes', () => {
  const storage = makeStorage()
  for (const text of ['{"queues":[],"report":{"rows":[{}]}}', '{', 'null']) {
    storage.setItem('deskside.report.29 queue ', text)
    expect(readKeptReport(storage, view, ['help'])).toBeUndefined()
    expect(storage.length).toBe(0)
  }
})
