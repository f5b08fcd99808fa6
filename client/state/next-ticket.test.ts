/** Which ticket is handed out next: the most urgent one, that is nobody else's, and in which nobody is. */
import { expect, test } from 'vitest'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Present, Replica } from '../replica/api.ts'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { compareUrgency, mayBeNext, pickFree } from './next-ticket.ts'

const [some] = makeStandIn({ tickets: 1, now: 0 }).rows()
if (!some) throw new Error('there is one')
const row = (over: Partial<Row>): Row => ({ ...some, ...over })
const facts = {
  me: 'bea',
  now: 1_000,
  drafts: new Set<string>(),
  refused: new Set<string>(),
  isUnread: () => false,
}

test('what is due first, then what matters most, then who has waited longest', () => {
  const base = { dueAt: null, priority: 'normal', lastAt: 50 } as const
  const rows = [
    row({ ...base, id: 'late', lastAt: 90 }),
    row({ ...base, id: 'early', lastAt: 10 }),
    row({ ...base, id: 'urgent', priority: 'urgent', lastAt: 99 }),
    row({ ...base, id: 'due later', dueAt: 20 }),
    row({ ...base, id: 'due', dueAt: 10, priority: 'low' }),
  ]
  expect(rows.toSorted(compareUrgency).map(({ id }) => id)).toEqual([
    'due',
    'due later',
    'urgent',
    'early',
    'late',
  ])
})

test('never what is somebody else’s, done, waiting or asleep', () => {
  const base = { status: 'open', assignee: null, snoozedUntil: null } as const
  expect(mayBeNext(row(base), facts)).toBe(true)
  expect(mayBeNext(row({ ...base, assignee: 'bea' }), facts)).toBe(true)
  expect(mayBeNext(row({ ...base, assignee: 'omar' }), facts)).toBe(false)
  expect(mayBeNext(row({ ...base, status: 'solved' }), facts)).toBe(false)
  expect(mayBeNext(row({ ...base, status: 'waiting' }), facts)).toBe(false)
  expect(mayBeNext(row({ ...base, snoozedUntil: 2_000 }), facts)).toBe(false)
})

const present = (person: string): Present => ({
  person,
  name: person,
  color: 'red',
  isReplying: false,
  isMe: person === 'bea',
})

/** Rooms in which somebody is; says which were entered and not left. */
function rooms(taken: readonly string[]) {
  const open = new Set<string>()
  const asked: string[] = []
  const enter: Replica['enter'] = (ticket, listen) => {
    open.add(ticket)
    asked.push(ticket)
    listen([present('bea')])
    if (taken.includes(ticket)) queueMicrotask(() => listen([present('bea'), present('omar')]))
    return { setReplying() {}, leave: () => void open.delete(ticket) }
  }
  return { replica: { enter }, open, asked }
}
const options = { isLive: true, wait: () => Promise.resolve() }

test('[WO7] one in which somebody is is passed over, and no room stays open', async () => {
  const { replica, open } = rooms(['a', 'b', 'c', 'd', 'e'])
  expect(await pickFree(replica, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], options)).toBe('f')
  expect(await pickFree(replica, ['a', 'b'], options)).toBeNull()
  expect(await pickFree(replica, [], options)).toBeNull()
  expect(open.size).toBe(0)
})

test('without a link nobody can be asked: the most urgent one comes', async () => {
  const { replica, asked } = rooms(['a'])
  expect(await pickFree(replica, ['a', 'b'], { ...options, isLive: false })).toBe('a')
  expect(asked).toEqual([])
})
