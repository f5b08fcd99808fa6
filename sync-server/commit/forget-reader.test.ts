/** Somebody who only ever got copies is erased: no reply, mail, draft, delivery or line says who they were. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { draftBody, readRecipients, setRecipient } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { leaseMail } from '../mail/outbound/mail-lease.ts'
import { makeLetters, type Letters } from '../mail/test-stage/letters.ts'
import { verify } from '../operator/verify.ts'
import { loadDraft } from './draft.ts'
import { bytesOf, openStage, type Stage } from './test-stage/desk-stage.ts'

const QUENTIN = { address: 'quentin@copied.test', name: 'Quentin Reader' }
const ZOE = { address: 'zoe@customer.test', name: 'Zoe' }

let stage: Stage
let letters: Letters
let ada: Rights
let root: Rights
beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
  ada = await stage.agent('Ada')
  root = await stage.agent('Root', null, 'admin')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

/** A reply from a draft, with Quentin by Cc, Zoe by Bcc. */
async function send(ticket: string): Promise<void> {
  const { draft, doc } = await stage.draft(ada, ticket, 'For all of you.')
  const update = bytesOf(doc, () => {
    unwrap(setRecipient(doc, { ...QUENTIN, as: 'cc' }))
    unwrap(setRecipient(doc, { ...ZOE, as: 'bcc' }))
  })
  unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
  const draftState = Y.encodeStateVector(doc)
  const rest = { seen: null, isForced: true, status: null }
  const sendId = stage.newId()
  unwrap(await stage.push(ada, { kind: 'send', sendId, ticket, draft, draftState, ...rest }))
  stage.advance(11_000)
  await stage.desk.jobs.runDue()
}

async function eraseQuentin(): Promise<void> {
  const row = await stage.sql.get(`SELECT id FROM contacts WHERE email = ?`, QUENTIN.address)
  const contact = String(row?.['id'])
  unwrap(await stage.push(root, { kind: 'erase', contact, why: 'a letter of 2 March' }))
  while ((await stage.desk.jobs.runDue()) > 0);
}

test('[CO19] of a reply that went out, was refused for them and bounced, nothing names them', async () => {
  const { ticket } = await letters.begun()
  await send(ticket)
  const jobs = await leaseMail(stage.desk.parts, { max: 20, worker: null, isFirst: false })
  const job = jobs.find(({ mail }) => mail.cc.length > 0)
  if (!job) throw new Error('no job')
  const outcome = {
    state: 'deferred' as const,
    reply: '451 later',
    nextTryAt: stage.now() + 60_000,
    left: [ZOE.address],
    refused: [{ address: QUENTIN.address, reply: `550 5.1.1 <${QUENTIN.address}> is nobody` }],
  }
  unwrap(await stage.mark(job, outcome))
  const nature = {
    kind: 'bounce' as const,
    why: 'report',
    recipients: [{ address: QUENTIN.address, action: 'failed' as const, status: '5.2.2' }],
    about: [],
  }
  await letters.send({
    from: { address: 'mailer-daemon@mx.test', name: '' },
    envelope: { ...(await stage.mail()).envelope, from: '', to: [job.mail.envelopeFrom] },
    rawText: `a report on ${QUENTIN.address}`,
    messageId: null,
    nature,
  })
  // What is written next names them too, and waits.
  const next = await stage.draft(ada, ticket, 'Half of an answer', 1)
  const update = bytesOf(next.doc, () => {
    unwrap(setRecipient(next.doc, { ...QUENTIN, as: 'bcc' }))
  })
  unwrap(await stage.push(ada, { kind: 'draft', draft: next.draft, update }))
  expect(await stage.placesOf('quentin')).not.toEqual([])

  await eraseQuentin()
  expect(await stage.placesOf('Quentin Reader')).toEqual([])
  expect(await stage.placesOf('quentin')).toEqual([])
  // What is being written goes on: from whoever has it in memory, and from whoever comes anew.
  const letter = bytesOf(next.doc, () => draftBody(next.doc).push([new Y.XmlElement('paragraph')]))
  unwrap(await stage.push(ada, { kind: 'draft', draft: next.draft, update: letter }))
  expect(await stage.placesOf('quentin')).toEqual([])
  const open = await stage.desk.database.write((tx) => loadDraft(tx, next.draft))
  expect(open && readRecipients(open.doc)).toEqual([])
  expect(open && renderDraft(open.doc).text).toBe('Half of an answer')
  expect(open?.doc.store.pendingStructs).toBeNull()

  // The others are where they were: Zoe is tried again, and the ticket knows what it knew of her.
  const read = await stage.read(ticket)
  const reply = read.messages.find((one) => one.kind === 'reply')
  expect([reply?.text, reply?.cc, reply?.bcc]).toEqual(['For all of you.', undefined, [ZOE]])
  expect(read.delivery[reply?.id ?? '']?.readers?.map(({ address }) => address)).toEqual([
    'ruth@customer.test',
    ZOE.address,
  ])
  expect(read.facts.participants).toEqual([])
  stage.advance(61_000)
  const again = await leaseMail(stage.desk.parts, { max: 20, worker: null, isFirst: false })
  const left = again.find(({ mail }) => (mail.bcc?.length ?? 0) > 0)
  expect([left?.only, left?.mail.cc]).toEqual([[ZOE.address], []])
})

test('[CO19] a mail that waited for them alone is not sent to nobody', async () => {
  const { ticket } = await letters.begun()
  await send(ticket)
  const jobs = await leaseMail(stage.desk.parts, { max: 20, worker: null, isFirst: false })
  const job = jobs.find(({ mail }) => mail.cc.length > 0)
  const nextTryAt = stage.now() + 60_000
  if (!job) throw new Error('no job')
  unwrap(
    await stage.mark(job, { state: 'deferred', reply: '451', nextTryAt, left: [QUENTIN.address] }),
  )
  await eraseQuentin()
  stage.advance(61_000)
  const again = await leaseMail(stage.desk.parts, { max: 20, worker: null, isFirst: false })
  expect(again.filter(({ mail }) => mail.text.startsWith('For all'))).toEqual([])
})
