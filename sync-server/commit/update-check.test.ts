/** What an update may not do. Each case is refused with the right word, and leaves no trace. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { SERVER_CLIENT } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import {
  bytesOf,
  bytesOfOp,
  codeOf,
  openStage,
  START,
  type Stage,
} from './test-stage/desk-stage.ts'
import { rawUpdate, type RawPlace, type RawStruct } from './test-stage/raw-update.ts'
import { checkUpdate } from './update-check.ts'

let stage: Stage
let ada: Rights
let bert: Rights
let ticket: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  bert = await stage.agent('Bert')
  ticket = await stage.ticket()
})
afterEach(() => stage.close())

const send = (update: Uint8Array, rights = ada) =>
  stage.push(rights, { kind: 'update', ticket, epoch: 1, update })

/** The code it is refused with; nothing is stored of it (CO9), in no table and in no warm document. */
async function refusalOf(update: Uint8Array, rights = ada): Promise<string> {
  const before = await stage.everything()
  const code = codeOf(await send(update, rights))
  expect(await stage.everything()).toBe(before)
  // The shadow too is as before: what is allowed is still accepted, and holds nothing of the refused.
  const clean = await stage.copy(bert, ticket)
  unwrap(await send(bytesOfOp(clean, bert, { op: 'watch', person: 'x' }), bert))
  const known = new Set(clean.store.clients.keys())
  for (const client of (await stage.copy(bert, ticket)).store.clients.keys())
    expect(known.has(client)).toBe(true)
  return code
}

const author = () => ({ id: ada.person, name: ada.name })

const note = (by: Rights, over: Record<string, unknown> = {}) => ({
  id: stage.newId(),
  kind: 'note',
  by: { kind: 'agent', id: by.person, name: by.name },
  at: stage.now(),
  text: 'A note.',
  via: 'app',
  ...over,
})

describe('a person with another name since', () => {
  test('[CO12] their note in the old one is refused with the new one, in which it is taken', async () => {
    const noted = (doc: Y.Doc, by: Rights) =>
      bytesOfOp(doc, by, { op: 'add-note', id: stage.newId(), text: 'mine', mentions: [] })
    const old = noted(await stage.copy(ada, ticket), ada)
    unwrap(await stage.desk.people.change(ada.person, { name: 'Ada Byron' }))
    const now = await stage.desk.people.rightsOf(ada.person)
    if (!now) throw new Error('she is still here')
    const refused = await send(old, now)
    expect(refused.ok ? null : refused.fault).toMatchObject({
      code: 'ticket/denied',
      more: { name: 'Ada Byron' },
    })
    unwrap(await send(noted(await stage.copy(now, ticket), now), now))
    // Whoever writes as somebody else learns no name by it.
    const forged = await send(noted(await stage.copy(bert, ticket), ada), bert)
    expect(forged.ok ? null : forged.fault.more).not.toHaveProperty('name')
  })
})

describe('client ids', () => {
  test('[CO7] one that another device used is refused', async () => {
    const first = await stage.copy(ada, ticket, 4711)
    unwrap(await send(bytesOfOp(first, ada, { op: 'add-tag', tag: 'a' })))
    const forged = await stage.copy(bert, ticket, 4711)
    expect(await refusalOf(bytesOfOp(forged, bert, { op: 'add-tag', tag: 'b' }), bert)).toBe(
      'ticket/denied',
    )
    unwrap(await send(bytesOfOp(first, ada, { op: 'add-tag', tag: 'c' })))
  })

  test('[CO7] the server’s own is refused', async () => {
    const forged = await stage.copy(ada, ticket, SERVER_CLIENT)
    expect(await refusalOf(bytesOfOp(forged, ada, { op: 'add-tag', tag: 'a' }))).toBe(
      'ticket/denied',
    )
  })
})

