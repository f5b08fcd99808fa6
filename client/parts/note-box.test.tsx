/** A note is added while its author already writes the next one; it has formats, and files. */
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot, createSignal, Show } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ok } from '../../shared/kit/fault.ts'
import type { FileState } from '../replica/api.ts'
import { createDesk, DeskProvider, type Desk, type NewNote } from '../state/replica-context.tsx'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { NoteBox } from './note-box.tsx'

const [first, second] = [...makeTickets(2, 0).entries()]
if (!first || !second) throw new Error('there are no samples')
const [one, other] = [first, second]

let desk: Desk
let dispose = () => {}
let added: (NewNote & { id: string; answer(isDone: boolean): void })[]
let keptWords: [id: string, text: string][]

beforeEach(() => {
  added = []
  keptWords = []
  desk = createRoot((done) => {
    dispose = done
    const replica = makeStandIn({ tickets: 2, now: Date.now() })
    const { keepNote } = replica
    replica.keepNote = async (id, kept) => {
      keptWords.push([id, kept.text])
      return keepNote(id, kept)
    }
    const held: FileState[] = []
    const { addFile } = replica
    replica.addFile = async (id, file) => {
      const made = await addFile(id, file)
      if (!made.ok) return made
      const hash = String(held.length).repeat(64)
      held.push({ hash, state: 'up', detail: null, share: null })
      return ok({ ...made.value, hash })
    }
    replica.files = async () => held
    const addNote: Desk['addNote'] = (id, note) =>
      new Promise<boolean>((answer) => {
        added.push({ id, ...note, answer })
      })
    return { ...createDesk(replica), addNote }
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

// jsdom lays nothing out; the editor asks for places when it scrolls to the caret.
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => ({ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 }),
})

/** Once its editor is there. */
const field = () => screen.findByLabelText('Write an internal note…')
const said = async () => (await field()).textContent
async function press(key: string, more: { ctrlKey?: boolean } = {}): Promise<void> {
  fireEvent.keyDown(await field(), { key, ...more })
}
/** jsdom types nothing into what is editable: it is put in at the caret as a paste. */
async function type(words: string, kind = 'text/plain'): Promise<void> {
  const getData = (asked: string) => (asked === kind ? words : '')
  fireEvent.paste(await field(), { clipboardData: { getData, files: [], types: [kind] } })
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

test('[OU1] what is typed before the editor is there goes on in it', async () => {
  open()
  const ahead = screen.getByRole<HTMLTextAreaElement>('textbox')
  expect(document.activeElement).toBe(ahead)
  fireEvent.input(ahead, { target: { value: 'Please l' } })
  expect(await said()).toBe('Please l')
  expect(document.activeElement).toBe(await field())
  expect(ahead.isConnected).toBe(false)
})

test('[DR6] what is added late closes and empties nothing on the ticket one went on to', async () => {
  const { isOpen, goOn } = open()
  await type('for the first')
  await press('Enter', { ctrlKey: true })
  // Pressed twice, it is one note.
  await press('Enter', { ctrlKey: true })
  expect(added).toMatchObject([{ id: one[0], text: 'for the first' }])
  goOn()
  await type('for the second')
  added[0]?.answer(true)
  await vi.waitFor(() => expect(keptWords).toContainEqual([one[0], '']))
  expect(isOpen()).toBe(true)
  expect(await said()).toBe('for the second')
  expect(keptWords.filter(([id]) => id === other[0])).toEqual([[other[0], 'for the second']])
})

test('added in time, the place is closed; refused, the words stay', async () => {
  const { isOpen } = open()
  await type('said once')
  await press('Enter', { ctrlKey: true })
  added[0]?.answer(false)
  await Promise.resolve()
  expect(await said()).toBe('said once')
  await press('Enter', { ctrlKey: true })
  await vi.waitFor(() => expect(added).toHaveLength(2))
  added[1]?.answer(true)
  await vi.waitFor(() => expect(isOpen()).toBe(false))
})

const choose = (...names: string[]) => {
  const input = document.querySelector<HTMLInputElement>('input[type="file"][multiple]')
  if (!input) throw new Error('there is no place for files')
  const files = names.map((name) => new File([name], name, { type: 'text/plain' }))
  fireEvent.change(input, { target: { files } })
}
const chips = () =>
  [...document.querySelectorAll('.reply-file .file-name')].map((one) => one.textContent)

test('[WO22] chosen files stand in the note, are taken off again, and go with its words', async () => {
  const { isOpen } = open()
  choose('plan.txt', 'list.txt')
  await vi.waitFor(() => expect(chips()).toEqual(['plan.txt', 'list.txt']))
  const list = screen.getByRole('list', { name: 'Files of this note' })
  expect(list.textContent).toContain('8 B')
  // Files alone are no note.
  await press('Enter', { ctrlKey: true })
  expect(desk.notice()?.text).toBe('Say a few words with the files.')
  expect(added).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'Take list.txt out' }))
  await vi.waitFor(() => expect(chips()).toEqual(['plan.txt']))
  await type('look')
  await press('Enter', { ctrlKey: true })
  expect(added).toMatchObject([{ text: 'look', attachments: [{ name: 'plan.txt', bytes: 8 }] }])
  added[0]?.answer(true)
  await vi.waitFor(() => expect(isOpen()).toBe(false))
  await vi.waitFor(async () => expect(await desk.replica.keptNote(one[0])).toEqual({ text: '' }))
})

