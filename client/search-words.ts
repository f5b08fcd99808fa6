/** The words of searching. They come with the search, after the list. */
import type { Operator } from '../shared/search/query.ts'

const plural = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

export const searchWords = {
  region: 'About this search',
  here: (n: number) => `${n.toLocaleString('en')} on this device`,
  noneHere: (tickets: number) =>
    `Nothing on this device, in ${plural(tickets, 'ticket', 'tickets')}`,
  more: (n: number, isAll: boolean) =>
    `${n.toLocaleString('en')}${isAll ? '' : ' or more'} also on the server`,
  noMore: 'Nothing more on the server',
  asking: 'Asking the server…',
  offline: 'Offline: the server was not asked',
  failed: (why: string) => `The server did not search: ${why}`,
  filling: 'The server is still reading its older tickets',
  reading: (done: number, all: number) =>
    `Reading what is on this device: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`,
  unknown: (n: number) =>
    `${plural(n, 'ticket is', 'tickets are')} here by name only: what was said in ${n === 1 ? 'it' : 'them'} the server knows.`,
  askMore: 'Look further on the server',
  ended: 'Searching on this device has stopped. Reload the page to go on.',
  options: 'Ways to narrow the search',
  optionKeys: '↓ to choose, Tab to take',
  faultAt: (piece: string) => `At “${piece}”: `,
  operators: {
    is: 'open, unread, snoozed, overdue …',
    in: 'a queue',
    assignee: 'me, none or a name',
    from: 'who wrote',
    to: 'who else gets it',
    org: 'an organisation',
    label: 'a label',
    priority: 'low to urgent',
    status: 'a status',
    has: 'attachment, note, draft',
    sla: 'due within, as <2h',
    before: 'came before a day',
    after: 'came on a day or after',
    updated: 'last changed, as <3d',
    id: 'a number',
  } satisfies Record<Operator, string>,
  me: 'me',
  nobody: 'nobody',
  hours: (n: number) => `less than ${plural(n, 'hour', 'hours')}`,
  days: (n: number) => `less than ${plural(n, 'day', 'days')}`,
  olderDays: (n: number) => `more than ${plural(n, 'day', 'days')}`,
} as const
