/**
 * The shortcut map, in one table: every command of the app with its standard keys, and how presses become commands.
 * Screens say what a command does (create-commands). Not here: words of commands (key-words), the keys that a person
 * chose instead (own-keys), the keys of the reply editor, which are the editor's own.
 */
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys'

/** tinykeys grammar; a sequence has a space. None: palette only. */
export const STANDARD_KEYS = {
  palette: ['$mod+k'],
  search: ['/'],
  'cheat-sheet': ['?'],
  undo: ['z', '$mod+z'],
  'new-ticket': ['c'],
  theme: ['Shift+d'],
  'side-panel': ['$mod+\\'],
  density: [],
  'sync-drawer': [],

  'go-inbox': ['g i'],
  'go-mine': ['g m'],
  'go-unassigned': ['g u'],
  'go-waiting': ['g w'],
  'go-attention': ['g n'],
  'go-drafts': ['g d'],
  'go-snoozed': ['g z'],
  'go-solved': ['g s'],
  'go-all': ['g a'],
  'go-reports': ['g r'],
  'go-settings': ['g ,'],

  'next-ticket': ['g t'],
  'skip-ticket': ['y'],
  'split-first': ['1'],
  'split-next': ['2'],
  'split-waiting': ['3'],
  'split-all': ['4'],
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['Enter', 'o'],
  'done-next': ['e'],
  done: ['Shift+e'],
  snooze: ['h'],
  status: ['s'],
  priority: ['p'],
  assign: ['a'],
  'assign-me': ['i'],
  label: ['l'],
  move: ['m'],
  unread: ['u'],
  spam: ['!'],
  watch: ['w'],
  'show-new': ['Shift+n'],
  select: ['x'],
  'select-next': ['Shift+j', 'Shift+ArrowDown'],
  'select-previous': ['Shift+k', 'Shift+ArrowUp'],
  'select-all': ['$mod+a'],
  'save-view': ['Shift+v'],

  reply: ['r'],
  note: ['n'],
  'ticket-previous': ['['],
  'ticket-next': [']'],
  'message-next': [';'],
  'message-previous': [','],
  'message-plain': ['t'],
  'message-quote': ['q'],
  'message-original': ['v'],
  print: [],
  merge: ['Shift+m'],
  split: [],
  forward: ['f'],
  link: ['Shift+l'],
  'take-apart': [],
  delete: [],
  redact: [],
  'insert-macro': [],
  lock: [],
  'take-over': [],
  review: [],
  approve: [],
  changes: [],
  'copy-number': ['.'],
  'edit-subject': [],
  back: ['Escape'],
} as const satisfies Record<string, readonly string[]>

export type CommandId = keyof typeof STANDARD_KEYS
export type KeyMap = Readonly<Record<CommandId, readonly string[]>>

export const COMMAND_IDS = Object.keys(STANDARD_KEYS).filter(
  (id): id is CommandId => id in STANDARD_KEYS,
)

/** After the first key of a sequence the next one belongs to the sequence alone, for so long. */
const SEQUENCE_MS = 1_000

/** True when the keys go into a field: single keys then belong to the words. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, select, [contenteditable="true"]')
  if (!field) return false
  return !(field instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(field.type))
}

/** A press of one plain key, as against a chord with Ctrl, Alt or ⌘. */
export function isSingleKey(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey
}

type Press = ReturnType<typeof parseKeybinding>[number]
type Bound = { id: CommandId; press: Press }

/** Shift is part of how signs and digits are typed on some layouts, and of no layout's letter. */
function matchPress(event: KeyboardEvent, [mods, key]: Press) {
  if (mods.length === 0 && typeof key === 'string' && /^[^a-z]$/i.test(key))
    return event.key === key && isSingleKey(event)
  return matchKeyBindingPress(event, [mods, key])
}

function readMap(map: KeyMap) {
  const singles: Bound[] = []
  const firsts: Press[] = []
  const sequences: (Bound & { lead: string })[] = []
  for (const id of COMMAND_IDS)
    for (const keys of map[id]) {
      const [first, second] = parseKeybinding(keys)
      if (!first) continue
      if (!second) singles.push({ id, press: first })
      else {
        firsts.push(first)
        sequences.push({ id, press: second, lead: String(first[1]) })
      }
    }
  return { map, singles, firsts, sequences }
}

/** Turns key presses into command ids: one press, at most one command. */
export function makeKeyReader(
  now: () => number,
  mapNow: () => KeyMap = () => STANDARD_KEYS,
): (event: KeyboardEvent) => CommandId | null {
  let leadAt = Number.NEGATIVE_INFINITY
  let lead = ''
  let read = readMap(mapNow())
  return (event) => {
    if (read.map !== mapNow()) read = readMap(mapNow())
    const { singles, firsts, sequences } = read
    const isAfterLead = now() - leadAt < SEQUENCE_MS
    leadAt = Number.NEGATIVE_INFINITY
    if (isAfterLead) {
      const found = sequences.find((one) => one.lead === lead && matchPress(event, one.press))
      return found?.id ?? null
    }
    const first = firsts.find((press) => matchPress(event, press))
    if (first) {
      leadAt = now()
      lead = String(first[1])
      return null
    }
    return singles.find(({ press }) => matchPress(event, press))?.id ?? null
  }
}
