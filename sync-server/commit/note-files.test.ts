/** Files of internal notes: whose they are to name, what the note says of them, who gets them, and where they go along. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { recordUpdate, setValue } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { readPublicTicket } from '../pages/public-ticket.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { bringFile, fileOf } from './test-stage/plain-files.ts'
import { bringUpload } from './uploads.ts'

let stage: Stage
let ada: Rights
let ben: Rights
/** Sees one queue only. */
let eve: Rights
let ticket: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  ben = await stage.agent('Ben')
  eve = await stage.agent('Eve', ['support'])
  ticket = await stage.ticket()
})
afterEach(() => stage.close())

const WORDS = 'the plan of the pump'
const bring = (rights: Rights, words: string, on: string | null = ticket) =>
  bringFile(stage, rights, words, on)
const isThere = (hash: string) => stage.desk.parts.blobs.has(hash)

/** As a device writes it, over bytes. @returns what came of it, and its id */
async function note(rights: Rights, attachments: Attachment[], on = ticket) {
  const doc = await stage.copy(rights, on, 70_000 + Math.floor(stage.now() % 9_000))
  const id = stage.newId()
  stage.advance(1_000)
  const update = applyOp(
    doc,
    { op: 'add-note', id, text: 'Look at this.', mentions: [], attachments },
    { person: { id: rights.person, name: rights.name }, at: stage.now() },
  )
  if (!update) throw new Error('the note wrote nothing')
  const done = await stage.push(rights, {
    kind: 'update',
    ticket: on,
    epoch: unwrapEpoch(await epochOf(on)),
    update: Uint8Array.from(update),
    claimedAt: stage.now(),
  })
  return { done, id }
}
const epochOf = (on: string) => stage.sql.get(`SELECT epoch FROM tickets WHERE id = ?`, on)
const unwrapEpoch = (row: Record<string, unknown> | undefined) => Number(row?.['epoch'])

const read = async (id: string, on = ticket) =>
  (await stage.read(on)).messages.find((message) => message.id === id)
const named = (on = ticket) => stage.count('blob_refs', 'ticket = ?', on)

