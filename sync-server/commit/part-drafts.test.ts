/** A reply half written at a merge, once that is taken apart: each ticket has its own words, and none is lost. */
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { addFile, readFiles, readRecipients, setRecipient } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytes } from '../store/database.ts'
import { loadDraft } from './draft.ts'
import { bytesOf, codeOf, openStage, PLAN, type Stage } from './test-stage/desk-stage.ts'
import { typed } from './test-stage/draft-hands.ts'

let stage: Stage
let ada: Rights
let ben: Rights
let left: string
let right: string
beforeEach(async () => {
  stage = await openStage({ DESKSIDE_UNDO_SECONDS: '0' })
  ada = await stage.agent('Ada')
  ben = await stage.agent('Ben')
  right = await stage.ticket('olga@other.test')
  left = await stage.ticket('ruth@customer.test')
})
afterEach(() => stage.close())

const merge = async () =>
  unwrap(await stage.push(ada, { kind: 'merge', ticket: left, into: right }))
const apart = async () => unwrap(await stage.push(ada, { kind: 'unmerge', ticket: left }))
const docOf = async (draft: string) => {
  const row = await stage.desk.database.write((tx) => loadDraft(tx, draft))
  return row?.doc ?? new Y.Doc()
}
const words = async (draft: string) => renderDraft(await docOf(draft)).text
const push = (by: Rights, draft: string, update: Uint8Array) =>
  stage.push(by, { kind: 'draft', draft, update })
const isWritten = async (ticket: string) => (await stage.read(ticket)).facts.drafting !== undefined
async function send(ticket: string, draft: string): Promise<string> {
  const sendId = stage.newId()
  const draftState = Y.encodeStateVector(await docOf(draft))
  const command = { kind: 'send', sendId, ticket, draft, draftState, seen: null } as const
  unwrap(await stage.push(ada, { ...command, isForced: true, status: null }))
  stage.advance(1_000)
  return sendId
}

test('[CO21] [DR13] the words of each ticket are its own again, in its log as well; those typed since stay', async () => {
  await stage.draft(ada, left, 'Turn the quagga off')
  const { doc } = await stage.draft(ben, right, 'Is it plugged in?')
  await merge()
  expect(await words(`${right}-r0`)).toContain('Turn the quagga off')
  unwrap(await push(ben, `${right}-r0`, typed(doc, ' And on?')))
  await apart()
  expect(await words(`${left}-r0`)).toBe('Turn the quagga off')
  expect(await words(`${right}-r0`)).toBe('Is it plugged in? And on?')
  const log = await stage.sql.all(
    `SELECT state AS kept FROM drafts WHERE id = ? UNION ALL SELECT bytes FROM draft_updates WHERE draft = ?`,
    `${right}-r0`,
    `${right}-r0`,
  )
  for (const row of log)
    expect(new TextDecoder('latin1').decode(bytes(row, 'kept'))).not.toContain('quagga')
  expect([await isWritten(left), await isWritten(right)]).toEqual([true, true])
})

test('[CO21] [DR13] what was typed into the middle of them stays with its line; a reply without other words is none', async () => {
  const { doc } = await stage.draft(ada, left, 'Turn it off')
  await merge()
  unwrap(await push(ada, `${right}-r0`, typed(doc, ' the quagga and', 4)))
  await apart()
  expect(await words(`${left}-r0`)).toBe('Turn it off')
  expect(await words(`${right}-r0`)).toBe('the quagga and')
  await merge()
  await apart()
  expect(await words(`${right}-r0`)).toBe('the quagga and')
})

test('[CO21] [DR13] a ticket that gets back all the words leaves no draft on the other', async () => {
  await stage.draft(ada, left, 'Turn it off')
  await merge()
  await apart()
  expect([await isWritten(left), await isWritten(right)]).toEqual([true, false])
  expect(await words(`${right}-r0`)).toBe('')
})

