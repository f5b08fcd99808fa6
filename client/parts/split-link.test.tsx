/** Splitting and linking from the screen: told before, asked of the server once, undone by the opposite. */
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Link } from '../../shared/ticket/links.ts'
import { mayLeave } from '../../shared/ticket/split-plan.ts'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { LinkDialog } from './link-dialog.tsx'
import { LinkList } from './link-list.tsx'
import { SplitDialog } from './split-dialog.tsx'

let replica: StandIn
let desk: Desk
let dispose = () => {}
let closed = 0
beforeEach(() => {
  // Only a browser has the real one: here it is open, and nothing else of it is asked.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  replica = makeStandIn({ tickets: 12, now: Date.now() })
  closed = 0
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

async function ticketWith(
  fits: (ticket: Ticket) => boolean,
): Promise<{ row: Row; ticket: Ticket }> {
  for (const row of replica.rows()) {
    const opened = await replica.openTicket(row.id)
    if (opened.ok && fits(opened.value.ticket)) return { row, ticket: opened.value.ticket }
  }
  throw new Error('there is one like that')
}
const isTwice = ({ messages }: Ticket) =>
  messages.filter(({ kind }) => kind === 'inbound').length === 2
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const lastCommand = () => replica.commands.at(-1)

test('[CO22] the last message is chosen, it says who becomes the requester, and undo takes it back', async () => {
  const { row, ticket } = await ticketWith(isTwice)
  render(() => (
    <DeskProvider desk={desk}>
      <SplitDialog row={row} ticket={ticket} onClose={() => closed++} />
    </DeskProvider>
  ))
  const last = ticket.messages.findLast(({ kind }) => kind === 'inbound')
  expect(screen.getByText(actWords.split.requester({ name: last?.by.name ?? '' }))).toBeTruthy()
  fireEvent.input(screen.getByLabelText(actWords.split.subject), { target: { value: 'The bill' } })
  press(actWords.split.submit)
  press(actWords.split.submit)
  await waitFor(() => expect(closed).toBe(1))
  expect(replica.commands).toMatchObject([
    { kind: 'split', ticket: row.id, messages: [last?.id], subject: 'The bill' },
  ])
  const asked = lastCommand()
  await desk.undo()
  expect(lastCommand()).toEqual({
    kind: 'unsplit',
    ticket: asked?.kind === 'split' ? asked.into : '',
  })
})

test('[CO22] what cannot be split says why, and nothing is asked', async () => {
  const { row, ticket } = await ticketWith(isTwice)
  render(() => (
    <DeskProvider desk={desk}>
      <SplitDialog row={row} ticket={ticket} onClose={() => closed++} />
    </DeskProvider>
  ))
  const boxes = screen.getAllByRole('checkbox')
  expect(boxes).toHaveLength(ticket.messages.filter(mayLeave).length)
  fireEvent.click(boxes.at(-1) ?? document.body)
  press(actWords.split.submit)
  expect(screen.getByRole('alert').textContent).toBe(actWords.split.why.nothing)
  const note = ticket.messages.filter(mayLeave).findIndex(({ kind }) => kind === 'note')
  fireEvent.click(boxes[note] ?? document.body)
  press(actWords.split.submit)
  expect(screen.getByRole('alert').textContent).toBe(actWords.split.why.author)
  expect(replica.commands).toEqual([])
})

test('[CO23] a ticket is linked by keys, an issue elsewhere by its name; what could run is not', async () => {
  const [row, other] = replica.rows()
  if (!row || !other) throw new Error('there are twelve')
  render(() => (
    <DeskProvider desk={desk}>
      <LinkDialog row={row} onClose={() => closed++} />
    </DeskProvider>
  ))
  const field = screen.getByRole('combobox')
  const type = (value: string) => fireEvent.input(field, { target: { value } })
  type('javascript:alert(1)')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(replica.commands).toEqual([])
  fireEvent.click(screen.getByLabelText(actWords.link.relation.duplicate))
  type(`#${other.number}`)
  fireEvent.keyDown(field, { key: 'Enter' })
  await waitFor(() => expect(closed).toBe(1))
  const target = { to: 'ticket', ticket: other.id }
  expect(lastCommand()).toEqual({
    kind: 'link',
    ticket: row.id,
    target: { ...target, relation: 'duplicate' },
  })
  await desk.undo()
  expect(lastCommand()).toEqual({ kind: 'unlink', ticket: row.id, target })
  type('T123')
  press(actWords.link.outside({ ref: 'T123' }))
  await waitFor(() => expect(closed).toBe(2))
  expect(lastCommand()).toMatchObject({ kind: 'link', target: { to: 'outside', ref: 'T123' } })
})

test('[CO23] [RI3] of a ticket that is not here there is a number and no word; a link goes from both', async () => {
  const { row, ticket } = await ticketWith(() => true)
  const other = replica.rows()[5]
  const links: Link[] = [
    { to: 'ticket', ticket: other?.id ?? '', number: other?.number ?? 0, stands: 'duplicate' },
    { to: 'ticket', ticket: 'a'.repeat(26), number: 4711, stands: 'split-from' },
    { to: 'outside', ref: 'https://tracker.example/T1' },
    { to: 'outside', ref: 'T123' },
  ]
  const opened: string[] = []
  render(() => (
    <DeskProvider desk={desk}>
      <LinkList
        row={row}
        ticket={{ ...ticket, facts: { ...ticket.facts, links } }}
        onOpen={(id) => opened.push(id)}
        onAdd={() => {}}
      />
    </DeskProvider>
  ))
  const lines = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(lines[0]).toContain(other?.subject)
  expect(lines[1]).toBe(`Split from #4711, ${actWords.link.unseen}`)
  const page = screen.getByRole('link')
  expect(page.getAttribute('href')).toBe('https://tracker.example/T1')
  expect(page.getAttribute('rel')).toContain('noopener')
  fireEvent.click(screen.getByText(other?.subject ?? ''))
  expect(opened).toEqual([other?.id])
  press(actWords.link.remove({ name: 'T123' }))
  await waitFor(() =>
    expect(lastCommand()).toEqual({
      kind: 'unlink',
      ticket: row.id,
      target: { to: 'outside', ref: 'T123' },
    }),
  )
})
