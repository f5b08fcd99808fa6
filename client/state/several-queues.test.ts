/** A ticket that several queues see, in the views and the thread of a device. */
import { expect, test } from 'vitest'
import { makeTest } from '../../shared/search/match.ts'
import { makeRow, queuesOfRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { sayChange } from './change-words.ts'
import { belongs, type ViewFacts } from './view.ts'
import { makeViewTally } from './view-tally.ts'

const facts: ViewFacts = {
  me: 'bea',
  now: 0,
  drafts: new Set(),
  refused: new Set(),
  isUnread: () => false,
}

const [sample] = makeTickets(1, 1_000).values()
if (!sample) throw new Error('no sample')
const own = { ...sample, queue: 'support', status: 'open' as const, snoozedUntil: null }
const shared: Row = makeRow('a', {
  ...own,
  facts: { ...own.facts, alsoIn: ['payments', 'support'] },
})
const plain: Row = makeRow('b', own)

test('[MA28] it is in the list of each of its queues, and counted there', () => {
  expect(queuesOfRow(shared)).toEqual(['support', 'payments'])
  for (const queue of ['support', 'payments'])
    expect(belongs(`q-${queue}`, shared, facts)).toBe(true)
  expect(belongs('q-community', shared, facts)).toBe(false)
  const tally = makeViewTally(facts)
  for (const row of [shared, plain]) tally.put(row.id, row)
  const counts = tally.counts()
  expect([counts.get('q-support'), counts.get('q-payments'), counts.get('inbox')]).toEqual([
    2, 1, 2,
  ])
})

test('[MA28] a search by queue finds it by each, and a row without the field by its own', () => {
  const found = (text: string) => {
    const known = {
      me: 'me',
      now: 0,
      zone: 'UTC',
      nameOf: () => '',
      queueName: (slug: string) => slug,
      isUnread: () => false,
      hasDraft: () => false,
    }
    const test = makeTest({ kind: 'in', text }, known, () => () => null)
    return [shared, plain].filter((row) => test(row) === true).map(({ id }) => id)
  }
  expect(found('payments')).toEqual(['a'])
  expect(found('support')).toEqual(['a', 'b'])
  expect(plain).not.toHaveProperty('alsoIn')
})

test('[MA28] the thread says by name who sees it from now on, and no more', () => {
  const names = { nameOf: () => '', queueName: (slug: string) => slug.toUpperCase() }
  const said = (from: string | null, to: string | null) =>
    sayChange('Omar', { field: 'alsoIn', from, to }, names, 0)
  expect(said(null, 'payments')).toBe('Omar opened it to PAYMENTS too')
  expect(said('payments', null)).toBe('Omar took it out of PAYMENTS')
})
