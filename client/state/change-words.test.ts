import { expect, test } from 'vitest'
import { sayChange } from './change-words.ts'

const names = {
  nameOf: (person: string | null) => (person === 'bea' ? 'Bea Lindqvist' : 'Nobody'),
  queueName: (slug: string) => (slug === 'pay' ? 'Payments' : slug),
}

const NOON = new Date(2026, 10, 23, 12).getTime()
const iso = (day: number) => new Date(2026, 10, day, 14, 5).toISOString()

test.each([
  [{ field: 'status', from: 'new', to: 'on-hold' }, 'Omar changed the status from New to On hold'],
  [{ field: 'assignee', from: null, to: 'bea' }, 'Omar set the assignee to Bea Lindqvist'],
  [{ field: 'assignee', from: 'bea', to: null }, 'Omar cleared the assignee'],
  [{ field: 'queue', from: 'x', to: 'pay' }, 'Omar changed the queue from x to Payments'],
  [{ field: 'tag', from: null, to: 'vip' }, 'Omar added the tag vip'],
  [{ field: 'tag', from: 'vip', to: null }, 'Omar removed the tag vip'],
  [{ field: 'snoozedUntil', from: null, to: iso(23) }, 'Omar snoozed it until 14:05'],
  [{ field: 'snoozedUntil', from: iso(23), to: iso(24) }, 'Omar snoozed it until 24 Nov, 14:05'],
  [{ field: 'snoozedUntil', from: iso(24), to: null }, 'Omar woke it'],
  [{ field: 'c.version', from: null, to: '2' }, 'Omar set c.version to 2'],
])('%j', (change, said) => expect(sayChange('Omar', change, names, NOON)).toBe(said))
