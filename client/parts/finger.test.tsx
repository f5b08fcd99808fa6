/** A finger at a list: what keeps it there, and what ends it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchFinger } from './finger.ts'

let list: HTMLDivElement
let other: HTMLButtonElement
let stop = () => {}
let isThere = false

beforeEach(() => {
  vi.useFakeTimers()
  isThere = false
  list = document.createElement('div')
  other = document.createElement('button')
  list.append(document.createElement('p'))
  document.body.append(list, other)
  stop = watchFinger(list, (now) => (isThere = now))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  document.body.replaceChildren()
})

function press(at: Element | null, pointerType = 'touch'): void {
  at?.dispatchEvent(
    Object.assign(new MouseEvent('pointerdown', { bubbles: true }), { pointerType }),
  )
}

test('it is there from its touch until something else is touched', () => {
  press(list.firstElementChild)
  expect(isThere).toBe(true)
  press(other)
  expect(isThere).toBe(false)
})

test('after a minute in which it did nothing it is gone; scrolling begins the minute anew', () => {
  press(list)
  vi.advanceTimersByTime(40_000)
  list.dispatchEvent(new Event('scroll'))
  vi.advanceTimersByTime(40_000)
  expect(isThere).toBe(true)
  vi.advanceTimersByTime(20_000)
  expect(isThere).toBe(false)
  list.dispatchEvent(new Event('scroll'))
  expect(isThere).toBe(false)
})

test('a mouse is no finger', () => {
  press(list, 'mouse')
  expect(isThere).toBe(false)
})
