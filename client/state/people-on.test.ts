/** Who is on a ticket, and who sees it. */
import { expect, test } from 'vitest'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { agentsOn, peopleOn, seenThrough } from './people-on.ts'

const [sample] = makeTickets(1, 1_000_000).values()

function ticket() {
  if (!sample) throw new Error('there is no sample')
  return sample
}

const message = (id: string, kind: 'inbound' | 'reply' | 'note', by: [string, string]) => ({
  id,
  kind,
  by: {
    kind: kind === 'inbound' ? ('contact' as const) : ('agent' as const),
    id: by[0],
    name: by[1],
  },
  at: 1,
  text: 'Hello',
  via: 'app' as const,
})

test('[WO15] participants and whoever else wrote are on it, each once, and not the requester', () => {
  const { facts } = ticket()
  const messages = [
    message('1', 'inbound', [facts.requester.id, 'Ruth']),
    message('2', 'inbound', ['c-1', 'Cleo']),
    message('3', 'inbound', ['c-2', 'Dan']),
    message('4', 'inbound', ['c-2', 'Dan']),
    message('5', 'reply', ['a-1', 'Ada']),
    message('6', 'note', ['a-1', 'Ada']),
  ]
  const participants = [
    { id: 'c-1', name: 'Cleo', address: 'cleo@x.test', how: 'added' as const },
    { id: facts.requester.id, name: 'Ruth', address: 'ruth@x.test', how: 'wrote' as const },
  ]
  expect(peopleOn({ facts: { ...facts, participants }, messages })).toEqual([
    { id: 'c-1', name: 'Cleo', address: 'cleo@x.test', how: 'added' },
    { id: 'c-2', name: 'Dan', address: '', how: 'wrote' },
  ])
  expect(agentsOn({ messages })).toEqual(['a-1'])
})

test('[CO25] who was taken off is not on it by what they wrote before', () => {
  const { facts } = ticket()
  const messages = [
    message('1', 'inbound', ['c-1', 'Cleo']),
    message('2', 'inbound', ['c-2', 'Dan']),
  ]
  const takenOff = [{ id: 'c-1', name: 'Cleo', address: 'cleo@x.test', how: 'wrote' as const }]
  expect(peopleOn({ facts: { ...facts, takenOff }, messages }).map(({ id }) => id)).toEqual(['c-2'])
})

test('[WO15] who sees it are the people behind its queues; of a server that does not say nobody is named', () => {
  const person = (id: string, name: string, queues?: string[], isDisabled = false) => ({
    id,
    name,
    email: `${id}@desk.test`,
    role: 'agent' as const,
    isDisabled,
    ...(queues ? { queues } : {}),
  })
  const everybody = [
    person('b', 'Ben', ['support']),
    person('a', 'Ada', ['support', 'payments']),
    person('c', 'Cleo', ['support'], true),
  ]
  const names = (row: { queue: string; alsoIn?: string[] }) =>
    seenThrough(row, everybody).map(({ queue, people }) => [queue, people?.map((p) => p.name)])
  expect(names({ queue: 'support', alsoIn: ['payments'] })).toEqual([
    ['support', ['Ada', 'Ben']],
    ['payments', ['Ada']],
  ])
  expect(seenThrough({ queue: 'support' }, [person('a', 'Ada')])).toEqual([
    { queue: 'support', people: null },
  ])
})
