/** Forwarding from the screen: to one address outside, with the files that are ticked, once, and taken back. */
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { ForwardDialog } from './forward-dialog.tsx'
import { OtherTickets, RequesterCard } from './requester-card.tsx'

const text = actWords.forward
let replica: StandIn
let desk: Desk
let dispose = () => {}
let closed = 0
beforeEach(() => {
  // Only a browser has the real one: here it is open, and nothing else of it is asked.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  replica = makeStandIn({ tickets: 24, now: Date.now() })
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
const hasFile = ({ messages }: Ticket) => (messages[0]?.attachments?.length ?? 0) > 0
const show = (row: Row, ticket: Ticket, message: string | null) =>
  render(() => (
    <DeskProvider desk={desk}>
      <ForwardDialog row={row} ticket={ticket} message={message} onClose={() => closed++} />
    </DeskProvider>
  ))
const press = () => fireEvent.click(screen.getByRole('button', { name: text.submit }))
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })

test('[CO24] the message and the ticked files go to one address, once; undo calls it back', async () => {
  const { row, ticket } = await ticketWith(hasFile)
  const [first] = ticket.messages
  show(row, ticket, first?.id ?? null)
  type(text.to, 'Smith <Smith@Locks.example>')
  type(text.own, 'Can you come?')
  press()
  press()
  await waitFor(() => expect(closed).toBe(1))
  expect(replica.commands).toMatchObject([
    {
      kind: 'forward',
      ticket: row.id,
      message: first?.id,
      to: { address: 'smith@locks.example', name: 'Smith' },
      text: 'Can you come?',
      files: first?.attachments?.map(({ hash }) => hash),
    },
  ])
  const [asked] = replica.commands
  await desk.undo()
  expect(replica.commands.at(-1)).toEqual({
    kind: 'unforward',
    ticket: row.id,
    id: asked?.kind === 'forward' ? asked.id : '',
  })
})

test('[CO24] a file that is not ticked stays; a note is never what goes', async () => {
  const { row, ticket } = await ticketWith(
    (one) => hasFile(one) && one.messages.some(({ kind }) => kind === 'note'),
  )
  const note = ticket.messages.find(({ kind }) => kind === 'note')
  show(row, ticket, note?.id ?? null)
  expect(screen.queryByText(note?.text ?? '')).toBeNull()
  cleanup()
  show(row, ticket, ticket.messages[0]?.id ?? null)
  fireEvent.click(screen.getByRole('checkbox'))
  type(text.to, 'smith@locks.example')
  press()
  await waitFor(() => expect(closed).toBe(1))
  expect(replica.commands).toMatchObject([{ kind: 'forward', files: [] }])
})

test('[CO24] who is on the ticket, the desk itself, and what is no address are refused with words', async () => {
  const { row, ticket } = await ticketWith(hasFile)
  show(row, ticket, null)
  for (const [typed, words] of [
    ['', text.noAddress],
    ['a@b.example, c@d.example', text.noAddress],
    ['support@northwind.example', actWords.newTicket.ofDesk],
    [ticket.facts.requester.address, text.isOn],
  ] as const) {
    type(text.to, typed)
    press()
    expect(screen.getByRole('alert').textContent).toBe(words)
  }
  expect(replica.commands).toEqual([])
})

test('a note of the desk is no word of the requester', async () => {
  const { row, ticket } = await ticketWith(
    ({ facts, messages }) =>
      messages.length === 1 &&
      replica
        .rows()
        .every(
          ({ address, lastAt }) =>
            address !== facts.requester.address || lastAt <= (messages[0]?.at ?? 0),
        ),
  )
  render(() => (
    <DeskProvider desk={desk}>
      <RequesterCard row={row} ticket={ticket} />
    </DeskProvider>
  ))
  const said = screen.getByText(/^last wrote/).title
  const note = { op: 'add-note' as const, id: 'note', text: 'mine', mentions: [] }
  expect(await replica.edit(row.id, note)).toEqual({ ok: true, value: undefined })
  expect(replica.row(row.id)?.lastAt).toBeGreaterThan(row.lastAt)
  expect(screen.getByText(/^last wrote/).title).toBe(said)
})

test('the card says how far the address is shown to be theirs, when they wrote, and what else they asked', async () => {
  const { row, ticket } = await ticketWith(
    ({ facts, messages }) => !facts.requester.isVerified && messages.length === 1,
  )
  const opened: string[] = []
  const draw = (over: Partial<Ticket>) =>
    render(() => (
      <DeskProvider desk={desk}>
        <RequesterCard row={row} ticket={{ ...ticket, ...over }} />
        <OtherTickets row={row} onOpen={(id) => opened.push(id)} />
      </DeskProvider>
    ))
  draw({})
  expect(screen.getByText(actWords.requester.mailUnproved)).toBeTruthy()
  expect(screen.getByText(/^last wrote/)).toBeTruthy()
  const others = replica.rows().filter((one) => one.address === row.address && one.id !== row.id)
  const [button] = screen.getAllByRole('button')
  fireEvent.click(button ?? document.body)
  expect(others.map(({ id }) => id)).toContain(opened[0])
  cleanup()
  const { facts } = ticket
  draw({ facts: { ...facts, requester: { ...facts.requester, isVerified: true } } })
  expect(screen.getByText(actWords.requester.proved)).toBeTruthy()
})