describe('[CO26] a note takes files', () => {
  test('that its author or somebody else brought for this ticket, and says of them what the server knows', async () => {
    await bring(ben, WORDS)
    const lied = fileOf(WORDS, { name: '../so\u202efdp.exe', type: 'Text/Plain', bytes: 3 })
    const { done, id } = await note(ada, [lied])
    unwrap(done)
    expect(await read(id)).toMatchObject({
      text: 'Look at this.',
      attachments: [fileOf(WORDS, { name: 'so fdp.exe', type: 'text/plain' })],
    })
    expect(await stage.count('blob_refs', 'ticket = ? AND is_public = 0', ticket)).toBe(1)
  })

  test('but none that is not there', async () => {
    const { done, id } = await note(ada, [fileOf('nobody brought this')])
    expect(codeOf(done)).toBe('ticket/no-file')
    expect(done).toMatchObject({ fault: { more: { files: [fileOf('nobody brought this').hash] } } })
    expect(await read(id)).toBeUndefined()
    expect(await named()).toBe(0)
    // Once it is there, the same note goes.
    await bring(ada, 'nobody brought this')
    unwrap((await note(ada, [fileOf('nobody brought this')])).done)
  })

  test('nor one of a ticket that its author does not see, brought or in its thread, and both look as if they were not there', async () => {
    const other = await stage.ticket('zoe@else.test', { queue: 'payments' })
    await bring(ada, 'what payments wrote', other)
    const before = await note(eve, [fileOf('what payments wrote')])
    unwrap((await note(ada, [fileOf('what payments wrote')], other)).done)
    const after = await note(eve, [fileOf('what payments wrote')])
    expect([codeOf(before.done), codeOf(after.done)]).toEqual(['ticket/no-file', 'ticket/no-file'])
    expect(await named()).toBe(0)
    // Ada may read it where it is; and Eve may once she has brought the bytes herself.
    unwrap((await note(ada, [fileOf('what payments wrote')])).done)
    const third = await stage.ticket()
    await bring(eve, 'what payments wrote', null)
    unwrap((await note(eve, [fileOf('what payments wrote')], third)).done)
  })

  test('nor what another brought for nothing yet', async () => {
    await bring(ben, WORDS, null)
    expect(codeOf((await note(ada, [fileOf(WORDS)])).done)).toBe('ticket/no-file')
    unwrap((await note(ben, [fileOf(WORDS)])).done)
  })

  test('nor more than a reply takes, by number or by bytes', async () => {
    const many = Array.from({ length: LIMITS.replyFiles + 1 }, (_, at) => fileOf(`file ${at}`))
    for (const at of many.keys()) await bring(ada, `file ${at}`)
    expect(codeOf((await note(ada, many)).done)).toBe('ticket/too-big')
    const bytes = new Uint8Array(LIMITS.replyFilesBytes / 2 + 1)
    const large: Attachment[] = []
    for (const first of [1, 2]) {
      bytes[0] = first
      const hash = createHash('sha256').update(bytes).digest('hex')
      const brought = { bytes: Uint8Array.from(bytes), hash, ticket }
      unwrap(await bringUpload(stage.desk.parts, ada, brought))
      // What the device says of its size is not what counts.
      large.push(fileOf('', { hash, name: `${first}.bin`, bytes: 1 }))
    }
    expect(codeOf((await note(ada, large)).done)).toBe('ticket/too-big')
    expect(await named()).toBe(0)
    unwrap((await note(ada, large.slice(0, 1))).done)
  }, 30_000)

  test.each([
    ['a name of two lines', { name: 'a\r\nBcc: x' }],
    ['no name', { name: '' }],
    ['a type that is none', { type: 'text/plain\r\nx: y' }],
    ['a hash that is none', { hash: '../../etc/passwd' }],
    ['a place in words that are plain', { inline: true, cid: 'x@y' }],
    ['a key that no file has', { url: 'https://elsewhere.test' }],
  ])('nor what says %s', async (_, over) => {
    await bring(ada, WORDS)
    const doc = await stage.copy(ada, ticket, 70_001)
    const id = stage.newId()
    const by = { kind: 'agent', id: ada.person, name: ada.name }
    const files = [{ ...fileOf(WORDS), ...over }]
    const written = { id, kind: 'note', by, at: stage.now(), text: 'x', attachments: files }
    const update = recordUpdate(doc, () => setValue(doc, 'messages', id, written))
    const done = await stage.push(ada, {
      kind: 'update',
      ticket,
      epoch: 1,
      update: Uint8Array.from(update ?? []),
      claimedAt: stage.now(),
    })
    expect(codeOf(done)).toBe('ticket/denied')
    expect(await read(id)).toBeUndefined()
  })

  test('also where named verbs are carried out for somebody', async () => {
    const edit = (id: string) =>
      stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'add-note', id, text: 'x', mentions: [], attachments: [fileOf(WORDS)] }],
      })
    expect(codeOf(await edit(stage.newId()))).toBe('ticket/no-file')
    await bring(ada, WORDS)
    const id = stage.newId()
    unwrap(await edit(id))
    expect((await read(id))?.attachments).toEqual([fileOf(WORDS)])
    expect(await named()).toBe(1)
  })
})

