/** Forwarding: once, from the queue, recorded; its answer is nobody's but its author's. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { verify } from '../operator/verify.ts'
import { text } from '../store/database.ts'
import type { ForwardInput } from './input.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
let ticket: string
let message: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  const { hash, bytes } = await stage.put('a plan')
  const file = { hash, name: 'plan.pdf', type: 'application/pdf', bytes, inline: false, cid: null }
  const mail = await stage.mail({ text: 'The quagga is loose.', attachments: [file] })
  ticket = String(unwrap(await stage.handIn(mail)).result?.['ticket'])
  message = (await stage.read(ticket)).messages[0]?.id ?? ''
  stage.advance(1_000)
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

const asked = (over: Partial<ForwardInput> = {}): ForwardInput => ({
  kind: 'forward',
  ticket,
  id: stage.newId(),
  message,
  to: { address: 'smith@locks.test', name: 'Smith' },
  text: 'Can you come?',
  files: [],
  ...over,
})
const mailOf = async (id: string) => {
  const row = await stage.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, id)
  return row ? v.parse(OutgoingMail, JSON.parse(text(row, 'mail'))) : null
}
const fileHashes = async () =>
  ((await stage.read(ticket)).messages[0]?.attachments ?? []).map(({ hash }) => hash)

test('[CO24] it goes from the queue with the message, the chosen files and the agent’s words, once', async () => {
  const files = await fileHashes()
  const input = asked({ files })
  const pushId = stage.newId()
  unwrap(await stage.push(ada, input, { pushId }))
  unwrap(await stage.push(ada, input, { pushId }))
  const mail = await mailOf(input.id)
  expect(mail).toMatchObject({
    from: { address: 'support@help.desk.test' },
    replyTo: { address: 'support@help.desk.test' },
    to: [{ address: 'smith@locks.test' }],
    subject: 'Fwd: It does not open',
    inReplyTo: null,
  })
  expect(mail?.text).toContain('Can you come?')
  expect(mail?.text).toContain('> The quagga is loose.')
  expect(mail?.attachments.map(({ hash }) => hash)).toEqual(files)
  expect(await stage.count('outgoing', `kind = 'forward'`)).toBe(1)
  const note = (await stage.read(ticket)).messages.find(({ id }) => id === input.id)
  expect(note).toMatchObject({
    kind: 'note',
    text: 'Can you come?',
    cc: [{ address: 'smith@locks.test' }],
    forwardOf: { message, files },
  })
  expect((await stage.read(ticket)).delivery[input.id]?.state).toBe('held')
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  expect(row && text(row, 'public')).not.toContain('Can you come?')
})

test('[CO24] [MA20] its answer is for agents: never the requester’s, shown to nobody outside, and joins nobody', async () => {
  const input = asked()
  unwrap(await stage.push(ada, input))
  stage.advance(60_000)
  const { messageId = '' } = (await mailOf(input.id)) ?? {}
  const from = { address: 'smith@locks.test', name: 'Smith' }
  const first = await stage.mail({ rawText: 'x' })
  const answer = await stage.mail({
    from,
    envelope: { ...first.envelope, from: from.address },
    inReplyTo: [messageId],
    visible: 'At nine.',
  })
  expect(unwrap(await stage.handIn(answer)).result?.['ticket']).toBe(ticket)
  const { messages, facts } = await stage.read(ticket)
  expect(messages.findLast(({ kind }) => kind === 'inbound')).toMatchObject({
    text: 'At nine.',
    standing: 'other',
  })
  expect(facts.requester.address).toBe('ruth@customer.test')
  expect(facts.participants).toEqual([])
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  expect(row && text(row, 'public')).not.toContain('At nine.')
})

test('[CO24] [OU5] taken back in time nobody gets it and nothing of it is left; later it is too late', async () => {
  const input = asked()
  unwrap(await stage.push(ada, input))
  const back = { kind: 'unforward', ticket, id: input.id } as const
  expect(unwrap(await stage.push(ada, back)).result).toEqual({ words: 'Can you come?' })
  expect(await mailOf(input.id)).toBeNull()
  expect(await stage.count('jobs', 'key = ?', `mail:${input.id}`)).toBe(0)
  expect(await stage.count('mail_ids', 'message = ?', input.id)).toBe(0)
  expect((await stage.read(ticket)).messages.some(({ id }) => id === input.id)).toBe(false)
  const other = asked()
  unwrap(await stage.push(ada, other))
  stage.advance(11_000)
  expect(codeOf(await stage.push(ada, { ...back, id: other.id }))).toBe('ticket/too-late')
})

test('[CO24] [CO17] taken out of the ticket, the words and files are out of the mail', async () => {
  const input = asked({ files: await fileHashes() })
  unwrap(await stage.push(ada, input))
  const admin: Rights = { ...ada, role: 'admin' }
  unwrap(await stage.push(admin, { kind: 'redact', ticket, message, why: 'secret' }))
  expect((await mailOf(input.id))?.attachments).toEqual([])
  expect(await stage.placesOf('quagga')).toEqual([])
})

test('[CO24] [CO9] what may not go out does not, and nothing changes', async () => {
  const bob = await stage.agent('Bob', ['payments'])
  const id = stage.newId()
  const op: TicketOp = { op: 'add-note', id, text: 'for us', mentions: [] }
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  const before = (await stage.everything()).replace(/^pushes .*$/m, '')
  const refusal = async (over: Partial<ForwardInput>, by = ada) =>
    codeOf(await stage.push(by, asked(over)))
  expect(await refusal({ message: id })).toBe('ticket/invalid')
  expect(await refusal({ files: ['b'.repeat(64)] })).toBe('ticket/invalid')
  expect(await refusal({ to: { address: 'ruth@customer.test', name: '' } })).toBe('ticket/invalid')
  expect(await refusal({ to: { address: 'support@help.desk.test', name: '' } })).toBe(
    'ticket/invalid',
  )
  expect(await refusal({ message: stage.newId() })).toBe('kit/not-found')
  expect(await refusal({}, bob)).toBe('kit/not-found')
  expect((await stage.everything()).replace(/^pushes .*$/m, '')).toBe(before)
})