test('[WO22] [OU28] a note begun earlier has its words and files again, and a file added at once joins them', async () => {
  const kept = await desk.replica.addFile(one[0], {
    name: 'kept.txt',
    type: 'text/plain',
    blob: new Blob(['kept']),
  })
  if (!kept.ok) throw new Error('it was not kept')
  await desk.replica.keepNote(one[0], { text: 'half a', files: [kept.value] })
  open()
  choose('new.txt')
  await vi.waitFor(() => expect(chips()).toEqual(['kept.txt', 'new.txt']))
  expect(await said()).toBe('half a')
  const stored = () => desk.replica.keptNote(one[0])
  await vi.waitFor(async () => expect((await stored()).files).toHaveLength(2))
  expect((await stored()).text).toBe('half a')
})

test('[WO22] a file that is still being read when one goes on stays with its note', async () => {
  const { goOn } = open()
  await Promise.resolve()
  choose('late.txt')
  goOn()
  const stored = async (id: string) => (await desk.replica.keptNote(id)).files ?? []
  await vi.waitFor(async () => expect(await stored(one[0])).toMatchObject([{ name: 'late.txt' }]))
  expect(chips()).toEqual([])
  expect(await stored(other[0])).toEqual([])
})

test('[WO22] what is dropped on the ticket while a note is written goes into the note', async () => {
  const [dropped, setDropped] = createSignal<readonly File[]>([])
  render(() => (
    <DeskProvider desk={desk}>
      <NoteBox
        id={one[0]}
        ticket={one[1]}
        dropped={dropped()}
        onDroppedTaken={() => setDropped([])}
        onDone={() => {}}
      />
    </DeskProvider>
  ))
  setDropped([new File(['x'], 'dropped.txt', { type: 'text/plain' })])
  await vi.waitFor(() => expect(chips()).toEqual(['dropped.txt']))
  expect(dropped()).toEqual([])
})

test('[WO23] words with formats are added with them, beside their plain words; without formats they are words alone', async () => {
  const { isOpen } = open()
  await type('<p>The <b>seal</b></p><ul><li><p>order it</p></li></ul>', 'text/html')
  await press('Enter', { ctrlKey: true })
  expect(added).toMatchObject([
    {
      text: 'The seal\n\n- order it',
      formatted: '[["p","The ",["seal","b"]],["ul",[["p","order it"]]]]',
    },
  ])
  added[0]?.answer(true)
  await vi.waitFor(() => expect(isOpen()).toBe(false))
  cleanup()
  open()
  await type('plain')
  await press('Enter', { ctrlKey: true })
  expect(added[1]).toMatchObject({ text: 'plain' })
  expect(added[1]).not.toHaveProperty('formatted')
})

test('[WO23] [OU28] a note that is left half written has its words and formats again', async () => {
  const { isOpen } = open()
  await type('<p>half <i>a</i> note</p>', 'text/html')
  await press('Escape')
  expect(isOpen()).toBe(false)
  const kept = { text: 'half a note', formatted: '[["p","half ",["a","i"]," note"]]' }
  await vi.waitFor(async () => expect(await desk.replica.keptNote(one[0])).toEqual(kept))
  cleanup()
  open()
  expect((await field()).querySelector('em')?.textContent).toBe('a')
  await press('Enter', { ctrlKey: true })
  expect(added).toMatchObject([kept])
})

test('[WO23] the buttons of a reply format it, and one that is too long is not added', async () => {
  open()
  await field()
  fireEvent.click(screen.getByRole('button', { name: /^Bullet list/ }))
  await type('order it')
  expect((await field()).querySelector('li')?.textContent).toBe('order it')
  await type('x'.repeat(16_000))
  await press('Enter', { ctrlKey: true })
  expect(added).toEqual([])
  expect(desk.notice()?.text).toMatch(/^This note is too long/)
})

test('who is mentioned in code is not told', async () => {
  const [person] = desk.info().people.filter(({ id }) => id !== desk.replica.me.id)
  if (!person) throw new Error('there are no samples')
  open()
  await type(`<p><code>@${person.name}</code> is a sign</p>`, 'text/html')
  await press('Enter', { ctrlKey: true })
  expect(added).toMatchObject([{ mentions: [] }])
})
