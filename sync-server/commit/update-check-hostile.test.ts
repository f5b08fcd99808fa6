/**
 * Updates that nobody honest writes, one a line: how it is made, and the word it is refused with. Each leaves every table
 * as it was, and the next honest edit is accepted. Not here: frames (session), drafts (update-check-draft.test).
 */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap, type FaultCode } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytesOf, bytesOfOp, codeOf, type Stage } from './test-stage/desk-stage.ts'
import {
  BERTS,
  MINE,
  mine,
  rawUpdate,
  times,
  v2Bomb,
  type RawContent,
  type RawId,
  type RawStruct,
} from './test-stage/raw-update.ts'
import { shareDesk } from './test-stage/shared-desk.ts'

let stage: Stage
let ada: Rights
let bert: Rights
shareDesk((shared) => {
  ;({ stage, ada, bert } = shared)
})

/** Client ids: a second one of Ada's, beside MINE; BERTS is one that Bert has used. */
const ALSO_MINE = 70_002

type Scene = {
  ticket: string
  /** The document as Ada's device holds it. */
  doc: Y.Doc
  /** Newest item of a key. */
  tail(root: string, key: string): RawId
  messages: string[]
  note(over?: object): { id: string }
}
type Case = readonly [name: string, code: FaultCode, make: (scene: Scene) => Uint8Array]

const set = (key: string, value: unknown, root = 'fields'): RawStruct => ({
  place: { root, key },
  content: { any: [value] },
})
const put = (content: RawContent, root = 'fields', key = 'c.x'): RawStruct => ({
  place: { root, key },
  content,
})
const edit = (change: (doc: Y.Doc, scene: Scene) => void) => (scene: Scene) =>
  bytesOf(scene.doc, () => change(scene.doc, scene))
const v2 = (change: (doc: Y.Doc) => void) => (scene: Scene) => {
  let bytes = new Uint8Array()
  scene.doc.on('updateV2', (update: Uint8Array) => {
    bytes = new Uint8Array(update)
  })
  change(scene.doc)
  return bytes
}
const nested = (opener: readonly number[], depth: number) => [
  ...times(depth, () => opener).flat(),
  126,
]
const HUGE = 2 ** 40

const WHOSE: Case[] = [
  [
    'another device’s client id',
    'ticket/denied',
    () => rawUpdate({ clients: [{ client: BERTS, clock: 2, structs: [set('c.x', 1)] }] }),
  ],
  [
    'the server’s client id',
    'ticket/denied',
    ({ doc }) =>
      rawUpdate({
        clients: [{ client: 1, clock: Y.getState(doc.store, 1), structs: [set('c.x', 1)] }],
      }),
  ],
  [
    'the server’s client id in an epoch to come',
    'ticket/denied',
    () => rawUpdate({ clients: [{ client: 2, structs: [set('c.x', 1)] }] }),
  ],
  [
    'one’s own and another’s together',
    'ticket/denied',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, structs: [set('c.x', 1)] },
          { client: BERTS, clock: 2, structs: [set('c.y', 1)] },
        ],
      }),
  ],
  [
    'another’s, hidden behind what is known already',
    'ticket/denied',
    () =>
      rawUpdate({
        clients: [
          {
            client: BERTS,
            structs: [
              set('berts', true, 'tags'),
              set('more', true, 'tags'),
              set('most', true, 'tags'),
            ],
          },
        ],
      }),
  ],
]

