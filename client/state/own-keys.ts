/**
 * The keys that a person chose on this device instead of the standard ones. Kept in local storage under the person;
 * nothing here is synced, and it says nothing about anybody's tickets. Not here: which keys may be chosen (key-choice).
 */
import { createSignal } from 'solid-js'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { COMMAND_IDS, STANDARD_KEYS, type CommandId, type KeyMap } from './keys.ts'

const Own = v.record(v.string(), v.array(v.string()))
type Own = v.InferOutput<typeof Own>

const KEY = 'deskside.keys.'

const [keyMap, setKeyMap] = createSignal<KeyMap>(STANDARD_KEYS)
export { keyMap }
let own: Own = {}
let key = ''

function show(): void {
  const map: Record<CommandId, readonly string[]> = { ...STANDARD_KEYS }
  for (const id of COMMAND_IDS) map[id] = own[id] ?? map[id]
  setKeyMap(map)
}

/** Reads what `person` chose here before. */
export function openOwnKeys(person: string): void {
  key = KEY + person
  own = {}
  try {
    const parsed = parseWith(Own, JSON.parse(localStorage.getItem(key) ?? '{}'))
    if (parsed.ok) own = parsed.value
  } catch {
    // Storage may be blocked or its text damaged: the standard serves.
  }
  show()
}

/** Null: back to the standard; without an id, all of them. */
export function chooseKeys(id?: CommandId, keys: readonly string[] | null = null): void {
  const rest = Object.entries(own).filter(([other]) => id !== undefined && other !== id)
  own = Object.fromEntries(rest)
  if (id !== undefined && keys) own[id] = [...keys]
  show()
  try {
    localStorage.setItem(key, JSON.stringify(own))
  } catch {
    // Kept until the tab closes.
  }
}
