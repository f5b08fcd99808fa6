/** Redaction: the words are in no row, file or byte of a document; the thread says that there were some. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { readSent } from '../../shared/ticket/sent-state.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { commitDraft, holdDraft } from './draft-batch.ts'
import { verify } from '../operator/verify.ts'
import { bytesOfOp, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { tableNames } from '../store/test-stage/postgres-stage.ts'

const SECRET = 'wordunsaid'
let stage: Stage
let ada: Rights
let lea: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  lea = await stage.agent('Lea', null, 'lead')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

const redact = (ticket: string, message: string, by = lea) =>
  stage.push(by, { kind: 'redact', ticket, message, why: 'a card number' })

/** As text, and as it looks inside the bytes of a document or a draft. */
async function expectUnsaid(): Promise<void> {
  while ((await stage.desk.jobs.runDue()) > 0);
  for (const table of await tableNames(stage.desk.database))
    for (const row of await stage.sql.all(`SELECT * FROM ${table}`))
      for (const [column, value] of Object.entries(row)) {
        const found =
          value instanceof Uint8Array
            ? Buffer.from(value).includes(SECRET)
            : String(value).includes(SECRET)
        expect(found, `${table}.${column}`).toBe(false)
      }
}

async function inboundOf(ticket: string): Promise<string> {
  const found = (await stage.read(ticket)).messages.find((message) => message.kind === 'inbound')
  return found?.id ?? ''
}

test('[CO17] a mail’s words, quotes, files and raw bytes are gone, and devices start anew', async () => {
  const file = await stage.put(`file ${SECRET}`)
  const html = await stage.put(`<p>${SECRET}</p>`)
  const mail = await stage.mail({
    rawText: `raw ${SECRET}`,
    text: `hello ${SECRET}\n> before ${SECRET}`,
    visible: `hello ${SECRET}`,
    html: html.hash,
    attachments: [{ ...file, name: `${SECRET}.txt`, type: 'text/plain', inline: false, cid: null }],
  })
  const ticket = String(unwrap(await stage.handIn(mail)).result?.['ticket'])
  const op = { op: 'add-tag', tag: 'vip' } as const
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  const held = await stage.copy(ada, ticket)
  const message = await inboundOf(ticket)
  const done = unwrap(await redact(ticket, message))
  expect(done).toEqual({ version: 3, result: { epoch: 2 } })
  await expectUnsaid()
  for (const hash of [file.hash, html.hash, mail.raw.hash])
    expect(await stage.desk.parts.blobs.has(hash)).toBe(false)
  const after = await stage.read(ticket)
  expect(after.tags).toEqual(['vip'])
  expect(after.messages[0]).toMatchObject({ id: message, text: '', redactedAt: stage.now() })
  // A device that holds version 2 of the old epoch gets the whole new state.
  const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: 2 }])
  expect(item).toMatchObject({ kind: 'state', epoch: 2, version: 3 })
  const update = bytesOfOp(held, ada, { op: 'set-priority', priority: 'high' })
  const late = await stage.push(ada, { kind: 'update', ticket, epoch: 1, update })
  expect(late).toMatchObject({ fault: { code: 'ticket/epoch', more: { epoch: 2 } } })
  // The log says who changed what, in which order, without the bytes.
  const log = await stage.sql.all(`SELECT version, actor, bytes FROM updates ORDER BY version`)
  expect(log.map((row) => [row['version'], row['actor']])).toEqual([
    [1, 'gateway'],
    [2, `agent:${ada.person}`],
    [3, `agent:${lea.person}`],
  ])
})

test('[CO17] changes go on in the new epoch, as updates of it', async () => {
  const ticket = await stage.ticket('ruth@customer.test', { body: SECRET })
  unwrap(await redact(ticket, await inboundOf(ticket)))
  const doc = await stage.copy(ada, ticket)
  const update = bytesOfOp(doc, ada, { op: 'set-priority', priority: 'high' })
  unwrap(await stage.push(ada, { kind: 'update', ticket, epoch: 2, update }))
  unwrap(
    await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'open' }] }),
  )
  const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: 2 }])
  expect(item?.kind).toBe('update')
  Y.applyUpdate(doc, item?.bytes ?? new Uint8Array())
  expect(readTicket(doc)).toEqual(await stage.read(ticket))
  expect(readTicket(doc)).toMatchObject({ priority: 'high', status: 'open' })
})

