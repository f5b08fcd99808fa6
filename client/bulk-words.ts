/** The words of what is done to many tickets at once; they come with it, not with the first screen. */
import { count, number } from './count-words.ts'

const tickets = (n: number) => count(n, 'ticket', 'tickets')

export const bulkWords = {
  label: 'Chosen tickets',
  chosen: (n: number) => `${number.format(n)} selected`,
  away: (n: number) => `${number.format(n)} no longer in view`,
  working: (n: number, of: number) => `${number.format(n)} of ${number.format(of)}`,
  clear: 'Clear the selection',
  commands: {
    'done-next': 'Solve',
    snooze: 'Snooze…',
    assign: 'Assign to…',
    'assign-me': 'Assign to me',
    status: 'Set status…',
    priority: 'Set priority…',
    label: 'Tags…',
    move: 'Move to another queue…',
    unread: 'Mark as unread',
    watch: 'Watch or stop watching',
  },
  did: {
    status: (n: number, status: string) => `${tickets(n)}: ${status}`,
    priority: (n: number, priority: string) => `${tickets(n)}: priority ${priority}`,
    assignee: (n: number, name: string) => `${tickets(n)}: assigned to ${name}`,
    unassigned: (n: number) => `${tickets(n)}: assigned to nobody`,
    subject: (n: number) => `${tickets(n)}: subject changed`,
    tagged: (n: number, tag: string) => `${tickets(n)}: tagged ${tag}`,
    untagged: (n: number, tag: string) => `${tickets(n)}: tag ${tag} removed`,
    snoozed: (n: number, when: string) => `${tickets(n)}: snoozed until ${when}`,
    woken: (n: number) => `${tickets(n)}: awake again`,
    watched: (n: number) => `${tickets(n)}: watching`,
    unwatched: (n: number) => `${tickets(n)}: no longer watching`,
    noted: (n: number) => `${tickets(n)}: note added`,
    moved: (n: number, queue: string) => `${tickets(n)}: moved to ${queue}`,
    unread: (n: number) => `${tickets(n)}: unread`,
  },
  nothing: 'Nothing to change: they all say so already.',
  tooMany: (n: number, most: number) =>
    `${number.format(n)} are too many at once; choose at most ${number.format(most)}.`,
  notDone: (n: number, why: string) => `${tickets(n)} could not be changed: ${why}`,
  undone: (what: string) => `Undone: ${what}`,
  undoneSome: (what: string, left: number) =>
    `Undone: ${what}. ${tickets(left)} changed since, and stayed.`,
  preview: {
    title: 'Many tickets at once',
    lead: (what: string) => `This will be done, and can be undone in one step: ${what}.`,
    unchanged: (n: number) => `${tickets(n)} say so already.`,
    more: (n: number) => `and ${number.format(n)} more`,
    go: (n: number) => `Change ${tickets(n)}`,
  },
} as const
