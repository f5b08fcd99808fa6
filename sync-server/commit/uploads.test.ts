/** Files of replies: whose they are to send, what is frozen, what keeps them and what lets them go. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { addFile, makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { bringFile, fileOf } from './test-stage/plain-files.ts'
import { bringUpload } from './uploads.ts'

let stage: Stage
let ada: Rights
let ben: Rights
let ticket: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  ben = await stage.agent('Ben')
  ticket = await stage.ticket()
})
afterEach(() => stage.close())

const WORDS = 'the plan of the pump'
const bring = (rights: Rights, words: string, on: string | null = ticket) =>
  bringFile(stage, rights, words, on)
const isThere = (hash: string) => stage.desk.parts.blobs.has(hash)
const tidy = () => makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()

/** A draft with these files, pushed; what `send` needs. */
async function draftWith(rights: Rights, files: readonly Attachment[], on = ticket, round = 0) {
  const doc = makeDraftFrom('Here is the plan.')
  for (const file of files) unwrap(addFile(doc, file))
  const draft = `${on}-r${round}`
  const update = Y.encodeStateAsUpdate(doc)
  unwrap(await stage.push(rights, { kind: 'draft', draft, update }))
  return { draft, draftState: Y.encodeStateVector(doc) }
}

const send = (rights: Rights, at: { draft: string; draftState: Uint8Array }, on = ticket) =>
  stage.push(rights, {
    kind: 'send',
    sendId: stage.newId(),
    ticket: on,
    draft: at.draft,
    draftState: Uint8Array.from(at.draftState),
    seen: null,
    isForced: true,
    status: null,
  })

const whole = (rights: Rights, files: readonly Attachment[], on = ticket) =>
  stage.push(rights, {
    kind: 'whole-reply',
    ticket: on,
    sendId: stage.newId(),
    text: 'Here',
    html: null,
    files,
    seen: null,
    isForced: true,
    status: null,
  })

const replyOn = async (on = ticket) =>
  (await stage.read(on)).messages.find((message) => message.kind === 'reply')

describe('sending', () => {
  test('freezes the files of the draft: who brought their bytes, or a peer on that draft, sends them', async () => {
    await bring(ben, WORDS)
    const lied = fileOf(WORDS, { name: '../so\u202efdp.exe', type: 'Text/Plain', bytes: 3 })
    unwrap(await send(ada, await draftWith(ben, [lied])))
    expect((await replyOn())?.attachments).toEqual([
      fileOf(WORDS, { name: 'so fdp.exe', type: 'text/plain', bytes: WORDS.length }),
    ])
    expect(await stage.count('blob_refs', 'ticket = ? AND is_public = 1', ticket)).toBe(1)
  })

  test('[RI4] knowing a hash is no right: neither over the draft nor over the API, and a file that is not there looks the same', async () => {
    const other = await stage.ticket('eve@else.test', { queue: 'payments' })
    const secret = await bring(ada, 'what payments wrote', other)
    unwrap(await whole(ada, [fileOf('what payments wrote')], other))
    await stage.desk.jobs.runDue()
    const eve = await stage.agent('Eve', ['support'])
    const foreign = await send(eve, await draftWith(eve, [fileOf('what payments wrote')]))
    const absent = await whole(eve, [fileOf('nobody has this')])
    expect([codeOf(foreign), codeOf(absent)]).toEqual(['ticket/no-file', 'ticket/no-file'])
    expect(foreign).toMatchObject({ fault: { more: { files: [secret] } } })
    expect(await replyOn()).toBeUndefined()
    expect(await stage.count('blob_refs', 'ticket = ?', ticket)).toBe(0)
    // Ada may read it where it is; and Eve once she has brought the bytes herself.
    unwrap(await whole(ada, [fileOf('what payments wrote')]))
    await bring(eve, 'what payments wrote', null)
    unwrap(await whole(eve, [fileOf('what payments wrote')]))
  })

  test('[RI4] nobody brings files to a ticket they may not answer on', async () => {
    const other = await stage.ticket('eve@else.test', { queue: 'payments' })
    const eve = await stage.agent('Eve', ['support'])
    await expect(bring(eve, WORDS, other)).rejects.toThrow('no such ticket')
    await expect(bring(eve, WORDS, 'x')).rejects.toThrow('no such ticket')
    expect(await stage.count('uploads')).toBe(0)
  })

  test('so many files, and so many bytes in all', async () => {
    const many = Array.from({ length: LIMITS.replyFiles + 1 }, (_, at) => fileOf(`file ${at}`))
    expect(codeOf(await whole(ada, many))).toBe('ticket/too-big')
    const bytes = new Uint8Array(LIMITS.replyFilesBytes / 2 + 1)
    const large = [1, 2].map((first) => {
      bytes[0] = first
      return Uint8Array.from(bytes)
    })
    const files: Attachment[] = []
    for (const one of large) {
      const hash = createHash('sha256').update(one).digest('hex')
      unwrap(await bringUpload(stage.desk.parts, ada, { bytes: one, hash, ticket }))
      // What the draft says of its size is not what counts.
      files.push(fileOf('', { hash, name: `${one[0]}.bin` }))
    }
    expect(codeOf(await whole(ada, files))).toBe('ticket/too-big')
    unwrap(await whole(ada, files.slice(0, 1)))
  }, 30_000)
})

