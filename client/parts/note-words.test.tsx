/** The words of a note with their formats, as they stand in the thread: what is there, and what never is. */
import { cleanup, render } from '@solidjs/testing-library'
import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { NoteWords } from './note-words.tsx'

let desk: Desk
let dispose = () => {}
beforeEach(() => {
  desk = createRoot((done) => {
    dispose = done
    return createDesk(makeStandIn({ tickets: 3, now: Date.now() }))
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

function show(text: string, formatted: unknown, over: Partial<Message> = {}): HTMLElement {
  const by = { kind: 'agent' as const, id: 'ada', name: 'Ada' }
  const said = typeof formatted === 'string' ? formatted : JSON.stringify(formatted)
  const note: Message = { id: 'm', kind: 'note', by, at: 1, text, formatted: said, ...over }
  return render(() => (
    <DeskProvider desk={desk}>
      <NoteWords note={note} ticket="t" onOpenTicket={() => {}} />
    </DeskProvider>
  )).container
}

test('[WO23] each format is an element, and its words are text', () => {
  const shown = show('a b <https://a.test/>\n\n> <i>c</i>\n\n- d\n\n1. e\n\n<b>f</b>', [
    ['p', ['a', 'bius'], ' ', ['b', 'i', 'https://a.test/']],
    ['blockquote', ['p', '<i>', ['c', 'c'], '</i>']],
    ['ul', [['p', 'd']]],
    ['ol', [['p', 'e']]],
    ['pre', '<b>f</b>'],
  ])
  expect(shown.querySelector('.note-words')?.innerHTML.replaceAll(' dir="auto"', '')).toBe(
    '<p><s><u><em><strong>a</strong></em></u></s> ' +
      '<em><a target="_blank" rel="noopener noreferrer" href="https://a.test/" title="https://a.test/">b</a></em></p>' +
      '<blockquote><p>&lt;i&gt;<code>c</code>&lt;/i&gt;</p></blockquote>' +
      '<ul><li><p>d</p></li></ul><ol><li><p>e</p></li></ol>' +
      '<pre><code>&lt;b&gt;f&lt;/b&gt;</code></pre>',
  )
})

test.each<[string, unknown]>([
  ['a link that runs', [['p', ['x', '', 'javascript:alert(1)']]]],
  ['a link that runs, in other letters', [['p', ['x', '', 'JaVaScRiPt:alert(1)']]]],
  ['a link to data', [['p', ['x', '', 'data:text/html,<script>alert(1)</script>']]]],
  ['a link to here', [['p', ['x', '', '/settings']]]],
  ['an element that is none of ours', [['script', 'x']]],
  [
    'a picture',
    [
      ['p', 'x'],
      ['img', 'https://a.test/x.png'],
    ],
  ],
  ['attributes', [['p', { onclick: 'alert(1)' }, 'x']]],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['nothing', '[]'],
  ['other words than are told', [['p', ['y', 'b']]]],
])('[WO23] with %s its plain words stand there and nothing else', (_, formatted) => {
  const shown = show('x', formatted)
  expect(shown.innerHTML).toBe('x')
})

test('[WO23] people and tickets are named in words, and neither in code nor in links', () => {
  const me = desk.info().people.find(({ id }) => id !== desk.replica.me.id)
  const other = desk.rows.all().find(({ number }) => number > 0)
  if (!me || !other) throw new Error('there are no samples')
  const named = `@${me.name} #${other.number}`
  const shown = show(
    `${named}\n\n${named}\n\n${named} <https://a.test/>\n\n${named}`,
    [
      ['p', [named, 'b']],
      ['p', [named, 'c']],
      ['p', [named, '', 'https://a.test/']],
      ['pre', named],
    ],
    { mentions: [me.id] },
  )
  expect(shown.querySelectorAll('.mention')).toHaveLength(1)
  expect(shown.querySelectorAll('.named-ticket')).toHaveLength(1)
  expect(shown.querySelector('strong')?.textContent).toBe(named)
})

test('a change elsewhere on the ticket draws none of it again', () => {
  const by = { kind: 'agent' as const, id: 'ada', name: 'Ada' }
  const said = { text: 'x', formatted: '[["p",["x","b"]]]' }
  const [note, setNote] = createSignal<Message>({ id: 'm', kind: 'note', by, at: 1, ...said })
  const { container } = render(() => (
    <DeskProvider desk={desk}>
      <NoteWords note={note()} ticket="t" />
    </DeskProvider>
  ))
  const before = container.querySelector('strong')
  setNote({ ...note(), claimedAt: 1 })
  expect(container.querySelector('strong')).toBe(before)
  // Taken out, nothing of it is left.
  setNote({ id: 'm', kind: 'note', by, at: 1, text: '', redactedAt: 2 })
  expect(container.innerHTML).toBe('')
})
