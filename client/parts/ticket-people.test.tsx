/** Somebody is taken off a ticket from its side panel: by pointer and key, asked of the server once, undone by the opposite. */
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { ChangeLine } from './change-line.tsx'
import { PeopleOn } from './ticket-people.tsx'

let replica: StandIn
let desk: Desk
let dispose = () => {}
beforeEach(() => {
  replica = makeStandIn({ tickets: 2, now: Date.now() })
  desk = createRoot((done) => {
    dispose = done
    return createDesk(replica)
  })
})
afterEach(() => {
  cleanup()
  dispose()
  localStorage.clear()
})

const participants = [
  { id: 'c-1', name: 'Cleo', address: 'cleo@x.test', how: 'added' as const },
  { id: 'c-2', name: '', address: 'dan@x.test', how: 'wrote' as const },
]

test('[CO25] by pointer or key, with a name in the button, and undo; the focus goes to the next', async () => {
  const [row] = replica.rows()
  const opened = await replica.openTicket(row?.id ?? '')
  if (!row || !opened.ok) throw new Error('there are two')
  const { ticket } = opened.value
  render(() => (
    <DeskProvider desk={desk}>
      <PeopleOn row={row} ticket={{ ...ticket, facts: { ...ticket.facts, participants } }} />
    </DeskProvider>
  ))
  const button = (name: string) =>
    screen.getByRole('button', { name: `Take ${name} off this ticket` })
  fireEvent.click(button('Cleo'))
  const asked = (kind: string, person: string) => ({ kind, ticket: row.id, person })
  await waitFor(() => expect(replica.commands).toEqual([asked('take-off', 'c-1')]))
  expect(document.activeElement).toBe(button('dan@x.test'))
  await desk.undo()
  expect(replica.commands.at(-1)).toEqual(asked('put-back', 'c-1'))
  fireEvent.keyDown(button('dan@x.test'), { key: 'Delete' })
  await waitFor(() => expect(replica.commands.at(-1)).toEqual(asked('take-off', 'c-2')))
  // What undo keeps says numbers, and nobody’s name.
  expect(JSON.stringify(localStorage)).not.toMatch(/cleo|dan@/i)
})

test('[CO25] the thread says who did what to whom', () => {
  const event = (is: 'on' | 'off' | 'back', at: number): Message => ({
    id: `e-${at}`,
    kind: 'event',
    by: { kind: 'agent', id: 'a-1', name: 'Ada' },
    at,
    text: 'Somebody was taken off this ticket.',
    person: { id: 'c-1', name: is === 'off' ? 'Cleo' : '', address: 'cleo@x.test', is },
  })
  const events = [event('on', 1), event('off', 2), event('back', 3)]
  render(() => (
    <DeskProvider desk={desk}>
      <ChangeLine events={events} isOpen onToggle={() => {}} />
    </DeskProvider>
  ))
  expect(
    screen.getAllByRole('listitem').map((one) => one.querySelector('span')?.textContent),
  ).toEqual([
    'Ada put cleo@x.test on this ticket',
    'Ada took Cleo off this ticket',
    'Ada put cleo@x.test back on this ticket',
  ])
})
