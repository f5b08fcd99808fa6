/** The desk's logo over HTTP: admins alone change it, a picture alone is one, and it stays as long as something shows it. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { sweepBlobs, sweepForgotten } from '../commit/blob-refs.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let admin: Record<string, string>
let agent: Record<string, string>
beforeEach(async () => {
  web = await openWebStage()
  const bearer = async (rights: Rights) => ({ authorization: `Bearer ${await web.bearer(rights)}` })
  admin = await bearer(await web.agent('Lea', null, 'admin'))
  agent = await bearer(await web.agent('Ada'))
})
afterEach(() => web.close())

/** The head of a PNG; what follows is of no interest here. */
function png(width: number, height = 40, bytes = 100): Uint8Array {
  const made = Buffer.alloc(bytes)
  made.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  made.writeUInt32BE(width, 16)
  made.writeUInt32BE(height, 20)
  return made
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const put = (body: Uint8Array, headers = admin) =>
  web.call('/api/desk/logo', { method: 'PUT', headers, body: new Uint8Array(body) })
const logoNow = () => web.desk.parts.settings.get().logo

async function acknowledgement(): Promise<OutgoingMail> {
  const email = `${web.newId()}@customer.test`
  const ticket = { queue: 'support', name: 'Ruth', email, subject: email, body: 'Please help.' }
  expect((await web.json('/api/tickets', ticket)).status).toBe(201)
  const row = await web.sql.get(
    `SELECT mail FROM outgoing WHERE kind = 'acknowledgement' AND recipient = ?`,
    email,
  )
  return v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
}

test('[OU18] a logo is shown at the head of mails and pages, and nothing of it is left when it is taken away', async () => {
  const bytes = png(400, 80)
  const answer = await put(bytes)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ logo: { hash: hashOf(bytes), width: 400 } })
  const mail = await acknowledgement()
  expect(mail.attachments).toMatchObject([{ hash: hashOf(bytes), inline: true, name: 'logo.png' }])
  expect(mail.html).toContain(`cid:${mail.attachments[0]?.cid}`)
  const page = await (await web.call('/')).text()
  const source = /<img src="([^"]+)" alt="[^"]+" width="200" height="40" \/>/.exec(page)?.[1] ?? ''
  const shown = await web.call(source)
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
  expect(hashOf(new Uint8Array(await shown.arrayBuffer()))).toBe(hashOf(bytes))
  const gone = await web.call('/api/desk/logo', { method: 'DELETE', headers: admin })
  expect(await gone.json()).toMatchObject({ logo: null })
  expect((await acknowledgement()).attachments).toEqual([])
  expect(await (await web.call('/')).text()).not.toContain('desk-logo')
  expect((await web.call('/desk-logo')).status).toBe(404)
})

describe('what is refused, and changes nothing', () => {
  const text = (words: string) => new TextEncoder().encode(words)
  test.each([
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 400],
    ['a page', text('<!doctype html><script>alert(1)</script>'), 400],
    ['nothing', new Uint8Array(), 400],
    ['a WebP', text('RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x10\0\0\x10\0\0'), 400],
    ['a picture of more bytes', png(10, 10, LIMITS.logoBytes + 1), 413],
    ['a picture of more pixels', png(LIMITS.logoPx + 1), 413],
    ['a picture of more pixels in height', png(10, LIMITS.logoPx + 1), 413],
  ])('%s', async (_what, bytes, status) => {
    await put(png(30))
    const before = logoNow()
    expect((await put(bytes)).status).toBe(status)
    expect(logoNow()).toEqual(before)
  })

  test('by anybody but an admin', async () => {
    expect((await put(png(30), agent)).status).toBe(403)
    const asAgent = { method: 'DELETE', headers: agent }
    expect((await web.call('/api/desk/logo', asAgent)).status).toBe(403)
    expect((await web.call('/api/desk/logo', { method: 'PUT', body: 'x' })).status).toBe(401)
    expect(logoNow()).toBeNull()
  })
})

test('its bytes are swept neither while it is the logo nor while mails with it are on their way', async () => {
  const bytes = png(30)
  const hash = hashOf(bytes)
  await put(bytes)
  const { parts } = web.desk
  const isThere = () => parts.blobs.has(hash)
  const sweep = async () => {
    await sweepForgotten(parts, { prefix: hash.slice(0, 2), most: 10 })
    return isThere()
  }
  web.advance(2 * LIMITS.forgottenBlobMs)
  expect(await sweep()).toBe(true)
  await web.desk.database.write((tx) => sweepBlobs(parts, tx, [hash]))
  expect(await isThere()).toBe(true)
  await put(png(31))
  web.advance(LIMITS.forgottenBlobMs - 1_000)
  expect(await sweep()).toBe(true)
  web.advance(2_000)
  expect(await sweep()).toBe(false)
})

test('a logo whose bytes are gone holds up no mail', async () => {
  await put(png(30))
  await web.desk.parts.blobs.remove(logoNow()?.hash ?? '')
  const mail = await acknowledgement()
  expect(mail.attachments).toEqual([])
  expect(mail.html).not.toContain('<img')
})
