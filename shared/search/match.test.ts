import { describe, expect, test } from 'vitest'
import type { Row } from '../ticket/ticket.ts'
import { startOfDay } from './day.ts'
import { makeSearchTest, makeTest, type DeepLeaf, type SearchFacts } from './match.ts'
import { parseSearch } from './parse.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 2, 2, 10)
const ROW: Row = {
  id: '0'.repeat(26),
  number: 1042,
  queue: 'support',
  subject: 'A refund',
  status: 'waiting',
  priority: 'high',
  assignee: 'p1',
  requester: 'Ana Lima',
  address: 'ana@customer.test',
  organisation: 'Acme Gmbh',
  tags: ['vip'],
  snippet: '',
  lastId: null,
  lastKind: null,
  lastAt: NOW - 2 * HOUR,
  createdAt: NOW - 30 * HOUR,
  messages: 1,
  hasFiles: true,
  snoozedUntil: NOW + HOUR,
  dueAt: NOW + HOUR,
  dueTarget: null,
  isBreached: false,
  hasTrouble: false,
  alsoIn: ['payments'],
}
const FACTS: SearchFacts = {
  me: 'p1',
  now: NOW,
  zone: 'UTC',
  nameOf: (person) => (person === 'p1' ? 'Béa Novák' : 'Carl'),
  queueName: (slug) => (slug === 'payments' ? 'Money things' : slug),
  isUnread: () => true,
  hasDraft: () => false,
}
const test1 = (text: string, deep: (leaf: DeepLeaf) => boolean | null = () => null) => {
  const parsed = parseSearch(text)
  if (!parsed.ok || !parsed.query) throw new Error('not a search')
  return makeTest(parsed.query, FACTS, (leaf) => () => deep(leaf))(ROW)
}

describe('what a row answers', () => {
  test.each([
    ['in:support', true],
    ['in:payments', true],
    ['in:"money things"', true],
    ['in:community', false],
    ['is:open', true],
    ['status:open', false],
    ['is:waiting', true],
    ['is:unread', true],
    ['is:snoozed', true],
    ['is:overdue', false],
    ['is:merged', false],
    ['assignee:me', true],
    ['assignee:none', false],
    ['assignee:novak', true],
    ['assignee:carl', false],
    ['org:acme', true],
    ['label:VIP', true],
    ['priority:high', true],
    ['has:attachment', true],
    ['has:draft', false],
    ['sla:<2h', true],
    ['sla:<30m', false],
    ['sla:>30m', true],
    ['updated:<3h', true],
    ['updated:>3h', false],
    ['before:2026-03-02', true],
    ['after:2026-03-02', false],
    ['after:2026-03-01', true],
    ['id:1042', true],
    ['-id:1042', false],
    ['id:1 OR priority:high', true],
  ])('%s', (text, answer) => {
    expect(test1(text)).toBe(answer)
  })
})

test('[SE4] what cannot be told here is neither a hit nor its opposite', () => {
  expect(test1('word')).toBeNull()
  expect(test1('-word')).toBeNull()
  expect(test1('word is:open')).toBeNull()
  expect(test1('word id:1')).toBe(false)
  expect(test1('word OR is:open')).toBe(true)
  expect(test1('-(word OR is:open)')).toBe(false)
  expect(test1('word', () => true)).toBe(true)
})

test('[SE5] a day begins where the person is', () => {
  expect(startOfDay('2026-01-01', 'UTC')).toBe(Date.UTC(2026, 0, 1))
  expect(startOfDay('2026-01-01', 'Europe/Berlin')).toBe(Date.UTC(2025, 11, 31, 23))
  expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23))
  expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 22))
  expect(startOfDay('2026-01-01', 'Pacific/Auckland')).toBe(Date.UTC(2025, 11, 31, 11))
})

describe('[SP4] spam', () => {
  const spam: Row = { ...ROW, isSpam: true }
  test.each([
    ['refund', false, true],
    ['status:waiting', false, true],
    ['-status:closed', false, true],
    ['is:spam', true, false],
    ['refund is:spam', true, false],
    ['refund -is:spam', false, true],
    ['is:spam OR status:waiting', true, true],
    ['id:1042', true, true],
  ])('“%s” finds it: %s; the same ticket unmarked: %s', (text, isFound, isFoundUnmarked) => {
    const parsed = parseSearch(text)
    if (!parsed.ok || !parsed.query) throw new Error('not a search')
    const test = makeSearchTest(parsed.query, FACTS, () => () => true)
    expect(test(spam)).toBe(isFound)
    expect(test(ROW)).toBe(isFoundUnmarked)
  })
})
