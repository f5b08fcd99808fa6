/** Holidays by address: read daily, the last good kept, changes with a version and their address as author. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFreePort } from '../../bin/free-port.mjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { termsOf } from './policy-match.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const fileOf = (...dates: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//test//EN',
    ...dates.flatMap((date) => [
      'BEGIN:VEVENT',
      `UID:${date}@test`,
      `DTSTART;VALUE=DATE:${date}`,
      `SUMMARY:Day ${date}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n')

async function openFeed() {
  const port = await findFreePort()
  const feed = {
    url: `http://127.0.0.1:${port}/holidays.ics`,
    status: 200,
    body: fileOf('20270101'),
    etag: '"one"',
    tags: new Array<string>(),
    close: () => void server.close(),
  }
  const server = createServer((request, response) => {
    const tag = request.headers['if-none-match'] ?? ''
    feed.tags.push(tag)
    const isSame = feed.status === 200 && tag !== '' && tag === feed.etag
    response.writeHead(isSame ? 304 : feed.status, { etag: feed.etag, location: '/else' })
    response.end(isSame ? undefined : feed.body)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return feed
}

let web: WebStage
let admin: Rights
let feed: Awaited<ReturnType<typeof openFeed>>
const open = async (allow = '127.0.0.0/8') => {
  web = await openWebStage({ DESKSIDE_EGRESS_ALLOW: allow })
  admin = await web.agent('Ada', null, 'admin')
  unwrap(
    await web.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: {
        ...settings.sla,
        calendars: [
          {
            id: 'fed',
            name: 'Fed',
            timeZone: 'UTC',
            slots: { mon: [['09:00', '17:00'] as [string, string]] },
            holidays: [{ date: '2026-12-24' }],
            holidaysUrl: feed.url,
          },
        ],
      },
    })),
  )
}
beforeEach(async () => {
  feed = await openFeed()
})
afterEach(async () => {
  await web.close()
  feed.close()
})

const Terms = v.looseObject({
  calendars: v.array(v.looseObject({ id: v.string() })),
  policies: v.array(v.looseObject({})),
  versions: v.array(
    v.object({
      kind: v.string(),
      id: v.string(),
      version: v.number(),
      at: v.number(),
      author: v.string(),
    }),
  ),
  feeds: v.array(v.looseObject({ fault: v.string(), fetchedAt: v.nullable(v.number()) })),
})
const terms = async () =>
  v.parse(
    Terms,
    await (
      await web.call('/api/sla/terms', {
        headers: { authorization: `Bearer ${await web.bearer(admin)}` },
      })
    ).json(),
  )
const fed = () =>
  web.desk.parts.settings.get().sla.calendars[0]?.fedHolidays?.map(({ date }) => date)

test('[SL17] an address is read once a day, by its tag; a change is a new version with the address as author', async () => {
  await open()
  expect(await web.desk.feeds.runDue()).toBe(1)
  expect(fed()).toEqual(['2027-01-01'])
  expect(await web.desk.feeds.runDue()).toBe(0)
  web.advance(DAY_MS)
  expect(await web.desk.feeds.runDue()).toBe(1)
  expect(feed.tags).toEqual(['', '"one"'])
  feed.etag = '"two"'
  feed.body = fileOf('20270101', '20270501')
  web.advance(DAY_MS)
  await web.desk.feeds.runDue()
  expect(fed()).toEqual(['2027-01-01', '2027-05-01'])
  const { versions, feeds } = await terms()
  expect(versions.map(({ id, version, author }) => [id, version, author])).toEqual([
    ['fed', 2, expect.stringMatching(/^from 127\.0\.0\.1:/)],
    ['fed', 1, expect.stringMatching(/^from 127\.0\.0\.1:/)],
  ])
  expect(feeds).toMatchObject([{ fault: '', fetchedAt: web.now() }])
})

test('[SL17] whatever the address says later, the last good stays, and what is wrong is shown', async () => {
  await open()
  await web.desk.feeds.runDue()
  const good = web.now()
  const bad: [status: number, body: string, words: RegExp][] = [
    [500, '', /status 500/],
    [302, '', /status 302/],
    [200, 'no calendar', /no iCalendar/],
    [200, fileOf(), /no holidays/],
    [200, 'x'.repeat(LIMITS.slaIcalBytes + 1), /more than/],
  ]
  feed.etag = '"other"'
  web.advance(DAY_MS)
  for (const [status, body, words] of bad) {
    Object.assign(feed, { status, body })
    expect(await web.desk.feeds.runDue()).toBe(1)
    // Not asked again at once.
    expect(await web.desk.feeds.runDue()).toBe(0)
    const { feeds } = await terms()
    expect(feeds[0]).toMatchObject({ fetchedAt: good, fault: expect.stringMatching(words) })
    expect(fed()).toEqual(['2027-01-01'])
    web.advance(HOUR_MS)
  }
  Object.assign(feed, { status: 200, body: fileOf('20270202') })
  await web.desk.feeds.runDue()
  expect(fed()).toEqual(['2027-02-02'])
  expect((await terms()).feeds[0]?.fault).toBe('')
})

test('[SL17] what the address says counts beside what was typed, and a client that knows no addresses takes none away', async () => {
  await open()
  await web.desk.feeds.runDue()
  const before = web.desk.parts.settings.get()
  const policy = {
    id: 'all',
    name: 'All',
    state: 'live',
    match: {},
    calendar: 'fed',
    pauseOn: [],
    targets: { firstResponse: { seconds: 3600, time: 'business' } },
    alarms: null,
  }
  const calendars = before.sla.calendars.map(
    ({ holidaysUrl: _url, fedHolidays: _fed, ...rest }) => rest,
  )
  const answer = await web.call('/api/sla/terms', {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await web.bearer(admin)}`,
    },
    body: JSON.stringify({ calendars, policies: [policy] }),
  })
  expect(answer.status).toBe(200)
  expect(fed()).toEqual(['2027-01-01'])
  const { calendar } = termsOf(web.desk.parts.settings.get(), {
    queue: 'support',
    priority: 'normal',
    tags: [],
    organisation: null,
    tier: null,
  })
  expect(calendar.holidays.map(({ date }) => date)).toEqual(['2026-12-24', '2027-01-01'])
})

test('[SL17] SEC-SSRF: a private address that nobody listed is not asked', async () => {
  await open('')
  expect(await web.desk.feeds.runDue()).toBe(1)
  expect(feed.tags).toEqual([])
  expect((await terms()).feeds[0]?.fault).toBe('that address is not asked')
  expect(fed()).toBeUndefined()
})
