/** What an empty inbox says besides: the soonest promise, and how much sleeps. */
import { expect, test } from 'vitest'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { idOf, makeTickets } from '../test-stage/sample-tickets.ts'
import { restOf } from './rest-of-desk.ts'

const NOW = 1_000_000
const [sample] = makeTickets(1, NOW).values()

function row(change: Partial<Row>): Row {
  if (!sample) throw new Error('there is no sample')
  const { isSpam: _no, ...plain } = makeRow(idOf(1), sample)
  return { ...plain, status: 'open', dueAt: null, snoozedUntil: null, ...change }
}

test('the soonest promise of what is not done, and how many sleep now', () => {
  const rows = [
    row({ dueAt: 30, snoozedUntil: NOW + 1 }),
    row({ dueAt: 20, snoozedUntil: NOW }),
    row({ dueAt: 10, status: 'solved', snoozedUntil: NOW + 1 }),
    row({ dueAt: 10, isSpam: true, snoozedUntil: NOW + 1 }),
  ]
  expect(restOf(rows, NOW)).toEqual({ nextDue: 20, snoozed: 1 })
  expect(restOf([], NOW)).toEqual({ nextDue: null, snoozed: 0 })
})
