/** Deleting: nothing of the ticket is left but the line that says so. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { verify } from '../operator/verify.ts'
import { bytesOfOp, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
let lea: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  lea = await stage.agent('Lea', null, 'lead')
})
afterEach(() => stage.close())

const remove = (ticket: string, by = lea) =>
  stage.push(by, { kind: 'delete', ticket, why: 'asked for by phone' })

test('[CO16] what was deleted is in no table, file, feed or answer; one line of audit stays', async () => {
  const mail = await stage.mail({ rawText: 'a secretword in the raw', text: 'secretword' })
  const ticket = String(unwrap(await stage.handIn(mail)).result?.['ticket'])
  const { draft } = await stage.draft(ada, ticket, 'secretword back')
  const sendId = stage.newId()
  const reply = {
    kind: 'whole-reply',
    ticket,
    sendId,
    text: 'secretword sent',
    html: null,
  } as const
  unwrap(await stage.push(ada, { ...reply, seen: null, isForced: true, status: null }))
  const doc = await stage.copy(ada, ticket)
  const done = unwrap(await remove(ticket))
  expect(done.result).toEqual({ number: 1 })
  while ((await stage.desk.jobs.runDue()) > 0);
  const left = await stage.everything()
  expect(left).not.toContain('secretword')
  expect(left).not.toContain(Buffer.from('secretword').toString('base64').slice(0, 12))
  expect(await stage.desk.parts.blobs.has(mail.raw.hash)).toBe(false)
  for (const [table, column] of [
    ['tickets', 'id'],
    ['updates', 'ticket'],
    ['blob_refs', 'ticket'],
    ['capabilities', 'ticket'],
    ['outgoing', 'ticket'],
    ['sends', 'ticket'],
    ['mail_ids', 'ticket'],
    ['participants', 'ticket'],
    ['sla_facts', 'ticket'],
    ['sla_clocks', 'ticket'],
    ['report_tickets', 'ticket'],
    ['report_marks', 'ticket'],
  ] as const)
    expect(await stage.count(table, `${column} = ?`, ticket), table).toBe(0)
  expect(await stage.count('drafts', 'id = ?', draft)).toBe(0)
  expect(await stage.sql.all(`SELECT kind, ticket, number, person, why, at FROM removals`)).toEqual(
    [
      {
        kind: 'delete',
        ticket,
        number: 1,
        person: `agent:${lea.person}`,
        why: 'asked for by phone',
        at: stage.now(),
      },
    ],
  )
  const page = await stage.desk.feed.page('q:support', 0)
  expect(page.items.map((item) => [item.ticket, item.op])).toEqual([[ticket, 'leave']])
  const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: 2 }])
  expect(item?.kind).toBe('gone')
  // What a device still has for it is answered as for a ticket that never was.
  const update = bytesOfOp(doc, ada, { op: 'set-priority', priority: 'high' })
  const late = await stage.push(ada, { kind: 'update', ticket, epoch: 1, update })
  expect(codeOf(late)).toBe('kit/not-found')
  expect(codeOf(await stage.push(ada, { kind: 'draft', draft, update }))).toBe('kit/not-found')
  expect((await verify(stage.desk, () => {})).listed).toEqual([])
})

test('[CO16] of a ticket that was merged and then deleted its subject is in no mail either', async () => {
  const open = (subject: string) => stage.mail({ rawText: subject, subject })
  const from = String(unwrap(await stage.handIn(await open('secretword'))).result?.['ticket'])
  const into = String(unwrap(await stage.handIn(await open('The other'))).result?.['ticket'])
  const reply = { kind: 'whole-reply', ticket: from, sendId: stage.newId(), html: null } as const
  const rest = { text: 'An answer', seen: null, isForced: true, status: null }
  unwrap(await stage.push(ada, { ...reply, ...rest }))
  stage.advance(60_000)
  while ((await stage.desk.jobs.runDue()) > 0);
  unwrap(await stage.push(ada, { kind: 'merge', ticket: from, into }))
  unwrap(await remove(from))
  const [mail] = await stage.sql.all(
    `SELECT ticket, subject FROM outgoing WHERE id = ?`,
    reply.sendId,
  )
  expect(mail).toEqual({ ticket: into, subject: 'Re: [#1]' })
  expect(await stage.everything()).not.toContain('secretword')
})

test('[CO16] a file that another ticket has too stays', async () => {
  const file = await stage.put('the same for both')
  const attachments = [{ ...file, name: 'a.txt', type: 'text/plain', inline: false, cid: null }]
  const ticket = await stage.ticket('ruth@customer.test', { message: { attachments } })
  await stage.ticket('olga@customer.test', { message: { attachments } })
  unwrap(await remove(ticket))
  while ((await stage.desk.jobs.runDue()) > 0);
  expect(await stage.desk.parts.blobs.has(file.hash)).toBe(true)
})

test('[CO16] mail to a deleted ticket makes a new one, the number is not given again', async () => {
  const first = await stage.mail({ rawText: 'one', messageId: 'first@customer.test' })
  const ticket = String(unwrap(await stage.handIn(first)).result?.['ticket'])
  unwrap(await remove(ticket))
  const answer = await stage.mail({ rawText: 'two', inReplyTo: ['first@customer.test'] })
  const made = String(unwrap(await stage.handIn(answer)).result?.['ticket'])
  expect((await stage.read(made)).facts.number).toBe(2)
  // The very mail that was deleted, handed in again by a gateway that did not hear the answer.
  expect(unwrap(await stage.handIn(first)).result).toEqual({ ticket: null, held: null })
  expect(await stage.count('tickets')).toBe(1)
})

test('[CO16] only leads and admins delete, in queues that are theirs; a repeat is the same answer', async () => {
  const ticket = await stage.ticket()
  expect(codeOf(await remove(ticket, ada))).toBe('ticket/denied')
  const other = await stage.agent('Otto', ['payments'], 'lead')
  expect(codeOf(await remove(ticket, other))).toBe('kit/not-found')
  const pushId = stage.newId()
  const input = { kind: 'delete', ticket, why: 'spam' } as const
  const first = unwrap(await stage.push(lea, input, { pushId }))
  expect(unwrap(await stage.push(lea, input, { pushId }))).toEqual(first)
  expect(await stage.count('removals')).toBe(1)
})
