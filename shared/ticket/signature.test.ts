/** Signatures: variables are filled, unknown ones refused, and a name cannot become a variable. */
import { expect, test } from 'vitest'
import { checkSignature, fillSignature } from './signature.ts'

const VALUES = { agent: 'Ada', queue: 'Support', desk: 'Example Ltd' }

test('variables are filled wherever they stand', () => {
  const filled = fillSignature('Kind regards\n{{agent}}\n\n{{ desk }} {{queue}}, Berlin', VALUES)
  expect(filled).toBe('Kind regards\nAda\n\nExample Ltd Support, Berlin')
})

test('a line that would be empty goes, one that was empty stays', () => {
  const filled = fillSignature('Regards\n{{agent}}\n\nus', { ...VALUES, agent: '' })
  expect(filled).toBe('Regards\n\nus')
})

test('what a variable brings is not read again', () => {
  expect(fillSignature('{{agent}}', { ...VALUES, agent: '{{desk}} $& $1' })).toBe('{{desk}} $& $1')
})

test('a variable that is not known is refused by name, and left as it stands', () => {
  const checked = checkSignature('Yours, {{agnet}}')
  expect(checked).toMatchObject({ ok: false, fault: { code: 'desk/settings' } })
  expect(!checked.ok && checked.fault.detail).toContain('{{agnet}}')
  expect(fillSignature('Yours, {{agnet}}', VALUES)).toBe('Yours, {{agnet}}')
  expect(checkSignature('{{agent}} {{ queue }} { agent } {{').ok).toBe(true)
})
