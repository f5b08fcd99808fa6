/**
 * Keys as a person chooses them: which may be taken, how they are said, and what a press is called. Pure; comes with the
 * sheet of keys, the palette and the settings. Not here: which keys a command has (keys, own-keys).
 */
import { keyWords } from '../words/key.ts'
import { COMMAND_IDS, type CommandId, type KeyMap } from './keys.ts'

/** Keys the composer handles itself, for the cheat sheet. */
export const COMPOSER_KEYS: readonly {
  title: keyof typeof keyWords.sheet.composer
  keys: string
}[] = [
  { title: 'send', keys: '$mod+Enter' },
  { title: 'sendSolve', keys: '$mod+Shift+Enter' },
  { title: 'sendSnooze', keys: '$mod+Alt+Enter' },
  { title: 'format', keys: '$mod+b $mod+i $mod+u' },
  { title: 'leave', keys: 'Escape' },
]

/** Chords of browsers and screen readers that no command may take. */
export const RESERVED_KEYS: readonly string[] = [
  '$mod+t',
  '$mod+w',
  '$mod+n',
  '$mod+r',
  '$mod+l',
  '$mod+p',
  '$mod+f',
  '$mod+s',
  '$mod+c',
  '$mod+v',
  '$mod+x',
  'F5',
  'F6',
  'Tab',
  'Shift+Tab',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
]

/** `$mod+Enter` as people know it: ⌘↵ on a Mac, Ctrl ↵ elsewhere; one string a key cap. */
export function sayKeys(keys: string, isMac: boolean): string[] {
  const caps: Record<string, string> = {
    $mod: isMac ? '⌘' : keyWords.caps.ctrl,
    Shift: isMac ? '⇧' : keyWords.caps.shift,
    Alt: isMac ? '⌥' : 'Alt',
    Enter: '↵',
    Escape: keyWords.caps.escape,
    ArrowDown: '↓',
    ArrowUp: '↑',
  }
  return keys.split(/[ +]/).map((key) => caps[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** `why`: kept by the browser or a screen reader, by the editor, or by another command. */
export type KeyVerdict =
  | { isFree: true }
  | { isFree: false; why: 'reserved' | 'composer' | 'plain' }
  | { isFree: false; why: 'taken'; by: CommandId }

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
const firstOf = (keys: string) => keys.split(' ')[0] ?? ''

/** Keys that belong to the control that has the focus. */
const PLAIN: readonly string[] = ['Tab', 'Shift+Tab', 'Escape', 'Space', 'Backspace', 'Delete']

/** Whether command `id` may have `keys`, as `map` stands. */
export function judgeKeys(keys: string, id: CommandId, map: KeyMap): KeyVerdict {
  for (const chord of keys.split(' '))
    if (RESERVED_KEYS.some((one) => same(one, chord))) return { isFree: false, why: 'reserved' }
  if (COMPOSER_KEYS.some((one) => one.keys.split(' ').some((chord) => same(chord, keys))))
    return { isFree: false, why: 'composer' }
  if (PLAIN.some((one) => same(one, firstOf(keys)))) return { isFree: false, why: 'plain' }
  for (const other of COMMAND_IDS) {
    if (other === id) continue
    for (const taken of map[other]) {
      const isSame = same(taken, keys)
      // The first key of a sequence cannot be a key of its own: nobody would know which is meant.
      const isLead =
        taken.includes(' ') !== keys.includes(' ') && same(firstOf(taken), firstOf(keys))
      if (isSame || isLead) return { isFree: false, why: 'taken', by: other }
    }
  }
  return { isFree: true }
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])

/** What was pressed, in the grammar of the map; null for a modifier alone. */
export function nameOfPress(event: KeyboardEvent, isMac: boolean): string | null {
  if (MODIFIERS.has(event.key) || event.key === 'Dead' || event.key === 'Unidentified') return null
  const mods: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) mods.push('$mod')
  if (isMac && event.ctrlKey) mods.push('Control')
  if (!isMac && event.metaKey) mods.push('Meta')
  if (event.altKey && !event.getModifierState('AltGraph')) mods.push('Alt')
  const isLetter = /^[a-z]$/i.test(event.key)
  // Of a sign Shift is how it is typed.
  if (event.shiftKey && (isLetter || event.key.length > 1)) mods.push('Shift')
  const key = event.key === ' ' ? 'Space' : isLetter ? event.key.toLowerCase() : event.key
  return [...mods, key].join('+')
}
