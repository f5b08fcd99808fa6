import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCommands, type Commands } from './create-commands.ts'
import { RESERVED_KEYS, sayKeys } from './key-choice.ts'
import { COMMAND_IDS, STANDARD_KEYS, type CommandId } from './keys.ts'

const fired: CommandId[] = []
let commands: Commands
let dispose: () => void
let areSingleKeysOn = true
let now = 0

beforeEach(() => {
  fired.length = 0
  areSingleKeysOn = true
  dispose = createRoot((done) => {
    commands = createCommands({
      target: window,
      now: () => now,
      isSingleKeysOn: () => areSingleKeysOn,
    })
    for (const id of COMMAND_IDS) commands.bind(id, () => fired.push(id))
    return done
  })
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
})

/** Presses `keys` (tinykeys grammar) as a keyboard would. */
function press(keys: string, target: EventTarget = document.body): void {
  for (const chord of keys.split(' ')) {
    const parts = chord === '$mod+\\' ? ['$mod', '\\'] : chord.split(/\b\+/)
    const key = parts.at(-1) ?? ''
    const isShifted = parts.includes('Shift') || key === '?'
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: isShifted && key.length === 1 ? key.toUpperCase() : key,
        ctrlKey: parts.includes('$mod'),
        shiftKey: isShifted,
        bubbles: true,
        cancelable: true,
      }),
    )
  }
}

function field(html: 'input' | 'textarea' | 'div'): HTMLElement {
  const element = document.createElement(html)
  if (html === 'div') element.setAttribute('contenteditable', 'true')
  document.body.append(element)
  return element
}

describe('keys of somebody who types on though the field went away', () => {
  test('fire nothing until there was a pause', () => {
    const typed = field('div')
    press('x', typed)
    typed.remove()
    for (const key of ['e', '1', 'e']) {
      now += 150
      press(key)
    }
    expect(fired).toEqual([])
    now += 1_000
    press('j')
    expect(fired).toEqual(['next'])
  })

  test('are commands at once where the field was left on purpose, or is still there', () => {
    for (const leave of ['Escape', 'Enter', '$mod+k']) {
      const typed = field('div')
      // As an editor does that handles the key itself.
      typed.addEventListener('keydown', (event) => event.key === 'x' || event.preventDefault())
      press('x', typed)
      press(leave, typed)
      typed.remove()
      fired.length = 0
      press('j')
      expect(fired, leave).toEqual(['next'])
    }
    press('x', field('div'))
    fired.length = 0
    press('j')
    expect(fired).toEqual(['next'])
  })
})

describe('[UX-KEYS]', () => {
  const pairs = COMMAND_IDS.flatMap((id) => STANDARD_KEYS[id].map((keys) => [keys, id] as const))

  test.each(pairs)('“%s” runs %s and nothing else', (keys, id) => {
    now += 10_000
    press(keys)
    expect(fired).toEqual([id])
  })

  test('no key has two meanings, none is the browser’s', () => {
    const all = pairs.map(([keys]) => keys.toLowerCase())
    expect(new Set(all).size).toBe(all.length)
    for (const keys of RESERVED_KEYS) expect(all).not.toContain(keys.toLowerCase())
  })

  test.each(['input', 'textarea', 'div'] as const)(
    'no single key runs while typing in %s',
    (html) => {
      const target = field(html)
      for (const [keys] of pairs) if (!keys.includes('$mod')) press(keys, target)
      expect(fired).toEqual([])
      press('$mod+k', target)
      expect(fired).toEqual(['palette'])
    },
  )

  test('undo while typing stays with the words', () => {
    press('$mod+z', field('textarea'))
    expect(fired).toEqual([])
  })

  test('the second key of a sequence belongs to the sequence alone', () => {
    press('g i')
    expect(fired).toEqual(['go-inbox'])
    press('i')
    expect(fired).toEqual(['go-inbox', 'assign-me'])
  })

  test('a sequence waits a second, then the key stands for itself', () => {
    press('g')
    now += 1_001
    press('i')
    expect(fired).toEqual(['assign-me'])
  })

  test('single keys can be turned off (WCAG 2.1.4); chords and arrows stay', () => {
    areSingleKeysOn = false
    press('e')
    press('g i')
    expect(fired).toEqual([])
    press('ArrowDown')
    press('$mod+k')
    expect(fired).toEqual(['next', 'palette'])
  })

  test('Enter on a button presses the button, not the list', () => {
    const button = document.createElement('button')
    document.body.append(button)
    press('Enter', button)
    press('ArrowDown', button)
    expect(fired).toEqual([])
  })

  test('inside a dialog single keys are the dialog’s', () => {
    const dialog = document.createElement('dialog')
    const button = document.createElement('button')
    dialog.append(button)
    document.body.append(dialog)
    press('e', button)
    expect(fired).toEqual([])
  })

  test('the newest binding wins while it lives', () => {
    const undo = createRoot((done) => {
      commands.bind('open', () => fired.push('back'))
      return done
    })
    press('o')
    undo()
    press('o')
    expect(fired).toEqual(['back', 'open'])
  })
})

test('keys are shown as people know them', () => {
  expect(sayKeys('$mod+Shift+Enter', true)).toEqual(['⌘', '⇧', '↵'])
  expect(sayKeys('g i', false)).toEqual(['G', 'I'])
})
