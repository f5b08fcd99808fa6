/** SLA over HTTP: who may read a ticket's clocks, who changes terms, and what a change would have met before it is made. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const HOUR_MS = 3_600_000

let web: WebStage
let admin: Rights
let key = ''
beforeEach(async () => {
  web = await openWebStage()
  admin = await web.agent('Ada', null, 'admin')
  key = await web.bearer(admin)
})
afterEach(() => web.close())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const put = (terms: object, token = key) =>
  web.call('/api/sla/terms', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify(terms),
  })
const get = (path: string, token = key) => web.call(path, { headers: bearer(token) })

const policy = (over: object = {}) => ({
  id: 'all',
  name: 'All',
  state: 'live',
  match: {},
  calendar: 'desk',
  pauseOn: ['waiting'],
  targets: { firstResponse: { seconds: 7200, time: 'wall' } },
  alarms: null,
  ...over,
})

const Clocks = v.object({
  clocks: v.array(
    v.looseObject({
      target: v.string(),
      state: v.string(),
      steps: v.array(v.string()),
      zones: v.array(v.nullable(v.string())),
    }),
  ),
})

test('[SL12] [RI3] a ticket’s clocks are unfolded in steps for whoever may see it, and not there for others', async () => {
  const ticket = await web.ticket()
  web.advance(HOUR_MS)
  const path = `/api/tickets/${ticket}/clocks`
  const { clocks } = v.parse(Clocks, await (await get(path)).json())
  expect(clocks.map(({ target }) => target)).toEqual(['firstResponse', 'resolution'])
  expect(clocks[0]?.steps[0]).toContain('the clock starts: the ticket was accepted')
  const other = await web.bearer(await web.agent('Eve', ['payments']))
  expect((await get(path, other)).status).toBe(404)
  expect((await get('/api/tickets/nothing/clocks')).status).toBe(404)
  expect((await web.call(path)).status).toBe(401)
})

test('[SL12] [LA3] the steps are in the language that is asked for, with the zones that count', async () => {
  unwrap(
    await web.desk.parts.settings.change((settings) => ({ ...settings, timeZone: 'Asia/Tokyo' })),
  )
  const business = { firstResponse: { seconds: 7200, time: 'business' } }
  await put({ calendars: [], policies: [policy({ targets: business })] })
  const ticket = await web.ticket()
  const ask = async (asked: string) => {
    const headers = { ...bearer(key), 'accept-language': asked }
    const answer = await web.call(`/api/tickets/${ticket}/clocks`, { headers })
    const [clock] = v.parse(Clocks, await answer.json()).clocks
    return { said: clock?.steps[0], zones: clock?.zones ?? [], in: answer.headers }
  }
  const english = await ask('ja, xx;q=0.5')
  expect(english.said).toMatch(/: the clock starts: .* of business time in Asia\/Tokyo\.$/)
  expect(english.zones).toEqual(['Asia/Tokyo', null, null].slice(0, english.zones.length))
  const german = await ask('de-AT,en;q=0.5')
  expect(german.said).toMatch(/: Die Uhr beginnt: .* Geschäftszeit in Asia\/Tokyo\.$/)
  expect(german.in.get('content-language')).toBe('de')
  expect(german.in.get('vary')).toMatch(/accept-language/i)
})

test('[SL11] terms are changed by admins alone, and carry version, date and author', async () => {
  const agent = await web.bearer(await web.agent('Bob'))
  expect((await put({ calendars: [], policies: [] }, agent)).status).toBe(403)
  expect((await get('/api/sla/terms', agent)).status).toBe(403)
  const first = v.parse(SlaTerms, await (await put({ calendars: [], policies: [policy()] })).json())
  expect(first.policies).toMatchObject([
    { version: 1, changedAt: web.now(), changedBy: admin.person },
  ])
  web.advance(HOUR_MS)
  const again = v.parse(
    SlaTerms,
    await (
      await put({ calendars: [], policies: [policy(), policy({ id: 'two', state: 'draft' })] })
    ).json(),
  )
  expect(again.policies.map(({ id, version }) => [id, version])).toEqual([
    ['all', 1],
    ['two', 1],
  ])
  const third = v.parse(
    SlaTerms,
    await (await put({ calendars: [], policies: [policy({ name: 'Everybody' })] })).json(),
  )
  expect(third.policies).toMatchObject([{ version: 2, changedAt: web.now() }])
  // Taken away and made anew, it goes on counting.
  await put({ calendars: [], policies: [] })
  const anew = v.parse(SlaTerms, await (await put({ calendars: [], policies: [policy()] })).json())
  expect(anew.policies).toMatchObject([{ version: 3 }])
  const read = v.parse(
    v.looseObject({ versions: v.array(v.looseObject({ id: v.string(), author: v.string() })) }),
    await (await get('/api/sla/terms')).json(),
  )
  expect(read.versions.map(({ id, version, author }) => [id, version, author])).toEqual([
    ['all', 3, 'Ada'],
    ['all', 2, 'Ada'],
    ['two', 1, 'Ada'],
    ['all', 1, 'Ada'],
  ])
})

test('terms that name what is not there are refused, and those that stand stay', async () => {
  expect((await put({ calendars: [], policies: [policy()] })).status).toBe(200)
  for (const wrong of [
    { calendars: [], policies: [policy({ calendar: 'moon' })] },
    { calendars: [], policies: [policy(), policy()] },
    { calendars: [{ id: 'desk', name: 'x', timeZone: 'UTC' }], policies: [] },
    { calendars: [], policies: [policy({ targets: { first: { seconds: 1, time: 'wall' } } })] },
  ])
    expect((await put(wrong)).status, JSON.stringify(wrong)).toBe(400)
  const { policies } = v.parse(SlaTerms, await (await get('/api/sla/terms')).json())
  expect(policies.map(({ id }) => id)).toEqual(['all'])
})

test('[SL10] before terms are saved, the tickets of the last days say what they would have met', async () => {
  await put({ calendars: [], policies: [policy()] })
  const slow = await web.ticket('s@other.test')
  const quick = await web.ticket('q@other.test')
  await web.wholeReply(admin, quick, { isForced: true })
  web.advance(11_000)
  await web.desk.jobs.runDue()
  web.advance(3 * HOUR_MS)
  await web.wholeReply(admin, slow, { isForced: true })
  web.advance(11_000)
  await web.desk.jobs.runDue()
  const facts = await web.count('sla_facts')
  const ask = async (body: object) =>
    (await web.json('/api/sla/simulation', body, bearer(key))).json()
  const longer = policy({ targets: { firstResponse: { seconds: 14_400, time: 'wall' } } })
  expect(await ask({ terms: { calendars: [], policies: [longer] } })).toMatchObject({
    tickets: 2,
    of: 2,
    next: null,
    asIs: { firstResponse: { judged: 2, breached: 1 } },
    asIf: { firstResponse: { judged: 2, breached: 0 } },
  })
  // A draft changes nothing, and says what it would have met.
  const strict = policy({
    id: 'strict',
    state: 'draft',
    targets: { firstResponse: { seconds: 5, time: 'wall' } },
  })
  await put({ calendars: [], policies: [strict, policy()] })
  expect(await ask({})).toMatchObject({
    asIs: { firstResponse: { judged: 2, breached: 1 } },
    asIf: { firstResponse: { judged: 2, breached: 2 } },
  })
  expect(await web.count('sla_facts')).toBe(facts)
})

test('[SL5] saved terms are applied to open tickets in the background, and a kill in between changes nothing', async () => {
  const due = async (ticket: string) => (await web.read(ticket)).facts.clocks[0]?.dueAt
  const [first, second] = [await web.ticket(), await web.ticket('b@other.test')]
  await put({ calendars: [], policies: [policy()] })
  const at = web.now()
  const apply = () => web.json('/api/sla/apply', {}, bearer(key))
  const answer = await apply()
  expect([answer.status, await answer.json()]).toEqual([202, { tickets: 2 }])
  expect(await due(first)).not.toBe(at + 2 * HOUR_MS)
  const { database } = web.desk
  const write = database.write.bind(database)
  let left = 3
  database.write = (body) => (left-- > 0 ? write(body) : Promise.reject(new Error('killed')))
  await web.desk.jobs.runDue().catch(() => {})
  database.write = write
  web.advance(60_000)
  await web.desk.jobs.runDue()
  expect([await due(first), await due(second)]).toEqual([at + 2 * HOUR_MS, at + 2 * HOUR_MS])
  const facts = await web.count('sla_facts')
  await apply()
  await web.desk.jobs.runDue()
  expect(await web.count('sla_facts')).toBe(facts)
  expect(await web.count('jobs', `kind = 'sla-apply'`)).toBe(0)
})

test('holidays by country and out of a file', async () => {
  const answer = await web.json(
    '/api/sla/holidays/country',
    { country: 'FR', from: 2026, to: 2026 },
    bearer(key),
  )
  expect(await answer.json()).toHaveProperty('holidays.0', {
    date: '2026-01-01',
    name: 'Nouvel An',
  })
  const file = await web.call('/api/sla/holidays/ical', {
    method: 'POST',
    headers: { 'content-type': 'text/calendar', ...bearer(key) },
    body: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20260717\nEND:VEVENT\nEND:VCALENDAR',
  })
  expect(await file.json()).toEqual({
    holidays: [{ date: '2026-07-17', name: 'Fair' }],
    unfollowed: [],
  })
})
