/** Contract tiers: who has which, and that tickets take the policy of theirs from then on. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { verify } from '../operator/verify.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { number } from '../store/database.ts'

const HOUR_MS = 3_600_000
let web: WebStage
let lead: Rights
beforeEach(async () => {
  web = await openWebStage()
  lead = await web.agent('Lea', null, 'lead')
  const policy = (id: string, tiers: string[], hours: number) => ({
    id,
    name: id,
    state: 'live',
    match: { tiers },
    calendar: 'desk',
    targets: { firstResponse: { seconds: hours * 3600, time: 'wall' } },
    version: 1,
    changedAt: 0,
    changedBy: '',
  })
  unwrap(
    await web.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, {
        calendars: [],
        tiers: [
          { id: 'free', name: 'Free' },
          { id: 'paid', name: 'Paid' },
        ],
        policies: [policy('paid', ['paid'], 2), policy('all', [], 8)],
      }),
    })),
  )
})
afterEach(() => web.close())

const put = async (body: object, by: Rights = lead) =>
  web.call('/api/sla/tiers', {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await web.bearer(by)}`,
    },
    body: JSON.stringify(body),
  })
const dueOf = async (ticket: string) => {
  const row = await web.sql.get(
    `SELECT due_at FROM sla_clocks WHERE ticket = ? AND target = 'firstResponse'`,
    ticket,
  )
  return row ? number(row, 'due_at') : null
}
const runJobs = () => web.desk.jobs.runDue()

test('[SL13] a new ticket has the tier of its requester, else of its organisation, and the policy of that tier', async () => {
  const at = web.now()
  const acme = { kind: 'organisation', subject: 'Acme', tier: 'paid' }
  expect((await put(acme)).status).toBe(202)
  const ours = await web.ticket('a@acme.test', { organisation: 'Acme' })
  const other = await web.ticket('b@other.test', { organisation: 'Other' })
  expect(await dueOf(ours)).toBe(at + 2 * HOUR_MS)
  expect(await dueOf(other)).toBe(at + 8 * HOUR_MS)
  const read = await web.read(ours)
  expect(read.facts.tier).toBe('paid')
  expect(makeRow(ours, read).tier).toBe('paid')
  expect(makeRow(other, await web.read(other))).not.toHaveProperty('tier')
  const contact = read.facts.requester.id
  expect((await put({ kind: 'contact', subject: contact, tier: 'free' })).status).toBe(202)
  expect(await dueOf(await web.ticket('a@acme.test', { organisation: 'Acme' }))).toBe(
    at + 8 * HOUR_MS,
  )
})

test('[SL13] [SL8] open tickets take a tier that is given or taken away, from then on; closed ones do not', async () => {
  const at = web.now()
  const open = await web.ticket('a@acme.test', { organisation: 'Acme' })
  const done = await web.ticket('c@acme.test', { organisation: 'Acme' })
  const ada = await web.agent('Ada')
  unwrap(
    await web.push(ada, {
      kind: 'edit',
      ticket: done,
      ops: [{ op: 'set-status', status: 'closed' }],
    }),
  )
  web.advance(HOUR_MS)
  await put({ kind: 'organisation', subject: 'Acme', tier: 'paid' })
  await runJobs()
  expect(await dueOf(open)).toBe(at + 2 * HOUR_MS)
  expect((await web.read(done)).facts.tier).toBeUndefined()
  await put({ kind: 'organisation', subject: 'Acme', tier: null })
  await runJobs()
  expect(await dueOf(open)).toBe(at + 8 * HOUR_MS)
  expect((await web.read(open)).facts.tier).toBeUndefined()
  const { listed } = await verify(web.desk, () => {})
  expect(listed.filter((one) => !one.includes('fts5'))).toEqual([])
})

test('[SL13] leads and admins set tiers; one that is not there, or of nobody, is refused', async () => {
  const agent = await web.agent('Ann')
  const acme = { kind: 'organisation', subject: 'Acme', tier: 'paid' }
  expect((await put(acme, agent)).status).toBe(403)
  expect((await put({ ...acme, tier: 'gold' })).status).toBe(404)
  expect((await put({ kind: 'contact', subject: 'nobody', tier: 'paid' })).status).toBe(404)
  const shown = async (by: Rights) =>
    (
      await web.call('/api/sla/tiers', {
        headers: { authorization: `Bearer ${await web.bearer(by)}` },
      })
    ).json()
  await put(acme)
  expect(await shown(lead)).toMatchObject({
    maySet: true,
    organisations: [{ name: 'Acme', tier: 'paid' }],
  })
  expect(await shown(agent)).toMatchObject({ maySet: false, organisations: [] })
})

test('[SL13] who is erased has no tier any more', async () => {
  const ticket = await web.ticket('a@acme.test')
  const { id } = (await web.read(ticket)).facts.requester
  await put({ kind: 'contact', subject: id, tier: 'paid' })
  expect(await web.count('contract_tiers')).toBe(1)
  const admin = await web.agent('Ada', null, 'admin')
  unwrap(await web.push(admin, { kind: 'erase', contact: id, why: 'asked for' }))
  expect(await web.count('contract_tiers')).toBe(0)
})