const GAPS: Case[] = [
  [
    'a gap first',
    'ticket/gap',
    () => rawUpdate({ clients: [{ client: MINE, clock: 5, structs: [set('c.x', 1)] }] }),
  ],
  [
    'beside an item of a client nobody knows',
    'ticket/gap',
    () => mine({ place: { origin: [4_000_000, 0] }, content: { any: [1] } }),
  ],
  [
    'beside an item its client has not written',
    'ticket/gap',
    () => mine({ place: { origin: [BERTS, 50] }, content: { any: [1] } }),
  ],
  [
    'beside an item of its own that comes later',
    'ticket/gap',
    () => mine({ place: { origin: [MINE, 1] }, content: { any: [1] } }, set('c.x', 1)),
  ],
  [
    'beside itself',
    'ticket/gap',
    () => mine({ place: { origin: [MINE, 0] }, content: { any: [1] } }),
  ],
  [
    'two clients that wait for each other',
    'ticket/gap',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, structs: [{ place: { origin: [ALSO_MINE, 0] }, content: { any: [1] } }] },
          { client: ALSO_MINE, structs: [{ place: { origin: [MINE, 0] }, content: { any: [1] } }] },
        ],
      }),
  ],
  ['a skip', 'ticket/gap', () => mine({ skip: 3 }, set('c.x', 1))],
  ['a skip in the middle', 'ticket/gap', () => mine(set('c.x', 1), { skip: 1 }, set('c.y', 1))],
  [
    'a deletion of a client nobody knows',
    'ticket/gap',
    () => rawUpdate({ clients: [], deletes: [{ client: 4_000_000, ranges: [[0, 1]] }] }),
  ],
  [
    'a deletion of what is not written yet',
    'ticket/gap',
    () => rawUpdate({ clients: [], deletes: [{ client: BERTS, ranges: [[0, 500]] }] }),
  ],
  [
    'a deletion of nearly everything there can be',
    'ticket/gap',
    () => rawUpdate({ clients: [], deletes: [{ client: BERTS, ranges: [[1, 2 ** 52]] }] }),
  ],
]

const BYTES: Case[] = [
  ['V2: a set', 'ticket/invalid', v2((doc) => doc.getMap('fields').set('status', 'open'))],
  ['V2: a deletion', 'ticket/invalid', v2((doc) => doc.getMap('tags').delete('berts'))],
  [
    'V2: a note',
    'ticket/invalid',
    v2((doc) => doc.getMap('messages').set(stage.newId(), noteOf(ada))),
  ],
  ['V2: the bomb', 'ticket/invalid', () => v2Bomb(HUGE)],
  ['no bytes', 'ticket/invalid', () => new Uint8Array()],
  ['rubbish', 'ticket/invalid', () => new Uint8Array(1_000).fill(7)],
  [
    'rubbish that begins like an update',
    'ticket/invalid',
    () => new Uint8Array([1, 1, 255, 255, 255]),
  ],
  [
    'cut short',
    'ticket/invalid',
    (scene) => edit((doc) => doc.getMap('tags').set('cut', true))(scene).slice(0, -3),
  ],
  [
    'a byte too many',
    'ticket/invalid',
    () => rawUpdate({ clients: [{ client: MINE, structs: [set('c.x', 1)] }], more: [0] }),
  ],
  ['10 MB', 'ticket/too-big', () => new Uint8Array(10_000_000)],
  ['one byte over the limit', 'ticket/too-big', () => new Uint8Array(LIMITS.updateBytes + 1)],
  [
    '2^31 structs claimed',
    'ticket/too-big',
    () => rawUpdate({ clients: [{ client: MINE, claims: 2 ** 31, structs: [] }] }),
  ],
  [
    '2^52 structs claimed',
    'ticket/too-big',
    () => rawUpdate({ clients: [{ client: MINE, claims: 2 ** 52, structs: [] }] }),
  ],
  [
    '2^31 clients claimed',
    'ticket/too-big',
    () => rawUpdate({ clients: [], clientsClaimed: 2 ** 31 }),
  ],
  [
    '2^40 deletions claimed',
    'ticket/too-big',
    () => new Uint8Array([0, 1, 5, 128, 128, 128, 128, 128, 32]),
  ],
  [
    'a number of twelve bytes',
    'ticket/invalid',
    () => new Uint8Array([...times(11, () => 255), 1, 0]),
  ],
  [
    'a list that claims 2^40 values',
    'ticket/invalid',
    () => mine(put({ anyBytes: [117, 128, 128, 128, 128, 128, 32], length: 1 })),
  ],
  [
    '2^40 values in one struct claimed',
    'ticket/too-big',
    () => mine(put({ anyBytes: [126], length: HUGE })),
  ],
  [
    'a text longer than the update',
    'ticket/invalid',
    () => mine(put({ anyBytes: [119, 255, 255, 3, 97], length: 1 })),
  ],
  [
    'lists within lists, 100,000 deep',
    'ticket/invalid',
    () => mine(put({ anyBytes: nested([117, 1], 100_000), length: 1 })),
  ],
  [
    'objects within objects, 100 deep',
    'ticket/invalid',
    () => mine(put({ anyBytes: nested([118, 1, 1, 97], 100), length: 1 })),
  ],
  [
    'JSON 100,000 deep',
    'ticket/invalid',
    () => mine(put({ embed: '['.repeat(100_000) + ']'.repeat(100_000) })),
  ],
  [
    'JSON deep behind a text with brackets',
    'ticket/invalid',
    () => mine(put({ embed: `["]]\\"]",${'['.repeat(500)}${']'.repeat(500)}]` })),
  ],
  [
    'more structs than an update may have',
    'ticket/too-big',
    () => mine(...times(LIMITS.updateStructs + 1, () => set('c.x', 1))),
  ],
  [
    'more clients than an update may have',
    'ticket/too-big',
    () =>
      rawUpdate({
        clients: times(LIMITS.updateClients + 1, (at) => ({ client: MINE + at, structs: [] })),
      }),
  ],
  [
    'more deletions than an update may have',
    'ticket/too-big',
    () =>
      rawUpdate({
        clients: [],
        deletes: [
          { client: BERTS, ranges: times(LIMITS.updateDeletes + 1, (at) => [at * 2, 1] as const) },
        ],
      }),
  ],
  [
    'the same deletion 1,000 times',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [],
        deletes: [{ client: BERTS, ranges: times(1_000, () => [0, 1] as const) }],
      }),
  ],
  [
    'deletions of one client in two places',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [],
        deletes: [
          { client: BERTS, ranges: [[0, 1]] },
          { client: BERTS, ranges: [[0, 1]] },
        ],
      }),
  ],
  [
    'an empty deletion',
    'ticket/invalid',
    () => rawUpdate({ clients: [], deletes: [{ client: BERTS, ranges: [[0, 0]] }] }),
  ],
  [
    'one client in two places',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, structs: [set('a', true, 'tags')] },
          { client: MINE, structs: [set('b', true, 'tags')] },
        ],
      }),
  ],
  [
    'a clock beyond all numbers',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [{ client: MINE, clock: 2 ** 53 - 1, structs: [put({ deleted: 5 })] }],
      }),
  ],
  [
    'a text that is not UTF-8',
    'ticket/invalid',
    () => mine({ bytes: [40, 1, 2, 0xff, 0xfe, 1, 97, 1, 126] }),
  ],
  ['a collected struct', 'ticket/invalid', () => mine({ gc: 3 })],
  ['a collected struct that says more', 'ticket/invalid', () => mine({ bytes: [64, 1] })],
  [
    'a content that does not exist',
    'ticket/invalid',
    () => mine({ bytes: [43, 1, 1, 97, 1, 97, 1] }),
  ],
  [
    'a value that does not exist',
    'ticket/invalid',
    () => mine(put({ anyBytes: [100], length: 1 })),
  ],
  ['a type that does not exist', 'ticket/invalid', () => mine(put({ type: 9 }))],
  [
    'a thousand blind writes at one place',
    'ticket/too-big',
    () => mine(...times(1_000, (at) => set('c.x', at))),
  ],
  ['a hundred sessions tangled with each other', 'ticket/invalid', tangled],
]

