/** A locked draft is sent by its holder alone, and a reply says who looked it over. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  answerReview,
  askReview,
  endTurn,
  keepTurn,
  lockDraft,
  readTurn,
  takeOver,
} from '../../shared/ticket/draft-turn.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraft } from './draft.ts'
import { bytesOf, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { copyOf, type } from './test-stage/draft-hands.ts'

let stage: Stage
let ada: Rights
let bert: Rights
let ticket: string
let seen: string
/** As the device of each holds it. */
let adas: Y.Doc
let berts: Y.Doc
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  bert = await stage.agent('Bert')
  ticket = await stage.ticket()
  seen = (await stage.read(ticket)).messages[0]?.id ?? ''
  adas = (await stage.draft(ada, ticket, 'Turn it off')).doc
  berts = copyOf(adas)
})
afterEach(() => stage.close())

const draftOf = (id: string) => `${id}-r0`
const change = (by: Rights, doc: Y.Doc, act: () => void) =>
  stage.push(by, { kind: 'draft', draft: draftOf(ticket), update: bytesOf(doc, act) })
const send = (by: Rights, doc: Y.Doc, isForced = false) =>
  stage.push(by, {
    kind: 'send',
    sendId: stage.newId(),
    ticket,
    draft: draftOf(ticket),
    draftState: Y.encodeStateVector(doc),
    seen,
    isForced,
    status: null,
  })
const whole = (by: Rights, over: { isPastLock?: boolean } = {}) =>
  stage.push(by, {
    kind: 'whole-reply',
    ticket,
    sendId: stage.newId(),
    text: 'Try again',
    html: null,
    seen: null,
    isForced: true,
    status: null,
    ...over,
  })
const replies = async (id = ticket) =>
  (await stage.read(id)).messages.filter(({ kind }) => kind === 'reply')
const stored = async (id = draftOf(ticket)) => {
  const row = await stage.desk.database.write((tx) => loadDraft(tx, id))
  if (!row) throw new Error('there is such a draft')
  return row.doc
}