describe('[CO26] files of a note', () => {
  test('are the team’s: the page of the requester, a forward and the mails do not have them', async () => {
    const hash = await bring(ada, WORDS)
    const { done, id } = await note(ada, [fileOf(WORDS)])
    unwrap(done)
    const pages = [
      await readPublicTicket(stage.desk, ticket, 'link'),
      await readPublicTicket(stage.desk, ticket, 'form'),
    ]
    expect(pages.map((page) => page?.messages.length)).toEqual([1, 1])
    expect(JSON.stringify(pages)).not.toContain(hash)
    const forward = (message: string) =>
      stage.push(ada, {
        kind: 'forward',
        ticket,
        message,
        id: stage.newId(),
        to: { address: 'smith@locks.test', name: 'Smith' },
        text: 'Can you come?',
        files: [hash],
      })
    const first = (await stage.read(ticket)).messages[0]?.id ?? ''
    expect([codeOf(await forward(id)), codeOf(await forward(first))]).toEqual([
      'ticket/invalid',
      'ticket/invalid',
    ])
    unwrap(
      await stage.push(ada, {
        kind: 'forward',
        ticket,
        message: first,
        id: stage.newId(),
        to: { address: 'smith@locks.test', name: 'Smith' },
        text: 'Can you come?',
        files: [],
      }),
    )
    await stage.wholeReply(ada, ticket)
    stage.advance(60_000)
    await stage.desk.jobs.runDue()
    expect(await stage.count('outgoing')).toBeGreaterThan(0)
    expect(await stage.count('outgoing', `mail LIKE ?`, `%${hash}%`)).toBe(0)
  })

  test('that go out with a reply as well are the requester’s there, whichever came first', async () => {
    await bring(ada, WORDS)
    unwrap((await note(ada, [fileOf(WORDS)])).done)
    unwrap(
      await stage.push(ada, {
        kind: 'whole-reply',
        ticket,
        sendId: stage.newId(),
        text: 'Here',
        html: null,
        files: [fileOf(WORDS)],
        seen: null,
        isForced: true,
        status: null,
      }),
    )
    expect(await stage.count('blob_refs', 'ticket = ? AND is_public = 1', ticket)).toBe(1)
  })

  test('stay however long, and go with the note when it is redacted', async () => {
    const hash = await bring(ada, WORDS)
    const { done, id } = await note(ada, [fileOf(WORDS)])
    unwrap(done)
    for (let day = 0; day < 3; day++) {
      stage.advance(2 * LIMITS.blobClaimMs)
      await makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()
      await stage.desk.jobs.runDue()
    }
    expect(await stage.count('uploads')).toBe(0)
    expect(await isThere(hash)).toBe(true)
    unwrap(await stage.push(ada, { kind: 'redact', ticket, message: id, why: 'test' }))
    await stage.desk.jobs.runDue()
    expect(await isThere(hash)).toBe(false)
    expect(await stage.everything()).not.toContain(hash)
  })

  test('go along with a merge and come back with it', async () => {
    const hash = await bring(ada, WORDS)
    const { done, id } = await note(ada, [fileOf(WORDS)])
    unwrap(done)
    const into = await stage.ticket('zoe@customer.test')
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
    expect((await read(id, into))?.attachments).toEqual([fileOf(WORDS)])
    expect(await named(into)).toBe(1)
    unwrap(await stage.push(ada, { kind: 'unmerge', ticket }))
    await stage.desk.jobs.runDue()
    expect((await read(id))?.attachments).toEqual([fileOf(WORDS)])
    expect([await named(), await named(into)]).toEqual([1, 0])
    expect(await isThere(hash)).toBe(true)
  })

  test('go along with a split and come back with it', async () => {
    const hash = await bring(ada, WORDS)
    unwrap(await stage.writes(ticket, 'And the bill is wrong.'))
    const { done, id } = await note(ada, [fileOf(WORDS)])
    unwrap(done)
    const bill = (await stage.read(ticket)).messages.find(({ text }) => text.includes('bill'))?.id
    const into = stage.newId()
    const messages = [bill ?? '', id]
    unwrap(await stage.push(ada, { kind: 'split', ticket, into, messages, subject: 'The bill' }))
    await stage.desk.jobs.runDue()
    expect((await read(id, into))?.attachments).toEqual([fileOf(WORDS)])
    expect([await named(), await named(into), await isThere(hash)]).toEqual([0, 1, true])
    unwrap(await stage.push(ada, { kind: 'unsplit', ticket: into }))
    await stage.desk.jobs.runDue()
    expect((await read(id))?.attachments).toEqual([fileOf(WORDS)])
    expect([await named(), await isThere(hash)]).toEqual([1, true])
  })
})