const EMPTY: Case[] = [
  // What has no length is never new by its clock, and yet Yjs would put it in place of what is there.
  [
    'an empty value over the number',
    'ticket/invalid',
    ({ tail }) => mine({ place: { origin: tail('facts', 'number') }, content: { any: [] } }),
  ],
  [
    'an empty value over a message',
    'ticket/invalid',
    ({ tail, messages }) =>
      mine({ place: { origin: tail('messages', messages[0] ?? '') }, content: { any: [] } }),
  ],
  [
    'an empty value over the queue, known clock',
    'ticket/invalid',
    ({ tail }) =>
      rawUpdate({
        clients: [
          {
            client: BERTS,
            structs: [{ place: { origin: tail('fields', 'queue') }, content: { any: [] } }],
          },
        ],
      }),
  ],
  ['an empty deletion struct', 'ticket/invalid', () => mine(put({ deleted: 0 }))],
  ['an empty text', 'ticket/invalid', () => mine(put({ text: '' }))],
  ['an empty collected struct', 'ticket/invalid', () => mine({ gc: 0 })],
]

const PLACES: Case[] = [
  [
    'a map in a field',
    'ticket/denied',
    edit((doc) => doc.getMap('fields').set('c.x', new Y.Map())),
  ],
  [
    'a text in a field',
    'ticket/denied',
    edit((doc) => doc.getMap('fields').set('c.x', new Y.Text('hello'))),
  ],
  [
    'bytes in a field',
    'ticket/denied',
    edit((doc) => doc.getMap('fields').set('c.x', new Uint8Array([1]))),
  ],
  [
    'a document in a field',
    'ticket/denied',
    edit((doc) => doc.getMap('fields').set('c.x', new Y.Doc())),
  ],
  ['letters in a field', 'ticket/denied', () => mine(put({ text: 'open' }))],
  ['old JSON in a field', 'ticket/denied', () => mine(put({ json: ['"open"'] }))],
  ['an embed in a field', 'ticket/denied', () => mine(put({ embed: '1' }))],
  ['a mark in a field', 'ticket/denied', () => mine(put({ format: ['strong', 'true'] }))],
  ['two values in one struct', 'ticket/denied', () => mine(put({ any: [1, 2] }))],
  [
    'a child of an item',
    'ticket/denied',
    ({ tail }) =>
      mine({ place: { type: tail('fields', 'status'), key: 'a' }, content: { any: [1] } }),
  ],
  [
    'a root that a ticket has not',
    'ticket/denied',
    edit((doc) => doc.getMap('elsewhere').set('a', 1)),
  ],
  ['a root called __proto__', 'ticket/denied', () => mine(set('status', 'open', '__proto__'))],
  [
    'a list at a root',
    'ticket/denied',
    () => mine({ place: { root: 'tags' }, content: { any: ['x'] } }),
  ],
  [
    'an item before another',
    'ticket/invalid',
    ({ tail }) => mine({ place: { right: tail('tags', 'berts') }, content: { any: [true] } }),
  ],
  [
    'an item between a tag and the number',
    'ticket/invalid',
    ({ tail }) =>
      mine({
        place: { origin: tail('tags', 'berts'), right: tail('facts', 'number') },
        content: { any: [true] },
      }),
  ],
  [
    'a forbidden write that was overwritten in the same update',
    'ticket/denied',
    () =>
      mine(set('status', 'hacked'), { place: { origin: [MINE, 0] }, content: { any: ['open'] } }),
  ],
  [
    'a forbidden write that loses to a concurrent one',
    'ticket/denied',
    () => rawUpdate({ clients: [{ client: 1_001, structs: [set('c.berts', { bad: true })] }] }),
  ],
]

