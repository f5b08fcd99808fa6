import { afterEach, describe, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { openReplyEditor, type Format, type ReplyEditor } from './reply-editor.ts'

type Desk = {
  host: HTMLElement
  doc: Y.Doc
  editor: ReplyEditor
  active: () => ReadonlySet<Format>
}
const open: Desk[] = []

/** An editor over its own copy of a draft. */
function openDesk(from?: Y.Doc): Desk {
  const doc = new Y.Doc()
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  const host = document.createElement('div')
  document.body.append(host)
  let active: ReadonlySet<Format> = new Set()
  const editor = openReplyEditor({
    host,
    fragment: draftBody(doc),
    awareness: new Awareness(doc),
    label: 'Reply',
    placeholder: 'Write',
    onSend: () => {},
    onLeave: () => {},
    onLink: () => {},
    onFormats: (formats) => (active = formats),
    onTyping: () => {},
  })
  const desk = { host, doc, editor, active: () => active }
  open.push(desk)
  return desk
}

function exchange(a: Desk, b: Desk): void {
  const fromA = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc))
  const fromB = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc))
  Y.applyUpdate(b.doc, fromA)
  Y.applyUpdate(a.doc, fromB)
}
const textOf = (desk: Desk) => renderDraft(desk.doc).text

// jsdom lays nothing out; the editor asks for places when it scrolls to the caret.
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => ({ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 }),
})

afterEach(() => {
  for (const desk of open.splice(0)) desk.editor.destroy()
  document.body.replaceChildren()
})

describe('[UX-CMP-1] two people in one reply', () => {
  test('the first key in an editor opened empty keeps what a colleague wrote meanwhile', () => {
    const ada = openDesk()
    const ben = openDesk()
    ada.editor.insert('Hello Ada, ')
    exchange(ada, ben)
    expect(textOf(ben)).toBe('Hello Ada,')
    ben.editor.insert('from Ben too.')
    exchange(ada, ben)
    expect(textOf(ada)).toContain('Hello Ada')
    expect(textOf(ada)).toContain('from Ben too.')
    expect(textOf(ben)).toBe(textOf(ada))
  })

  test('both begin without knowing of each other: nobody’s words are lost', () => {
    const ada = openDesk()
    const ben = openDesk()
    ada.editor.insert('from Ada')
    ben.editor.insert('from Ben')
    exchange(ada, ben)
    expect(textOf(ada)).toContain('from Ada')
    expect(textOf(ada)).toContain('from Ben')
    expect(textOf(ben)).toBe(textOf(ada))
  })

  test('a draft opened later shows its words and takes more', () => {
    const ada = openDesk()
    ada.editor.insert('first words')
    const ben = openDesk(ada.doc)
    ben.editor.insert('before ')
    exchange(ada, ben)
    expect(textOf(ada)).toContain('first words')
    expect(textOf(ada)).toContain('before')
  })
})

describe('undo', () => {
  const press = (desk: Desk, key: string) =>
    desk.host
      .querySelector('.reply-text')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }))

  test('[DR4] takes back one’s own typing only, wherever a colleague typed meanwhile', () => {
    const ada = openDesk()
    ada.editor.insert('Ada one. ')
    const ben = openDesk(ada.doc)
    ben.editor.insert('Ben one. ')
    exchange(ada, ben)
    ada.editor.insert('Ada two. ')
    exchange(ada, ben)
    ben.editor.insert('Ben two. ')
    exchange(ada, ben)
    for (let n = 0; n < 5; n++) press(ada, 'z')
    exchange(ada, ben)
    expect(textOf(ada)).toBe(textOf(ben))
    expect(textOf(ben)).not.toContain('Ada')
    for (const words of ['Ben one.', 'Ben two.']) expect(textOf(ada)).toContain(words)
    for (let n = 0; n < 5; n++) press(ada, 'y')
    exchange(ada, ben)
    for (const words of ['Ada one.', 'Ada two.', 'Ben one.', 'Ben two.'])
      expect(textOf(ben)).toContain(words)
    // What came from a colleague is nothing to take back.
    const late = openDesk(ada.doc)
    press(late, 'z')
    expect(textOf(late)).toBe(textOf(ada))
  })
})

describe('what is written reaches the mail as it looks', () => {
  test.each([
    ['strong', '<strong>now</strong>'],
    ['em', '<em>now</em>'],
    ['underline', '<u>now</u>'],
    ['strike', '<s>now</s>'],
    ['code', '<code>now</code>'],
  ] as const)('%s', (format, html) => {
    const ada = openDesk()
    ada.editor.format(format)
    ada.editor.insert('now')
    expect(renderDraft(ada.doc).html).toContain(html)
    expect(ada.active().has(format)).toBe(true)
  })

  test('lists and quotes', () => {
    const ada = openDesk()
    ada.editor.insert('one')
    ada.editor.format('bullets')
    expect(renderDraft(ada.doc).html).toBe('<ul><li><p>one</p></li></ul>')
    ada.editor.format('bullets')
    ada.editor.format('quote')
    expect(renderDraft(ada.doc).html).toBe('<blockquote><p>one</p></blockquote>')
  })

  test('a link is put in with its address, a script is not', () => {
    const ada = openDesk()
    ada.editor.format('link', 'https://desk.example/x')
    expect(renderDraft(ada.doc).html).toContain('<a href="https://desk.example/x">')
    const ben = openDesk()
    ben.editor.insert('x')
    ben.editor.format('link', 'javascript:alert(1)')
    expect(renderDraft(ben.doc).html).not.toContain('href')
  })
})
