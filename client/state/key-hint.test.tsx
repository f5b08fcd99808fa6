/** Keys beside names: those of the person, and none when single keys are off. */
import { cleanup, render } from '@solidjs/testing-library'
import { afterEach, expect, test } from 'vitest'
import { keyHint, withKey } from './key-hint.ts'
import { chooseKeys } from './own-keys.ts'
import { prefer } from './preferences.ts'

afterEach(() => {
  cleanup()
  chooseKeys()
  prefer({ isSingleKeysOn: true })
})

test('the standard keys, as they are typed', () => {
  expect(keyHint('reply')).toBe('R')
  expect(keyHint('merge')).toBe('⇧M')
  expect(keyHint('go-inbox')).toBe('G I')
  expect(withKey('Undo', 'undo')).toBe('Undo (Z)')
  expect(withKey('Density', 'density')).toBe('Density')
})

test('[WO13] a key that was chosen is shown at once, and a chord is no single key', () => {
  const { container } = render(() => <p>{withKey('Undo', 'undo')}</p>)
  chooseKeys('undo', ['b'])
  expect(container.textContent).toBe('Undo (B)')
  chooseKeys('undo', ['$mod+b'])
  expect(container.textContent).toBe('Undo')
})

test('[WO13] with single keys off, none is shown', () => {
  const { container } = render(() => <p>{withKey('Undo', 'undo')}</p>)
  prefer({ isSingleKeysOn: false })
  expect(container.textContent).toBe('Undo')
})
