import { expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { baseOf, foldThread, lastSettledId, newerThan } from './thread.ts'

const message = (id: string, kind: Message['kind']): Message => ({
  id,
  kind,
  by: { kind: 'agent', id: 'bea', name: 'Bea' },
  at: 1,
  text: id,
})
const thread = [
  message('1', 'inbound'),
  message('2', 'event'),
  message('3', 'event'),
  message('4', 'note'),
  message('5', 'reply'),
  message('6', 'event'),
  message('7', 'inbound'),
]

test('events between messages fold into one entry, messages keep their identity', () => {
  const entries = foldThread(thread)
  expect(entries.map((entry) => (entry.kind === 'fold' ? entry.events.length : entry.id))).toEqual([
    '1',
    2,
    '4',
    '5',
    1,
    '7',
  ])
  expect(entries[0]).toBe(thread[0])
})

test('what is newer than seen are public messages only', () => {
  expect(newerThan(thread, '1').map((one) => one.id)).toEqual(['5', '7'])
  expect(newerThan(thread, '7')).toEqual([])
  expect(newerThan(thread, null)).toHaveLength(3)
})

test('[OU5] one’s own reply counts as seen once it can no longer be taken back', () => {
  const messages = thread.slice(0, 5)
  expect(lastSettledId({ messages, delivery: {} }, 'bea')).toBe('1')
  expect(lastSettledId({ messages, delivery: { 5: { state: 'held', at: 1 } } }, 'bea')).toBe('1')
  expect(lastSettledId({ messages, delivery: { 5: { state: 'held', at: 1 } } }, 'ada')).toBe('5')
  const sent = { 5: { state: 'handed-over' as const, at: 1 } }
  expect(lastSettledId({ messages, delivery: sent }, 'bea')).toBe('5')
  expect(lastSettledId({ messages: [], delivery: {} }, 'bea')).toBeNull()
})

test('[OU6] a colleague’s note that was read holds no reply back', () => {
  const messages = thread.slice(0, 4)
  expect(baseOf({ messages, delivery: {} }, 'ada', '1')).toBe('4')
  expect(baseOf({ messages: thread, delivery: {} }, 'ada', '1')).toBe('1')
  expect(baseOf({ messages, delivery: {} }, 'ada', null)).toBeNull()
  // One's own note, written offline, proves nothing of what came before it.
  expect(baseOf({ messages, delivery: {} }, 'bea', '1')).toBe('1')
})