describe('bytes', () => {
  test('[CO6] a later edit without the one before it is a gap, a deletion of the unknown too', async () => {
    const doc = await stage.copy(ada, ticket)
    const first = bytesOfOp(doc, ada, { op: 'add-tag', tag: 'a' })
    expect(await refusalOf(bytesOfOp(doc, ada, { op: 'add-tag', tag: 'b' }))).toBe('ticket/gap')
    expect(await refusalOf(bytesOfOp(doc, ada, { op: 'remove-tag', tag: 'a' }))).toBe('ticket/gap')
    unwrap(await send(first))
  })

  test('[CO6] what the document has, said again beside something unknown, is a gap before it is applied', async () => {
    const doc = await stage.copy(bert, ticket)
    const unknown = [4_000_000, 0] as const
    const [places, owned]: [RawPlace[], RawStruct[]] = [
      [{ type: unknown, key: 'priority' }, { origin: unknown }, { right: [SERVER_CLIENT, 9_999] }],
      [{ place: { root: 'fields', key: 'c.x' }, content: { any: [1] } }],
    ]
    for (const place of places) {
      const again = { client: SERVER_CLIENT, structs: [{ place, content: { any: ['low'] } }] }
      const update = rawUpdate({ clients: [{ client: 70_001, structs: owned }, again] })
      const checked = checkUpdate(doc, update, 'a device', () => null)
      expect(checked.ok ? null : checked.fault.code).toBe('ticket/gap')
      expect(await refusalOf(update, bert)).toBe('ticket/gap')
    }
  })

  test('[CO5] V2 bytes are refused', async () => {
    const edits: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('tags').set('a', true),
      (doc) => doc.getMap('fields').set('status', 'open'),
      (doc) => doc.getMap('fields').delete('assignee'),
      (doc) => doc.getMap('messages').set(stage.newId(), note(ada)),
    ]
    for (const edit of edits) {
      const doc = await stage.copy(ada, ticket)
      let update: Uint8Array | null = null
      doc.on('updateV2', (bytes: Uint8Array) => {
        update = bytes
      })
      edit(doc)
      if (!update) throw new Error('nothing changed')
      const before = await stage.everything()
      expect((await send(update)).ok).toBe(false)
      expect(await stage.everything()).toBe(before)
    }
  })

  test('[CO5] rubbish is refused, also rubbish that begins like an update', async () => {
    expect(await refusalOf(new Uint8Array([1, 1, 255, 255, 255]))).toBe('ticket/invalid')
    expect(await refusalOf(new Uint8Array(1_000).fill(7))).toBe('ticket/invalid')
    const doc = await stage.copy(ada, ticket)
    const good = bytesOfOp(doc, ada, { op: 'add-tag', tag: 'cut' })
    expect(await refusalOf(good.subarray(0, good.length - 3))).toBe('ticket/invalid')
  })

  test('[CO5] more than the limit is refused before it is read', async () => {
    expect(await refusalOf(new Uint8Array(LIMITS.updateBytes + 1))).toBe('ticket/too-big')
  })

  test('[DR2] two sessions of one device that come in one update are judged in the order they build', async () => {
    // A stock client that was reloaded offline: the later session has the higher id, so its bytes come first.
    for (const [first, second] of [
      [10_000, 20_000],
      [40_000, 30_000],
    ] as const) {
      const before = await stage.copy(ada, ticket, first)
      const state = Y.encodeStateVector(before)
      applyOp(before, { op: 'set-status', status: 'waiting' }, { person: author(), at: START })
      const after = new Y.Doc()
      Y.applyUpdate(after, Y.encodeStateAsUpdate(before))
      after.clientID = second
      const next = first === 10_000 ? 'open' : 'solved'
      applyOp(after, { op: 'set-status', status: next }, { person: author(), at: START })
      applyOp(after, { op: 'add-tag', tag: `tag-${second}` }, { person: author(), at: START })
      const both = Y.encodeStateAsUpdate(after, state)
      unwrap(await send(both))
      expect((await stage.read(ticket)).status).toBe(next)
      // Without the first session it is a gap still.
      const other = await stage.copy(ada, ticket, first + 1)
      const held = Y.encodeStateVector(other)
      applyOp(other, { op: 'set-priority', priority: 'urgent' }, { person: author(), at: START })
      const later = new Y.Doc()
      Y.applyUpdate(later, Y.encodeStateAsUpdate(other))
      later.clientID = second + 1
      const alone = bytesOf(later, () => later.getMap('fields').set('priority', 'low'))
      expect(await refusalOf(alone)).toBe('ticket/gap')
      unwrap(await send(Y.encodeStateAsUpdate(later, held)))
    }
  })

  test('[CO5] an update that is tangled on purpose is refused soon', async () => {
    const [a, b] = [await stage.copy(ada, ticket, 1_001), await stage.copy(ada, ticket, 2_000)]
    const state = Y.encodeStateVector(a)
    // Each write builds on the other's last: hundreds of turns.
    for (let at = 0; at < 400; at++) {
      const [from, to] = at % 2 === 0 ? [a, b] : [b, a]
      Y.applyUpdate(
        to,
        bytesOf(from, () => from.getMap('fields').set('c.x', at)),
      )
    }
    expect(await refusalOf(Y.encodeStateAsUpdate(a, state))).toBe('ticket/invalid')
  })

  test('an old epoch is refused', async () => {
    const doc = await stage.copy(ada, ticket)
    const update = bytesOfOp(doc, ada, { op: 'add-tag', tag: 'a' })
    const refused = await stage.push(ada, { kind: 'update', ticket, epoch: 2, update })
    expect(codeOf(refused)).toBe('ticket/epoch')
  })

  test('what is there already is accepted and makes no version', async () => {
    const doc = await stage.copy(ada, ticket)
    const update = bytesOfOp(doc, ada, { op: 'add-tag', tag: 'a' })
    const { version } = unwrap(await send(update))
    expect(unwrap(await send(update)).version).toBe(version)
  })
})

