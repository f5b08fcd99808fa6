/** Files of a ticket as they are served, and pictures fetched in an agent's place. */
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { REMOTE_SOURCE } from '../../shared/ticket/mail-html.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

let web: WebStage
let outside: Server
let asked: { url: string; headers: object }[]
let port: number
let token: string

beforeEach(async () => {
  asked = []
  outside = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    response.end(GIF)
  })
  await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done))
  const address = outside.address()
  port = typeof address === 'object' && address ? address.port : 0
  web = await openWebStage({ DESKSIDE_EGRESS_ALLOW: '127.0.0.1/32' })
  token = await web.bearer(await web.agent('Eve', ['support']))
})
afterEach(async () => {
  await web.close()
  outside.closeAllConnections()
  await new Promise((done) => outside.close(done))
})

/** A ticket with a mail whose HTML is this. */
async function ticketWith(html: string, name = 'a.html') {
  const file = await web.put(html)
  const attachment = { ...file, name, type: 'text/html', inline: false, cid: null }
  const mail = await web.mail({ html: file.hash, attachments: [attachment] })
  const ticket = String(unwrap(await web.handIn(mail)).result?.['ticket'])
  return { ticket, hash: file.hash }
}

const picture = (
  at: { ticket: string; hash: string },
  url: string,
  headers: Record<string, string> = {},
) =>
  web.call(`/api/tickets/${at.ticket}/blobs/${at.hash}/remote-image`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ url }),
  })

describe('[MA31] [MR21] a picture a mail points to', () => {
  test('is fetched by the server, and comes as bytes that nothing opens', async () => {
    const url = `http://127.0.0.1:${port}/a.gif?a=1&b="2"`
    const escaped = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    const mail = await ticketWith(`<img ${REMOTE_SOURCE}="${escaped}">`)
    const response = await picture(mail, url, { cookie: 'a=b', referer: 'http://desk.test/app' })
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-picture-type': 'image/gif',
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(GIF)
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(asked)).not.toMatch(/cookie|referer|desk\.test|Bearer/i)
  })

  test('must stand in that mail: nobody sends the server anywhere else', async () => {
    const url = `http://127.0.0.1:${port}/a.gif`
    const mail = await ticketWith(`<img ${REMOTE_SOURCE}="${url}"><a href="${url}?link">x</a>`)
    for (const other of [`${url}?link`, url.slice(0, -1), `${url}"`, `http://127.0.0.1:${port}/`])
      expect((await picture(mail, other)).status).toBe(404)
    expect(asked).toHaveLength(0)
  })

  test('is for who may see the ticket', async () => {
    const url = `http://127.0.0.1:${port}/a.gif`
    const mail = await ticketWith(`<img ${REMOTE_SOURCE}="${url}">`)
    token = await web.bearer(await web.agent('Olaf', ['payments']))
    expect((await picture(mail, url)).status).toBe(404)
    expect((await picture(mail, url, { authorization: 'Bearer x' })).status).toBe(401)
    expect(asked).toHaveLength(0)
  })

  test('so many a minute', async () => {
    const mail = await ticketWith('nothing')
    for (let times = 0; times < LIMITS.remoteImagesPerMinutePerPerson; times++)
      await picture(mail, 'http://a.test/')
    expect((await picture(mail, 'http://a.test/')).status).toBe(429)
  })
})

test.each([
  ['page.html', '<script>alert(1)</script>'],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['run"me\r\nSet-Cookie: a=b.exe', 'MZ'],
  ['نص‮gpj.exe', 'MZ'],
])('[MA32] [MR22] [SEC-FILE] %j is a download, never a page', async (name, content) => {
  const mail = await ticketWith(content, name)
  const cut = `x${'😀'.repeat(120)}.html`
  for (const asName of [undefined, name, '../../x.html', "it's (1)*.js", cut]) {
    const query = asName === undefined ? '' : `?name=${encodeURIComponent(asName)}`
    const response = await web.call(`/api/tickets/${mail.ticket}/blobs/${mail.hash}${query}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.!~%-]+$/,
    )
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(response.headers.get('set-cookie')).toBeNull()
  }
  const without = await web.call(`/api/tickets/${mail.ticket}/blobs/${mail.hash}`)
  expect(without.status).toBe(401)
})
