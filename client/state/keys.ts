/**
 * The shortcut map, in one table: every command of the app with its words and its keys. Screens say what a command does
 * (commands.tsx); the palette, the cheat sheet and the tests read this. Not here: the keys of the reply editor, which
 * are the editor's own.
 */
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys'

export type KeyGroup = 'global' | 'go' | 'list' | 'ticket' | 'composer'

export type KeyedCommand = {
  group: KeyGroup
  title: string
  /** tinykeys grammar; a sequence has a space. Empty: palette only. */
  keys: readonly string[]
}

export const COMMANDS = {
  palette: { group: 'global', title: 'Open the command palette', keys: ['$mod+k'] },
  search: { group: 'global', title: 'Search tickets', keys: ['/'] },
  'cheat-sheet': { group: 'global', title: 'Show all keys', keys: ['?'] },
  undo: { group: 'global', title: 'Undo the last thing I did', keys: ['z', '$mod+z'] },
  theme: { group: 'global', title: 'Switch between light and dark', keys: ['Shift+d'] },
  'side-panel': { group: 'global', title: 'Show or hide the side panel', keys: ['$mod+\\'] },
  density: { group: 'global', title: 'Switch between roomy and compact rows', keys: [] },
  'sync-drawer': { group: 'global', title: 'Show what is waiting to be sent', keys: [] },

  'go-inbox': { group: 'go', title: 'Inbox', keys: ['g i'] },
  'go-mine': { group: 'go', title: 'Mine', keys: ['g m'] },
  'go-unassigned': { group: 'go', title: 'Unassigned', keys: ['g u'] },
  'go-waiting': { group: 'go', title: 'Waiting', keys: ['g w'] },
  'go-attention': { group: 'go', title: 'Needs attention', keys: ['g n'] },
  'go-drafts': { group: 'go', title: 'Drafts', keys: ['g d'] },
  'go-snoozed': { group: 'go', title: 'Snoozed', keys: ['g z'] },
  'go-solved': { group: 'go', title: 'Solved', keys: ['g s'] },
  'go-all': { group: 'go', title: 'All tickets', keys: ['g a'] },
  'go-reports': { group: 'go', title: 'Reports', keys: ['g r'] },
  'go-settings': { group: 'go', title: 'Settings', keys: ['g ,'] },

  next: { group: 'list', title: 'Next row', keys: ['j', 'ArrowDown'] },
  previous: { group: 'list', title: 'Row before', keys: ['k', 'ArrowUp'] },
  open: { group: 'list', title: 'Open the ticket', keys: ['Enter', 'o'] },
  'done-next': { group: 'list', title: 'Solve, then the next one', keys: ['e'] },
  done: { group: 'list', title: 'Solve and stay', keys: ['Shift+e'] },
  snooze: { group: 'list', title: 'Snooze…', keys: ['h'] },
  status: { group: 'list', title: 'Set status…', keys: ['s'] },
  priority: { group: 'list', title: 'Set priority…', keys: ['p'] },
  assign: { group: 'list', title: 'Assign to…', keys: ['a'] },
  'assign-me': { group: 'list', title: 'Assign to me', keys: ['i'] },
  label: { group: 'list', title: 'Add or remove a tag…', keys: ['l'] },
  move: { group: 'list', title: 'Move to another queue…', keys: ['m'] },
  unread: { group: 'list', title: 'Mark as unread', keys: ['u'] },
  watch: { group: 'list', title: 'Watch or stop watching', keys: ['w'] },
  'show-new': { group: 'list', title: 'Show what has arrived', keys: ['Shift+n'] },

  reply: { group: 'ticket', title: 'Reply', keys: ['r'] },
  note: { group: 'ticket', title: 'Write an internal note', keys: ['n'] },
  'ticket-previous': { group: 'ticket', title: 'Ticket before', keys: ['['] },
  'ticket-next': { group: 'ticket', title: 'Next ticket', keys: [']'] },
  'message-next': { group: 'ticket', title: 'Next message', keys: [';'] },
  'message-previous': { group: 'ticket', title: 'Message before', keys: [','] },
  'message-plain': { group: 'ticket', title: 'This message as plain text, and back', keys: ['t'] },
  'message-quote': { group: 'ticket', title: 'Show or hide quoted text', keys: ['q'] },
  'message-original': { group: 'ticket', title: 'Download the original mail', keys: ['v'] },
  print: { group: 'ticket', title: 'Print the ticket…', keys: [] },
  'copy-number': { group: 'ticket', title: 'Copy the ticket’s number', keys: ['.'] },
  'edit-subject': { group: 'ticket', title: 'Edit the subject', keys: [] },
  back: { group: 'ticket', title: 'Back to the list', keys: ['Escape'] },
} as const satisfies Record<string, KeyedCommand>

export type CommandId = keyof typeof COMMANDS

export const COMMAND_IDS = Object.keys(COMMANDS).filter((id): id is CommandId => id in COMMANDS)

/** Keys the composer handles itself, for the cheat sheet. */
export const COMPOSER_KEYS: readonly { title: string; keys: string }[] = [
  { title: 'Send', keys: '$mod+Enter' },
  { title: 'Send and solve', keys: '$mod+Shift+Enter' },
  { title: 'Bold, italic, underline', keys: '$mod+b $mod+i $mod+u' },
  { title: 'Leave; the draft is kept', keys: 'Escape' },
]

/** The one key press that waits for a second: after it the next key belongs to the sequence alone. */
const LEAD = 'g'
const SEQUENCE_MS = 1_000

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

/** Shift is part of how `?` is typed on most layouts, and of no layout's letter. */
function matchPress(event: KeyboardEvent, press: ReturnType<typeof parseKeybinding>[number]) {
  const [mods, key] = press
  if (key === '?' || key === '/') return event.key === key && isSingleKey(event)
  return matchKeyBindingPress(event, [mods, key])
}

/** Turns key presses into command ids: one press, at most one command. */
export function makeKeyReader(now: () => number): (event: KeyboardEvent) => CommandId | null {
  let leadAt = Number.NEGATIVE_INFINITY
  const singles: { id: CommandId; press: ReturnType<typeof parseKeybinding>[number] }[] = []
  const seconds: typeof singles = []
  for (const id of COMMAND_IDS)
    for (const keys of COMMANDS[id].keys) {
      const [first, second] = parseKeybinding(keys)
      if (second) seconds.push({ id, press: second })
      else if (first) singles.push({ id, press: first })
    }
  return (event) => {
    const isAfterLead = now() - leadAt < SEQUENCE_MS
    leadAt = Number.NEGATIVE_INFINITY
    if (isAfterLead) return seconds.find(({ press }) => matchPress(event, press))?.id ?? null
    if (event.key === LEAD && isSingleKey(event) && !event.shiftKey) {
      leadAt = now()
      return null
    }
    return singles.find(({ press }) => matchPress(event, press))?.id ?? null
  }
}

/** `$mod+Enter` as people know it: ⌘↵ on a Mac, Ctrl ↵ elsewhere; one string a key cap. */
export function sayKeys(keys: string, isMac: boolean): string[] {
  const caps: Record<string, string> = {
    $mod: isMac ? '⌘' : 'Ctrl',
    Shift: isMac ? '⇧' : 'Shift',
    Enter: '↵',
    Escape: 'Esc',
    ArrowDown: '↓',
    ArrowUp: '↑',
  }
  return keys.split(/[ +]/).map((key) => caps[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
