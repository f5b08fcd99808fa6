/** Whose words are whose in a reply that several people write: on screen alone, and as long as they are in it. */
import { afterEach, expect, test, vi } from 'vitest'
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import { openReplyEditor, type ReplyEditor } from './reply-editor.ts'

type Desk = { host: HTMLElement; doc: Y.Doc; editor: ReplyEditor; awareness: Awareness }
const ADA = { id: 'ada', name: 'Ada Lovelace' }
const BEN = { id: 'ben', name: 'Ben Okri' }
const EVE = { id: 'eve', name: 'Eve Moss' }

const open: Desk[] = []
afterEach(() => {
  for (const { editor, awareness } of open.splice(0)) {
    editor.destroy()
    awareness.destroy()
  }
  document.body.replaceChildren()
})

// jsdom lays nothing out; the editor asks for places when it scrolls to the caret.
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => ({ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 }),
})

function openDesk(user: { id: string; name: string }, from?: Desk): Desk {
  const doc = new Y.Doc()
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.doc))
  const awareness = new Awareness(doc)
  awareness.setLocalStateField('user', { ...user, color: colorOf(user.id) })
  const host = document.createElement('div')
  document.body.append(host)
  const editor = openReplyEditor({
    host,
    fragment: draftBody(doc),
    awareness,
    label: 'Reply',
    placeholder: 'Write',
    pictures: { find: () => null, load: async () => null },
    onSend: () => {},
    onLeave: () => {},
    onLink: () => {},
    onFormats: () => {},
    onTyping: () => {},
  })
  const desk = { host, doc, editor, awareness }
  open.push(desk)
  return desk
}

/** What the room does: each hears what the others wrote, and who they are. */
function exchange(...desks: Desk[]): void {
  for (const from of desks)
    for (const to of desks) {
      if (from === to) continue
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
      const mine = encodeAwarenessUpdate(from.awareness, [from.awareness.clientID])
      applyAwarenessUpdate(to.awareness, mine, 'room')
    }
}

const leave = (desk: Desk, from: Desk) =>
  removeAwarenessStates(from.awareness, [desk.awareness.clientID], 'room')

/** What wears a colour, in order: whose, and the words. */
const tinted = ({ host }: Desk) =>
  [...host.querySelectorAll<HTMLElement>('.peer-words')].map((one) => [one.title, one.textContent])
const isTinted = (desk: Desk, ...words: [name: string, words: string][]) =>
  vi.waitFor(() => expect(tinted(desk)).toEqual(words))

const press = ({ host }: Desk, key: string, more: KeyboardEventInit = {}) =>
  host
    .querySelector('.ProseMirror')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))

test('[DR14] words of a colleague wear their colour, one’s own do not, and nothing of it is in the draft', async () => {
  const ada = openDesk(ADA)
  ada.editor.insert('Close the valve. ')
  const ben = openDesk(BEN, ada)
  exchange(ada, ben)
  ben.editor.insert('Dear Sam, ')
  exchange(ada, ben)
  await isTinted(ada, ['Ben Okri', 'Dear Sam, '])
  await isTinted(ben, ['Ada Lovelace', 'Close the valve. '])
  const [words] = ada.host.querySelectorAll<HTMLElement>('.peer-words')
  expect(words?.style.getPropertyValue('--person')).toBe(colorOf('ben'))

  for (const { doc } of [ada, ben]) {
    expect(draftBody(doc).toJSON()).not.toMatch(/peer|person|Okri|Lovelace/)
    expect(renderDraft(doc).html).not.toMatch(/peer|person|style|Okri|Lovelace/)
  }
})

test('[DR14] it goes when they leave and comes with them, also in a new tab; nobody else’s is told apart by mistake', async () => {
  const ada = openDesk(ADA)
  const ben = openDesk(BEN)
  exchange(ada, ben)
  ben.editor.insert('From Ben. ')
  exchange(ada, ben)
  await isTinted(ada, ['Ben Okri', 'From Ben. '])
  leave(ben, ada)
  await isTinted(ada)
  // Eve is in it: what is Ben's is not hers.
  const eve = openDesk(EVE, ada)
  exchange(ada, eve)
  eve.editor.insert('Eve too. ')
  exchange(ada, eve)
  await isTinted(ada, ['Eve Moss', 'Eve too. '])
  const again = openDesk(BEN, ada)
  exchange(ada, again)
  await vi.waitFor(() => expect(tinted(ada)).toContainEqual(['Ben Okri', 'From Ben. ']))
  // In two tabs one is still oneself.
  const second = openDesk(ADA, ada)
  exchange(ada, second, again)
  ada.editor.insert('By myself. ')
  exchange(ada, second, again)
  await vi.waitFor(() => expect(second.host.textContent).toContain('By myself.'))
  await Promise.resolve()
  expect(tinted(second).map(([name]) => name)).not.toContain('Ada Lovelace')
})

test('[DR14] an undo takes back and brings back with it; pictures, lists and marks put nothing out of place', async () => {
  const ada = openDesk(ADA)
  const ben = openDesk(BEN)
  exchange(ada, ben)
  ben.editor.insert('plain ')
  ben.editor.format('strong')
  ben.editor.insert('bold')
  ben.editor.format('bullets')
  exchange(ada, ben)
  await vi.waitFor(() =>
    expect(tinted(ada)).toEqual([
      ['Ben Okri', 'plain '],
      ['Ben Okri', 'bold'],
    ]),
  )
  for (let n = 0; n < 5; n++) press(ben, 'z', { ctrlKey: true })
  exchange(ada, ben)
  await isTinted(ada)
})

/** Puts the caret before these words, as a click would. */
function clickBefore({ host, editor }: Desk, words: string): void {
  editor.focus()
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const at = walker.currentNode.nodeValue?.indexOf(words) ?? -1
    if (at >= 0) getSelection()?.collapse(walker.currentNode, at)
  }
  document.dispatchEvent(new Event('selectionchange'))
}

test('[DR14] who parts a paragraph, or makes it a list, has typed none of its words', async () => {
  const ada = openDesk(ADA)
  const ben = openDesk(BEN)
  exchange(ada, ben)
  ben.editor.insert('Close the valve, then wait.')
  exchange(ada, ben)
  await isTinted(ada, ['Ben Okri', 'Close the valve, then wait.'])
  clickBefore(ada, 'then wait')
  press(ada, 'Enter')
  expect(ada.host.querySelectorAll('.reply-text > p')).toHaveLength(2)
  exchange(ada, ben)
  const parted: [string, string][] = [
    ['Ben Okri', 'Close the valve, '],
    ['Ben Okri', 'then wait.'],
  ]
  await isTinted(ada, ...parted)
  ada.editor.insert('Please: ')
  ada.editor.format('bullets')
  exchange(ada, ben)
  await isTinted(ada, ...parted)
  await isTinted(ben, ['Ada Lovelace', 'Please: '])
  expect(ben.host.querySelector('li')?.textContent).toBe('Please: then wait.')
  for (let n = 0; n < 5; n++) press(ada, 'z', { ctrlKey: true })
  exchange(ada, ben)
  await vi.waitFor(() =>
    expect(
      tinted(ada)
        .map(([, words]) => words)
        .join(''),
    ).toBe('Close the valve, then wait.'),
  )
  await isTinted(ben)
})