const SERVERS: Case[] = [
  ['the number', 'ticket/denied', edit((doc) => doc.getMap('facts').set('number', 1))],
  [
    'the requester',
    'ticket/denied',
    edit((doc) => doc.getMap('facts').set('requester', { id: 'x' })),
  ],
  ['the clocks, deleted', 'ticket/denied', edit((doc) => doc.getMap('facts').delete('clocks'))],
  [
    'a fact that says which value stands',
    'ticket/denied',
    edit((doc) =>
      doc
        .getMap('facts')
        .set('stands.status', { of: { client: 1, clock: 0 }, by: 1, since: 0, now: 9 }),
    ),
  ],
  [
    'a delivery',
    'ticket/denied',
    edit((doc, { messages }) =>
      doc.getMap('delivery').set(messages[0] ?? '', { state: 'handed-over', at: 1 }),
    ),
  ],
  ['the queue', 'ticket/denied', edit((doc) => doc.getMap('fields').set('queue', 'payments'))],
  ['the queue, deleted', 'ticket/denied', edit((doc) => doc.getMap('fields').delete('queue'))],
  [
    'everything of the server, by one deletion',
    'ticket/denied',
    ({ doc }) =>
      rawUpdate({ clients: [], deletes: [{ client: 1, ranges: [[0, Y.getState(doc.store, 1)]] }] }),
  ],
]

