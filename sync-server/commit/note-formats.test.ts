/** Formats of internal notes: which a device may write, and where they go along. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { recordUpdate, setValue } from '../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { readPublicTicket } from '../pages/public-ticket.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
let ticket: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  ticket = await stage.ticket()
})
afterEach(() => stage.close())

const TEXT = 'The seal is at <https://pumps.test/seals>\n\n- order it'
const FORMATTED = JSON.stringify([
  ['p', 'The ', ['seal', 'b'], ' is ', ['at', '', 'https://pumps.test/seals']],
  ['ul', [['p', 'order it']]],
])

/** As a device writes it, over bytes. */
async function note(words: { text: string; formatted?: unknown }, on = ticket) {
  const doc = await stage.copy(ada, on, 70_000 + Math.floor(stage.now() % 9_000))
  const id = stage.newId()
  stage.advance(1_000)
  const by = { kind: 'agent', id: ada.person, name: ada.name }
  const written = { id, kind: 'note', by, at: stage.now(), ...words }
  const update = recordUpdate(doc, () => setValue(doc, 'messages', id, written))
  const done = await stage.push(ada, {
    kind: 'update',
    ticket: on,
    epoch: 1,
    update: Uint8Array.from(update ?? []),
    claimedAt: stage.now(),
  })
  return { done, id }
}
const read = async (id: string, on = ticket) =>
  (await stage.read(on)).messages.find((message) => message.id === id)

describe('[CO27] a note has formats', () => {
  test('that are on the list, beside the words they say', async () => {
    const { done, id } = await note({ text: TEXT, formatted: FORMATTED })
    unwrap(done)
    expect(await read(id)).toMatchObject({ text: TEXT, formatted: FORMATTED })
    unwrap((await note({ text: 'as it always was' })).done)
  })

  test.each([
    ['no JSON', { text: 'x', formatted: '<p onclick="x">x</p>' }],
    ['no text', { text: 'x', formatted: [['p', 'x']] }],
    ['an element that is none of ours', { text: 'x', formatted: '[["script","x"]]' }],
    ['a format that is none of ours', { text: 'x', formatted: '[["p",["x","onclick"]]]' }],
    [
      'a link that runs',
      { text: 'x <javascript:x>', formatted: '[["p",["x","","javascript:x"]]]' },
    ],
    ['other words than are told', { text: 'Pay Ada', formatted: '[["p",["Pay Eve","b"]]]' }],
    [
      'another address than is told',
      { text: 'x', formatted: '[["p",["x","","https://e.test/"]]]' },
    ],
    ['more than is read', { text: 'x', formatted: '[["p","x"]] ' }],
    ['what lies too deep', { text: 'x', formatted: `${'['.repeat(5_000)}${']'.repeat(5_000)}` }],
    [
      'too much',
      { text: 'x', formatted: `[["p","x"]${',["p"]'.repeat(LIMITS.noteFormattedChars / 6)}]` },
    ],
  ])('but not with %s', async (_, words) => {
    const { done, id } = await note(words)
    expect(codeOf(done)).toBe('ticket/denied')
    expect(await read(id)).toBeUndefined()
    expect(await stage.everything()).not.toContain(id)
  })

  test('also where named verbs are carried out for somebody', async () => {
    const edit = (id: string, words: { text: string; formatted: string }) =>
      stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'add-note', id, mentions: [], ...words }],
      })
    const wrong = { text: 'Pay Ada', formatted: '[["p",["Pay Eve","b"]]]' }
    expect(codeOf(await edit(stage.newId(), wrong))).toBe('ticket/denied')
    const id = stage.newId()
    unwrap(await edit(id, { text: TEXT, formatted: FORMATTED }))
    expect((await read(id))?.formatted).toBe(FORMATTED)
  })
})

describe('[WO23] formats of a note', () => {
  const MARKED = { text: 'a secret of ours', formatted: '[["p","a ",["secret","b"]," of ours"]]' }

  test('are the team’s, and go with the words when those are taken out', async () => {
    const { done, id } = await note(MARKED)
    unwrap(done)
    const page = await readPublicTicket(stage.desk, ticket, 'link')
    expect(JSON.stringify(page)).not.toContain('secret')
    unwrap(await stage.push(ada, { kind: 'redact', ticket, message: id, why: 'test' }))
    await stage.desk.jobs.runDue()
    expect((await read(id))?.text).toBe('')
    expect(await read(id)).not.toHaveProperty('formatted')
    expect(await stage.everything()).not.toContain('secret')
  })

  test('go along with a merge and come back with it', async () => {
    const { done, id } = await note(MARKED)
    unwrap(done)
    const into = await stage.ticket('zoe@customer.test')
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
    expect(await read(id, into)).toMatchObject(MARKED)
    unwrap(await stage.push(ada, { kind: 'unmerge', ticket }))
    await stage.desk.jobs.runDue()
    expect(await read(id)).toMatchObject(MARKED)
    expect(await read(id, into)).toBeUndefined()
  })

  test('go along with a split and come back with it', async () => {
    unwrap(await stage.writes(ticket, 'And the bill is wrong.'))
    const { done, id } = await note(MARKED)
    unwrap(done)
    const bill = (await stage.read(ticket)).messages.find(({ text }) => text.includes('bill'))?.id
    const into = stage.newId()
    const messages = [bill ?? '', id]
    unwrap(await stage.push(ada, { kind: 'split', ticket, into, messages, subject: 'The bill' }))
    await stage.desk.jobs.runDue()
    expect(await read(id, into)).toMatchObject(MARKED)
    unwrap(await stage.push(ada, { kind: 'unsplit', ticket: into }))
    await stage.desk.jobs.runDue()
    expect(await read(id)).toMatchObject(MARKED)
  })

  test('stay with a note whose time its server sets, and with its files', async () => {
    stage.advance(60_000)
    const doc = await stage.copy(ada, ticket, 71_000)
    const id = stage.newId()
    const by = { kind: 'agent', id: ada.person, name: ada.name }
    const written = { id, kind: 'note', by, at: 1, ...MARKED }
    const update = recordUpdate(doc, () => setValue(doc, 'messages', id, written))
    unwrap(
      await stage.push(ada, {
        kind: 'update',
        ticket,
        epoch: 1,
        update: Uint8Array.from(update ?? []),
        claimedAt: stage.now(),
      }),
    )
    expect(await read(id)).toMatchObject({ ...MARKED, claimedAt: 1 })
  })
})
