/** Warnings and breaches reach somebody, once each, whatever is killed in between. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { sayStep } from '../../shared/sla/step-words.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { verify } from '../operator/verify.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { text } from '../store/database.ts'
import { clocksAt } from './sla-record.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** First response within an hour, warned of a quarter before. */
const setAlarms = async (alarms: object, more: object = {}) =>
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, {
        calendars: [],
        policies: [
          {
            id: 'all',
            name: 'All',
            state: 'live',
            match: {},
            calendar: 'desk',
            pauseOn: ['waiting'],
            targets: { firstResponse: { seconds: 3600, time: 'wall', warnSeconds: 900 } },
            alarms,
            version: 1,
            changedAt: 0,
            changedBy: '',
            ...more,
          },
        ],
      }),
    })),
  )

const told = async () =>
  (
    await stage.sql.all(
      `SELECT subject, recipient FROM outgoing WHERE kind = 'agent-notice' ORDER BY at, recipient`,
    )
  ).map((row) => `${text(row, 'subject')} → ${text(row, 'recipient')}`)

const runAt = async (ms: number) => {
  stage.advance(ms)
  await stage.desk.jobs.runDue()
}

const differences = async () =>
  (await verify(stage.desk, () => {})).listed.filter((one) => !one.includes('fts5'))

test('[SL9] a warning and a breach go to the assignee, once each, to the second', async () => {
  await setAlarms({})
  const ticket = await stage.ticket()
  const ada = await stage.agent('Ada')
  await stage.agent('Bob')
  unwrap(
    await stage.push(ada, {
      kind: 'edit',
      ticket,
      ops: [{ op: 'set-assignee', assignee: ada.person }],
    }),
  )
  await runAt(45 * MINUTE_MS - 1_000)
  expect(await told()).toEqual([])
  await runAt(1_000)
  expect(await told()).toEqual(['Due soon: #1 → ada@desk.test'])
  // Reached is not passed: the breach is one second on.
  await runAt(15 * MINUTE_MS)
  expect(await told()).toHaveLength(1)
  expect((await stage.read(ticket)).facts.clocks).toMatchObject([{ state: 'running' }])
  await runAt(1_000)
  expect(await told()).toEqual(['Due soon: #1 → ada@desk.test', 'Overdue: #1 → ada@desk.test'])
  // And so it stands in the document, without anybody having done anything.
  expect((await stage.read(ticket)).facts.clocks).toMatchObject([{ state: 'breached' }])
  await runAt(HOUR_MS)
  await runAt(24 * HOUR_MS)
  expect(await told()).toHaveLength(2)
  expect(await stage.count('jobs', `kind = 'sla'`)).toBe(0)
  expect(await differences()).toEqual([])
})

test('[SL9] nobody has it: the queue’s team is told; without one whoever leads', async () => {
  await setAlarms({})
  await stage.agent('Ann', ['support'])
  await stage.agent('Ben', ['support'])
  await stage.agent('Cat', ['payments'])
  await stage.agent('Lea', null, 'lead')
  await stage.ticket()
  await stage.ticket('x@other.test', { queue: 'community' })
  await runAt(45 * MINUTE_MS)
  expect(await told()).toEqual([
    'Due soon: #1 → ann@desk.test',
    'Due soon: #1 → ben@desk.test',
    'Due soon: #2 → lea@desk.test',
  ])
})

test('[SL12] the mail unfolds the clock in the words that the API tells', async () => {
  await setAlarms({})
  const ticket = await stage.ticket()
  await stage.agent('Ada', ['support'])
  await runAt(HOUR_MS + 1_000)
  const row = await stage.desk.database.read.get(
    `SELECT mail FROM outgoing WHERE kind = 'agent-notice' ORDER BY id DESC LIMIT 1`,
  )
  const { text: mailed } = v.parse(
    v.object({ text: v.string() }),
    JSON.parse(text(row ?? {}, 'mail')),
  )
  const told = (await clocksAt(stage.desk.database.read, ticket, stage.now(), true)).find(
    ({ target }) => target === 'firstResponse',
  )
  expect(told?.steps.length).toBeGreaterThan(2)
  for (const step of told?.steps ?? []) expect(mailed).toContain(`\n- ${sayStep(step)}\n`)
})

