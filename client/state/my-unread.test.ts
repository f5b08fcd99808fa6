/** What counts as unread of mine, and what was seen just now. */
import { expect, test } from 'vitest'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { countUnread, justSeen, type Seeing } from './my-unread.ts'

const NOW = Date.UTC(2026, 2, 2, 10)

const rows: Row[] = [...makeTickets(4, NOW)].map(([id, ticket], at) => ({
  ...makeRow(id, ticket),
  assignee: 'me',
  status: 'open',
  lastKind: 'inbound',
  lastId: `m${at}`,
  lastAt: NOW - 10_000,
}))
const seeing = (seen: Record<string, string> = {}): Seeing => ({
  me: { id: 'me' },
  now: () => NOW,
  seen: (ticket) => seen[ticket] ?? null,
})
const change = (at: number, over: Partial<Row>): Row[] =>
  rows.map((row, place) => (place === at ? { ...row, ...over } : row))

test('[PU12] the number on the app is my open tickets with words nobody here has seen', () => {
  expect(countUnread(rows, seeing())).toBe(4)
  expect(countUnread(rows, seeing({ [rows[0]?.id ?? '']: 'm0' }))).toBe(3)
  // Seen up to an earlier message is not seen.
  expect(countUnread(rows, seeing({ [rows[0]?.id ?? '']: 'm-before' }))).toBe(4)
  for (const over of [
    { assignee: 'somebody' },
    { assignee: null },
    { status: 'solved' },
    { status: 'closed' },
    { lastKind: 'reply' },
    { mergedInto: 'x' },
  ] as const)
    expect(countUnread(change(1, over), seeing()), JSON.stringify(over)).toBe(3)
})

test('[PU7] only what came just now and is seen need be said', () => {
  const seen = seeing({ [rows[0]?.id ?? '']: 'm0', [rows[1]?.id ?? '']: 'm1' })
  expect(justSeen(change(1, { lastAt: NOW - 120_000 }), seen)).toEqual([
    { ticket: rows[0]?.id, message: 'm0' },
  ])
})
