/** Merging from the screen: found by number or words, told before it is done, asked of the server once, taken back. */
import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { findTickets } from '../state/find-ticket.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { takeApart } from '../state/take-apart.ts'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { MergeDialog } from './merge-dialog.tsx'

const text = actWords.merge
let replica: StandIn
let desk: Desk
let dispose = () => {}
beforeEach(() => {
  // Only a browser has the real one: here it is open, and nothing else of it is asked.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  replica = makeStandIn({ tickets: 12, now: Date.now() })
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

const rowAt = (at: number): Row => {
  const row = replica.rows()[at]
  if (!row) throw new Error('there are twelve')
  return row
}
const opened: string[] = []
function open(row: Row) {
  opened.length = 0
  return render(() => (
    <DeskProvider desk={desk}>
      <MergeDialog row={row} onClose={() => {}} onOpenTicket={(id) => opened.push(id)} />
    </DeskProvider>
  ))
}
const find = (typed: string) => {
  const field = screen.getByRole('combobox')
  fireEvent.input(field, { target: { value: typed } })
  return field
}

test('[CO14] found by number with keys alone, previewed, asked for once, and undone by the opposite', async () => {
  const [one, other] = [rowAt(1), rowAt(4)]
  open(one)
  fireEvent.keyDown(find(`#${other.number}`), { key: 'Enter' })
  await waitFor(() => expect(screen.getByText(text.closes({ n: one.number }))).toBeTruthy())
  await waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole('radio')[0]))
  expect(screen.getByText(/^To #/).textContent).toContain(`#${other.number}`)
  fireEvent.click(
    screen.getByRole('button', { name: text.submit({ from: one.number, into: other.number }) }),
  )
  await waitFor(() => expect(opened).toEqual([other.id]))
  expect(replica.commands).toEqual([{ kind: 'merge', ticket: one.id, into: other.id }])
  expect(desk.notice()?.text).toBe(text.done({ from: one.number, into: other.number }))
  await desk.undo()
  expect(replica.commands.at(-1)).toEqual({ kind: 'unmerge', ticket: one.id })
})

test('[CO14] the other way round it says and does the other thing', async () => {
  const [one, other] = [rowAt(1), rowAt(4)]
  open(one)
  fireEvent.keyDown(find(other.subject), { key: 'Enter' })
  fireEvent.click(screen.getAllByRole('radio')[1] ?? document.body)
  await waitFor(() => expect(screen.getByText(text.closes({ n: other.number }))).toBeTruthy())
  fireEvent.click(
    screen.getByRole('button', { name: text.submit({ from: other.number, into: one.number }) }),
  )
  await waitFor(() => expect(opened).toEqual([one.id]))
  expect(replica.commands).toEqual([{ kind: 'merge', ticket: other.id, into: one.id }])
})

test('[CO15] agents of another queue, a reply that is being written and a held one are named', async () => {
  const one = rowAt(0)
  const other = replica.rows().find((row) => row.queue !== one.queue)
  if (!other) throw new Error('there are three queues')
  replica.type(one.id, 'Dear')
  open(one)
  fireEvent.keyDown(find(`#${other.number}`), { key: 'Enter' })
  await waitFor(() =>
    expect(screen.getByText(text.seenBy({ queues: desk.queueName(other.queue) }))).toBeTruthy(),
  )
  expect(screen.getByText(text.draft({ n: other.number }))).toBeTruthy()
})

test('[OU1] without a network it waits, and is taken back before it left', async () => {
  replica.setOffline(true)
  const [one, other] = [rowAt(1), rowAt(4)]
  open(one)
  fireEvent.keyDown(find(`#${other.number}`), { key: 'Enter' })
  expect(await screen.findByText(text.willBe)).toBeTruthy()
  fireEvent.click(
    screen.getByRole('button', { name: text.submit({ from: one.number, into: other.number }) }),
  )
  await waitFor(() => expect(opened).toEqual([other.id]))
  expect(await replica.waiting()).toHaveLength(1)
  await desk.undo()
  expect(await replica.waiting()).toEqual([])
})

test('a ticket is not offered for itself, nor one that was merged; the same person’s come first', () => {
  const from = rowAt(1)
  const rows = replica.rows().map((row, at) => (at === 4 ? { ...row, mergedInto: from.id } : row))
  const ids = (typed: string) => findTickets(rows, { typed, from, most: 20 }).map(({ id }) => id)
  expect(ids('')).not.toContain(from.id)
  expect(ids(`#${from.number}`)).toEqual([])
  expect(ids(`#${rowAt(4).number}`)).toEqual([])
  for (const id of ids('')) expect(replica.row(id)?.address).toBe(from.address)
})

test('[SE3] accents and case keep no ticket from being found', () => {
  const from = rowAt(1)
  const rows = replica
    .rows()
    .map((row, at) => (at === 4 ? { ...row, subject: 'Übergabe für Zoë' } : row))
  for (const typed of ['ubergabe', 'ZOE', 'übergabe für'])
    expect(findTickets(rows, { typed, from, most: 20 }).map(({ id }) => id)).toEqual([rows[4]?.id])
})

test('[CO21] taken apart from the merged ticket, and undone by merging again', async () => {
  const row = { ...rowAt(1), mergedInto: rowAt(4).id }
  expect(await takeApart(desk, row)).toBe(true)
  expect(replica.commands).toEqual([{ kind: 'unmerge', ticket: row.id }])
  await desk.undo()
  expect(replica.commands.at(-1)).toEqual({ kind: 'merge', ticket: row.id, into: rowAt(4).id })
})
