/** The words of commands, of the palette, and of the sheet and the settings of keys: they come when they are asked for. */
import type { CommandId } from './state/keys.ts'

export type KeyGroup = 'global' | 'go' | 'list' | 'ticket' | 'composer'

export const COMMANDS: Readonly<Record<CommandId, { group: KeyGroup; title: string }>> = {
  palette: { group: 'global', title: 'Open the command palette' },
  search: { group: 'global', title: 'Search tickets' },
  'cheat-sheet': { group: 'global', title: 'Show all keys' },
  undo: { group: 'global', title: 'Undo the last thing I did' },
  'new-ticket': { group: 'global', title: 'New ticket…' },
  theme: { group: 'global', title: 'Switch between light and dark' },
  'side-panel': { group: 'global', title: 'Show or hide the side panel' },
  density: { group: 'global', title: 'Switch between roomy and compact rows' },
  'sync-drawer': { group: 'global', title: 'Show what is waiting to be sent' },

  'go-inbox': { group: 'go', title: 'Inbox' },
  'go-mine': { group: 'go', title: 'Mine' },
  'go-unassigned': { group: 'go', title: 'Unassigned' },
  'go-waiting': { group: 'go', title: 'Waiting' },
  'go-attention': { group: 'go', title: 'Needs attention' },
  'go-drafts': { group: 'go', title: 'Drafts' },
  'go-snoozed': { group: 'go', title: 'Snoozed' },
  'go-solved': { group: 'go', title: 'Solved' },
  'go-all': { group: 'go', title: 'All tickets' },
  'go-reports': { group: 'go', title: 'Reports' },
  'go-settings': { group: 'go', title: 'Settings' },

  next: { group: 'list', title: 'Next row' },
  previous: { group: 'list', title: 'Row before' },
  open: { group: 'list', title: 'Open the ticket' },
  'done-next': { group: 'list', title: 'Solve, then the next one' },
  done: { group: 'list', title: 'Solve and stay' },
  snooze: { group: 'list', title: 'Snooze…' },
  status: { group: 'list', title: 'Set status…' },
  priority: { group: 'list', title: 'Set priority…' },
  assign: { group: 'list', title: 'Assign to…' },
  'assign-me': { group: 'list', title: 'Assign to me' },
  label: { group: 'list', title: 'Add or remove a tag…' },
  move: { group: 'list', title: 'Move to another queue…' },
  unread: { group: 'list', title: 'Mark as unread' },
  watch: { group: 'list', title: 'Watch or stop watching' },
  'show-new': { group: 'list', title: 'Show what has arrived' },
  select: { group: 'list', title: 'Select, or no longer' },
  'select-next': { group: 'list', title: 'Select down to the next row' },
  'select-previous': { group: 'list', title: 'Select up to the row before' },
  'select-all': { group: 'list', title: 'Select all of the list' },

  reply: { group: 'ticket', title: 'Reply' },
  note: { group: 'ticket', title: 'Write an internal note' },
  'ticket-previous': { group: 'ticket', title: 'Ticket before' },
  'ticket-next': { group: 'ticket', title: 'Next ticket' },
  'message-next': { group: 'ticket', title: 'Next message' },
  'message-previous': { group: 'ticket', title: 'Message before' },
  'message-plain': { group: 'ticket', title: 'This message as plain text, and back' },
  'message-quote': { group: 'ticket', title: 'Show or hide quoted text' },
  'message-original': { group: 'ticket', title: 'Download the original mail' },
  print: { group: 'ticket', title: 'Print the ticket…' },
  'copy-number': { group: 'ticket', title: 'Copy the ticket’s number' },
  'edit-subject': { group: 'ticket', title: 'Edit the subject' },
  back: { group: 'ticket', title: 'Clear the selection, or back to the list' },
}

export const keyWords = {
  palette: {
    label: 'Command palette',
    placeholder: 'Do something, or find a ticket…',
    commands: 'Commands',
    tickets: 'Tickets',
    nothing: 'Nothing matches.',
  },
  sheet: {
    title: 'Keys',
    groups: {
      global: 'Everywhere',
      go: 'Go to',
      list: 'List and ticket',
      ticket: 'Ticket',
      composer: 'While writing',
    },
    off: 'Single keys are off. Turn them on under Settings.',
  },
} as const