const VALUES: Case[] = [
  ['a status that does not exist', 'ticket/denied', () => mine(set('status', 'hacked'))],
  ['no subject', 'ticket/denied', () => mine(set('subject', ''))],
  [
    'a subject too long',
    'ticket/denied',
    () => mine(set('subject', 'x'.repeat(LIMITS.subjectChars + 1))),
  ],
  ['a subject that is a number', 'ticket/denied', () => mine(set('subject', 7))],
  ['a priority that is a list', 'ticket/denied', () => mine(set('priority', ['high']))],
  ['a moment between two', 'ticket/denied', () => mine(set('snoozedUntil', 1.5))],
  ['a snooze that nothing wakes, for ever', 'ticket/denied', () => mine(set('firmUntil', true))],
  ['a moment before all', 'ticket/denied', () => mine(set('snoozedUntil', -1))],
  ['an assignee too long', 'ticket/denied', () => mine(set('assignee', 'x'.repeat(65)))],
  ['an assignee without a name', 'ticket/denied', () => mine(set('assignee', ''))],
  ['not a number', 'ticket/denied', () => mine(set('c.x', Number.NaN))],
  ['infinity', 'ticket/denied', () => mine(set('c.x', Number.POSITIVE_INFINITY))],
  ['a number too large for JSON', 'ticket/denied', () => mine(set('c.x', 2n ** 62n))],
  ['undefined', 'ticket/denied', () => mine(set('c.x', undefined))],
  ['an object', 'ticket/denied', () => mine(set('c.x', { an: 'object' }))],
  [
    '250,000 nothings',
    'ticket/too-big',
    () => mine(put({ anyBytes: [117, 144, 161, 15, ...times(250_000, () => 126)], length: 1 })),
  ],
  ['a field nobody has heard of', 'ticket/denied', () => mine(set('surprise', 1))],
  ['a field called constructor', 'ticket/denied', () => mine(set('constructor', 1))],
  ['a field called __proto__', 'ticket/denied', () => mine(set('__proto__', 1))],
  [
    'a field called toString, deleted',
    'ticket/denied',
    () => mine(put({ deleted: 1 }, 'fields', 'toString')),
  ],
  ['a custom field with a hostile name', 'ticket/denied', () => mine(set('c.<script>', 1))],
  ['a tag with capitals', 'ticket/denied', () => mine(set('Not A Tag', true, 'tags'))],
  ['a tag of 200,000 letters', 'ticket/denied', () => mine(set('x'.repeat(200_000), true, 'tags'))],
  [
    'a tag of 200,000 letters, deleted already',
    'ticket/denied',
    () => mine(put({ deleted: 1 }, 'tags', 'x'.repeat(200_000))),
  ],
  ['a tag that is more than true', 'ticket/denied', () => mine(set('tag', 'yes', 'tags'))],
  ['a watcher too long', 'ticket/denied', () => mine(set('x'.repeat(65), true, 'watchers'))],
  ['a watcher without a name', 'ticket/denied', () => mine(set('', true, 'watchers'))],
  ['the status taken away', 'ticket/denied', edit((doc) => doc.getMap('fields').delete('status'))],
  [
    'the subject taken away, blindly',
    'ticket/denied',
    ({ tail }) => mine({ place: { origin: tail('fields', 'subject') }, content: { deleted: 1 } }),
  ],
  [
    'too many tags',
    'ticket/too-big',
    () => mine(...times(LIMITS.tagsPerTicket + 1, (at) => set(`t-${at}`, true, 'tags'))),
  ],
  [
    'too many watchers',
    'ticket/too-big',
    () => mine(...times(LIMITS.watchersPerTicket + 1, (at) => set(`w-${at}`, true, 'watchers'))),
  ],
  [
    'too many fields',
    'ticket/too-big',
    () => mine(...times(LIMITS.fieldsPerTicket + 1, (at) => set(`c.f${at}`, 1))),
  ],
]

