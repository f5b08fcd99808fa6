/** The dialog of a new ticket: what it asks for, what it asks of the server, and that nothing begun is lost. */
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { actWords } from '../words/act.ts'
import { KEPT } from '../state/kept.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { NewTicketDialog } from './new-ticket-dialog.tsx'

const text = actWords.newTicket
let replica: StandIn
let desk: Desk
let dispose = () => {}
let closed = 0
beforeEach(() => {
  // Only a browser has the real one: here it is open, and nothing else of it is asked.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  replica = makeStandIn({ tickets: 3, now: Date.now() })
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

function open() {
  return render(() => (
    <DeskProvider desk={desk}>
      <NewTicketDialog onClose={() => closed++} />
    </DeskProvider>
  ))
}
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

function fill() {
  type(text.email, 'Ruth@Customer.example')
  type(text.name, 'Ruth')
  type(text.subject, 'Your delivery')
}

test('a note: asked of the server once, under ids of this device, and nobody is mailed', async () => {
  open()
  fill()
  fireEvent.click(screen.getByLabelText(text.as.note))
  type(text.notePlaceholder, 'Ruth rang.')
  press(text.open)
  await waitFor(() => expect(closed).toBe(1))
  expect(replica.commands).toMatchObject([
    {
      kind: 'open-ticket',
      queue: 'support',
      name: 'Ruth',
      email: 'ruth@customer.example',
      subject: 'Your delivery',
      assignee: replica.me.id,
      first: { as: 'note', text: 'Ruth rang.' },
    },
  ])
  expect(JSON.stringify({ ...localStorage })).not.toContain('Ruth rang.')
})

test('a mail: the words and who gets a copy are the draft’s, and undo takes back the send', async () => {
  open()
  fill()
  const body = document.querySelector('.reply-text')
  if (!(body instanceof HTMLElement)) throw new Error('there is no editor')
  body.innerHTML = '<p>It is late.</p>'
  await waitFor(() =>
    expect(localStorage.getItem(KEPT.begun + replica.me.id)).toMatch(/"draft":"[^"]/),
  )
  press(text.send)
  press(text.send)
  await waitFor(() => expect(closed).toBe(1))
  expect(replica.commands).toHaveLength(1)
  const [command] = replica.commands
  if (command?.kind !== 'open-ticket' || command.first.as !== 'mail') throw new Error('no mail')
  const doc = makeDoc(command.first.draft)
  expect(draftBody(doc).length).toBeGreaterThan(0)
  expect(renderDraft(doc).text).toContain('It is late.')
  expect(desk.notice()?.canUndo).toBe(true)
  await desk.undo()
  expect(replica.commands.at(-1)).toEqual({
    kind: 'unsend',
    ticket: command.ticket,
    sendId: command.first.sendId,
  })
})

test('what is missing is said, and nothing is asked', () => {
  open()
  press(text.send)
  expect(screen.getByRole('alert').textContent).toBe(text.missing.email)
  type(text.email, 'support@northwind.example')
  press(text.send)
  expect(screen.getByRole('alert').textContent).toBe(text.ofDesk)
  type(text.email, 'ruth@customer.example')
  press(text.send)
  expect(screen.getByRole('alert').textContent).toBe(text.missing.subject)
  type(text.subject, 'Your delivery')
  press(text.send)
  expect(screen.getByRole('alert').textContent).toBe(text.missing.words)
  expect(replica.commands).toEqual([])
})

test('what was begun is there again, until it is discarded', () => {
  const { unmount } = open()
  fill()
  fireEvent.click(screen.getByLabelText(text.as.note))
  type(text.notePlaceholder, 'Ruth rang.')
  unmount()
  const again = open()
  expect(screen.getByLabelText(text.subject)).toHaveProperty('value', 'Your delivery')
  expect(screen.getByLabelText(text.notePlaceholder)).toHaveProperty('value', 'Ruth rang.')
  press(text.clear)
  expect(closed).toBe(1)
  again.unmount()
  open()
  expect(screen.getByLabelText(text.subject)).toHaveProperty('value', '')
})

test('[OU3] taken back before it left the device, it can be gone on with', async () => {
  replica.setOffline(true)
  const { unmount } = open()
  expect(screen.getByText(text.willSend)).toBeTruthy()
  fill()
  fireEvent.click(screen.getByLabelText(text.as.note))
  type(text.notePlaceholder, 'Ruth rang.')
  press(text.open)
  await waitFor(() => expect(closed).toBe(1))
  expect(await replica.waiting()).toMatchObject([
    { kind: 'act', title: text.waitingTitle({ subject: 'Your delivery' }), text: 'Ruth rang.' },
  ])
  unmount()
  await desk.undo()
  expect(await replica.waiting()).toEqual([])
  expect(desk.notice()?.text).toBe(text.takenBack)
  open()
  expect(screen.getByLabelText(text.notePlaceholder)).toHaveProperty('value', 'Ruth rang.')
})

test('a name that is known comes with its address', () => {
  open()
  const [row] = replica.rows()
  type(text.email, row?.address ?? '')
  expect(screen.getByLabelText(text.name)).toHaveProperty('value', row?.requester)
})
