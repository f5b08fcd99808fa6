/** A finger on a row: far enough aside does something, everything else is a tap or a scroll. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchSwipes, type Swipe } from './swipe.ts'

let box: HTMLDivElement
let row: HTMLDivElement
let stop = () => {}
const swiped: [string, Swipe][] = []
let clicks = 0

beforeEach(() => {
  swiped.length = 0
  clicks = 0
  box = document.createElement('div')
  row = document.createElement('div')
  row.className = 'row'
  row.dataset['id'] = 'one'
  row.addEventListener('click', () => clicks++)
  box.append(row)
  document.body.append(box)
  stop = watchSwipes(box, (id, swipe) => swiped.push([id, swipe]))
})
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

function fire(type: string, x: number, y: number, pointerType = 'touch'): void {
  const event = new MouseEvent(type, { bubbles: true, clientX: x, clientY: y })
  Object.assign(event, { pointerType, isPrimary: true })
  row.dispatchEvent(event)
}
function drag(dx: number, dy = 0, pointerType = 'touch'): void {
  fire('pointerdown', 200, 100, pointerType)
  for (const part of [0.25, 0.5, 1])
    fire('pointermove', 200 + dx * part, 100 + dy * part, pointerType)
  fire('pointerup', 200 + dx, 100 + dy, pointerType)
  row.click()
}

test('to the right it is done, to the left it is snoozed, and the ticket is not opened', () => {
  drag(120)
  drag(-120)
  expect(swiped).toEqual([
    ['one', 'done'],
    ['one', 'snooze'],
  ])
  expect(clicks).toBe(0)
  expect(row.style.translate).toBe('')
})

test('where one reads from the right it is the other way round', () => {
  box.style.direction = 'rtl'
  drag(120)
  expect(swiped).toEqual([['one', 'snooze']])
})

test('too short, up or down, or by a mouse, it is nothing', () => {
  drag(60)
  drag(100, 200)
  drag(120, 0, 'mouse')
  expect(swiped).toEqual([])
})

test('a tap is a tap', () => {
  drag(3)
  expect(clicks).toBe(1)
})

test('taken over by a scroll, the row is back in its place', () => {
  fire('pointerdown', 200, 100)
  fire('pointermove', 320, 100)
  expect(row.style.translate).toBe('120px')
  fire('pointercancel', 320, 100)
  expect(row.style.translate).toBe('')
  expect(swiped).toEqual([])
})
