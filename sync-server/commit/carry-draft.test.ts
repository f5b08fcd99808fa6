/** A reply that is being written when its ticket is merged, or gets another reply: its words go on, once. */
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { addFile, readFiles, readRecipients, setRecipient } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraft } from './draft.ts'
import { bytesOf, codeOf, openStage, PLAN, type Stage } from './test-stage/desk-stage.ts'
import { copyOf, typed } from './test-stage/draft-hands.ts'

let stage: Stage
let ada: Rights
let ben: Rights
beforeEach(async () => {
  stage = await openStage({ DESKSIDE_UNDO_SECONDS: '0' })
  ada = await stage.agent('Ada')
  ben = await stage.agent('Ben')
})
afterEach(() => stage.close())

const words = async (draft: string): Promise<string> => {
  const row = await stage.desk.database.write((tx) => loadDraft(tx, draft))
  return row ? renderDraft(row.doc).text : ''
}
const merge = async (ticket: string, into: string) =>
  unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))

const wholeReply = async (ticket: string, text: string): Promise<string> => {
  const sendId = await stage.wholeReply(ada, ticket, { text, isForced: true })
  stage.advance(1_000)
  return sendId
}

describe('a merge', () => {
  test('[CO14] [DR6] the words of two people go on in the draft of the other ticket, and can be sent', async () => {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    const { draft, doc: adas } = await stage.draft(ada, left, 'Turn it off')
    const bens = copyOf(adas)
    unwrap(await stage.push(ben, { kind: 'draft', draft, update: typed(bens, ' and on') }))
    await merge(left, right)
    expect(await words(`${right}-r0`)).toBe('Turn it off and on')

    // Typed before the news of the merge: refused there, with the way, and taken here from whoever typed it.
    const late = typed(bens, ' again')
    const refused = await stage.push(ben, { kind: 'draft', draft, update: late })
    expect(refused.ok ? null : refused.fault).toMatchObject({
      code: 'ticket/merged',
      more: { into: right },
    })
    unwrap(await stage.push(ben, { kind: 'draft', draft: `${right}-r0`, update: late }))
    unwrap(
      await stage.push(ben, {
        kind: 'send',
        sendId: stage.newId(),
        ticket: right,
        draft: `${right}-r0`,
        draftState: Y.encodeStateVector(bens),
        seen: null,
        isForced: true,
        status: null,
      }),
    )
    const replies = (await stage.read(right)).messages.filter(({ kind }) => kind === 'reply')
    expect(replies.map(({ text }) => text)).toEqual(['Turn it off and on again'])
  })

  test('[CO7] whose device wrote what is known there too', async () => {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    const { doc } = await stage.draft(ada, left, 'Turn it off')
    await merge(left, right)
    const update = typed(doc, '!')
    const forged = await stage.push(ben, { kind: 'draft', draft: `${right}-r0`, update })
    expect(codeOf(forged)).toBe('ticket/denied')
    unwrap(await stage.push(ada, { kind: 'draft', draft: `${right}-r0`, update }))
    expect(await words(`${right}-r0`)).toBe('Turn it off!')
  })

  test('[CO14] replies that come along begin new rounds: what was typed on either ticket is in the last', async () => {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    await wholeReply(left, 'first')
    await wholeReply(left, 'second')
    await stage.draft(ada, left, 'from the left', 2)
    await stage.draft(ben, right, 'from the right')
    await merge(left, right)
    const both = await words(`${right}-r2`)
    expect(both.split(/\n+/).sort()).toEqual(['from the left', 'from the right'])
  })

  test('who shall get the reply, and its files, go along, with words or without', async () => {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    const doc = new Y.Doc()
    const update = bytesOf(doc, () => {
      setRecipient(doc, { address: 'zoe@customer.test', name: 'Zoe', as: 'bcc' })
      addFile(doc, PLAN)
    })
    unwrap(await stage.push(ada, { kind: 'draft', draft: `${left}-r0`, update }))
    await merge(left, right)
    const row = await stage.desk.database.write((tx) => loadDraft(tx, `${right}-r0`))
    expect(row && readRecipients(row.doc)).toEqual([
      { address: 'zoe@customer.test', name: 'Zoe', as: 'bcc' },
    ])
    expect(row && readFiles(row.doc)).toEqual([PLAN])
  })

  test('a draft that was sent, or has no words, makes none', async () => {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    const { draft, draftState } = await stage.draft(ada, left, 'Done.')
    const sendId = stage.newId()
    const send = { ticket: left, draft, draftState, sendId, seen: null, isForced: true } as const
    unwrap(await stage.push(ada, { kind: 'send', ...send, status: null }))
    await merge(left, right)
    expect(await stage.count('drafts', 'id LIKE ?', `${right}%`)).toBe(0)
  })
})

describe('a reply that comes whole', () => {
  test('[DR6] leaves what others are writing where they write on', async () => {
    const ticket = await stage.ticket()
    await stage.draft(ada, ticket, 'Half of an answer')
    await wholeReply(ticket, 'by the API')
    expect(await words(`${ticket}-r1`)).toBe('Half of an answer')
    await wholeReply(ticket, 'and again')
    expect(await words(`${ticket}-r2`)).toBe('Half of an answer')
  })

  test('[OU5] taken back, the words are where they were, with what was added', async () => {
    await stage.close()
    stage = await openStage({ DESKSIDE_UNDO_SECONDS: '10' })
    ada = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const { doc } = await stage.draft(ada, ticket, 'Half')
    const sendId = await wholeReply(ticket, 'by the API')
    unwrap(
      await stage.push(ada, { kind: 'draft', draft: `${ticket}-r1`, update: typed(doc, ' of it') }),
    )
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
    expect(await words(`${ticket}-r0`)).toBe('Half of it')
  })
})

describe('words that went on', () => {
  /** Written on the left, merged, sent on the right. */
  async function sentElsewhere() {
    const [left, right] = [await stage.ticket(), await stage.ticket()]
    const { draft, doc } = await stage.draft(ada, left, 'a secretword of mine')
    await merge(left, right)
    const sendId = stage.newId()
    const draftState = Y.encodeStateVector(doc)
    const rest = { seen: null, isForced: true, status: null } as const
    const send = { kind: 'send', ticket: right, draft: `${right}-r0`, draftState, sendId } as const
    unwrap(await stage.push(ada, { ...send, ...rest }))
    stage.advance(1_000)
    while ((await stage.desk.jobs.runDue()) > 0);
    expect(await words(draft)).toContain('secretword')
    return { right, sendId, draft }
  }

  test('[CO17] taken out of the reply, they are gone from the draft they came from', async () => {
    const { right, sendId, draft } = await sentElsewhere()
    const lea = await stage.agent('Lea', null, 'lead')
    unwrap(
      await stage.push(lea, { kind: 'redact', ticket: right, message: sendId, why: 'a password' }),
    )
    expect(await words(draft)).toBe('')
    expect(await stage.everything()).not.toContain('secretword')
  })

  test('[CO16] their ticket deleted, they are gone from the draft they came from', async () => {
    const { right, draft } = await sentElsewhere()
    const lea = await stage.agent('Lea', null, 'lead')
    unwrap(await stage.push(lea, { kind: 'delete', ticket: right, why: 'asked for by phone' }))
    expect(await words(draft)).toBe('')
    expect(await stage.everything()).not.toContain('secretword')
  })
})
