/**
 * The key of a command as it stands beside its name: what the person chose, and nothing while single keys are off or it has
 * none. Without words, for it is in the first script. Not here: chords and how they are said (key-choice).
 */
import type { CommandId } from './keys.ts'
import { keyMap } from './own-keys.ts'
import { preferences } from './preferences.ts'

/** `⇧M`, `G I`; '' when there is nothing to show. */
export function keyHint(id: CommandId): string {
  if (!preferences().isSingleKeysOn) return ''
  const keys = keyMap()[id].find((one) => !/\$mod|Alt|Control|Meta/.test(one)) ?? ''
  return keys.replace(/Shift\+/g, '⇧').toUpperCase()
}

/** `Undo (Z)`. */
export function withKey(name: string, id: CommandId): string {
  const hint = keyHint(id)
  return hint === '' ? name : `${name} (${hint})`
}
