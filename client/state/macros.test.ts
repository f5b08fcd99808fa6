/** What a macro finds on a ticket, and what it sets there. */
import { expect, test, vi } from 'vitest'
import type { Macro } from '../../shared/ticket/macro.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { DESK, makeTickets } from '../test-stage/sample-tickets.ts'
import { offeredIn, valuesOf, verbsOf, watchMacros } from './macros.ts'

const [sample] = makeTickets(1, 0).values()
if (!sample) throw new Error('there is no sample')
const ticket: Ticket = { ...sample, queue: 'support', tags: ['old'], status: 'open' }
const desk = { info: () => DESK, queueName: (slug: string) => `The ${slug}` }

function named(name: string, number = 12) {
  const requester = { ...ticket.facts.requester, name }
  return valuesOf(desk, { ...ticket, facts: { ...ticket.facts, requester, number } })
}

test('values are those of the ticket and of who writes', () => {
  expect(named('Uma Novak')).toEqual({
    requester: 'Uma Novak',
    'first name': 'Uma',
    address: ticket.facts.requester.address,
    number: '12',
    subject: ticket.subject,
    agent: DESK.me.name,
    queue: 'The support',
    desk: DESK.name,
  })
})

test('a first name is not guessed where there is none', () => {
  expect(named('Novak, Uma Lea')['first name']).toBe('Uma')
  expect(named('uma@user.test')['first name']).toBe('')
  expect(named('')['first name']).toBe('')
  expect(named('Uma', -1)).not.toHaveProperty('number')
})

test('only what the ticket does not say already is set', () => {
  const ask = { status: 'open', priority: 'urgent', assignMe: true, tags: ['old', 'new'] } as const
  const sets = { ...ask, tags: [...ask.tags] }
  const now = { ...ticket, priority: 'normal', assignee: 'ada' } as const
  expect(verbsOf(sets, now, 'ada')).toEqual([
    { op: 'set-priority', priority: 'urgent' },
    { op: 'add-tag', tag: 'new' },
  ])
  expect(verbsOf({}, now, 'ada')).toEqual([])
})

test('one that is for other queues is not offered', () => {
  const macro = (id: string, queues: string[] | null): Macro => {
    const own = { name: id, text: id, sets: {}, isShared: true, by: 'ada', changedAt: 1 }
    return { ...own, id, queues }
  }
  const all = [macro('a', null), macro('b', ['sales']), macro('c', ['sales', 'support'])]
  expect(offeredIn(all, 'support').map(({ id }) => id)).toEqual(['a', 'c'])
})

test('[OU1] macros are fetched and kept whenever the link comes up, also when nobody has looked at them yet', async () => {
  const macro: Macro = {
    id: '1'.padStart(26, '0'),
    name: 'Known',
    text: 'It is known.',
    sets: {},
    queues: null,
    isShared: true,
    by: 'ann',
    changedAt: 1,
  }
  const kept: unknown[] = []
  let isChecking = true
  let tell = () => {}
  vi.stubGlobal('fetch', async () => Response.json({ macros: [macro] }))
  const replica = {
    sync: () => ({ isChecking }),
    onSync: (listen: () => void) => {
      tell = listen
      return () => {}
    },
    keepList: async (_name: string, list: unknown) => kept.push(list) > 0,
  }
  watchMacros(replica)
  for (const next of [false, false, true, false]) {
    isChecking = next
    tell()
  }
  await vi.waitFor(() => expect(kept).toHaveLength(2))
  expect(kept[0]).toMatchObject({ macros: [macro] })
  vi.unstubAllGlobals()
})
