/** Nobody sends words they have not seen: a reply that a colleague goes on with is refused, and stays a draft with both. */
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { keepTurn, seenPrintOf, takeOver } from '../../shared/ticket/draft-turn.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraft } from './draft.ts'
import { bytesOf, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { copyOf, textIn, type } from './test-stage/draft-hands.ts'

let stage: Stage
let ada: Rights
let bert: Rights
let ticket: string
let draft: string
/** As the device of each holds it. */
let adas: Y.Doc
let berts: Y.Doc
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  bert = await stage.agent('Bert')
  ticket = await stage.ticket()
  const begun = await stage.draft(ada, ticket, 'Turn it off')
  ;({ draft, doc: adas } = begun)
  berts = copyOf(adas)
})
afterEach(() => stage.close())

const change = async (by: Rights, doc: Y.Doc, act: () => void) =>
  unwrap(await stage.push(by, { kind: 'draft', draft, update: bytesOf(doc, act) }))
const send = (by: Rights, doc: Y.Doc, over: { seenPrint?: string; notBefore?: number } = {}) =>
  stage.push(by, {
    kind: 'send',
    sendId: stage.newId(),
    ticket,
    draft,
    draftState: Y.encodeStateVector(doc),
    seen: null,
    isForced: true,
    status: null,
    seenPrint: seenPrintOf(doc),
    ...over,
  })
const replies = async () =>
  (await stage.read(ticket)).messages.filter(({ kind }) => kind === 'reply').map(({ text }) => text)
const inDraft = async () => {
  const row = await stage.desk.database.write((tx) => loadDraft(tx, draft))
  return row && [renderDraft(row.doc).text, row.sentBy]
}

test('[OU21] what a colleague typed meanwhile holds it back, says who it was, and is sent once it was seen', async () => {
  await change(bert, berts, () => type(berts, ' and on'))
  await change(ada, adas, () => type(adas, '!'))
  const refused = await send(ada, adas)
  expect(refused).toMatchObject({
    fault: {
      code: 'ticket/changed',
      detail: expect.stringContaining('Bert'),
      more: { changedBy: 'Bert' },
    },
  })
  expect(await replies()).toEqual([])
  expect(await inDraft()).toEqual([expect.stringMatching(/^Turn it off.*and on.*$/), null])
  expect(await inDraft()).toEqual([expect.stringContaining('!'), null])
  Y.applyUpdate(adas, Y.encodeStateAsUpdate(berts))
  unwrap(await send(ada, adas))
  expect(await replies()).toEqual([renderDraft(adas).text])
})

test('[OU21] words that a colleague took out count as well, though nothing was added', async () => {
  await change(bert, berts, () => textIn(berts).delete(0, 5))
  expect(codeOf(await send(ada, adas))).toBe('ticket/changed')
  Y.applyUpdate(adas, Y.encodeStateAsUpdate(berts))
  unwrap(await send(ada, adas))
  expect(await replies()).toEqual(['it off'])
})

test('[OU21] what changes no word holds nothing up: whose turn it is, letters that were taken back', async () => {
  await change(bert, berts, () => takeOver(berts, bert.person, stage.now()))
  await change(bert, berts, () => keepTurn(berts, bert.person, stage.now() + 1_000))
  await change(bert, berts, () => type(berts, ' and'))
  await change(bert, berts, () => textIn(berts).delete(textIn(berts).length - 4, 4))
  unwrap(await send(ada, adas))
  expect(await replies()).toEqual(['Turn it off'])
})

test('[OU21] a reply for a later hour is judged when it comes', async () => {
  await change(bert, berts, () => type(berts, ' and on'))
  const notBefore = stage.now() + 3_600_000
  expect(codeOf(await send(ada, adas, { notBefore }))).toBe('ticket/changed')
  unwrap(await send(bert, berts, { notBefore }))
  expect(await replies()).toEqual(['Turn it off and on'])
})

test('[OU21] taken back it is a draft, and sent again by what is seen then', async () => {
  const done = unwrap(await send(ada, adas))
  unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId: String(done.result?.['sendId']) }))
  await change(bert, berts, () => type(berts, ' and on'))
  expect(codeOf(await send(ada, adas))).toBe('ticket/changed')
  unwrap(await send(bert, berts))
  expect(await replies()).toEqual(['Turn it off and on'])
})

test('[OU21] who does not say what they saw, or says it in another rendering, sends what is there', async () => {
  await change(bert, berts, () => type(berts, ' and on'))
  unwrap(await send(ada, adas, { seenPrint: `999:${'0'.repeat(16)}` }))
  expect(await replies()).toEqual(['Turn it off and on'])
})