test('an answer in time: nobody is told; one too late is told of, and not again', async () => {
  await setAlarms({})
  const ada = await stage.agent('Ada', ['support'])
  const [early, late] = [await stage.ticket(), await stage.ticket('z@other.test')]
  await stage.wholeReply(ada, early, { isForced: true })
  await runAt(11_000)
  stage.advance(2 * HOUR_MS)
  // The server was away when it was due: the first it does is to send the answer.
  await stage.wholeReply(ada, late, { isForced: true })
  await runAt(11_000)
  await runAt(1_000)
  expect(await told()).toEqual(['Overdue: #2 → ada@desk.test'])
  await runAt(HOUR_MS)
  expect(await told()).toHaveLength(1)
})

test('a breach raises priority, moves and assigns; the policy that matches then applies', async () => {
  const lea = await stage.agent('Lea', null, 'lead')
  await setAlarms({ mail: false, priority: 'high', assignee: lea.person, queue: 'payments' })
  const ticket = await stage.ticket()
  const urgent = await stage.ticket('u@other.test', { priority: 'urgent' })
  await runAt(HOUR_MS + 1_000)
  expect(await stage.read(ticket)).toMatchObject({
    priority: 'high',
    assignee: lea.person,
    queue: 'payments',
  })
  // Never lowered.
  expect((await stage.read(urgent)).priority).toBe('urgent')
  expect(await told()).toEqual([])
  expect(await differences()).toEqual([])
})

test('[SL9] a kill before the disk has it tells nobody; the next try tells once', async () => {
  await setAlarms({})
  await stage.agent('Ann', ['support'])
  await stage.ticket()
  stage.advance(HOUR_MS + 1_000)
  const { database } = stage.desk
  const write = database.write.bind(database)
  let kills = 3
  // The transaction is done to its end, and then never committed.
  database.write = (body) =>
    write(async (tx) => {
      const done = await body(tx)
      const row = await tx.get(`SELECT count(*) AS n FROM sla_alarms`)
      if (kills > 0 && Number(row?.['n']) > 0) {
        kills -= 1
        throw new Error('killed')
      }
      return done
    })
  for (let turn = 0; turn < 6; turn++) await runAt(MINUTE_MS)
  expect(kills).toBe(0)
  expect(await told()).toEqual(['Overdue: #1 → ann@desk.test'])
})

test('a paused clock warns nobody until it goes on', async () => {
  await setAlarms(
    {},
    { targets: { resolution: { seconds: 3600, time: 'wall', warnSeconds: 900 } } },
  )
  const ada = await stage.agent('Ada', ['support'])
  const ticket = await stage.ticket()
  const setStatus = async (status: 'waiting' | 'open') =>
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status }] }))
  await setStatus('waiting')
  await runAt(48 * HOUR_MS)
  expect(await told()).toEqual([])
  await setStatus('open')
  await runAt(45 * MINUTE_MS)
  expect(await told()).toEqual(['Due soon: #1 → ada@desk.test'])
})

test('a ticket that is deleted leaves nothing to tell', async () => {
  await setAlarms({})
  const admin = await stage.agent('Zoe', null, 'admin')
  const ticket = await stage.ticket()
  await runAt(45 * MINUTE_MS)
  expect(await stage.count('sla_alarms')).toBe(1)
  unwrap(await stage.push(admin, { kind: 'delete', ticket, why: 'asked for' }))
  await runAt(HOUR_MS)
  expect(await stage.count('sla_alarms')).toBe(0)
  expect(await stage.count('jobs', `kind = 'sla'`)).toBe(0)
})
