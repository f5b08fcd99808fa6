/** Bringing files for a reply over HTTP, and replies that name them. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let ticket: string
let auth: { authorization: string }
beforeEach(async () => {
  web = await openWebStage()
  ticket = await web.ticket()
  auth = { authorization: `Bearer ${await web.bearer(await web.agent('Eve', ['support']))}` }
})
afterEach(() => web.close())

const hashOf = (bytes: string) => createHash('sha256').update(bytes).digest('hex')
const bring = (bytes: string, on: string | null = ticket, hash = hashOf(bytes), headers = auth) =>
  web.call(`/blobs/${hash}${on === null ? '' : `?ticket=${on}`}`, {
    method: 'PUT',
    headers,
    body: bytes,
  })
const get = (path: string, headers: Record<string, string> = auth) => web.call(path, { headers })

test('a file that was brought for a reply is there for who may see the ticket, and for nobody else', async () => {
  expect((await bring('the plan')).status).toBe(204)
  // Retried: its answer was lost.
  expect((await bring('the plan')).status).toBe(204)
  expect(await (await get(`/api/tickets/${ticket}/uploads`)).json()).toEqual({
    files: [hashOf('the plan')],
  })
  const path = `/api/tickets/${ticket}/blobs/${hashOf('the plan')}`
  expect(await (await get(path)).text()).toBe('the plan')
  const olaf = await web.bearer(await web.agent('Olaf', ['payments']))
  for (const foreign of [path, `/api/tickets/${ticket}/uploads`]) {
    expect((await get(foreign, { authorization: `Bearer ${olaf}` })).status).toBe(404)
    expect((await get(foreign, {})).status).toBe(401)
  }
  const elsewhere = await web.ticket('ruth@customer.test')
  expect((await get(path.replace(ticket, elsewhere))).status).toBe(404)
})

test('other bytes than those named, a foreign ticket and nobody at all bring nothing', async () => {
  const theirs = await web.ticket('ruth@customer.test', { queue: 'payments' })
  expect((await bring('the plan', ticket, hashOf('other'))).status).toBe(400)
  expect((await bring('the plan', theirs)).status).toBe(404)
  const nobody = { authorization: 'Bearer x' }
  expect((await bring('the plan', ticket, hashOf('the plan'), nobody)).status).toBe(401)
  expect(await web.count('uploads')).toBe(0)
})

test('[MA32] it is a download, and its pictures are nobody’s to have fetched', async () => {
  const page = '<img data-deskside-src="http://10.0.0.1/">'
  await bring(page)
  const path = `/api/tickets/${ticket}/blobs/${hashOf(page)}`
  const response = await get(path)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
  const asked = await web.json(`${path}/remote-image`, { url: 'http://10.0.0.1/' }, auth)
  expect(asked.status).toBe(404)
})

test('a reply over the API names files by hash; one that is not there is refused by a code of its own', async () => {
  await bring('the plan', null)
  const file = { hash: hashOf('the plan'), name: 'plan.txt', type: 'text/plain' }
  const path = `/api/tickets/${ticket}/replies`
  const refused = await web.json(
    path,
    { text: 'Here', attachments: [{ hash: hashOf('no'), name: 'x' }] },
    auth,
  )
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'ticket/no-file' })
  const sent = await web.json(path, { text: 'Here', attachments: [file] }, auth)
  expect(sent.status).toBe(201)
  const shown = await (await get(`/api/tickets/${ticket}`)).json()
  expect(JSON.stringify(shown)).toContain('plan.txt')
  const many = Array.from({ length: LIMITS.replyFiles + 1 }, () => file)
  for (const body of [
    { text: 'Here', attachments: many },
    { text: 'Here', attachments: [{ ...file, type: 'a\r\nb/c' }] },
    { text: 'Here', attachments: [{ ...file, hash: '../x' }] },
  ])
    expect((await web.json(path, body, auth)).status).toBe(400)
  const note = await web.json(
    `/api/tickets/${ticket}/notes`,
    { text: 'Here', attachments: [file] },
    auth,
  )
  expect(note.status).toBe(400)
})
