/** Files of a reply on their way out: in the mail, or as links when it would be too large; on the page in any case. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../../shared/wire/mail.ts'
import { bringUpload } from '../../commit/uploads.ts'
import { openWebStage, type WebStage } from '../../http/test-stage/web-stage.ts'

let web: WebStage
let ada: Rights
let ticket: string
beforeEach(async () => {
  web = await openWebStage({ DESKSIDE_UNDO_SECONDS: '0', DESKSIDE_MAIL_OUT_BYTES: '1000000' })
  ada = await web.agent('Ada', null, 'admin')
  ticket = await web.ticket()
})
afterEach(() => web.close())

const kilobytes = (count: number, fill: number) => new Uint8Array(count * 1000).fill(fill)
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A reply with these files; the message, and the mail it goes out as. */
async function reply(files: Record<string, Uint8Array>, html: string | null = null) {
  for (const bytes of Object.values(files))
    unwrap(await bringUpload(web.desk.parts, ada, { bytes, hash: hashOf(bytes), ticket }))
  const sendId = web.newId()
  const named = Object.entries(files).map(([name, bytes]) => ({
    hash: hashOf(bytes),
    name,
    type: 'application/zip',
  }))
  const rest = { html, seen: null, isForced: true, status: null }
  unwrap(
    await web.push(ada, {
      kind: 'whole-reply',
      ticket,
      sendId,
      text: 'Here they are.',
      files: named,
      ...rest,
    }),
  )
  const row = await web.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, sendId)
  const mail = v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
  const message = (await web.read(ticket)).messages.find((one) => one.id === sendId)
  return { mail, message, sendId }
}
const linksIn = (text: string) =>
  [...text.matchAll(/https:\/\/desk\.test(\/f\/\S+)/g)].map((match) => match[1] ?? '')
const status = async (path: string) => (await web.call(path)).status
const says = (relayBytes: number | null) =>
  web.json(
    '/gateway/lease',
    { max: 1, relayBytes },
    { authorization: `Bearer ${web.desk.keys.gateway}` },
  )

describe('[MR43] a reply with files', () => {
  test('carries them, and its page shows and serves them', async () => {
    const { mail, message } = await reply({ 'plan.zip': kilobytes(10, 1) })
    expect(mail.attachments).toEqual(message?.attachments)
    expect(mail.attachments).toMatchObject([{ name: 'plan.zip', bytes: 10_000 }])
    expect(message?.linked).toBeUndefined()
    const token = /\/s\/[^#\s]+#(\S+)/.exec(mail.text)?.[1] ?? ''
    const opened = await web.json(`/s/${ticket}/open`, { token }, { accept: 'application/json' })
    const form = new URLSearchParams({ token })
    const keyed = await web.call(`/s/${ticket}/open`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    })
    const cookie =
      (keyed.headers.get('set-cookie') ?? opened.headers.get('set-cookie') ?? '').split(';')[0] ??
      ''
    const page = await (await web.call(`/s/${ticket}`, { headers: { cookie } })).text()
    expect(page).toContain('plan.zip')
    const path = `/s/${ticket}/files/${hashOf(kilobytes(10, 1))}`
    const file = await web.call(path, { headers: { cookie } })
    expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(kilobytes(10, 1)))
    expect(await status(path)).toBe(404)
  })

  test('too large for the relay: the largest become links, the message says which, and each opens its file alone', async () => {
    const files = {
      'small.zip': kilobytes(100, 1),
      'größer.zip': kilobytes(700, 2),
      'largest.zip': kilobytes(900, 3),
    }
    const { mail, message } = await reply(files, '<p>Here they are.</p>')
    expect(mail.attachments.map(({ name }) => name)).toEqual(['small.zip'])
    expect(message?.linked?.toSorted()).toEqual(
      [hashOf(files['größer.zip']), hashOf(files['largest.zip'])].toSorted(),
    )
    expect(mail.text).toMatch(/größer\.zip · 700 kB · https:\/\/desk\.test\/f\/[0-9a-z]{26}\n/)
    expect(mail.html).toMatch(
      /<a href="https:\/\/desk\.test\/f\/[0-9a-z]{26}">largest\.zip<\/a> · 900 kB/,
    )
    const [first = '', second = ''] = linksIn(mail.text)
    const response = await web.call(second)
    expect(response.headers.get('content-disposition')).toContain('largest.zip')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(hashOf(new Uint8Array(await response.arrayBuffer()))).toBe(hashOf(files['largest.zip']))
    expect(first).not.toBe(second)
    for (const wrong of [
      `/f/${web.newId()}`,
      '/f/x',
      `${first}x`,
      `/s/${ticket}/files/${hashOf(files['small.zip'])}`,
    ])
      expect(await status(wrong)).toBe(404)
    // It is no key to the page.
    const token = first.slice('/f/'.length)
    const opened = await web.json(`/s/${ticket}/open`, { token }, { accept: 'application/json' })
    expect(opened.status).toBe(404)
  })

  test('what fits is what the relay announced, and without that what is set', async () => {
    const files = { 'a.zip': kilobytes(600, 1) }
    expect((await reply(files)).mail.attachments).toHaveLength(1)
    await says(500_000)
    expect((await reply(files)).message?.linked).toHaveLength(1)
    await says(60_000_000)
    expect((await reply({ ...files, 'b.zip': kilobytes(5_000, 2) })).mail.attachments).toHaveLength(
      2,
    )
    await says(null)
    expect((await reply({ 'b.zip': kilobytes(5_000, 2) })).mail.attachments).toHaveLength(0)
  })
})