describe('places', () => {
  test('[CO8] types within types, and roots that a ticket has not, are refused', async () => {
    const edits: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('fields').set('c.nested', new Y.Map()),
      (doc) => doc.getMap('fields').set('c.text', new Y.Text('hello')),
      (doc) => doc.getMap('fields').set('c.bytes', new Uint8Array([1])),
      (doc) => doc.getMap('elsewhere').set('a', 1),
      (doc) => doc.getArray('list').push([1]),
      (doc) => doc.getText('words').insert(0, 'hello'),
    ]
    for (const edit of edits) {
      const doc = await stage.copy(ada, ticket)
      expect(await refusalOf(bytesOf(doc, () => edit(doc)))).toBe('ticket/denied')
    }
    // The same root read as a list: items without a key.
    const list = new Y.Doc()
    expect(await refusalOf(bytesOf(list, () => list.getArray('tags').push(['x'])))).toBe(
      'ticket/denied',
    )
    // A child of a type that came in the same update.
    const nested = await stage.copy(ada, ticket)
    expect(
      await refusalOf(
        bytesOf(nested, () => {
          const map = new Y.Map<unknown>()
          nested.getMap('fields').set('c.map', map)
          map.set('inside', 1)
        }),
      ),
    ).toBe('ticket/denied')
  })

  test('[CO11] roots and fields of the server are refused', async () => {
    const { messages } = await stage.read(ticket)
    const edits: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('facts').set('number', 1),
      (doc) => doc.getMap('facts').set('clocks', []),
      (doc) => doc.getMap('facts').delete('clocks'),
      (doc) => doc.getMap('delivery').set(messages[0]?.id ?? '', { state: 'handed-over', at: 1 }),
      (doc) => doc.getMap('fields').set('queue', 'payments'),
      (doc) => doc.getMap('fields').delete('queue'),
      (doc) => doc.getMap('fields').set('surprise', 1),
    ]
    for (const edit of edits) {
      const doc = await stage.copy(ada, ticket)
      expect(await refusalOf(bytesOf(doc, () => edit(doc)))).toBe('ticket/denied')
    }
  })

  test('values that a field does not take are refused', async () => {
    const edits: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('fields').set('status', 'hacked'),
      (doc) => doc.getMap('fields').set('subject', ''),
      (doc) => doc.getMap('fields').set('subject', 'x'.repeat(LIMITS.subjectChars + 1)),
      (doc) => doc.getMap('fields').set('snoozedUntil', 1.5),
      (doc) => doc.getMap('fields').set('c.x', { an: 'object' }),
      (doc) => doc.getMap('tags').set('Not A Tag', true),
      (doc) => doc.getMap('tags').set('tag', 'yes'),
    ]
    for (const edit of edits) {
      const doc = await stage.copy(ada, ticket)
      expect(await refusalOf(bytesOf(doc, () => edit(doc)))).toBe('ticket/denied')
    }
  })

  test('a field that a ticket needs cannot be taken away', async () => {
    for (const field of ['subject', 'status', 'priority']) {
      const doc = await stage.copy(ada, ticket)
      expect(await refusalOf(bytesOf(doc, () => doc.getMap('fields').delete(field)))).toBe(
        'ticket/denied',
      )
      // Set and deleted again within one update.
      const twice = await stage.copy(ada, ticket)
      const whole = bytesOf(twice, () => {
        twice.getMap('fields').set(field, field === 'priority' ? 'high' : 'open')
        twice.getMap('fields').delete(field)
      })
      expect(await refusalOf(whole)).toBe('ticket/denied')
    }
  })

  test('[CO8] a forbidden write that lost to a concurrent one is refused all the same', async () => {
    const [low, high] = [await stage.copy(ada, ticket, 1010), await stage.copy(bert, ticket, 1020)]
    unwrap(await send(bytesOfOp(high, bert, { op: 'set-status', status: 'open' }), bert))
    const lost = bytesOf(low, () => low.getMap('fields').set('status', 'hacked'))
    // It would show in no event: the value stays Bert's.
    const merged = await stage.copy(bert, ticket)
    Y.applyUpdate(merged, lost)
    expect(merged.getMap('fields').get('status')).toBe('open')
    expect(await refusalOf(lost)).toBe('ticket/denied')
    const facts = await stage.copy(ada, ticket, 1011)
    unwrap(await send(bytesOfOp(high, bert, { op: 'set-status', status: 'solved' }), bert))
    expect(await refusalOf(bytesOf(facts, () => facts.getMap('facts').set('clocks', [])))).toBe(
      'ticket/denied',
    )
  })

  test('a concurrent write that lost and is allowed is kept', async () => {
    const [low, high] = [await stage.copy(ada, ticket, 1010), await stage.copy(bert, ticket, 1020)]
    unwrap(await send(bytesOfOp(high, bert, { op: 'set-status', status: 'open' }), bert))
    unwrap(await send(bytesOfOp(low, ada, { op: 'set-status', status: 'waiting' })))
    expect((await stage.read(ticket)).status).toBe('open')
    unwrap(await send(bytesOfOp(low, ada, { op: 'set-priority', priority: 'low' })))
  })
})

