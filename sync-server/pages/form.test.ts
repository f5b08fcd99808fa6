/** The public form, asked as a browser without script asks it, on a real desk. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { number, text } from '../store/database.ts'
import { cookieOf, HOUR, makeStage, type Stage } from './test-stage/desk-stage.ts'

const Made = v.object({ id: v.string(), number: v.number(), statusUrl: v.string() })

async function countTickets({ desk }: Stage): Promise<number> {
  const row = await desk.database.read.get(`SELECT count(*) AS n FROM tickets`)
  return row ? number(row, 'n') : -1
}

test('[FO1] the start page lists the queues and the way in for agents', async () => {
  const stage = await makeStage()
  const page = await (await stage.get('/')).text()
  expect(page).toContain('<title>Harbour Help</title>')
  expect(page).toContain('href="/q/help"')
  expect(page).toContain('href="/sign-in"')
  // A queue that keeps its figures to itself still has a form.
  expect(page).toContain('href="/q/quiet"')
  expect(page).not.toContain('href="/q/quiet/status"')
})

test('[FO1] a form sent without script becomes a ticket, and the confirmation opens', async () => {
  const stage = await makeStage()
  const shown = await (await stage.get('/q/help')).text()
  const id = /name="id" value="([0-9a-z]{26})"/.exec(shown)?.[1] ?? ''
  const file = new File(['hello'], '../evil\u202Etxt.exe', { type: 'text/html' })
  const sent = await stage.post('/q/help', stage.fill({ id }), { files: [file] })
  expect(sent.status).toBe(303)
  const where = sent.headers.get('location') ?? ''
  expect(where).toMatch(/^\/s\/[0-9a-z]{26}$/)
  const cookie = sent.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toContain(`Path=${where}`)
  const page = await (await stage.get(where, cookieOf(sent))).text()
  expect(page).toContain('#1')
  expect(page).toContain('The lamp is dark')
  expect(page).toContain('It was bright yesterday.\nToday it is not.')
  expect(page).toMatch(/evil ?txt\.exe/)
  expect(page).not.toContain('\u202E')
  const row = await stage.desk.database.read.get(`SELECT row FROM tickets`)
  expect(JSON.parse(row ? text(row, 'row') : '')).toMatchObject({
    queue: 'help',
    requester: 'Kim Lee',
    address: 'kim@example.com',
    hasFiles: true,
    status: 'new',
  })
})

test('[FO2] the same form sent again, also at once, makes one ticket', async () => {
  const stage = await makeStage()
  const fields = stage.fill()
  const both = await Promise.all([stage.post('/q/help', fields), stage.post('/q/help', fields)])
  stage.now += HOUR
  const later = await stage.post('/q/help', fields)
  const places = [...both, later].map((answer) => answer.headers.get('location'))
  expect(new Set(places).size).toBe(1)
  expect(await countTickets(stage)).toBe(1)
  // Every one of them can look at it, the last as well.
  expect((await stage.get(places[0] ?? '', cookieOf(later))).status).toBe(200)
})

test('[FO2] the same id with other words is asked about, and sent again it is a ticket of its own', async () => {
  const stage = await makeStage()
  const first = stage.fill()
  await stage.post('/q/help', first)
  const changed = await stage.post('/q/help', { ...first, message: 'Something else' })
  expect(changed.status).toBe(422)
  const page = await changed.text()
  expect(page).toContain('Something else')
  const id = /name="id" value="([0-9a-z]{26})"/.exec(page)?.[1] ?? ''
  expect(id).not.toBe(first['id'])
  expect((await stage.post('/q/help', { ...first, message: 'Something else', id })).status).toBe(
    303,
  )
  expect(await countTickets(stage)).toBe(2)
})

test('[FO3] a form with mistakes keeps the text and says at each field what is wrong', async () => {
  const stage = await makeStage()
  const fields = stage.fill({
    name: ' ',
    email: 'kim@',
    subject: 'x'.repeat(301),
    message: '<b>&"',
  })
  const answer = await stage.post('/q/help', fields, { files: [new File(['a'], 'a.txt')] })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  for (const field of ['name', 'email', 'subject'])
    expect(page).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"[^>]*${field}-error`))
  expect(page).not.toMatch(/id="message"[^>]*aria-invalid/)
  expect(page).toContain('&lt;b&gt;&amp;&quot;')
  expect(page).toContain('value="kim@"')
  expect(page).toContain(`value="${fields['id']}"`)
  expect(page).toContain('choose your files again')
  expect(await countTickets(stage)).toBe(0)
})

test('[FO6] a text that is too long, and one that is a page, are refused or shown as text', async () => {
  const stage = await makeStage()
  const long = await stage.post(
    '/q/help',
    stage.fill({ message: 'a'.repeat(LIMITS.bodyChars + 1) }),
  )
  expect(long.status).toBe(422)
  expect(await long.text()).toContain(`${LIMITS.bodyChars.toLocaleString('en-GB')} is the most`)
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
  const sent = await stage.post(
    '/q/help',
    stage.fill({ name: hostile, subject: hostile, message: hostile }),
  )
  const page = await (await stage.get(sent.headers.get('location') ?? '', cookieOf(sent))).text()
  expect(page).not.toContain('<script>')
  expect(page).not.toContain('<img')
  expect(page).toContain('&lt;script&gt;')
})

test('[FO6] a message longer than a ticket holds is cut with a link to the whole', async () => {
  const stage = await makeStage()
  const message = 'wörter '.repeat(4_000).trim()
  const sent = await stage.post('/q/help', stage.fill({ message }))
  const page = await (await stage.get(sent.headers.get('location') ?? '', cookieOf(sent))).text()
  const whole = /href="(\/s\/[^"]+\/files\/[0-9a-f]{64})"/.exec(page)?.[1] ?? ''
  expect(await (await stage.get(whole, cookieOf(sent))).text()).toBe(message)
})

test('an unknown queue has no form, shown or sent', async () => {
  const stage = await makeStage()
  expect((await stage.get('/q/nowhere')).status).toBe(404)
  expect((await stage.post('/q/nowhere', stage.fill())).status).toBe(404)
  const json = await stage.post('/q/nowhere', stage.fill(), {
    headers: { accept: 'application/json' },
  })
  expect(await json.json()).toMatchObject({ code: 'desk/unknown-queue', status: 404 })
})

test('[FO6] too many files, and more bytes than the limit, are refused with words', async () => {
  const stage = await makeStage()
  const many = Array.from({ length: LIMITS.formFiles + 1 }, (_, at) => new File(['x'], `${at}.txt`))
  const tooMany = await stage.post('/q/help', stage.fill(), { files: many })
  expect(tooMany.status).toBe(413)
  expect(await tooMany.text()).toContain(`At most ${LIMITS.formFiles} files`)
  const huge = new File([new Uint8Array(LIMITS.uploadBytes + 2 * 1024 * 1024)], 'huge.bin')
  const tooBig = await stage.post('/q/help', stage.fill(), { files: [huge] })
  expect(tooBig.status).toBe(413)
  expect(await tooBig.text()).toContain('what you typed is still there')
  expect(await countTickets(stage)).toBe(0)
  const noForm = await stage.app.request('/q/help', { method: 'POST', body: 'hello' })
  expect(noForm.status).toBe(422)
})

test('one network address files so many tickets an hour, and the words are kept', async () => {
  const stage = await makeStage()
  for (let at = 0; at < LIMITS.formTicketsPerHourPerIp; at++)
    expect((await stage.post('/q/help', stage.fill())).status).toBe(303)
  const refused = await stage.post('/q/help', stage.fill({ message: 'the one too many' }))
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('3600')
  const page = await refused.text()
  expect(page).toContain('the one too many')
  expect(page).toContain('help@harbour.example')
  stage.from = '192.0.2.2'
  expect((await stage.post('/q/help', stage.fill())).status).toBe(303)
  stage.from = '192.0.2.1'
  stage.now += HOUR
  expect((await stage.post('/q/help', stage.fill())).status).toBe(303)
})

test('a filled trap is told, not swallowed', async () => {
  const stage = await makeStage()
  const answer = await stage.post('/q/help', stage.fill({ website: 'https://spam.example' }))
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('people do not see')
  expect(await countTickets(stage)).toBe(0)
})

test('[RI12] a form sent by another site is refused; our own, which has Origin null, is not', async () => {
  const stage = await makeStage()
  const send = (headers: Record<string, string>) => stage.post('/q/help', stage.fill(), { headers })
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await send({ origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await send({ origin: 'null', 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303)
  expect((await send({ origin: 'null' })).status).toBe(303)
  expect((await send({ origin: 'http://localhost' })).status).toBe(303)
})

test('[FO4] the mail to an address nobody proved holds no word of the sender', async () => {
  const stage = await makeStage()
  const words = { name: 'ZEBRA1', subject: 'ZEBRA2', message: 'ZEBRA3' }
  await stage.post('/q/help', stage.fill(words))
  const row = await stage.desk.database.read.get(`SELECT mail FROM outgoing`)
  expect(row ? text(row, 'mail') : '').not.toMatch(/ZEBRA/)
})

test('script gets JSON: the ticket, or which fields are wrong', async () => {
  const stage = await makeStage()
  const headers = { accept: 'application/json' }
  const sent = await stage.post('/q/help', stage.fill(), { headers })
  expect(sent.status).toBe(201)
  const { id, number: ticketNumber, statusUrl } = v.parse(Made, await sent.json())
  expect(ticketNumber).toBe(1)
  expect(statusUrl).toBe(`${stage.desk.config.publicUrl}/s/${id}`)
  expect((await stage.get(`/s/${id}`, cookieOf(sent))).status).toBe(200)
  const wrong = await stage.post('/q/help', stage.fill({ email: '' }), { headers })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({
    code: 'kit/invalid',
    fields: { email: expect.stringContaining('address') },
  })
})

test('pages run nothing inline, are framed by nobody and leak no referrer', async () => {
  const stage = await makeStage()
  for (const path of [
    '/',
    '/q/help',
    '/q/help/status',
    '/q/none',
    '/s/01aaaaaaaaaaaaaaaaaaaaaaaa',
  ]) {
    const answer = await stage.get(path)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    const page = await answer.text()
    expect(page).not.toMatch(/\son[a-z]+=|style=|<style|javascript:/i)
    expect(page.match(/<script[^>]*>/g)).toEqual([
      '<script type="module" src="/assets-public/form.js">',
    ])
  }
})

test('a desk that is not set up says where the link is', async () => {
  const stage = await makeStage()
  await stage.desk.parts.settings.change((settings) => ({
    ...settings,
    isSetUp: false,
    queues: [],
  }))
  expect(await (await stage.get('/')).text()).toContain('in the terminal')
})
