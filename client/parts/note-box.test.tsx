/** A note is added while its author already writes the next one. */
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot, createSignal, Show } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { NoteBox } from './note-box.tsx'

const [first, second] = [...makeTickets(2, 0).entries()]
if (!first || !second) throw new Error('there are no samples')
const [one, other] = [first, second]

let desk: Desk
let dispose = () => {}
let added: { id: string; text: string; answer(isDone: boolean): void }[]
let kept: [id: string, text: string][]

beforeEach(() => {
  added = []
  kept = []
  desk = createRoot((done) => {
    dispose = done
    const replica = makeStandIn({ tickets: 2, now: Date.now() })
    replica.keepNote = async (id, text) => {
      kept.push([id, text])
      return true
    }
    const addNote = (id: string, text: string) =>
      new Promise<boolean>((answer) => {
        added.push({ id, text, answer })
      })
    return { ...createDesk(replica), addNote }
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

const field = () => screen.getByLabelText('Write an internal note…')
const isField = (one: HTMLElement): one is HTMLTextAreaElement => one instanceof HTMLTextAreaElement
function type(words: string): void {
  const at = field()
  if (!isField(at)) throw new Error('there is no field')
  fireEvent.input(at, { target: { value: words } })
}

/** As the composer holds it: folded away with the next ticket, until `n` is pressed there. */
function open() {
  const [at, setAt] = createSignal(one)
  const [isOpen, setOpen] = createSignal(true)
  render(() => (
    <DeskProvider desk={desk}>
      <Show when={isOpen()}>
        <NoteBox id={at()[0]} ticket={at()[1]} onDone={() => setOpen(false)} />
      </Show>
    </DeskProvider>
  ))
  return {
    isOpen,
    goOn() {
      setOpen(false)
      setAt(other)
      setOpen(true)
    },
  }
}

test('[DR6] what is added late closes and empties nothing on the ticket one went on to', async () => {
  const { isOpen, goOn } = open()
  type('for the first')
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
  // Pressed twice, it is one note.
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
  expect(added).toMatchObject([{ id: one[0], text: 'for the first' }])
  goOn()
  type('for the second')
  added[0]?.answer(true)
  await vi.waitFor(() => expect(kept.at(-1)).toEqual([one[0], '']))
  expect(isOpen()).toBe(true)
  expect(field()).toHaveProperty('value', 'for the second')
  expect(kept.filter(([id]) => id === other[0])).toEqual([[other[0], 'for the second']])
})

test('added in time, the place is closed; refused, the words stay', async () => {
  const { isOpen } = open()
  type('said once')
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
  added[0]?.answer(false)
  await Promise.resolve()
  expect(field()).toHaveProperty('value', 'said once')
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
  await vi.waitFor(() => expect(added).toHaveLength(2))
  added[1]?.answer(true)
  await vi.waitFor(() => expect(isOpen()).toBe(false))
})