/** A note with one thing changed, and a word why it is no note. */
const NOTES: Case[] = (
  [
    ['a reply', { kind: 'reply' }],
    ['an inbound mail', { kind: 'inbound' }],
    ['an event', { kind: 'event', changes: [] }],
    ['as a contact', { by: { kind: 'contact', id: 'x', name: 'Ruth' } }],
    ['as the desk', { by: { kind: 'desk', id: 'desk', name: 'Deskside' } }],
    ['with HTML', { html: 'a'.repeat(64) }],
    ['with a raw mail', { raw: 'a'.repeat(64) }],
    ['with more text elsewhere', { more: 'a'.repeat(64) }],
    ['with a Message-ID', { messageId: 'x@y' }],
    [
      'with attachments',
      { attachments: [{ hash: 'a'.repeat(64), name: 'a', type: 'text/plain', bytes: 1 }] },
    ],
    ['that says it was redacted', { redactedAt: 1 }],
    ['that says something was lost', { lost: [] }],
    [
      'that says it was merged',
      { mergedFrom: { ticket: '0'.repeat(26), number: 1, requester: 'x' } },
    ],
    ['that says what its device claimed', { claimedAt: 1 }],
    ['with a quotation', { quoted: 'said' }],
    ['with 100 kB that no rule knows', { surprise: 'x'.repeat(100_000) }],
    ['with more in its author', { by: { kind: 'agent', id: 'ADA', name: 'Ada', role: 'admin' } }],
    ['too long', { text: 'x'.repeat(LIMITS.noteTextChars + 1) }],
    ['that mentions too many', { mentions: times(LIMITS.mentionsPerNote + 1, String) }],
    ['from before all time', { at: -1 }],
    ['without text', { text: undefined }],
  ] as const
).map(([name, over]) => [
  `a note ${name}`,
  'ticket/denied',
  edit((doc, { note }) => {
    const made = note(over)
    doc.getMap('messages').set(made.id, made)
  }),
])

const MESSAGES: Case[] = [
  ...NOTES,
  [
    'a note as somebody else',
    'ticket/denied',
    edit((doc) => {
      const made = noteOf(bert)
      doc.getMap('messages').set(made.id, made)
    }),
  ],
  [
    'a note under another’s name',
    'ticket/denied',
    edit((doc, { note }) => {
      const made = note({ by: { kind: 'agent', id: ada.person, name: 'The boss' } })
      doc.getMap('messages').set(made.id, made)
    }),
  ],
  [
    'a note under another id',
    'ticket/denied',
    edit((doc, { note }) => doc.getMap('messages').set(stage.newId(), note())),
  ],
  [
    'a note whose keys are those of its prototype',
    'ticket/invalid',
    ({ note }) => {
      const made = note()
      return mine(
        put(
          { anyBytes: [118, 1, 9, ...new TextEncoder().encode('__proto__'), 118, 0], length: 1 },
          'messages',
          made.id,
        ),
      )
    },
  ],
  [
    'something else',
    'ticket/denied',
    edit((doc) => doc.getMap('messages').set(stage.newId(), 'hello')),
  ],
  [
    'a deletion of a message',
    'ticket/denied',
    edit((doc, { messages }) => doc.getMap('messages').delete(messages[0] ?? '')),
  ],
  [
    'a deletion that is all there is of a new message',
    'ticket/denied',
    () => mine(put({ deleted: 1 }, 'messages', stage.newId())),
  ],
  [
    'a message changed',
    'ticket/denied',
    edit((doc, { messages, note }) =>
      doc.getMap('messages').set(messages[0] ?? '', note({ id: messages[0] })),
    ),
  ],
  [
    'a message changed by one who claims not to have seen it',
    'ticket/denied',
    ({ messages, note }) => mine(set(messages[0] ?? '', note({ id: messages[0] }), 'messages')),
  ],
  [
    'two first writes of one message',
    'ticket/denied',
    ({ note }) => {
      const made = note()
      return mine(
        set(made.id, made, 'messages'),
        set(made.id, { ...made, text: 'Second.' }, 'messages'),
      )
    },
  ],
]

function noteOf(by: Rights, over: object = {}) {
  const name = { kind: 'agent', id: by.person, name: by.name }
  return { id: stage.newId(), kind: 'note', by: name, at: stage.now(), text: 'A note.', ...over }
}

/** Each write builds on the other session's last. */
function tangled({ doc }: Scene): Uint8Array {
  const state = Y.encodeStateVector(doc)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  other.clientID = ALSO_MINE
  for (let at = 0; at < 100; at++) {
    const [from, to] = at % 2 === 0 ? [doc, other] : [other, doc]
    Y.applyUpdate(
      to,
      bytesOf(from, () => from.getMap('fields').set('c.x', at)),
    )
  }
  return Y.encodeStateAsUpdate(doc, state)
}

