/** Erasing a person: no row, byte or file of the desk says who they were or what they wrote. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { verify } from '../operator/verify.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
let root: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  root = await stage.agent('Root', null, 'admin')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

async function contactOf(email: string): Promise<string> {
  const row = await stage.sql.get(`SELECT id FROM contacts WHERE email = ?`, email)
  return String(row?.['id'])
}

const erase = (contact: string, by = root) =>
  stage.push(by, { kind: 'erase', contact, why: 'a letter of 2 March' })

/** Tickets of Quentin by mail and form, one merged into another's, mail that was held, an answer on its way. */
async function make(): Promise<string[]> {
  const from = { address: 'quentin@customer.test', name: 'Quentin' }
  const envelope = { ...(await stage.mail()).envelope, from: from.address }
  const mail = await stage.mail({ rawText: 'raw wordofq', from, envelope, text: 'wordofq one' })
  const one = String(unwrap(await stage.handIn(mail)).result?.['ticket'])
  const nature = { kind: 'auto' as const, why: 'away' }
  const auto = { rawText: 'auto wordofq', from, envelope, text: 'wordofq away', nature }
  unwrap(await stage.handIn(await stage.mail(auto)))
  const two = await stage.ticket(from.address, {
    requester: from,
    subject: 'wordofq in the subject',
    body: 'wordofq two',
    custom: { phone: 'wordofq-123' },
  })
  const other = await stage.ticket('olga@other.test')
  unwrap(
    await stage.push(ada, {
      kind: 'whole-reply',
      ticket: one,
      sendId: stage.newId(),
      text: 'We look into it.',
      html: null,
      seen: null,
      isForced: true,
      status: null,
    }),
  )
  unwrap(
    await stage.push(ada, {
      kind: 'edit',
      ticket: two,
      ops: [{ op: 'set-subject', subject: 'wordofq once more' }],
    }),
  )
  unwrap(await stage.push(ada, { kind: 'merge', ticket: two, into: other }))
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  return [one, two, other]
}

test('[CO19] name, address and words are gone from every table, document and file', async () => {
  const [one = '', , other = ''] = await make()
  expect((await stage.placesOf('quentin')).length).toBeGreaterThan(5)
  const contact = await contactOf('quentin@customer.test')
  unwrap(await erase(contact))
  while ((await stage.desk.jobs.runDue()) > 0);
  expect(await stage.placesOf('quentin')).toEqual([])
  expect(await stage.placesOf('wordofq')).toEqual([])
  const left = await stage.read(one)
  expect(left.facts.requester).toEqual({
    id: contact,
    name: 'Erased',
    address: '',
    isVerified: false,
  })
  // The answer by a colleague stays, what was asked by somebody else too.
  expect(left.messages.map((message) => message.text)).toContain('We look into it.')
  expect((await stage.read(other)).messages[0]?.text).toBe('Hello, it does not open.')
  expect(await stage.count('jobs', `kind IN ('erase', 'mail', 'sweep')`)).toBe(0)
  expect(await stage.sql.all(`SELECT kind, contact, person, why FROM removals`)).toEqual([
    { kind: 'erase', contact, person: `agent:${root.person}`, why: 'a letter of 2 March' },
  ])
  // Written to again, they would get nothing; writing again, they are somebody new.
  const reply = { kind: 'whole-reply', ticket: one, sendId: stage.newId(), text: 'x' } as const
  const again = { ...reply, html: null, seen: null, isForced: true, status: null }
  expect(codeOf(await stage.push(ada, again))).toBe('ticket/invalid')
  await stage.ticket('quentin@customer.test')
  expect(await contactOf('quentin@customer.test')).not.toBe(contact)
})

test('[CO19] killed in between it goes on, and twice is once', async () => {
  await make()
  const contact = await contactOf('quentin@customer.test')
  unwrap(await erase(contact))
  const { commit } = stage.desk
  // One ticket is done; then the process ends before its job is told.
  const rows = await stage.sql.all(
    `SELECT id FROM tickets WHERE requester = ? ORDER BY id`,
    contact,
  )
  const first = String(rows[0]?.['id'])
  unwrap(
    await commit({
      actor: { kind: 'desk' },
      device: 'desk',
      pushId: 'before-the-kill',
      input: { kind: 'erase-in', ticket: first, contact },
    }),
  )
  const { version } =
    (await stage.desk.feed.documents(root, [{ ticket: first, version: 0 }]))[0] ?? {}
  while ((await stage.desk.jobs.runDue()) > 0);
  expect(await stage.placesOf('wordofq')).toEqual([])
  const after = (await stage.desk.feed.documents(root, [{ ticket: first, version: 0 }]))[0]
  expect(after?.version).toBe(version)
  unwrap(await erase(contact))
  expect(await stage.count('removals')).toBe(1)
  expect(codeOf(await erase(contact, ada))).toBe('ticket/denied')
  expect(codeOf(await erase(stage.newId()))).toBe('kit/not-found')
})
