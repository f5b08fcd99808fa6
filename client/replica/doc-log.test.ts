/** What a document made anew by the server does to the one that is held, before anything is sent. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { makeDoc, readTicket, recordUpdate, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import { Db } from './db.ts'
import { distrustDocs, fromState, replay, storeDoc, storeLive } from './doc-log.ts'

const TICKET = '00000000000000000000000001'
const person = { id: 'ada', name: 'Ada' }
const writer = { clientId: 77, person }

function stateOf(subject: string, epoch: number, version: number): DocItem {
  const doc = makeDoc(undefined, 1)
  recordUpdate(doc, () => setValue(doc, 'fields', 'subject', subject))
  const bytes = Uint8Array.from(Y.encodeStateAsUpdate(doc))
  return { ticket: TICKET, epoch, version, kind: 'state', bytes }
}

/** A document of epoch 1 with one edit that was not sent. */
async function holdUnsent(): Promise<Db> {
  const db = new Db('docs', { indexedDB: new IDBFactory(), IDBKeyRange })
  const held = fromState(stateOf('a secret', 1, 5), 33)
  const doc = makeDoc(held.bytes, held.clientId)
  const op = { op: 'add-tag', tag: 'mine' } as const
  const update = applyOp(doc, op, { person, at: 1 }) ?? new Uint8Array()
  await db.docs.put({ ...held, bytes: Y.encodeStateAsUpdate(doc) })
  await db.outbox.add({
    kind: 'update',
    pushId: TICKET,
    ticket: TICKET,
    title: '',
    text: null,
    claimedAt: 1,
    op,
    update,
    epoch: 1,
    isRebuilt: false,
    isDiscarded: false,
  })
  return db
}

async function look(db: Db) {
  const held = await db.docs.get(TICKET)
  if (!held) throw new Error('there is no document')
  const ticket = readTicket(makeDoc(held.bytes))
  return { ...held, ticket, text: new TextDecoder('latin1').decode(held.bytes) }
}

test('[RI1] the old bytes are gone at once; our edit shows, and waits to be made again', async () => {
  const db = await holdUnsent()
  expect(await storeDoc(db, stateOf('redacted', 2, 6), writer)).toBe('broken')
  const held = await look(db)
  expect(held.text).not.toContain('a secret')
  expect(held).toMatchObject({ epoch: 2, version: 6, isBroken: true })
  expect(held.ticket).toMatchObject({ subject: 'redacted', tags: ['mine'] })
  expect(await db.outbox.count()).toBe(1)
})

test('[OU3] a document that holds a refused edit, and is behind, is replaced by the whole state', async () => {
  const db = await holdUnsent()
  await db.outbox.clear()
  await db.docs.update(TICKET, { isBroken: true, version: 0 })
  const update: DocItem = { ...stateOf('newer', 1, 6), kind: 'update' }
  expect(await storeDoc(db, update, writer)).toBe('ask-state')
  expect(await storeDoc(db, stateOf('newer', 1, 6), writer)).toBe('stored')
  expect(await look(db)).toMatchObject({ version: 6, isBroken: false, ticket: { tags: [] } })
})

test('an edit of another epoch is made again also where the document was not held', async () => {
  const db = await holdUnsent()
  await db.docs.clear()
  expect(await storeDoc(db, stateOf('redacted', 2, 6), writer)).toBe('broken')
  expect(await look(db)).toMatchObject({ isBroken: true, ticket: { tags: ['mine'] } })
})

test('a live update of another epoch, or to a document that is not trusted, asks for the state', async () => {
  const db = await holdUnsent()
  await db.outbox.clear()
  const live = { ticket: TICKET, version: 6, epoch: 2, update: Uint8Array.of(0, 0) }
  expect(await storeLive(db, live, writer)).toBe('ask-state')
  await distrustDocs(db, 'another')
  expect(await storeLive(db, { ...live, version: 1, epoch: 1 }, writer)).toBe('ask-state')
})

type UpdateIntent = Parameters<typeof replay>[1][number]

const setting = (order: number, subject: string, seen: string): UpdateIntent => ({
  kind: 'update',
  order,
  pushId: `push ${order}`,
  ticket: TICKET,
  title: '',
  text: null,
  claimedAt: order,
  op: { op: 'set-subject', subject },
  update: new Uint8Array(),
  epoch: 1,
  isRebuilt: false,
  isDiscarded: false,
  seen,
})

/** @param edits  value and what was seen, in order; made again on a document that says “another” */
function makeAgain(edits: UpdateIntent[]) {
  const options = { clientId: 88, person, newPushId: () => 'anew' }
  const { intents, late } = replay(stateOf('another', 2, 6), edits, options)
  return {
    done: intents.map(({ op }) => ('subject' in op ? op.subject : '')),
    late: late.map(({ mine, stays }) => [mine, stays]),
  }
}

test('[CO13] made again on a value its author had not seen, an edit changes nothing and is told', () => {
  const chain = [setting(1, 'mine', 'before'), setting(2, 'mine too', 'mine')]
  expect(makeAgain(chain)).toEqual({
    done: [],
    late: [
      ['mine', 'another'],
      ['mine too', 'another'],
    ],
  })
  const seen = [setting(1, 'mine', 'another'), setting(2, 'mine too', 'mine')]
  expect(makeAgain(seen)).toEqual({ done: ['mine', 'mine too'], late: [] })
})

test('[CO13] an edit that was put on a discarded one saw what that one had seen', () => {
  const discarded = { ...setting(1, 'mine', 'another'), isDiscarded: true }
  expect(makeAgain([discarded, setting(2, 'mine too', 'mine')]).done).toEqual(['mine too'])
})

test('[FE6] of another history no draft counts as saved', async () => {
  const db = await holdUnsent()
  await db.drafts.put({
    id: 'a',
    ticket: 't',
    bytes: Uint8Array.of(0, 0),
    hasWords: true,
    isSaved: true,
  })
  await distrustDocs(db, 'another')
  expect(await db.drafts.get('a')).toMatchObject({ isSaved: false, hasWords: true })
})

test('[FE6] a document that is not trusted is replaced, whatever its version, under a fresh client id', async () => {
  const db = await holdUnsent()
  await db.outbox.clear()
  await distrustDocs(db, 'another')
  expect(await storeDoc(db, stateOf('restored', 1, 2), writer)).toBe('stored')
  expect(await look(db)).toMatchObject({
    version: 2,
    clientId: 77,
    ticket: { subject: 'restored', tags: [] },
  })
})
