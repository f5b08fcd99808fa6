import { expect, test } from 'vitest'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeUndoStack } from './create-undo.ts'
import { oppositeOf, stillStands, UNDO_STEPS_MAX, type Undo } from './undo.ts'

const [id, ticket] = [...makeTickets(1, 1_800_000_000_000)][0] ?? []
if (!id || !ticket) throw new Error('the sample has a ticket')
const row: Row = { ...makeRow(id, ticket), status: 'open', tags: ['bug'], assignee: null }

test.each<[TicketOp, TicketOp]>([
  [
    { op: 'set-status', status: 'solved' },
    { op: 'set-status', status: 'open' },
  ],
  [
    { op: 'set-assignee', assignee: 'bea' },
    { op: 'set-assignee', assignee: null },
  ],
  [
    { op: 'add-tag', tag: 'vip' },
    { op: 'remove-tag', tag: 'vip' },
  ],
  [
    { op: 'remove-tag', tag: 'bug' },
    { op: 'add-tag', tag: 'bug' },
  ],
])('the opposite of %j is %j', (op, opposite) => expect(oppositeOf(op, row)).toEqual(opposite))

test('what changes nothing has nothing to undo', () => {
  expect(oppositeOf({ op: 'set-status', status: 'open' }, row)).toBeNull()
  expect(oppositeOf({ op: 'add-tag', tag: 'bug' }, row)).toBeNull()
})

test('someone else’s later change is never undone', () => {
  const done: TicketOp = { op: 'set-status', status: 'solved' }
  expect(stillStands(done, { ...row, status: 'solved' })).toBe(true)
  expect(stillStands(done, { ...row, status: 'waiting' })).toBe(false)
})

function makeStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: () => null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  }
}
const step = (ticketId: string): Undo => ({
  kind: 'move',
  ticket: ticketId,
  title: '',
  from: 'support',
  to: 'payments',
})

test('the stack survives a reload, belongs to one person, and has an end', () => {
  const storage = makeStorage()
  const stack = makeUndoStack(storage, 'bea')
  for (let n = 0; n < UNDO_STEPS_MAX + 5; n++) stack.push(step(String(n)))
  const again = makeUndoStack(storage, 'bea')
  expect(makeUndoStack(storage, 'omar').pop()).toBeUndefined()
  let count = 0
  let last: Undo | undefined
  for (let one = again.pop(); one; one = again.pop()) {
    count++
    last = one
  }
  expect(count).toBe(UNDO_STEPS_MAX)
  expect(last).toMatchObject({ ticket: '5' })
})

test('a damaged stack is an empty one', () => {
  const storage = makeStorage()
  storage.setItem('deskside.undo.bea', '[{"kind":"move"}]')
  expect(makeUndoStack(storage, 'bea').pop()).toBeUndefined()
})