describe('a lock', () => {
  test('[DR10] refuses a colleague’s reply, forced or whole too, and changes nothing; its holder sends', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    const before = await stage.everything()
    for (const isForced of [false, true])
      expect(await send(bert, berts, isForced)).toMatchObject({
        fault: {
          code: 'ticket/locked',
          detail: 'Ada has locked this reply',
          more: { lockedBy: ada.person },
        },
      })
    expect(codeOf(await whole(bert))).toBe('ticket/locked')
    expect(await stage.everything()).toBe(before)
    unwrap(await send(ada, adas))
    expect(await replies()).toHaveLength(1)
  })

  test('[DR10] ends two minutes after the last key by the server’s clock, whatever a device’s says', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    stage.advance(LIMITS.turnIdleMs - 1)
    unwrap(await change(ada, adas, () => keepTurn(adas, ada.person, stage.now())))
    stage.advance(LIMITS.turnIdleMs - 1)
    expect(codeOf(await send(bert, berts))).toBe('ticket/locked')
    stage.advance(1)
    unwrap(await send(bert, berts))
    expect(await replies()).toHaveLength(1)
  })

  test('[DR10] of a clock an hour ahead holds nobody up', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now() + 3_600_000)))
    unwrap(await send(bert, berts))
    expect(await replies()).toHaveLength(1)
  })

  test('[DR10] ends by its holder, and by whoever takes over, who sends', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    unwrap(await change(ada, adas, () => endTurn(adas, ada.person)))
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    Y.applyUpdate(berts, Y.encodeStateAsUpdate(adas))
    unwrap(await change(bert, berts, () => takeOver(berts, bert.person, stage.now())))
    expect(codeOf(await send(ada, adas))).toBe('ticket/locked')
    unwrap(await send(bert, berts))
  })

  test('[DR9] takes every word that a colleague typed meanwhile', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    unwrap(await change(bert, berts, () => type(berts, ' and on')))
    expect(renderDraft(await stored()).text).toBe('Turn it off and on')
  })

  test('[DR9] is no lock of somebody who is disabled, and none to mail', async () => {
    unwrap(await change(ada, adas, () => lockDraft(adas, ada.person, stage.now())))
    unwrap(await whole(bert, { isPastLock: true }))
    const other = await stage.ticket()
    const { doc } = await stage.draft(ada, other, 'Turn it off')
    const update = bytesOf(doc, () => lockDraft(doc, ada.person, stage.now()))
    unwrap(await stage.push(ada, { kind: 'draft', draft: draftOf(other), update }))
    unwrap(await stage.desk.people.change(ada.person, { isDisabled: true }))
    unwrap(
      await stage.push(bert, {
        kind: 'send',
        sendId: stage.newId(),
        ticket: other,
        draft: draftOf(other),
        draftState: Y.encodeStateVector(doc),
        seen: (await stage.read(other)).messages[0]?.id ?? '',
        isForced: false,
        status: null,
      }),
    )
    expect(await replies(other)).toHaveLength(1)
  })

  test('[DR11] nobody locks, asks or answers in the name of a colleague', async () => {
    const before = await stage.everything()
    const at = stage.now()
    const asked = { id: stage.newId(), by: ada.person, of: bert.person, at }
    for (const act of [
      (doc: Y.Doc) => lockDraft(doc, ada.person, at),
      (doc: Y.Doc) => askReview(doc, asked),
    ]) {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(berts))
      expect(codeOf(await change(bert, copy, () => act(copy)))).toBe('ticket/denied')
    }
    expect(await stage.everything()).toBe(before)
    unwrap(await change(ada, adas, () => askReview(adas, asked)))
    const said = { by: bert.person, at, isGood: true }
    const forged = await change(ada, adas, () => answerReview(adas, said))
    expect(codeOf(forged)).toBe('ticket/denied')
  })
})

describe('a review', () => {
  async function review() {
    const asked = { id: stage.newId(), by: ada.person, of: bert.person, at: stage.now() }
    unwrap(await change(ada, adas, () => askReview(adas, asked)))
    Y.applyUpdate(berts, Y.encodeStateAsUpdate(adas))
    const said = { by: bert.person, at: stage.now(), isGood: true }
    unwrap(await change(bert, berts, () => answerReview(berts, said)))
    Y.applyUpdate(adas, Y.encodeStateAsUpdate(berts))
  }
  const shownOf = async () => {
    const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
    return String(row?.['public'])
  }

  test('[DR11] is on the reply that went out with these words, for agents alone', async () => {
    await review()
    unwrap(await send(ada, adas))
    stage.advance(60_000)
    await stage.desk.jobs.runDue()
    expect((await replies())[0]?.reviewedBy).toEqual({
      kind: 'agent',
      id: bert.person,
      name: 'Bert',
    })
    expect(await shownOf()).toContain('Turn it off')
    expect(await shownOf()).not.toContain('Bert')
  })

  test('[DR11] of other words, or one’s own, is not on it', async () => {
    await review()
    unwrap(await change(ada, adas, () => type(adas, ' twice')))
    unwrap(await send(ada, adas))
    expect((await replies())[0]).not.toHaveProperty('reviewedBy')
  })

  test('who looked it over may send it: then they are its author', async () => {
    await review()
    unwrap(await send(bert, berts))
    expect((await replies())[0]).not.toHaveProperty('reviewedBy')
  })

  test('[DR11] goes where the words go when the ticket is merged', async () => {
    await review()
    const other = await stage.ticket()
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into: other }))
    const carried = await stored(draftOf(other))
    expect(renderDraft(carried).text).toContain('Turn it off')
    expect(readTurn(carried)).toMatchObject({
      asked: { of: bert.person },
      answer: { isGood: true },
    })
  })
})
