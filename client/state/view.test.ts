import { describe, expect, test } from 'vitest'
import type { Row } from '../../shared/ticket/ticket.ts'
import {
  belongs,
  compareRows,
  parseViewId,
  selectRows,
  settleList,
  VIEW_IDS,
  viewsOf,
  type ViewFacts,
} from './view.ts'

const NOW = 1_000_000
const facts: ViewFacts = {
  me: 'bea',
  now: NOW,
  drafts: new Set(['d']),
  refused: new Set(['x']),
  isUnread: (row) => row.lastKind === 'inbound',
}

function row(change: Partial<Row>): Row {
  return {
    id: 'a',
    number: 1,
    queue: 'support',
    subject: 'Export stops',
    status: 'open',
    priority: 'normal',
    assignee: null,
    requester: 'Chloé Dubois',
    address: 'chloe@lyon.example',
    organisation: null,
    tags: [],
    snippet: 'at 10,000 rows',
    lastId: 'm1',
    lastKind: 'inbound',
    lastAt: 10,
    createdAt: 1,
    messages: 1,
    hasFiles: false,
    snoozedUntil: null,
    dueAt: null,
    dueTarget: null,
    isBreached: false,
    hasTrouble: false,
    ...change,
  }
}

describe('which rows belong where', () => {
  test('the inbox holds what is new or open and awake', () => {
    expect(belongs('inbox', row({}), facts)).toBe(true)
    expect(belongs('inbox', row({ status: 'new' }), facts)).toBe(true)
    expect(belongs('inbox', row({ status: 'waiting' }), facts)).toBe(false)
    expect(belongs('inbox', row({ snoozedUntil: NOW + 1 }), facts)).toBe(false)
    expect(belongs('inbox', row({ snoozedUntil: NOW }), facts)).toBe(true)
  })
  test('mine is mine until it is solved', () => {
    expect(belongs('mine', row({ assignee: 'bea', status: 'waiting' }), facts)).toBe(true)
    expect(belongs('mine', row({ assignee: 'bea', status: 'solved' }), facts)).toBe(false)
    expect(belongs('mine', row({ assignee: 'omar' }), facts)).toBe(false)
  })

  test('what I snoozed stays in mine, and is in no list of what is to be done', () => {
    const asleep = row({ assignee: 'bea', status: 'open', snoozedUntil: NOW + 1 })
    const views = (['mine', 'snoozed', 'all', 'inbox', 'unassigned'] as const).filter((view) =>
      belongs(view, asleep, facts),
    )
    expect(views).toEqual(['mine', 'snoozed', 'all'])
  })
  test('needs attention: refused sends, bounced mail, broken promises of open tickets', () => {
    expect(belongs('attention', row({ id: 'x' }), facts)).toBe(true)
    expect(belongs('attention', row({ hasTrouble: true, status: 'solved' }), facts)).toBe(true)
    expect(belongs('attention', row({ isBreached: true }), facts)).toBe(true)
    expect(belongs('attention', row({ isBreached: true, status: 'closed' }), facts)).toBe(false)
    expect(belongs('attention', row({}), facts)).toBe(false)
  })
  test('[SP1] [SP5] spam is in its own list alone, and where somebody answered it, unread', () => {
    const spam = row({ isSpam: true, assignee: 'bea', hasTrouble: true, mentions: { bea: 'm1' } })
    for (const view of [...VIEW_IDS, 'q-support'] as const)
      expect(belongs(view, spam, facts), view).toBe(view === 'spam')
    expect(belongs('spam', row({}), facts)).toBe(false)
    expect(belongs('attention', row({ id: 'x', isSpam: true }), facts)).toBe(true)
    const answered = { isSpam: true, isSpamAnswered: true } as const
    expect(belongs('attention', row(answered), facts)).toBe(true)
    expect(belongs('attention', row({ ...answered, lastKind: 'reply' }), facts)).toBe(false)
  })
  test('a queue shows its own', () => {
    expect(belongs('q-support', row({}), facts)).toBe(true)
    expect(belongs('q-payments', row({}), facts)).toBe(false)
  })
  test('the views of a row are those it belongs in, its queues among them', () => {
    const rows = [row({}), row({ id: 'd', status: 'waiting' }), row({ id: 'c', status: 'closed' })]
    for (const one of rows)
      for (const view of [...VIEW_IDS, 'q-support', 'q-sales'] as const)
        expect(viewsOf(one, facts).includes(view)).toBe(belongs(view, one, facts))
    expect(
      rows.flatMap((one) => viewsOf(one, facts)).filter((view) => view === 'all'),
    ).toHaveLength(3)
  })
  test('an address names a view or nothing', () => {
    expect(parseViewId('inbox')).toBe('inbox')
    expect(parseViewId('q-support')).toBe('q-support')
    expect(parseViewId('q-<b>')).toBeNull()
    expect(parseViewId('nonsense')).toBeNull()
  })
})