test('[CO21] [DR13] [OU4] what went out meanwhile went out once, and is half written on neither', async () => {
  await stage.draft(ada, left, 'Turn it off')
  await merge()
  const sendId = await send(right, `${right}-r0`)
  await apart()
  expect(await words(`${left}-r0`)).toBe('')
  expect([await isWritten(left), await isWritten(right)]).toEqual([false, false])
  // Taken out of the reply, it is in no draft either, and both tickets can be answered.
  unwrap(
    await stage.push(await stage.agent('Lea', null, 'lead'), {
      kind: 'redact',
      ticket: right,
      message: sendId,
      why: 'asked for',
    }),
  )
  expect((await stage.read(right)).messages.find(({ id }) => id === sendId)?.text).toBe('')
  await stage.draft(ada, left, 'And on')
  expect(await words(`${left}-r0`)).toBe('And on')
})

test('[CO21] [CO17] [DR13] redacted before it was taken apart, the reply is written in a draft that takes words', async () => {
  await stage.draft(ada, left, 'Turn it off')
  await merge()
  const message = await send(right, `${right}-r0`)
  const command = { kind: 'redact', ticket: right, message, why: 'asked for' } as const
  unwrap(await stage.push(await stage.agent('Lea', null, 'lead'), command))
  await apart()
  await stage.draft(ada, left, 'And on', 1)
  expect(await words(`${left}-r1`)).toBe('And on')
  expect(await isWritten(left)).toBe(true)
  await send(left, `${left}-r1`)
})

test('[CO21] [DR13] merged and taken apart again, the words come along and go back each time', async () => {
  await stage.draft(ada, left, 'Turn it off')
  await stage.draft(ben, right, 'Is it plugged in?')
  let own = `${left}-r0`
  for (const round of [0, 1, 2]) {
    own = `${left}-r${round}`
    await merge()
    expect(await words(`${right}-r0`)).toContain('Turn it off')
    expect(await words(`${right}-r0`)).toContain('Is it plugged in?')
    await apart()
    expect(await words(own)).toBe('Turn it off')
    expect(await words(`${right}-r0`)).toBe('Is it plugged in?')
    expect((await stage.read(left)).facts.drafting).toMatchObject({ round, by: [ada.person] })
  }
  await send(left, own)
})

test('[CO21] [DR13] a device that was away types on in the ticket it left', async () => {
  const { doc } = await stage.draft(ada, left, 'Turn it off')
  const late = typed(doc, ' and on')
  await merge()
  expect(codeOf(await push(ada, `${left}-r0`, late))).toBe('ticket/merged')
  await apart()
  unwrap(await push(ada, `${left}-r0`, late))
  expect(await words(`${left}-r0`)).toBe('Turn it off and on')
  expect(await words(`${right}-r0`)).toBe('')
})

test('[CO21] [DR13] readers and files go back too; a choice that both had made stands on both', async () => {
  const choose = (by: Rights, ticket: string, more: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    const act = () => {
      setRecipient(doc, { address: 'zoe@customer.test', name: 'Zoe', as: 'none' })
      more(doc)
    }
    return push(by, `${ticket}-r0`, bytesOf(doc, act))
  }
  unwrap(await choose(ben, right, () => {}))
  unwrap(
    await choose(ada, left, (doc) => {
      addFile(doc, PLAN)
      setRecipient(doc, { address: 'kim@customer.test', name: 'Kim', as: 'bcc' })
    }),
  )
  await merge()
  await apart()
  const [onLeft, onRight] = [await docOf(`${left}-r0`), await docOf(`${right}-r0`)]
  expect(readFiles(onLeft)).toEqual([PLAN])
  expect(readFiles(onRight)).toEqual([])
  expect(readRecipients(onLeft).map(({ name }) => name)).toEqual(['Kim', 'Zoe'])
  expect(readRecipients(onRight).map(({ name }) => name)).toEqual(['Zoe'])
})
