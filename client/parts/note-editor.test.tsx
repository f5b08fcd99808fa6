/** What is written in a note, as the words and formats that a note may have. */
import { afterEach, expect, test } from 'vitest'
import { refuseFormatted } from '../../shared/ticket/formatted-note.ts'
import { openNoteEditor, type WrittenNote } from './note-editor.ts'
import type { ReplyEditor } from './reply-editor.ts'

// jsdom lays nothing out; the editor asks for places when it scrolls to the caret.
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => ({ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 }),
})

let editor: ReplyEditor | null = null
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
})

function open(note: { text: string; formatted?: string } = { text: '' }) {
  const host = document.createElement('div')
  document.body.append(host)
  const written: WrittenNote[] = []
  editor = openNoteEditor({
    host,
    note,
    label: 'Note',
    placeholder: 'Write',
    onWritten: (now) => written.push(now),
    onSend: () => {},
    onLeave: () => {},
    onLink: () => {},
    onFormats: () => {},
  })
  return { editor, host, written, last: () => written.at(-1) }
}

function paste(host: HTMLElement, html: string): void {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const kinds: Record<string, string> = { 'text/html': html, 'text/plain': 'plain' }
  Object.assign(event, {
    clipboardData: { getData: (kind: string) => kinds[kind] ?? '', files: [], types: [] },
  })
  host.querySelector('.ProseMirror')?.dispatchEvent(event)
}

test('[WO23] words without formats are a plain note', () => {
  const { editor, last } = open()
  editor.insertParagraphs('one\ntwo\n\nthree')
  expect(last()).toMatchObject({ text: 'one\ntwo\n\nthree', formatted: undefined })
})

test('[WO23] [OU28] what was written is written again when it is opened again', () => {
  const formatted =
    '[["p","a ",["b","bi"],"\\nc ",["d","c"]],["ul",[["p","e"],["ol",[["p","f"]]]]],' +
    '["blockquote",["p",["g","","https://a.test/"]]],["pre","h\\n i"]]'
  const text = 'a b\nc d\n\n- e\n  1. f\n\n> g <https://a.test/>\n\nh\n i'
  const { written, host } = open({ text, formatted })
  expect(written).toMatchObject([{ text, formatted, isTooLong: false }])
  expect(written[0]?.prose).not.toContain('d')
  expect(host.querySelector('ul ol')?.textContent).toBe('f')
})

test('a kept note whose formats cannot be read has its words', () => {
  expect(open({ text: 'a\n\nb', formatted: '[["script","a"]]' }).last()).toMatchObject({
    text: 'a\n\nb',
    formatted: undefined,
  })
})

test('who goes on writing has their last space again, and stands behind it', () => {
  const { editor, last } = open({ text: '@Ben Okri ' })
  expect(last()).toMatchObject({ text: '@Ben Okri ', formatted: undefined })
  editor.focusEnd()
  editor.insert('look')
  expect(last()?.text).toBe('@Ben Okri look')
})

test('the empty line to go on in is no part of the note', () => {
  const { host, last } = open()
  paste(host, '<p></p><p><b>a</b></p><p></p><p>b</p><p></p><p></p>')
  expect(last()?.formatted).toBe('[["p",["a","b"]],["p"],["p","b"]]')
})

test('[CO27] what is pasted is written so that the server takes it', () => {
  const { host, last } = open()
  paste(
    host,
    '<h1>T</h1><p onclick="x"><b>b</b> <a href="javascript:alert(1)">j</a> <a href="https://a.test/ x">s</a>' +
      ' <a href="https:q">q</a> <code><a href="https://a.test/">k</a></code> <img src="https://a.test/p.png">' +
      '<a href="https://a.test/">l</a><br>n</p><ul><li>1<ul><li>2</li></ul></li></ul>' +
      '<table><tr><td>c</td></tr></table><script>alert(1)</script>\ud800',
  )
  const now = last()
  expect(now && refuseFormatted(now)).toBeNull()
  expect(now?.isTooLong).toBe(false)
  expect(now?.formatted).toContain('["b","b"]')
  expect(now?.formatted).toContain('["l","","https://a.test/"]')
  for (const word of ['javascript', 'https:q', 'onclick', 'p.png', 'alert'])
    expect(now?.formatted).not.toContain(word)
})

test('[WO23] too many words, or lists that lie too deep, are said before the server says it', () => {
  const { editor, last, host } = open()
  editor.insertParagraphs('x'.repeat(16_001))
  expect(last()?.isTooLong).toBe(true)
  editor.destroy()
  host.remove()
  const deep = open()
  paste(deep.host, `${'<ul><li>x'.repeat(20)}${'</li></ul>'.repeat(20)}`)
  expect(deep.last()?.isTooLong).toBe(true)
})