describe('order', () => {
  const ids = (rows: Row[]) => rows.map((one) => one.id)
  test('next due first, without a clock last, equal rows by id', () => {
    const rows = [
      row({ id: 'n', lastAt: 99 }),
      row({ id: 'b', dueAt: 5 }),
      row({ id: 'a', dueAt: 5 }),
      row({ id: 'c', dueAt: 1 }),
      row({ id: 'm', lastAt: 100 }),
    ]
    expect(ids(rows.sort(compareRows('due')))).toEqual(['c', 'a', 'b', 'm', 'n'])
  })
  test('priority first, then the latest word', () => {
    const rows = [
      row({ id: 'a', priority: 'low' }),
      row({ id: 'b', priority: 'urgent', lastAt: 1 }),
      row({ id: 'c', priority: 'urgent', lastAt: 2 }),
    ]
    expect(ids(rows.sort(compareRows('priority')))).toEqual(['c', 'b', 'a'])
  })
})

test('a search looks in every view, in the order of this one', () => {
  const rows = [row({ id: 'a', status: 'solved' }), row({ id: 'b' }), row({ id: 'c' })]
  const matcher = (one: Row) => one.id !== 'b'
  const found = selectRows(rows, { view: 'inbox', sort: 'due', matcher }, facts)
  expect(found.map(({ id }) => id)).toEqual(['a', 'c'])
  const all = selectRows(rows, { view: 'inbox', sort: 'due', matcher: null }, facts)
  expect(all.map(({ id }) => id)).toEqual(['b', 'c'])
})

describe('[UX-INBOX-3] new mail never shifts the row under the pointer', () => {
  const nobody = new Set<string>()
  test('held, nothing is put in or moved; what came is counted', () => {
    const { shown, arrived } = settleList(['a', 'b', 'c'], ['n', 'c', 'a', 'b'], true, nobody)
    expect(shown).toEqual(['a', 'b', 'c'])
    expect(arrived).toEqual(['n'])
  })
  test('what others sent away stays in its place until one lets go', () => {
    expect(settleList(['a', 'b', 'c'], ['a', 'c'], true, nobody).shown).toEqual(['a', 'b', 'c'])
    expect(settleList(['a', 'b', 'c'], ['a', 'c'], false, nobody).shown).toEqual(['a', 'c'])
  })
  test('what I sent away leaves at once, and comes back to its place when undone', () => {
    const mine = new Set(['b'])
    expect(settleList(['a', 'b', 'c'], ['a', 'c'], true, mine).shown).toEqual(['a', 'c'])
    expect(settleList(['a', 'c'], ['a', 'b', 'c'], true, mine).shown).toEqual(['a', 'b', 'c'])
    expect(settleList(['b2', 'c'], ['b', 'b2', 'c'], true, mine).shown).toEqual(['b', 'b2', 'c'])
  })
  test('an empty list fills at once', () => {
    expect(settleList([], ['a'], true, nobody)).toEqual({ shown: ['a'], arrived: [] })
  })
})

test('the inbox in parts: by the clock that runs, and where none does by what happened', () => {
  const parts = (over: Partial<Row>) =>
    (['first', 'next', 'waiting', 'inbox'] as const).filter((view) =>
      belongs(view, row(over), facts),
    )
  expect(parts({ status: 'new', dueTarget: 'firstResponse' })).toEqual(['first', 'inbox'])
  expect(parts({ status: 'new', dueTarget: null })).toEqual(['first', 'inbox'])
  expect(parts({ status: 'open', dueTarget: 'nextResponse', lastKind: 'inbound' })).toEqual([
    'next',
    'inbox',
  ])
  expect(parts({ status: 'open', dueTarget: 'resolution', lastKind: 'reply' })).toEqual(['inbox'])
  expect(parts({ status: 'waiting', dueTarget: null })).toEqual(['waiting'])
  expect(parts({ status: 'new', snoozedUntil: NOW + 1 })).toEqual([])
})

test('[DR12] drafts are those with words on this device, and those that anybody began on any other', () => {
  expect(belongs('drafts', row({ id: 'd' }), facts)).toBe(true)
  expect(belongs('drafts', row({ draftBy: ['bea'] }), facts)).toBe(true)
  expect(belongs('drafts', row({ draftBy: ['omar'] }), facts)).toBe(true)
  expect(belongs('drafts', row({}), facts)).toBe(false)
})
