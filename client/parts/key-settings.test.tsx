/** Keys of one's own: chosen by pressing them, refused with the reason, kept under the person, and back to standard. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCommands, type Commands } from '../state/create-commands.ts'
import { judgeKeys, nameOfPress, RESERVED_KEYS } from '../state/key-choice.ts'
import { COMMAND_IDS, STANDARD_KEYS, type CommandId } from '../state/keys.ts'
import { chooseKeys, keyMap, openOwnKeys } from '../state/own-keys.ts'
import { keyWords } from '../words/key.ts'
import { KeySettings } from './key-settings.tsx'

const fired: CommandId[] = []
let commands: Commands
let dispose = () => {}

beforeEach(() => {
  localStorage.clear()
  fired.length = 0
  openOwnKeys('ada')
  dispose = createRoot((done) => {
    commands = createCommands({ target: window, now: () => 0, isSingleKeysOn: () => true })
    for (const id of COMMAND_IDS) commands.bind(id, () => fired.push(id))
    return done
  })
})
afterEach(() => {
  dispose()
  cleanup()
  localStorage.clear()
  openOwnKeys('nobody')
})

const press = (key: string, over: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over }),
  )

/** Opens the field of a command and presses into it. */
function change(id: CommandId, ...keys: (string | [string, KeyboardEventInit])[]) {
  const button = document.querySelector(`[data-change="${id}"]`)
  if (button) fireEvent.click(button)
  const field = document.querySelector('.key-field')
  if (!(field instanceof HTMLElement)) throw new Error('no field')
  field.focus()
  for (const key of keys) {
    if (typeof key === 'string') press(key, {}, field)
    else press(key[0], key[1], field)
  }
  return field
}
const verdict = () => document.querySelector('#key-verdict')?.textContent ?? null

describe('[UX-KEYS] keys of one’s own', () => {
  test('what is pressed is shown, taken, and runs the command from then on; nothing runs meanwhile', () => {
    render(() => <KeySettings />)
    const field = change('done-next', 'b')
    expect(fired).toEqual([])
    press('Enter', {}, field)
    expect(keyMap()['done-next']).toEqual(['b'])
    press('b')
    press('e')
    expect(fired).toEqual(['done-next'])
  })

  test('two plain keys are a sequence', () => {
    render(() => <KeySettings />)
    press('Enter', {}, change('density', 'g', 'y'))
    expect(keyMap().density).toEqual(['g y'])
    press('g')
    press('y')
    expect(fired).toEqual(['density'])
  })

  test('a key that is taken or reserved is refused in words, and nothing changes', () => {
    render(() => <KeySettings />)
    press('Enter', {}, change('done-next', 'x'))
    expect(verdict()).toBe(`That one is taken by “${keyWords.commands.select}”.`)
    expect(keyMap()).toEqual(STANDARD_KEYS)
    const field = document.querySelector('.key-field')
    if (field) press('w', { ctrlKey: true }, field)
    expect(verdict()).toContain('browser')
    if (field) press('b', { ctrlKey: true }, field)
    expect(verdict()).toContain('while writing')
    if (field) press('Escape', {}, field)
    expect(document.querySelector('.key-field')).toBeNull()
    expect(keyMap()).toEqual(STANDARD_KEYS)
  })

  test('no reserved chord is free for any command, and the first key of a sequence is no key of its own', () => {
    for (const keys of RESERVED_KEYS)
      expect(judgeKeys(keys, 'density', STANDARD_KEYS)).toEqual({ isFree: false, why: 'reserved' })
    expect(judgeKeys('g', 'density', STANDARD_KEYS).isFree).toBe(false)
    expect(judgeKeys('e y', 'density', STANDARD_KEYS)).toMatchObject({ by: 'done-next' })
    expect(judgeKeys('e', 'done-next', STANDARD_KEYS).isFree).toBe(true)
  })

  test('they are the person’s, stay over a reload, and go back to the standard one by one or all', () => {
    chooseKeys('done-next', ['b'])
    chooseKeys('theme', [])
    openOwnKeys('omar')
    expect(keyMap()).toEqual(STANDARD_KEYS)
    openOwnKeys('ada')
    expect(keyMap()['done-next']).toEqual(['b'])
    expect(keyMap().theme).toEqual([])
    chooseKeys('done-next')
    expect(keyMap()['done-next']).toEqual(STANDARD_KEYS['done-next'])
    render(() => <KeySettings />)
    const all = [...document.querySelectorAll('button')].find((one) =>
      one.textContent?.includes('All back'),
    )
    if (all) fireEvent.click(all)
    expect(keyMap()).toEqual(STANDARD_KEYS)
  })

  test('a map that cannot be read is the standard one', () => {
    localStorage.setItem('deskside.keys.ada', '{"done-next":"b"')
    openOwnKeys('ada')
    expect(keyMap()).toEqual(STANDARD_KEYS)
    press('e')
    expect(fired).toEqual(['done-next'])
  })
})

test('a press is named as the map writes it', () => {
  const name = (key: string, over: KeyboardEventInit = {}, isMac = false) =>
    nameOfPress(new KeyboardEvent('keydown', { key, ...over }), isMac)
  expect(name('E', { shiftKey: true })).toBe('Shift+e')
  expect(name('!', { shiftKey: true })).toBe('!')
  expect(name('k', { ctrlKey: true })).toBe('$mod+k')
  expect(name('k', { metaKey: true }, true)).toBe('$mod+k')
  expect(name('ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown')
  expect(name('Shift', { shiftKey: true })).toBeNull()
})
