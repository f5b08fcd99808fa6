/** The status page: who gets in, what they see and what they do not, answering from it. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { numberOrNull } from '../store/database.ts'
import {
  cookieOf,
  DAY,
  mailedToken,
  makeStage,
  MINUTE,
  type Stage,
} from './test-stage/desk-stage.ts'

async function file(
  stage: Stage,
  over: Record<string, string> = {},
): Promise<{ id: string; path: string; cookie: string }> {
  const sent = await stage.post('/q/help', stage.fill(over))
  const path = sent.headers.get('location') ?? ''
  return { id: path.slice(3), path, cookie: cookieOf(sent) }
}

async function isProved({ desk }: Stage): Promise<boolean> {
  const row = await desk.database.read.get(`SELECT verified_at FROM contacts`)
  return row !== undefined && numberOrNull(row, 'verified_at') !== null
}

test('[RI3] without a key every ticket looks as if it were not there', async () => {
  const stage = await makeStage()
  const { id } = await file(stage)
  const other = await stage.open({ address: 'other@example.com' })
  const unknown = '01aaaaaaaaaaaaaaaaaaaaaaaa'
  const bodies = []
  for (const ticket of [id, other, unknown])
    for (const cookie of [undefined, `deskside_t_${ticket}=0123456789abcdefghjkmnpqrs`]) {
      const page = await stage.get(`/s/${ticket}`, cookie)
      expect(page.status).toBe(404)
      expect(page.headers.get('cache-control')).toBe('no-store')
      bodies.push((await page.text()).replaceAll(ticket, 'ID'))
    }
  expect(new Set(bodies).size).toBe(1)
  for (const path of ['live', `files/${'a'.repeat(64)}`])
    expect((await stage.get(`/s/${id}/${path}`)).status).toBe(404)
  expect((await stage.post(`/s/${id}/reply`, { message: 'hi' })).status).toBe(404)
})

test('[RI4] a key opens its own ticket and no other', async () => {
  const stage = await makeStage()
  const mine = await file(stage)
  const other = await stage.open({ address: 'other@example.com' })
  const key = mine.cookie.split('=')[1] ?? ''
  expect((await stage.get(`/s/${other}`, `deskside_t_${other}=${key}`)).status).toBe(404)
  expect((await stage.post(`/s/${other}/open`, { token: key })).status).toBe(404)
  expect((await stage.get(mine.path, mine.cookie)).status).toBe(200)
})

test('a mailed link opens the ticket and proves the address; filing the form does not', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  const token = await mailedToken(stage.desk, id)
  await stage.get(path, cookie)
  await stage.post(`${path}/open`, { token: cookie.split('=')[1] ?? '' })
  expect(await isProved(stage)).toBe(false)
  const opened = await stage.post(
    `${path}/open`,
    { token },
    { headers: { accept: 'application/json' } },
  )
  expect(opened.status).toBe(200)
  expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly/)
  expect(await isProved(stage)).toBe(true)
  expect((await stage.get(path, cookieOf(opened))).status).toBe(200)
})

test('[FO1] without script the whole link is pasted', async () => {
  const stage = await makeStage()
  const { id, path } = await file(stage)
  const link = `${stage.desk.config.publicUrl}${path}#${await mailedToken(stage.desk, id)}`
  const opened = await stage.post(`${path}/open`, { token: ` ${link}\n` })
  expect(opened.status).toBe(303)
  expect((await stage.get(path, cookieOf(opened))).status).toBe(200)
  const wrong = await stage.post(`${path}/open`, { token: link.slice(0, -1) })
  expect(wrong.status).toBe(404)
  expect(await wrong.text()).toContain('does not open')
})

test('[RI6] keys end: a year after they were given, and a month after the ticket was closed', async () => {
  const stage = await makeStage()
  const old = await file(stage)
  stage.now += LIMITS.capabilityMs - MINUTE
  expect((await stage.get(old.path, old.cookie)).status).toBe(200)
  stage.now += MINUTE
  expect((await stage.get(old.path, old.cookie)).status).toBe(404)
  const closed = await file(stage)
  await stage.edit(closed.id, { op: 'set-status', status: 'closed' })
  stage.now += 29 * DAY
  expect((await stage.get(closed.path, closed.cookie)).status).toBe(200)
  stage.now += DAY
  expect((await stage.get(closed.path, closed.cookie)).status).toBe(404)
})

test('the key of a reply address opens no page', async () => {
  const stage = await makeStage()
  const { id, path } = await file(stage)
  const row = await stage.desk.database.read.get(`SELECT mail FROM outgoing WHERE ticket = ?`, id)
  const tag = /help\+([0-9a-z]{26})@/.exec(String(row?.['mail']))?.[1] ?? ''
  expect(tag).not.toBe('')
  expect((await stage.get(path, `deskside_t_${id}=${tag}`)).status).toBe(404)
  expect((await stage.post(`${path}/open`, { token: tag })).status).toBe(404)
})

test('[FO5] the page tells state, ball and thread, and nothing internal', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  const first = await (await stage.get(path, cookie)).text()
  expect(first).toContain('Received.')
  // Four hours of business from Monday nine o'clock.
  expect(first).toContain('Mon, 2 Mar 2026, 13:00 UTC')
  await stage.edit(
    id,
    { op: 'add-note', id: '01arz3ndektsv4rrffq69g5fav', text: 'SECRET NOTE', mentions: [] },
    { op: 'add-tag', tag: 'secret-tag' },
    { op: 'set-assignee', assignee: stage.agent.person },
  )
  stage.now += MINUTE
  await stage.reply(id, 'Have you tried another bulb?')
  await stage.edit(id, { op: 'set-status', status: 'waiting' })
  const page = await (await stage.get(path, cookie)).text()
  expect(page).toContain('Waiting for you.')
  expect(page).toContain('<div class="text" dir="auto">Have you tried another bulb?</div>')
  expect(page).not.toMatch(/SECRET|secret-tag|Ann|We mean to answer by/)
})

test('[OU5] a reply that can still be undone is not shown, and no longer after it was', async () => {
  const stage = await makeStage({ DESKSIDE_UNDO_SECONDS: '10' })
  const { id, path, cookie } = await file(stage)
  await stage.reply(id, 'HELD WORDS')
  expect(await (await stage.get(path, cookie)).text()).not.toContain('HELD WORDS')
  stage.now += 11_000
  await stage.desk.jobs.runDue()
  expect(await (await stage.get(path, cookie)).text()).toContain('HELD WORDS')
})

test('an answer from the page joins the thread once and hands the ball back', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  await stage.reply(id, 'Which lamp?')
  await stage.edit(id, { op: 'set-status', status: 'waiting' })
  const fields = { id: stage.fill()['id'] ?? '', message: 'The one <i>outside</i>.' }
  const more = {
    headers: { cookie },
    files: [new File(['lamp'], 'lamp.png', { type: 'image/png' })],
  }
  for (let times = 0; times < 2; times++) {
    const sent = await stage.post(`${path}/reply`, fields, more)
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toBe(path)
  }
  const page = await (await stage.get(path, cookie)).text()
  expect(page.match(/The one &lt;i&gt;outside&lt;\/i&gt;\./g)).toHaveLength(1)
  expect(page).toContain('In progress.')
  const file1 = /href="(\/s\/[^"]+\/files\/[0-9a-f]{64})"/.exec(page)?.[1] ?? ''
  const got = await stage.get(file1, cookie)
  expect(await got.text()).toBe('lamp')
  expect(got.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(got.headers.get('content-security-policy')).toContain('sandbox')
  expect(got.headers.get('x-content-type-options')).toBe('nosniff')
  const empty = await stage.post(`${path}/reply`, { message: ' ' }, { headers: { cookie } })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toMatch(/id="message"[^>]*aria-invalid="true"/)
})

test('[RI10] a file that is not in the public thread is not there', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  const { desk } = stage
  const stored = await desk.parts.blobs.put(new TextEncoder().encode('of a stranger'))
  const hash = stored.ok ? stored.value : ''
  const attachment = {
    hash,
    name: 'a.txt',
    type: 'text/plain',
    bytes: 13,
    inline: false,
    cid: null,
  }
  // Somebody else's mail on this ticket: its files are public to agents' eyes only.
  await desk.commit({
    actor: { kind: 'gateway' },
    device: 'test',
    pushId: 'stranger',
    input: {
      kind: 'inbound',
      ticket: id,
      from: { id: 'stranger', name: 'Mallory', address: 'mallory@example.com', isVerified: false },
      body: 'STRANGE WORDS',
      via: 'mail',
      receivedAt: stage.now,
      message: { attachments: [attachment] },
    },
  })
  expect(await (await stage.get(path, cookie)).text()).not.toContain('STRANGE WORDS')
  expect((await stage.get(`${path}/files/${hash}`, cookie)).status).toBe(404)
})

test('[RI12] another site can neither open nor answer', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  const headers = { cookie, origin: 'https://evil.example' }
  expect((await stage.post(`${path}/reply`, { message: 'hi' }, { headers })).status).toBe(403)
  const token = await mailedToken(stage.desk, id)
  expect((await stage.post(`${path}/open`, { token }, { headers })).status).toBe(403)
  expect(await isProved(stage)).toBe(false)
})

test('the live stream speaks when something public changed, and only then', async () => {
  const stage = await makeStage()
  const { id, path, cookie } = await file(stage)
  const page = await (await stage.get(path, cookie)).text()
  const mark = /data-mark="([0-9a-f]+)"/.exec(page)?.[1] ?? ''
  const stop = new AbortController()
  const live = await stage.app.request(`${path}/live?mark=${mark}`, {
    headers: { cookie },
    signal: stop.signal,
  })
  expect(live.headers.get('content-type')).toContain('text/event-stream')
  const reader = live.body?.getReader()
  await stage.edit(
    id,
    { op: 'add-note', id: '01arz3ndektsv4rrffq69g5fav', text: 'inside', mentions: [] },
    { op: 'set-priority', priority: 'high' },
  )
  await stage.reply(id, 'Outside')
  const first = new TextDecoder().decode((await reader?.read())?.value)
  const now = await (await stage.get(path, cookie)).text()
  // Had the note been told, its mark would have come first.
  expect(first).toBe(`event: change\ndata: ${/data-mark="([0-9a-f]+)"/.exec(now)?.[1]}\n\n`)
  stop.abort()
  await reader?.cancel()
})

async function merge({ desk }: Stage, ticket: string, into: string): Promise<void> {
  const rights = { person: 'ann', name: 'Ann', role: 'admin', queues: null } as const
  unwrap(
    await desk.commit({
      actor: { kind: 'agent', rights },
      device: 'ann',
      pushId: `${ticket}-${into}`,
      input: { kind: 'merge', ticket, into },
    }),
  )
}

test('[CO14] the mailed link of a merged ticket leads to the one it goes on in', async () => {
  const stage = await makeStage()
  const { id: left } = await file(stage)
  const right = await stage.open({ subject: 'The second' })
  const token = await mailedToken(stage.desk, left)
  await merge(stage, left, right)
  const opened = await stage.post(`/s/${left}/open`, { token })
  const shown = await stage.get(`/s/${left}`, cookieOf(opened))
  expect([shown.status, shown.headers.get('location')]).toEqual([303, `/s/${right}`])
  const page = await (await stage.get(`/s/${right}`, cookieOf(shown))).text()
  expect(page).toContain('The second')
})

test('[CO15] a key from a form, or of another requester, shows what it showed and opens nothing more', async () => {
  const stage = await makeStage()
  const right = await stage.open({ subject: 'Not for everybody' })
  const form = await file(stage)
  const { id: other } = await file(stage, { email: 'other@example.com' })
  const token = await mailedToken(stage.desk, other)
  await merge(stage, form.id, right)
  await merge(stage, other, right)
  const opened = await stage.post(`/s/${other}/open`, { token })
  const keys: [string, string][] = [
    [form.id, form.cookie.split('=')[1] ?? ''],
    [other, token],
  ]
  for (const [ticket, key] of keys) {
    const page = await stage.get(`/s/${ticket}`, `deskside_t_${ticket}=${key}`)
    expect(page.status).toBe(200)
    const words = await page.text()
    expect(words).toContain('joined with another one')
    expect(words).not.toContain('Not for everybody')
    expect((await stage.get(`/s/${right}`, `deskside_t_${right}=${key}`)).status).toBe(404)
  }
  expect(opened.status).toBe(303)
})