describe('messages', () => {
  test('[CO12] a note as oneself is accepted', async () => {
    const doc = await stage.copy(ada, ticket)
    const mine = note(ada)
    unwrap(await send(bytesOf(doc, () => doc.getMap('messages').set(mine.id, mine))))
    expect((await stage.read(ticket)).messages.at(-1)).toMatchObject({ id: mine.id, kind: 'note' })
  })

  test('[CO12] a note as somebody else, under another id, or with more than words is refused', async () => {
    const wrong = [
      note(bert),
      note(ada, { by: { kind: 'agent', id: ada.person, name: 'The boss' } }),
      note(ada, { by: { kind: 'contact', id: ada.person, name: ada.name } }),
      note(ada, { kind: 'reply' }),
      note(ada, { kind: 'inbound' }),
      note(ada, { kind: 'event' }),
      note(ada, { html: 'a'.repeat(64) }),
      note(ada, { raw: 'a'.repeat(64) }),
      note(ada, { messageId: 'x@y' }),
      note(ada, { text: 'x'.repeat(LIMITS.noteTextChars + 1) }),
      { hello: 'there' },
    ]
    for (const message of wrong) {
      const doc = await stage.copy(ada, ticket)
      const id = 'id' in message ? message.id : stage.newId()
      expect(await refusalOf(bytesOf(doc, () => doc.getMap('messages').set(id, message)))).toBe(
        'ticket/denied',
      )
    }
    const doc = await stage.copy(ada, ticket)
    const update = bytesOf(doc, () => doc.getMap('messages').set(stage.newId(), note(ada)))
    expect(await refusalOf(update)).toBe('ticket/denied')
  })

  test('[CO12] a message that is there is neither changed nor deleted, not even one’s own', async () => {
    const doc = await stage.copy(ada, ticket)
    const mine = note(ada)
    unwrap(await send(bytesOf(doc, () => doc.getMap('messages').set(mine.id, mine))))
    for (const { id } of (await stage.read(ticket)).messages) {
      const copy = await stage.copy(ada, ticket)
      expect(await refusalOf(bytesOf(copy, () => copy.getMap('messages').delete(id)))).toBe(
        'ticket/denied',
      )
      const other = await stage.copy(ada, ticket)
      const changed = note(ada, { id, text: 'Never said.' })
      expect(await refusalOf(bytesOf(other, () => other.getMap('messages').set(id, changed)))).toBe(
        'ticket/denied',
      )
      // As if it had not been seen: two first writes of one key.
      const blind = new Y.Doc()
      expect(await refusalOf(bytesOf(blind, () => blind.getMap('messages').set(id, changed)))).toBe(
        'ticket/denied',
      )
    }
  })

  test('[CO12] two writes of one new message in one update are refused', async () => {
    const doc = await stage.copy(ada, ticket)
    const mine = note(ada)
    const update = bytesOf(doc, () => {
      doc.getMap('messages').set(mine.id, mine)
      doc.getMap('messages').set(mine.id, { ...mine, text: 'Second thoughts.' })
    })
    expect(await refusalOf(update)).toBe('ticket/denied')
  })

  test('[SL2] a note of a device whose clock is off gets the server’s time and keeps its claim', async () => {
    const doc = await stage.copy(ada, ticket)
    stage.advance(60_000)
    const mine = note(ada, { at: START + 3 * 86_400_000 })
    unwrap(await send(bytesOf(doc, () => doc.getMap('messages').set(mine.id, mine))))
    const stored = (await stage.read(ticket)).messages.find((message) => message.id === mine.id)
    expect(stored).toMatchObject({ at: stage.now(), claimedAt: mine.at })
  })

  test('[OU6] a note stands after all that was accepted before it, however little its clock is off', async () => {
    const doc = await stage.copy(ada, ticket)
    const before = (await stage.read(ticket)).messages.at(-1)
    const mine = note(ada, { at: (before?.at ?? 0) - 1_000 })
    unwrap(await send(bytesOf(doc, () => doc.getMap('messages').set(mine.id, mine))))
    const last = (await stage.read(ticket)).messages.at(-1)
    expect(last).toMatchObject({ id: mine.id, claimedAt: mine.at })
  })
})

describe('limits', () => {
  test('more tags than a ticket may have are refused', async () => {
    const doc = await stage.copy(ada, ticket)
    const update = bytesOf(doc, () => {
      for (let at = 0; at <= LIMITS.tagsPerTicket; at++) doc.getMap('tags').set(`tag-${at}`, true)
    })
    expect(await refusalOf(update)).toBe('ticket/too-big')
  })
})