/** A ticket on which Bert has set a tag and a field from a device of his. */
async function openScene(): Promise<Scene> {
  const ticket = await stage.ticket()
  const berts = await stage.copy(bert, ticket, BERTS)
  const tagged = bytesOfOp(berts, bert, { op: 'add-tag', tag: 'berts' })
  unwrap(await send(ticket, tagged, bert))
  unwrap(
    await send(
      ticket,
      bytesOf(berts, () => berts.getMap('fields').set('c.berts', 1)),
      bert,
    ),
  )
  const doc = await stage.copy(ada, ticket, MINE)
  return {
    ticket,
    doc,
    messages: [...doc.getMap('messages').keys()],
    note: (over) => noteOf(ada, over),
    tail(root, key) {
      const id = doc.getMap(root)._map.get(key)?.id
      if (!id) throw new Error(`there is no ${root}/${key}`)
      return [id.client, id.clock]
    },
  }
}

const send = (ticket: string, update: Uint8Array, rights = ada) =>
  stage.push(rights, { kind: 'update', ticket, epoch: 1, update })

const ALL: [string, string, Case[]][] = [
  ['CO7', 'whose it is', WHOSE],
  ['CO6', 'what is missing', GAPS],
  ['CO5', 'bytes', BYTES],
  ['CO8', 'what has no length', EMPTY],
  ['CO8', 'places', PLACES],
  ['CO11', 'what is the server’s', SERVERS],
  ['CO8', 'values', VALUES],
  ['CO12', 'messages', MESSAGES],
]

describe.each(ALL)('[%s] [CO9] %s', (_rule, _subject, cases) => {
  test.each(cases)('%s is refused, and leaves everything as it was', async (_name, code, make) => {
    const scene = await openScene()
    const facts = scene.doc.getMap('facts').toJSON()
    const update = make(scene)
    const before = await stage.everything()
    expect(codeOf(await send(scene.ticket, update))).toBe(code)
    expect(await stage.everything()).toBe(before)
    // The warm document too is as before: what is allowed is still accepted, and holds nothing of the refused.
    const clean = await stage.copy(bert, scene.ticket, 90_001)
    const held = [...clean.store.clients.keys()]
    unwrap(await send(scene.ticket, bytesOfOp(clean, bert, { op: 'add-tag', tag: 'after' }), bert))
    const after = await stage.copy(ada, scene.ticket)
    expect(new Set(after.store.clients.keys())).toEqual(new Set([...held, 90_001]))
    expect(after.getMap('tags').has('after')).toBe(true)
    expect(after.getMap('facts').toJSON()).toEqual(facts)
  })
})

test('[CO5] the bomb is one: the claim alone makes as many structs', () => {
  expect(Y.decodeUpdateV2(v2Bomb(50_000)).structs).toHaveLength(50_000)
})

test('[CO8] [CO12] what an update repeats of others, in other words, is not kept', async () => {
  const { ticket, doc, messages } = await openScene()
  const id = messages[0] ?? ''
  const text = 'Hello, it does not open.'
  doc.getMap('tags').set('new', true)
  // The whole document as Ada's device has it, with Ruth's words changed: every byte of it is known but the tag.
  const whole = Y.encodeStateAsUpdate(doc)
  const at = Buffer.from(whole).indexOf(text)
  expect(at).toBeGreaterThan(0)
  whole.set(new TextEncoder().encode('Hello, it IS all forged!'), at)
  unwrap(await send(ticket, whole))
  for (const from of [0, 1, 2]) {
    const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: from }])
    expect(Buffer.from(item?.bytes ?? []).includes('forged')).toBe(false)
  }
  const read = await stage.read(ticket)
  expect(read.tags).toContain('new')
  expect(read.messages.find((message) => message.id === id)?.text).toBe(text)
})

test('[CO5] a ticket that devices have filled takes no more from them, and mail still', async () => {
  const { ticket } = await openScene()
  const doc = await stage.copy(ada, ticket, MINE)
  let last = ''
  for (let at = 0; at < 200 && last === ''; at++) {
    const note = noteOf(ada, { text: 'x'.repeat(LIMITS.noteTextChars) })
    const done = await send(
      ticket,
      bytesOf(doc, () => doc.getMap('messages').set(note.id, note)),
    )
    if (!done.ok) last = done.fault.code
  }
  expect(last).toBe('ticket/too-big')
  expect(Y.encodeStateAsUpdate(await stage.copy(ada, ticket)).length).toBeLessThan(
    LIMITS.documentBytesByDevices + LIMITS.updateBytes,
  )
  for (let at = 0; at < 20; at++)
    unwrap(
      await stage.push(bert, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'set-priority', priority: at % 2 ? 'low' : 'high' }],
      }),
    )
})
