import { expect, test } from 'vitest'
import { sayLost, type Part } from './lost-words.ts'

const names = {
  nameOf: (person: string | null) => (person === 'bea' ? 'Bea Lindqvist' : 'Nobody'),
  queueName: (slug: string) => slug,
}
const noon = new Date(2026, 10, 21, 12, 0).getTime()
const claimedAt = new Date(2026, 10, 21, 9, 10).getTime()
const say = (parts: Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : `*${part.em}*`)).join('')

test('[CO13] the loser is told what they set, when, and what stays', () => {
  const lost = { field: 'status', mine: 'waiting', claimedAt, stays: 'solved' }
  expect(say(sayLost({ lost, at: noon, by: null }, names, noon))).toBe(
    'You set *Waiting* at 09:10 (offline); *Solved* stays',
  )
  expect(say(sayLost({ lost, at: claimedAt + 900, by: null }, names, noon))).toBe(
    'You set *Waiting* at 09:10; *Solved* stays',
  )
  expect(say(sayLost({ lost, at: noon, by: 'Ada' }, names, noon))).toBe(
    'Ada’s *Waiting* of 09:10 came too late; *Solved* stays',
  )
})

test.each([
  [{ field: 'assignee', mine: null, stays: 'bea' }, '*Nobody*', '*Bea Lindqvist*'],
  [{ field: 'priority', mine: 'urgent', stays: 'low' }, '*Urgent*', '*Low*'],
  [{ field: 'snoozedUntil', mine: noon, stays: null }, '*Snoozed until 12:00*', '*Awake*'],
  [{ field: 'subject', mine: 'Crane', stays: 'Hook' }, '*Crane*', '*Hook*'],
  [{ field: 'c.level', mine: 3, stays: '' }, '*3*', '*nothing*'],
])('%j', (change, mine, stays) => {
  const said = say(sayLost({ lost: { ...change, claimedAt }, at: noon, by: null }, names, noon))
  expect(said).toBe(`You set ${mine} at 09:10 (offline); ${stays} stays`)
})
