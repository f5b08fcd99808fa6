import { afterEach, describe, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { addFile, draftBody, readFiles } from '../../shared/ticket/draft-doc.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import {
  openReplyEditor,
  type Format,
  type ReplyEditor,
  type ReplyEditorOptions,
} from './reply-editor.ts'

type Desk = {
  host: HTMLElement
  doc: Y.Doc
  editor: ReplyEditor
  active: () => ReadonlySet<Format>
}
const open: Desk[] = []
/** What devices have the bytes of. */
const blobs = new Map<string, Blob>()

/** An editor over its own copy of a draft. */
function openDesk(from?: Y.Doc, more: Partial<ReplyEditorOptions> = {}): Desk {
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
    pictures: {
      find: (hash) => readFiles(doc).find((file) => file.hash === hash) ?? null,
      load: async (hash) => blobs.get(hash) ?? null,
    },
    onSend: () => {},
    onLeave: () => {},
    onLink: () => {},
    onFormats: (formats) => (active = formats),
    onTyping: () => {},
    ...more,
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

describe('a macro', () => {
  const press = ({ host }: Desk, key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    host.querySelector('.ProseMirror')?.dispatchEvent(event)
    return event.defaultPrevented
  }

  test('is asked for by / where a word would begin, and nowhere else', () => {
    let asked = 0
    const desk = openDesk(undefined, { onMacro: () => asked++ })
    expect(press(desk, '/')).toBe(true)
    desk.editor.insert('and')
    expect(press(desk, '/')).toBe(false)
    desk.editor.insert('/or ')
    expect(press(desk, '/')).toBe(true)
    expect(asked).toBe(2)
    expect(textOf(desk)).toBe('and/or')
    expect(press(openDesk(), '/')).toBe(false)
  })

  test('goes in where the caret is, in paragraphs and lines', () => {
    const desk = openDesk()
    desk.editor.insert('First. ')
    desk.editor.insertParagraphs('Dear Uma,\n\nline one\nline two\n\nBye')
    desk.editor.insert('!')
    expect(textOf(desk)).toBe('First. Dear Uma,\n\nline one\nline two\n\nBye!')
  })
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

describe('[DR7] a picture in the text', () => {
  const HASH = 'a'.repeat(64)
  const photo = {
    hash: HASH,
    name: 'pump "old".png',
    type: 'image/png',
    bytes: 3,
    inline: true,
    cid: null,
  }
  const press = (desk: Desk, key: string) =>
    desk.host
      .querySelector('.reply-text')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }))
  const pictureOf = (desk: Desk) => desk.host.querySelector<HTMLElement>('.reply-picture')

  function paste(desk: Desk, html: string): void {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    const clipboardData = {
      getData: (type: string) => (type === 'text/html' ? html : ''),
      files: [],
    }
    desk.host.querySelector('.reply-text')?.dispatchEvent(Object.assign(event, { clipboardData }))
  }

  /** jsdom has no object URLs. */
  const urls: string[] = []
  Object.assign(URL, {
    createObjectURL: () => `blob:${urls.push('made')}`,
    revokeObjectURL: (url: string) => urls.push(`over ${url}`),
  })
  afterEach(() => blobs.clear())

  test('stands for both people, by name until its bytes are there, and is a file of the reply as long as it stands', async () => {
    const ada = openDesk()
    ada.editor.insert('See: ')
    addFile(ada.doc, photo)
    ada.editor.insertPicture(HASH)
    const ben = openDesk()
    exchange(ada, ben)
    expect(textOf(ben)).toBe('See: [picture: pump "old".png]')
    expect(renderDraft(ben.doc).html).toBe(
      `<p>See: <img src="cid:${'a'.repeat(40)}@picture" alt="pump &quot;old&quot;.png" style="max-width:100%;height:auto"></p>`,
    )
    expect(pictureOf(ben)?.textContent).toBe('Picture: pump "old".png')
    blobs.set(HASH, new Blob(['png']))
    ben.editor.refreshPictures()
    await vi.waitFor(() => expect(pictureOf(ben)?.querySelector('img')?.alt).toBe(photo.name))
    expect(pictureOf(ben)?.querySelector('img')?.src).toMatch(/^blob:/)
    expect(filesOfReply(ben.doc)).toMatchObject([{ hash: HASH, inline: true }])
    // Ben takes it out while Ada writes on: it goes for both, and his undo brings it back with its file.
    ben.editor.removePicture(HASH)
    ada.editor.insert('!')
    exchange(ada, ben)
    for (const { doc } of [ada, ben]) expect(filesOfReply(doc)).toEqual([])
    expect(urls.at(-1)).toMatch(/^over blob:/)
    press(ben, 'z')
    exchange(ada, ben)
    for (const { doc } of [ada, ben]) expect(filesOfReply(doc)).toHaveLength(1)
    expect(textOf(ada)).toBe(textOf(ben))
    expect(textOf(ada)).toContain('[picture: pump "old".png]')
  })

  test('that was attached by hand before stays when it goes from the text', () => {
    const ada = openDesk()
    addFile(ada.doc, { ...photo, inline: false })
    ada.editor.insertPicture(HASH)
    expect(filesOfReply(ada.doc)).toMatchObject([{ inline: true }])
    ada.editor.removePicture(HASH)
    expect(filesOfReply(ada.doc)).toMatchObject([{ inline: false, cid: null }])
  })

  test('is nothing without its file, whoever names it; nothing from a page comes in with an address', () => {
    const ada = openDesk()
    ada.editor.insertPicture(HASH)
    expect(textOf(ada)).toBe('')
    const page = `<p>one<img src="https://tracker.example/x.gif"><img data-hash="${'b'.repeat(64)}" src="https://tracker.example/y.gif"><img src="data:image/png;base64,AAAA">two</p>`
    paste(ada, page)
    expect(renderDraft(ada.doc).html).toBe('<p>onetwo</p>')
    expect(draftBody(ada.doc).toJSON()).not.toMatch(/image|img|tracker/)
    expect(ada.host.querySelector('img, .reply-picture')).toBeNull()
  })

  test('copied within the reply it stands twice', () => {
    const ada = openDesk()
    addFile(ada.doc, photo)
    ada.editor.insertPicture(HASH)
    paste(ada, `<p>again <img data-hash="${HASH}"></p>`)
    expect(textOf(ada).match(/\[picture:/g)).toHaveLength(2)
    ada.editor.removePicture(HASH)
    expect(filesOfReply(ada.doc)).toEqual([])
  })

  test('what is typed before the caret is told, with one character for a picture, and is taken out by its length', () => {
    const told: (string | null)[] = []
    const keys: string[] = []
    const ada = openDesk(undefined, {
      onCaret: (before) => told.push(before),
      takeKey: ({ key }) => keys.push(key) > 0 && key === 'Enter',
    })
    ada.editor.focus()
    addFile(ada.doc, photo)
    ada.editor.insertPicture(HASH)
    ada.editor.insert('Hello @be')
    expect(told.at(-1)).toBe(' Hello @be')
    ada.host
      .querySelector('.reply-text')
      ?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
      )
    expect(keys).toEqual(['Enter'])
    expect(textOf(ada)).toContain('Hello @be')
    ada.editor.replaceBefore('@be'.length, '')
    expect(textOf(ada)).toMatch(/Hello ?$/)
    ada.host.querySelector('.reply-text')?.dispatchEvent(new FocusEvent('blur'))
    expect(told.at(-1)).toBeNull()
  })
})