test('[CO17] nobody brings the words back: neither by an id of the server nor by an old copy', async () => {
  const ticket = await stage.ticket('ruth@customer.test', { body: SECRET })
  const old = await stage.copy(ada, ticket)
  unwrap(await redact(ticket, await inboundOf(ticket)))
  const whole = Y.encodeStateAsUpdate(old)
  const again = await stage.push(ada, { kind: 'update', ticket, epoch: 2, update: whole })
  expect(codeOf(again)).toBe('ticket/denied')
  const forged = await stage.copy(ada, ticket, 2)
  const update = bytesOfOp(forged, ada, { op: 'set-priority', priority: 'low' })
  const bad = await stage.push(ada, { kind: 'update', ticket, epoch: 2, update })
  expect(codeOf(bad)).toBe('ticket/denied')
  await expectUnsaid()
})

test('[CO17] a reply’s words leave its draft, its mail and both tickets of a merge', async () => {
  const [ticket, into] = [await stage.ticket(), await stage.ticket()]
  const { draft, draftState } = await stage.draft(ada, ticket, `Dear Ruth, ${SECRET}.`)
  const sendId = stage.newId()
  const send = { kind: 'send', sendId, ticket, draft, draftState, isForced: true } as const
  unwrap(await stage.push(ada, { ...send, seen: null, status: null }))
  expect(codeOf(await redact(ticket, sendId))).toBe('ticket/invalid')
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
  unwrap(await redact(into, sendId))
  await expectUnsaid()
  for (const id of [ticket, into]) {
    const after = await stage.read(id)
    const message = after.messages.find((one) => one.id === sendId)
    expect(message?.redactedAt).toBe(stage.now())
    // Devices find by it what is to go from their drafts.
    expect(readSent(message ? [message] : [])).toEqual(Y.decodeStateVector(draftState))
    expect(after.delivery[sendId]?.state).toBe('failed')
  }
  // It had not gone: now it never does.
  expect(await stage.count('jobs', `kind = 'mail'`)).toBe(0)
})

test('[CO17] a device that kept the whole draft does not bring its words back, in a push or as it types', async () => {
  const ticket = await stage.ticket()
  const { draft, draftState, doc } = await stage.draft(ada, ticket, `Dear Ruth, ${SECRET}.`)
  const update = Y.encodeStateAsUpdate(doc)
  const sendId = stage.newId()
  const send = { kind: 'send', sendId, ticket, draft, draftState, isForced: true } as const
  unwrap(await stage.push(ada, { ...send, seen: null, status: null }))
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  const held = holdDraft(draft)
  const typed = async () => {
    const input = { person: ada.person, device: 'device', update }
    const [outcome] = unwrap(await commitDraft(stage.desk.parts, held, () => [input], {})).outcomes
    return outcome?.ok === false ? outcome.fault.code : 'ok'
  }
  expect(await typed()).toBe('ok')
  unwrap(await redact(ticket, sendId))
  expect(codeOf(await stage.push(ada, { kind: 'draft', draft, update }))).toBe('ticket/epoch')
  expect(await typed()).toBe('ticket/epoch')
  await expectUnsaid()
})

test('[CO17] only leads and admins; once is enough; the audit keeps the reason', async () => {
  const ticket = await stage.ticket('ruth@customer.test', { body: SECRET })
  const message = await inboundOf(ticket)
  expect(codeOf(await redact(ticket, message, ada))).toBe('ticket/denied')
  expect(codeOf(await redact(ticket, stage.newId()))).toBe('kit/not-found')
  unwrap(await redact(ticket, message))
  expect(unwrap(await redact(ticket, message))).toEqual({ version: 2, result: { epoch: 2 } })
  expect(await stage.sql.all(`SELECT kind, message, person, why FROM removals`)).toEqual([
    { kind: 'redact', message, person: `agent:${lea.person}`, why: 'a card number' },
  ])
})