describe('what was brought', () => {
  test('stays while a draft names it, however long, and goes when none does', async () => {
    const named = await bring(ben, WORDS)
    const removed = await bring(ben, 'taken out again')
    const at = await draftWith(ben, [fileOf(WORDS)])
    for (let day = 0; day < 3; day++) {
      stage.advance(LIMITS.blobClaimMs)
      await tidy()
      await stage.desk.jobs.runDue()
    }
    expect([await isThere(named), await isThere(removed)]).toEqual([true, false])
    unwrap(await send(ben, at))
    stage.advance(2 * LIMITS.blobClaimMs)
    await stage.desk.jobs.runDue()
    await tidy()
    expect(await stage.count('uploads')).toBe(0)
    await stage.desk.jobs.runDue()
    // Its message has it now.
    expect(await isThere(named)).toBe(true)
  })

  test('[OU5] goes with a reply that is taken back, and is there when it is sent again', async () => {
    const hash = await bring(ben, WORDS)
    const at = await draftWith(ben, [fileOf(WORDS)])
    const sent = unwrap(await send(ben, at))
    const sendId = String(sent.result?.['sendId'])
    unwrap(await stage.push(ben, { kind: 'unsend', ticket, sendId }))
    await stage.desk.jobs.runDue()
    expect(await stage.count('blob_refs', 'hash = ?', hash)).toBe(0)
    expect(await isThere(hash)).toBe(true)
    unwrap(await send(ben, at))
    expect((await replyOn())?.attachments).toHaveLength(1)
  })

  test('[CO14] goes on where its draft goes on: another reply came, the ticket was merged', async () => {
    await bring(ben, WORDS)
    await draftWith(ben, [fileOf(WORDS)])
    const into = await stage.ticket('ruth@customer.test')
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
    const doc = new Y.Doc()
    for (const row of await stage.sql.all(
      `SELECT bytes FROM draft_updates WHERE draft = ?`,
      `${into}-r0`,
    ))
      Y.applyUpdate(doc, row['bytes'] as Uint8Array)
    unwrap(await send(ada, { draft: `${into}-r0`, draftState: Y.encodeStateVector(doc) }, into))
    expect((await replyOn(into))?.attachments).toHaveLength(1)
  })

  test('[CO17] [CO16] goes with the message that is redacted, and with the ticket that is deleted', async () => {
    const hash = await bring(ben, WORDS)
    unwrap(await send(ben, await draftWith(ben, [fileOf(WORDS)])))
    stage.advance(60_000)
    await stage.desk.jobs.runDue()
    const message = (await replyOn())?.id ?? ''
    unwrap(await stage.push(ada, { kind: 'redact', ticket, message, why: 'test' }))
    await stage.desk.jobs.runDue()
    expect(await isThere(hash)).toBe(false)
    expect(await stage.everything()).not.toContain(hash)

    const waiting = await bring(ben, 'of a draft nobody sent')
    await draftWith(ben, [fileOf('of a draft nobody sent')], ticket, 1)
    unwrap(await stage.push(ada, { kind: 'delete', ticket, why: 'test' }))
    await stage.desk.jobs.runDue()
    expect(await isThere(waiting)).toBe(false)
    expect(await stage.count('uploads')).toBe(0)
  })
})
