/** What a ticket says of the reply that is being written: who, when it changes, and when not. */
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { commitDraft, holdDraft } from './draft-batch.ts'
import { bytesOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { copyOf, typed } from './test-stage/draft-hands.ts'

let stage: Stage
let ada: Rights
let ben: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  ben = await stage.agent('Ben')
})
afterEach(() => stage.close())

async function rowOf(ticket: string): Promise<{ by: string[]; version: number }> {
  const row = await stage.sql.get(`SELECT row, version FROM tickets WHERE id = ?`, ticket)
  const { draftBy = [] } = v.parse(Row, JSON.parse(String(row?.['row'])))
  return { by: draftBy, version: Number(row?.['version']) }
}
const names = async (ticket: string) =>
  (await rowOf(ticket)).by.map((id) => (id === ada.person ? 'Ada' : id === ben.person ? 'Ben' : id))

const push = async (rights: Rights, draft: string, update: Uint8Array) =>
  unwrap(await stage.push(rights, { kind: 'draft', draft, update }))

test('[DR12] it begins, another joins, it ends: a version each, and none for a letter', async () => {
  const ticket = await stage.ticket()
  expect(await rowOf(ticket)).toEqual({ by: [], version: 1 })
  const { draft, doc } = await stage.draft(ada, ticket, 'Turn')
  expect(await rowOf(ticket)).toEqual({ by: [ada.person], version: 2 })
  for (const letter of ' it off') await push(ada, draft, typed(doc, letter))
  expect((await rowOf(ticket)).version).toBe(2)
  const bens = copyOf(doc)
  // Whoever only says again what is there has typed nothing.
  await push(ben, draft, Y.encodeStateAsUpdate(doc))
  expect(await names(ticket)).toEqual(['Ada'])
  await push(ben, draft, typed(bens, '!'))
  expect(await names(ticket)).toEqual(['Ada', 'Ben'])
  await push(ben, draft, typed(bens, '!'))
  expect((await rowOf(ticket)).version).toBe(3)
  await push(
    ben,
    draft,
    bytesOf(bens, () => draftBody(bens).delete(0, draftBody(bens).length)),
  )
  expect(await rowOf(ticket)).toEqual({ by: [], version: 4 })
  const [item] = await stage.desk.feed.page('q:support', 0).then(({ items }) => items)
  expect(item?.row).not.toHaveProperty('draftBy')
})

test('[DR12] what is typed in a room counts as what is pushed, in the same transaction', async () => {
  const ticket = await stage.ticket()
  const doc = new Y.Doc()
  const update = bytesOf(doc, () => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Typed')])
    draftBody(doc).insert(0, [paragraph])
  })
  const held = holdDraft(`${ticket}-r0`)
  const inputs = [{ person: ben.person, device: 'device-of-Ben', update }]
  const done = unwrap(await commitDraft(stage.desk.parts, held, () => inputs, {}))
  expect(done.outcomes).toEqual([{ ok: true, value: undefined }])
  expect(await names(ticket)).toEqual(['Ben'])
})

test('[DR12] sent it is told no more, taken back again, also when the next one was begun meanwhile', async () => {
  const ticket = await stage.ticket()
  const { draft, draftState } = await stage.draft(ada, ticket, 'Turn it off')
  const seen = (await stage.read(ticket)).messages.at(0)?.id ?? null
  const sendId = stage.newId()
  const send = { kind: 'send', sendId, ticket, draft, draftState, seen } as const
  unwrap(await stage.push(ada, { ...send, isForced: false, status: null }))
  expect(await names(ticket)).toEqual([])
  await stage.draft(ben, ticket, 'And on', 1)
  expect(await names(ticket)).toEqual(['Ben'])
  unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
  expect(await names(ticket)).not.toEqual([])
  expect((await stage.read(ticket)).facts.drafting?.round).toBe(0)
})

test('[DR12] a merge, and a reply that came whole, take it along with who typed it', async () => {
  const [left, right] = [await stage.ticket(), await stage.ticket()]
  await stage.draft(ada, left, 'On the left')
  await stage.draft(ben, right, 'On the right')
  unwrap(await stage.push(ada, { kind: 'merge', ticket: left, into: right }))
  expect(await names(left)).toEqual([])
  expect((await names(right)).toSorted()).toEqual(['Ada', 'Ben'])
  await stage.wholeReply(ada, right, { isForced: true })
  expect((await names(right)).toSorted()).toEqual(['Ada', 'Ben'])
})