describe('a link to a file', () => {
  test('ends with its time, and after the ticket was closed as status links do', async () => {
    const { mail } = await reply({ 'a.zip': kilobytes(900, 1) })
    const [link = ''] = linksIn(mail.text)
    unwrap(
      await web.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'closed' }] }),
    )
    web.advance(LIMITS.capabilityAfterCloseMs - 1)
    expect(await status(link)).toBe(200)
    web.advance(1)
    expect(await status(link)).toBe(404)
    unwrap(
      await web.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'open' }] }),
    )
    expect(await status(link)).toBe(200)
    web.advance(LIMITS.capabilityMs)
    expect(await status(link)).toBe(404)
  })

  test('[CO17] [CO19] [CO16] opens nothing once the message is redacted, its reader erased, its ticket deleted', async () => {
    const redacted = await reply({ 'a.zip': kilobytes(900, 1) })
    const kept = await reply({ 'b.zip': kilobytes(900, 2) })
    const [first = ''] = linksIn(redacted.mail.text)
    const [second = ''] = linksIn(kept.mail.text)
    unwrap(await web.push(ada, { kind: 'redact', ticket, message: redacted.sendId, why: 'test' }))
    expect([await status(first), await status(second)]).toEqual([404, 200])
    const contact = (await web.read(ticket)).facts.requester.id
    unwrap(await web.push(ada, { kind: 'erase', contact, why: 'test' }))
    expect(await status(second)).toBe(404)
    ticket = await web.ticket('ruth@customer.test')
    const deleted = await reply({ 'c.zip': kilobytes(900, 3) })
    const [third = ''] = linksIn(deleted.mail.text)
    expect(await status(third)).toBe(200)
    unwrap(await web.push(ada, { kind: 'delete', ticket, why: 'test' }))
    expect(await status(third)).toBe(404)
  })

  test('[CO14] goes on working after its ticket was merged', async () => {
    const { mail } = await reply({ 'a.zip': kilobytes(900, 1) })
    const [link = ''] = linksIn(mail.text)
    const into = await web.ticket('ruth@customer.test')
    unwrap(await web.push(ada, { kind: 'merge', ticket, into }))
    web.advance(2 * LIMITS.capabilityAfterCloseMs)
    expect(await status(link)).toBe(200)
  })
})
