/** What admins see of the way out: whether the relay takes mail, and who gets nothing automatic. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { DeliveryOutcome } from '../../shared/wire/mail.ts'
import { leaseMail } from '../mail/outbound/mail-lease.ts'
import { suppress } from '../mail/outbound/suppressions.ts'
import { checkDesk } from '../operator/desk-checks.ts'
import { checkCertificate, readCertificate } from '../operator/spool-check.ts'
import { liftSuppressed, listSuppressed } from '../operator/suppression-verbs.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { readMailHealth } from '../mail/outbound/mail-health.ts'
import { openWebStage } from './test-stage/web-stage.ts'

const HOUR_MS = 3_600_000

let stage: Stage
beforeEach(async () => {
  stage = await openStage({ DESKSIDE_UNDO_SECONDS: '0' })
})
afterEach(() => stage.close())

async function checkOf(name: string) {
  const done = unwrap(await checkDesk.run(stage.desk, {}, () => {}))
  const Checks = v.object({
    checks: v.array(v.object({ name: v.string(), state: v.string(), detail: v.string() })),
  })
  return v.parse(Checks, done.json).checks.find((check) => check.name === name)
}

const health = () => readMailHealth(stage.sql, stage.now())

test('[OU15][MR46] a relay that takes nothing for a quarter of an hour is to be seen, and so is its return', async () => {
  const say = async (outcome: DeliveryOutcome) => {
    const [job] = await leaseMail(stage.desk.parts, { max: 1, worker: null, isFirst: false })
    if (!job) throw new Error('nothing is due')
    unwrap(await stage.mark(job, outcome))
  }
  expect(await checkOf('mail out')).toMatchObject({ state: 'ok' })
  await stage.ticket('ann@a.test', { isAcknowledged: true })
  await say({ state: 'deferred', reply: 'no answer', nextTryAt: stage.now() + HOUR_MS })
  expect(await health()).toMatchObject({ waiting: 1, deferred: 1, isRelayAway: false })
  stage.advance(LIMITS.sendLateMs)
  expect(await health()).toMatchObject({ waiting: 1, isRelayAway: true })
  expect(await checkOf('mail out')).toMatchObject({
    state: 'bad',
    detail: expect.stringContaining('the relay takes no mail'),
  })
  // One that is taken is enough: what else waits has a reason of its own.
  await stage.ticket('bob@b.test', { isAcknowledged: true })
  await say({ state: 'handed-over', reply: '250 ok', possiblyTwice: false })
  expect(await health()).toMatchObject({ waiting: 1, isRelayAway: false })
})

test('[OU9] a mail that a killed gateway held was turned away by nobody: only a wait counts as a try', async () => {
  const lease = async () => {
    const asked = { max: 1, worker: stage.newId(), isFirst: true }
    return (await leaseMail(stage.desk.parts, asked))[0]
  }
  await stage.ticket('ann@a.test', { isAcknowledged: true })
  for (let kills = 0; kills < 5; kills++) {
    expect(await lease()).toMatchObject({ tries: 0 })
    stage.advance(LIMITS.leaseMs)
  }
  const job = await lease()
  if (!job) throw new Error('nothing is due')
  const nextTryAt = stage.now() + HOUR_MS
  unwrap(await stage.mark(job, { state: 'deferred', reply: '451 4.3.0 later', nextTryAt }))
  stage.advance(HOUR_MS)
  expect(await lease()).toMatchObject({ tries: 1 })
})

test('[MA27] who gets nothing automatic is listed, and can be let in again', async () => {
  const list = async () => unwrap(await listSuppressed.run(stage.desk, {}, () => {}))
  expect((await list()).words).toBe('None.')
  await stage.desk.database.write((tx) =>
    suppress(tx, {
      address: 'Ann@a.test',
      reason: 'bounced',
      detail: '5.1.1',
      outgoing: null,
      at: stage.now(),
    }),
  )
  expect(await health()).toMatchObject({ suppressed: 1 })
  expect((await list()).words).toContain('ann@a.test')
  const lift = () => liftSuppressed.run(stage.desk, { email: 'ann@a.test' }, () => {})
  expect((await lift()).ok).toBe(true)
  expect(await lift()).toMatchObject({ ok: false, fault: { code: 'kit/not-found' } })
  expect((await list()).words).toBe('None.')
})

test('[MA27] over HTTP it is the admins who see them and let them in', async () => {
  const web = await openWebStage()
  try {
    const bearerOf = async (name: string, role: 'agent' | 'admin') => ({
      authorization: `Bearer ${await web.bearer(await web.agent(name, null, role))}`,
    })
    const ada = await bearerOf('Ada', 'admin')
    const eve = await bearerOf('Eve', 'agent')
    await web.desk.database.write((tx) =>
      suppress(tx, {
        address: 'ann@a.test',
        reason: 'complained',
        detail: 'complaint',
        outgoing: null,
        at: 5,
      }),
    )
    for (const path of ['/api/suppressions', '/api/mail-health']) {
      expect((await web.call(path, { headers: eve })).status).toBe(403)
      expect((await web.call(path)).status).toBe(401)
    }
    expect(await (await web.call('/api/suppressions', { headers: ada })).json()).toEqual({
      items: [{ address: 'ann@a.test', reason: 'complained', detail: 'complaint', at: 5 }],
      next: null,
    })
    expect(await (await web.call('/api/mail-health', { headers: ada })).json()).toMatchObject({
      suppressed: 1,
    })
    const lift = (headers: Record<string, string>) =>
      web.call('/api/suppressions/ann@a.test', { method: 'DELETE', headers })
    expect((await lift(eve)).status).toBe(403)
    expect((await lift(ada)).status).toBe(204)
    expect((await lift(ada)).status).toBe(404)
  } finally {
    await web.close()
  }
})

test('[OU23][MR46] whoever has the app open is told that the relay takes nothing, and admins of a certificate that ends', async () => {
  const web = await openWebStage({ DESKSIDE_UNDO_SECONDS: '0' })
  try {
    const bearerOf = async (name: string, role: 'agent' | 'admin') => ({
      authorization: `Bearer ${await web.bearer(await web.agent(name, null, role))}`,
    })
    const ada = await bearerOf('Ada', 'admin')
    const eve = await bearerOf('Eve', 'agent')
    const told = async (headers: Record<string, string>): Promise<unknown> =>
      (await web.call('/api/mail-trouble', { headers })).json()
    expect((await web.call('/api/mail-trouble')).status).toBe(401)
    expect(await told(eve)).toEqual({ awaySince: null, certificate: null })

    const since = web.now()
    await web.ticket('ann@a.test', { isAcknowledged: true })
    const [job] = await leaseMail(web.desk.parts, { max: 1, worker: null, isFirst: false })
    if (!job) throw new Error('nothing is due')
    const nextTryAt = since + HOUR_MS
    unwrap(await web.mark(job, { state: 'deferred', reply: 'no answer', nextTryAt }))
    web.advance(LIMITS.sendLateMs)
    expect(await told(eve)).toEqual({ awaySince: since, certificate: null })
    web.advance(nextTryAt - web.now())
    const [again] = await leaseMail(web.desk.parts, { max: 1, worker: null, isFirst: false })
    if (!again) throw new Error('nothing is due')
    unwrap(await web.mark(again, { state: 'handed-over', reply: '250 ok', possiblyTwice: false }))
    expect(await told(eve)).toEqual({ awaySince: null, certificate: null })

    const spool = join(web.desk.config.dataDir, 'spool')
    await mkdir(spool, { recursive: true })
    const note = async (endsAt: number | null) => {
      await writeFile(join(spool, 'certificate.json'), JSON.stringify({ endsAt }))
      const [check] = checkCertificate(await readCertificate(web.desk.config.dataDir), web.now())
      return { told: await told(ada), state: check?.state }
    }
    const late = web.now() + LIMITS.certificateWarnMs
    expect(await note(late)).toEqual({ told: { awaySince: null, certificate: null }, state: 'ok' })
    for (const [endsAt, state] of [
      [late - 1, 'advice'],
      [web.now() - HOUR_MS, 'bad'],
      [null, 'bad'],
    ] as const) {
      expect(await note(endsAt)).toEqual({
        told: { awaySince: null, certificate: { endsAt } },
        state,
      })
      expect(await told(eve)).toEqual({ awaySince: null, certificate: null })
    }
  } finally {
    await web.close()
  }
})
