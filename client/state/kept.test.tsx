import { afterEach, expect, test } from 'vitest'
import { makeUndoStack } from './create-undo.ts'
import { forgetKept, KEPT } from './kept.ts'

afterEach(() => localStorage.clear())

test('signing out leaves nothing about tickets, but the theme', () => {
  localStorage.setItem('deskside.preferences', '{"theme":"dark"}')
  makeUndoStack(localStorage, 'bea').push({
    kind: 'move',
    ticket: 't',
    title: '#1: moved',
    from: 'a',
    to: 'b',
  })
  localStorage.setItem(`${KEPT.report}29 queue `, '{}')
  forgetKept(localStorage)
  expect(Object.keys(localStorage)).toEqual(['deskside.preferences'])
})
