import { expect, test } from 'vitest'
import { makeId } from '../kit/id.ts'
import { planMerge } from './merge-plan.ts'
import type { Message, Ticket } from './ticket.ts'

let next = 0
const id = () => makeId(++next, (bytes) => new Uint8Array(bytes))
const message = (over: Partial<Message> = {}): Message => ({
  id: id(),
  kind: 'inbound',
  by: { kind: 'contact', id: 'ruth', name: 'Ruth' },
  at: next,
  text: 'words',
  ...over,
})
const ticket = (over: Partial<Ticket>, facts: Partial<Ticket['facts']> = {}): Ticket => ({
  subject: 'It does not open',
  status: 'open',
  priority: 'normal',
  queue: 'support',
  assignee: null,
  snoozedUntil: null,
  isSnoozeFirm: false,
  isSpam: false,
  custom: {},
  tags: [],
  watchers: [],
  messages: [],
  delivery: {},
  ...over,
  facts: {
    number: 1,
    requester: { id: 'ruth', name: 'Ruth', address: 'ruth@customer.test', isVerified: true },
    organisation: null,
    channel: 'mail',
    acceptedAt: 1,
    mergedInto: null,
    alsoIn: [],
    participants: [],
    clocks: [],
    ...facts,
  },
})
const file = {
  hash: 'a'.repeat(64),
  name: 'plan.pdf',
  type: 'application/pdf',
  bytes: 3,
  cid: null,
}

test('[CO14] what moves is counted once: events stay, and so does what is there already', () => {
  const both = message()
  const from = ticket({
    messages: [
      both,
      message({
        attachments: [
          { ...file, inline: false },
          { ...file, inline: true },
        ],
      }),
      message({ kind: 'note' }),
      message({ kind: 'event' }),
    ],
  })
  const plan = planMerge(from, ticket({ messages: [both] }))
  expect(plan).toMatchObject({ messages: 1, notes: 1, files: 1, isTooMuch: false })
})

test('[CO15] it says who sees more, and who is on the other one from then on', () => {
  const olga = { id: 'olga', name: 'Olga', address: 'olga@other.test' }
  const from = ticket({}, { participants: [{ ...olga, how: 'wrote' }] })
  const into = ticket({ queue: 'payments' }, { requester: { ...olga, isVerified: false } })
  expect(planMerge(from, into)).toMatchObject({
    seenBy: ['payments'],
    people: [{ address: 'ruth@customer.test', name: 'Ruth' }],
    isSameRequester: false,
  })
  expect(planMerge(from, ticket({})).seenBy).toEqual([])
})

test('[OU5] replies that are held go at once, those for later are drafts again; running clocks end', () => {
  const clock = { target: 'resolution', state: 'running', dueAt: 9, endedAt: null } as const
  const from = ticket(
    {
      delivery: {
        one: { state: 'held', at: 1 },
        two: { state: 'held', at: 1, isScheduled: true },
        three: { state: 'delivered', at: 1 },
      },
    },
    { clocks: [clock, { ...clock, state: 'met', endedAt: 3 }] },
  )
  expect(planMerge(from, ticket({}))).toMatchObject({ goingOut: 1, putOff: 1, clocks: 1 })
})