test('a code block by its button: lines as they stand, no marks, and back again', () => {
  const desk = openDesk()
  desk.editor.insert('rm -rf *build*')
  desk.editor.format('codeBlock')
  expect(desk.active().has('codeBlock')).toBe(true)
  expect(renderDraft(desk.doc).html).toMatch(/<pre.*rm -rf \*build\*/)
  desk.editor.format('codeBlock')
  expect(desk.active().has('codeBlock')).toBe(false)
  expect(renderDraft(desk.doc).html).not.toContain('<pre')
})

test('a slash in a code block is a slash, and asks for no macro', () => {
  const asked = vi.fn<() => void>()
  const desk = openDesk(undefined, { onMacro: asked })
  const press = () =>
    desk.host
      .querySelector('.reply-text')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))
  desk.editor.format('codeBlock')
  press()
  expect(asked).not.toHaveBeenCalled()
  desk.editor.format('codeBlock')
  press()
  expect(asked).toHaveBeenCalledOnce()
})

test('[DR9] a locked editor takes no word from here, shows those from elsewhere, and keeps the focus', () => {
  const desk = openDesk()
  desk.editor.insert('Close the valve')
  desk.editor.focus()
  desk.editor.setReadOnly(true)
  const text = desk.host.querySelector('.reply-text')
  expect(text?.getAttribute('aria-readonly')).toBe('true')
  expect(text?.getAttribute('contenteditable')).toBe('false')
  expect(text?.getAttribute('tabindex')).toBe('0')
  const before = renderDraft(desk.doc)
  desk.editor.insert('no')
  desk.editor.insertParagraphs('no')
  desk.editor.replaceBefore(3, 'no')
  desk.editor.format('strong')
  desk.editor.format('bullets')
  expect(renderDraft(desk.doc)).toEqual(before)
  const other = openDesk(desk.doc)
  other.editor.insert('Now: ')
  Y.applyUpdate(desk.doc, Y.encodeStateAsUpdate(other.doc))
  expect(text?.textContent).toContain('Now: ')
  desk.editor.setReadOnly(false)
  expect(text?.getAttribute('contenteditable')).toBe('true')
  desk.editor.insert('!')
  expect(renderDraft(desk.doc).text).toContain('!')
})

test('[WO18] where words are offered: while somebody types, and never in code or locked text', () => {
  const told: [before: string | null, isTyped: boolean][] = []
  const desk = openDesk(undefined, { onCaret: (...caret) => told.push(caret) })
  desk.editor.focus()
  desk.editor.insert('see #12')
  expect(told.at(-1)).toEqual(['see #12', true])
  const other = openDesk(desk.doc)
  other.editor.insert('Dear Sam, ')
  Y.applyUpdate(desk.doc, Y.encodeStateAsUpdate(other.doc))
  expect(told.at(-1)?.[1]).toBe(false)
  desk.editor.format('code')
  desk.editor.insert('#12')
  expect(told.at(-1)).toEqual([null, true])
  desk.editor.format('code')
  desk.editor.insert(' #12')
  expect(told.at(-1)?.[0]).toMatch(/ #12$/)
  desk.editor.format('codeBlock')
  expect(told.at(-1)?.[0]).toBeNull()
  desk.editor.format('codeBlock')
  expect(told.at(-1)?.[0]).toMatch(/ #12$/)
  // A list that is open goes with the lock.
  desk.editor.setReadOnly(true)
  expect(told.at(-1)).toEqual([null, false])
  Y.applyUpdate(desk.doc, Y.encodeStateAsUpdate(other.doc))
  expect(told.at(-1)?.[0]).toBeNull()
})

test('what is chosen stands in the place of what was typed', () => {
  const desk = openDesk()
  desk.editor.insert('Dear {{first')
  desk.editor.replaceBefore('{{first'.length, 'Uma')
  desk.editor.insert('!')
  expect(textOf(desk)).toBe('Dear Uma!')
})
