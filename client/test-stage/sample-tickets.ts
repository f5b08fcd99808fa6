/** A believable desk: people, subjects in several scripts, long words, clocks near and far. Made from numbers alone. */
import type { ClockFace, Message, Status, Ticket } from '../../shared/ticket/ticket.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export function idOf(n: number): string {
  let rest = n
  let tail = ''
  for (let i = 0; i < 10; i++) {
    tail = ALPHABET[rest % 32] + tail
    rest = Math.floor(rest / 32)
  }
  return `01hzzzzzzzzzzzzz${tail}`
}

export const DESK: DeskInfo = {
  name: 'Northwind Support',
  timeZone: 'Europe/Berlin',
  undoSeconds: 10,
  queues: [
    { slug: 'support', name: 'Support', address: 'support@northwind.example' },
    { slug: 'payments', name: 'Payments', address: 'payments@northwind.example' },
    { slug: 'community', name: 'Community', address: null },
  ],
  people: [
    {
      id: 'p-bea',
      name: 'Bea Lindqvist',
      email: 'bea@northwind.example',
      role: 'admin',
      isDisabled: false,
    },
    {
      id: 'p-omar',
      name: 'Omar Haddad',
      email: 'omar@northwind.example',
      role: 'agent',
      isDisabled: false,
    },
    {
      id: 'p-yuki',
      name: 'Yuki Tanaka',
      email: 'yuki@northwind.example',
      role: 'lead',
      isDisabled: false,
    },
    {
      id: 'p-tom',
      name: 'Tom Okafor',
      email: 'tom@northwind.example',
      role: 'agent',
      isDisabled: false,
    },
  ],
  me: { id: 'p-bea', name: 'Bea Lindqvist', email: 'bea@northwind.example', role: 'admin' },
}

const PEOPLE = [
  ['Ada Ferreira', 'ada@lisboa.example'],
  ['Jürgen Weißenböck', 'j.weissenboeck@wien.example'],
  ['ليلى المنصوري', 'layla@riyadh.example'],
  ['Priya Raghunathan', 'priya@chennai.example'],
  ['Sam O’Neill', 'sam@cork.example'],
  ['Chloé Dubois-Lefèvre', 'chloe@lyon.example'],
  ['山本 健太', 'kenta@osaka.example'],
  ['Marta Kowalczyk', 'marta@gdansk.example'],
] as const

const TOPICS = [
  [
    'Export stops at 10,000 rows',
    'The CSV export ends in the middle of a line. I tried twice, with two browsers, and it always stops at the same place.',
  ],
  [
    'Rechnungsadressenänderungsbestätigung fehlt',
    'Guten Tag, seit dem Umzug fehlt uns die Bestätigung der neuen Anschrift. Können Sie sie bitte noch einmal schicken?',
  ],
  [
    'لا أستطيع تسجيل الدخول إلى حسابي',
    'مرحبا، منذ صباح اليوم لا يصلني رمز الدخول على بريدي. هل يمكنكم المساعدة؟',
  ],
  [
    'Card was charged twice in October',
    'Hello, we see two charges of € 240 on 12 and 13 October. Only one of them has an invoice.',
  ],
  [
    'How do I move a project to another workspace?',
    'We merged two teams and would like to keep the history of both projects.',
  ],
  [
    'Webhook retries stopped after the update',
    'Since Tuesday our endpoint gets each event once. Before, it was retried after a 500.',
  ],
  [
    'Feature request: dark mode for reports',
    'The reports are very bright at night. It would be lovely to have them dark too.',
  ],
  [
    'Invoice 2044 shows the old VAT number',
    'Please correct the VAT number to PT 509 888 777 and send the invoice again.',
  ],
  [
    'SSO certificate expires on Friday',
    'Our identity provider rotates its certificate on Friday at 18:00. What do we have to change on your side?',
  ],
  [
    'Cannot attach files larger than 5 MB',
    'The page says 25 MB, but everything above 5 MB ends with “network error”.',
  ],
] as const
const TAGS = ['billing', 'bug', 'export', 'sso', 'how-to', 'vip'] as const
const STATES: readonly Status[] = [
  'new',
  'open',
  'open',
  'waiting',
  'open',
  'solved',
  'new',
  'on-hold',
  'open',
  'closed',
]

