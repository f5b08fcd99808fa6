/** A keyboard that lies over the page, by a stand-in of the visual viewport: what is left is told, and the caret stays in it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showCaret, watchKeyboard, whatIsSeen } from './keyboard.ts'

const PAGE_PX = 800
const view = Object.assign(new EventTarget(), { height: PAGE_PX, offsetTop: 0, scale: 1 })
let stop = () => {}

beforeEach(() => {
  Object.assign(view, { height: PAGE_PX, offsetTop: 0, scale: 1 })
  vi.stubGlobal('visualViewport', view)
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())
  Object.defineProperty(document.documentElement, 'clientHeight', {
    value: PAGE_PX,
    configurable: true,
  })
  stop = watchKeyboard(window)
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const told = () =>
  ['--view', '--view-top', '--view-bottom'].map((name) =>
    document.documentElement.style.getPropertyValue(name),
  )
const NOTHING = ['', '', '']
function show(
  change: Partial<{ height: number; offsetTop: number; scale: number }>,
  by = 'resize',
) {
  Object.assign(view, change)
  view.dispatchEvent(new Event(by))
}

test('[WO21] what a keyboard leaves is told, and taken back when it goes', () => {
  expect(told()).toEqual(NOTHING)
  show({ height: 460 })
  expect(told()).toEqual(['460px', '0px', '340px'])
  show({ height: PAGE_PX })
  expect(told()).toEqual(NOTHING)
})

test('[WO21] a page that the browser moved up under the keyboard is met where it is seen', () => {
  show({ height: 460 })
  show({ offsetTop: 200 }, 'scroll')
  expect(told()).toEqual(['460px', '200px', '140px'])
  show({ offsetTop: 900 }, 'scroll')
  expect(told()).toEqual(['460px', '340px', '0px'])
})

test('[WO21] a bar of the browser, and a page drawn larger by two fingers, are no keyboard', () => {
  show({ height: 720 })
  expect(told()).toEqual(NOTHING)
  show({ height: 400, scale: 2, offsetTop: 300 })
  expect(told()).toEqual(NOTHING)
  // Both at once: what is covered is told in the page's own pixels.
  expect(whatIsSeen({ height: 230, scale: 2, offsetTop: 100 }, PAGE_PX)).toEqual({
    viewPx: 460,
    topPx: 0,
    bottomPx: 340,
  })
})

test('[WO21] the field that is written in comes into view, once for each time there is less', () => {
  const field = document.createElement('textarea')
  const shown = vi.fn<() => void>()
  field.scrollIntoView = shown
  document.body.append(field)
  field.focus()
  show({ height: 460 })
  expect(shown).toHaveBeenCalledTimes(1)
  show({ offsetTop: 40 }, 'scroll')
  expect(shown).toHaveBeenCalledTimes(1)
  show({ height: PAGE_PX, offsetTop: 0 })
  expect(shown).toHaveBeenCalledTimes(1)
})

test('[WO21] in a long reply it is the line of the caret, not the text as a whole', () => {
  const box = document.createElement('div')
  box.style.overflowY = 'auto'
  const text = document.createElement('div')
  text.contentEditable = 'true'
  text.setAttribute('contenteditable', 'true')
  Object.defineProperty(text, 'isContentEditable', { value: true })
  text.tabIndex = 0
  text.scrollIntoView = () => {}
  text.textContent = 'Many lines.'
  box.append(text)
  document.body.append(box)
  text.focus()
  const rect = (top: number, bottom: number) => ({ top, bottom }) as DOMRect
  box.getBoundingClientRect = () => rect(100, 300)
  document.getSelection()?.collapse(text.firstChild, 4)
  const caretAt = (top: number) => {
    Range.prototype.getClientRects = () => [rect(top, top + 20)] as unknown as DOMRectList
    box.scrollTop = 500
    showCaret(document)
    return box.scrollTop
  }
  expect(caretAt(200)).toBe(500)
  expect(caretAt(400)).toBe(500 + 420 + 12 - 300)
  expect(caretAt(60)).toBe(500 - (100 - 48))
})

test('[WO21] nothing is asked of a browser that does not tell', () => {
  stop()
  vi.stubGlobal('visualViewport', null)
  stop = watchKeyboard(window)
  show({ height: 100 })
  expect(told()).toEqual(NOTHING)
})