const at = <T>(list: readonly T[], n: number): T => {
  const item = list[n % list.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}

export function makeTickets(count: number, now: number): Map<string, Ticket> {
  const tickets = new Map<string, Ticket>()
  for (let n = 0; n < count; n++) tickets.set(idOf(n * 100), makeTicket(n, now))
  return tickets
}

function makeTicket(n: number, now: number): Ticket {
  const [name, address] = at(PEOPLE, n * 3 + 1)
  const [subject, body] = at(TOPICS, n * 7)
  const status = at(STATES, n)
  const started = now - ((n * 37) % 400) * 11 * MINUTE_MS - 3 * MINUTE_MS
  const isDone = status === 'solved' || status === 'closed'
  const dueIn = ((n * 53) % 300) - 20
  const clocks: ClockFace[] = isDone
    ? [
        {
          target: 'firstResponse',
          state: 'met',
          dueAt: started + HOUR_MS,
          endedAt: started + 20 * MINUTE_MS,
        },
      ]
    : status === 'waiting' || n % 5 === 4
      ? [
          {
            target: 'firstResponse',
            state: 'met',
            dueAt: started + HOUR_MS,
            endedAt: started + 20 * MINUTE_MS,
          },
        ]
      : [
          {
            target: 'firstResponse',
            state: dueIn < 0 ? 'breached' : 'running',
            dueAt: now + dueIn * MINUTE_MS,
            endedAt: null,
          },
          {
            target: 'resolution',
            state: 'running',
            dueAt: now + (dueIn + 2_000) * MINUTE_MS,
            endedAt: null,
          },
        ]
  const me = at(DESK.people, n)
  return {
    subject,
    status,
    priority: n % 11 === 3 ? 'urgent' : n % 7 === 2 ? 'high' : 'normal',
    queue: at(DESK.queues, n).slug,
    assignee: n % 5 === 0 ? null : me.id,
    snoozedUntil: null,
    isSnoozeFirm: false,
    isSpam: false,
    custom: {},
    tags: n % 3 === 0 ? [at(TAGS, n)] : n % 7 === 1 ? [at(TAGS, n), at(TAGS, n + 2)] : [],
    watchers: n % 2 === 0 ? ['p-omar'] : [],
    messages: makeMessages(n, { name, address, body, started, agent: me }),
    delivery: {
      [idOf(n * 100 + 4)]: {
        state: n % 9 === 5 ? 'bounced' : 'handed-over',
        at: started,
        ...(n % 9 === 5 ? { detail: 'mailbox is full' } : {}),
      },
    },
    facts: {
      participants: [],
      number: 1000 + n,
      requester: { id: `c-${n % 8}`, name, address, isVerified: n % 3 !== 0 },
      organisation: n % 4 === 1 ? 'Lisboa Data, Lda.' : null,
      channel: n % 2 === 0 ? 'mail' : 'web',
      acceptedAt: started,
      mergedInto: null,
      alsoIn: [],
      clocks,
    },
  }
}

function makeMessages(
  n: number,
  about: {
    name: string
    address: string
    body: string
    started: number
    agent: { id: string; name: string }
  },
): Message[] {
  const contact = { kind: 'contact' as const, id: `c-${n % 8}`, name: about.name }
  const agent = { kind: 'agent' as const, id: about.agent.id, name: about.agent.name }
  const first: Message = {
    id: idOf(n * 100 + 1),
    kind: 'inbound',
    by: contact,
    at: about.started,
    text:
      n % 13 === 6
        ? `${about.body}\n\n${Array.from({ length: 290 }, (_, i) => `line ${i + 1} of the log: 2026-11-20T09:${String(i % 60).padStart(2, '0')} worker restarted`).join('\n')}`
        : about.body,
    address: about.address,
    via: 'mail',
    sender: n % 3 === 0 ? 'unverified' : 'verified',
    ...(n % 2 === 0 ? { html: 'a'.repeat(64) } : {}),
    ...(n % 3 === 1
      ? {
          attachments: [
            {
              hash: 'b'.repeat(64),
              name: 'export-2026-11.csv',
              type: 'text/csv',
              bytes: 1_240_000,
              inline: false,
              cid: null,
            },
          ],
        }
      : {}),
  }
  if (n % 4 === 0) return [first]
  const events: Message[] = ['status', 'assignee', 'priority', 'queue']
    .slice(0, (n % 4) + 1)
    .map((field, i) => ({
      id: idOf(n * 100 + 20 + i),
      kind: 'event',
      by: agent,
      at: about.started + (i + 4) * MINUTE_MS,
      text: '',
      changes: [
        field === 'status'
          ? { field, from: 'new', to: 'open' }
          : field === 'assignee'
            ? { field, from: null, to: about.agent.id }
            : field === 'priority'
              ? { field, from: 'normal', to: 'high' }
              : { field, from: 'support', to: 'payments' },
      ],
    }))
  return [
    first,
    ...events,
    {
      id: idOf(n * 100 + 2),
      kind: 'note',
      by: agent,
      at: about.started + 12 * MINUTE_MS,
      text: 'Same as #1004, I think: the worker gives up after 60 seconds. @Omar, can you look at the log?',
    },
    {
      id: idOf(n * 100 + 4),
      kind: 'reply',
      by: agent,
      at: about.started + 20 * MINUTE_MS,
      text: `Hello ${about.name.split(' ')[0]},\n\nthank you for the details. We found the cause and are testing the change now. You will hear from me today.\n\nBest wishes\n${about.agent.name}`,
    },
    ...(n % 2 === 1
      ? [
          {
            id: idOf(n * 100 + 5),
            kind: 'inbound' as const,
            by: contact,
            at: about.started + 31 * MINUTE_MS,
            text: 'Great, thank you! Is there anything we can do until then?',
            quoted:
              '> thank you for the details. We found the cause\n> and are testing the change now.',
            address: about.address,
            sender: 'verified' as const,
          },
        ]
      : []),
  ]
}
