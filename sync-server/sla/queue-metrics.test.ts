/** Public figures of a real desk, over HTTP as everybody sees them. What may be told of a sample: public-sample.test. */
import { expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { SlaPolicy } from '../settings/sla-terms.ts'
import { CANCELLED_OF_FACTS } from '../store/schema.ts'
import {
  cookieOf,
  DAY,
  HOUR,
  makeStage,
  MINUTE,
  type Stage,
} from '../pages/test-stage/desk-stage.ts'

const Target = v.object({
  n: v.nullable(v.number()),
  rate: v.nullable(v.number()),
  medianSeconds: v.nullable(v.number()),
  p90Seconds: v.nullable(v.number()),
  share: v.nullable(v.number()),
  targetSeconds: v.nullable(v.number()),
  time: v.string(),
})
const Window = v.object({
  days: v.number(),
  n: v.nullable(v.number()),
  enough: v.boolean(),
  responseRate: v.nullable(v.number()),
  solved: v.nullable(v.number()),
  open: v.nullable(v.number()),
  firstResponse: v.nullable(Target),
  nextResponse: v.nullable(Target),
  resolution: v.nullable(Target),
})
const Promised = v.record(v.string(), v.object({ seconds: v.number(), time: v.string() }))
const Metrics = v.object({
  queue: v.string(),
  name: v.string(),
  asOf: v.string(),
  days: v.array(Window),
  open: v.nullable(v.number()),
  promised: Promised,
  promises: v.array(
    v.object({
      tiers: v.array(v.string()),
      priorities: v.array(v.string()),
      targets: Promised,
    }),
  ),
})

async function ask(stage: Stage) {
  const answer = await stage.get('/api/queues/help/metrics')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
  return v.parse(Metrics, await answer.json())
}
const askDays = async (stage: Stage) => (await ask(stage)).days

/** What is told once it was counted anew, which is done behind the answer that is given at once. */
async function askAnew(stage: Stage) {
  await ask(stage)
  const { read } = stage.desk.database
  const checkedAt = async () =>
    (await read.get(`SELECT checked_at AS at FROM public_figures WHERE queue = 'help'`))?.['at']
  await expect.poll(checkedAt).toBe(stage.now)
  return ask(stage)
}

/** Tickets of different people, each answered so long after it came. */
async function answered(stage: Stage, count: number, after = 6 * MINUTE): Promise<void> {
  for (let at = 0; at < count; at++) {
    const ticket = await stage.open({ address: `p${stage.now}@example.com` })
    stage.now += after
    await stage.reply(ticket, 'Here.')
  }
}

const setPolicies = async (
  stage: Stage,
  policies: (Partial<SlaPolicy> & Pick<SlaPolicy, 'id'>)[],
): Promise<void> => {
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: {
        calendars: [],
        tiers: [
          { id: 'paid', name: 'Paid' },
          { id: 'free', name: 'Community' },
        ],
        policies: policies.map((policy) => ({
          name: policy.id,
          state: 'live' as const,
          calendar: 'desk',
          pauseOn: [],
          targets: {},
          alarms: null,
          version: 1,
          changedAt: 0,
          changedBy: '',
          ...policy,
          match: {
            queues: [],
            priorities: [],
            tags: [],
            organisations: [],
            tiers: [],
            ...policy.match,
          },
        })),
      },
    })),
  )
}

test('[PF2] SEC-PUB: below ten nothing is told, not even how many', async () => {
  const stage = await makeStage()
  await answered(stage, 9)
  for (const window of await askDays(stage)) {
    expect(window).toMatchObject({
      n: null,
      enough: false,
      responseRate: null,
      solved: null,
      open: null,
    })
    expect(window.firstResponse).toMatchObject({
      n: null,
      medianSeconds: null,
      p90Seconds: null,
      share: null,
    })
  }
  const page = await (await stage.get('/q/help/status')).text()
  expect(page).toContain('Not enough data')
  expect(await (await stage.get('/q/help/badge.svg')).text()).toContain('not enough data')
  await stage.reply(await stage.open({ address: 'p9@example.com' }), 'At once.')
  expect((await askDays(stage))[0]?.enough).toBe(false)
  stage.now += 5 * MINUTE
  const week = (await askAnew(stage)).days[0]
  expect(week).toMatchObject({
    days: 7,
    n: 10,
    enough: true,
    responseRate: 1,
    open: 10,
    solved: 0,
  })
  expect(week?.firstResponse).toMatchObject({
    n: 10,
    medianSeconds: 360,
    share: 1,
    targetSeconds: 14_400,
  })
  const after = await (await stage.get('/q/help/status')).text()
  expect(after).toContain('6 minutes of opening time')
  expect(after).toContain('Promised: within <strong>4 opening hours')
})

test('[PF2] SEC-PUB: ten judged of which one was answered do not tell how fast that one was', async () => {
  const stage = await makeStage()
  for (let at = 0; at < 10; at++) await stage.open({ address: `p${at}@example.com` })
  stage.now += MINUTE
  await stage.reply(await stage.open({ address: 'p11@example.com' }), 'Here.')
  stage.now += 2 * DAY
  const week = (await askDays(stage))[0]
  expect(week?.firstResponse).toMatchObject({ n: 11, share: 0.09, medianSeconds: null })
})

test('[PF2] SEC-PUB: ten answers on one request are one request', async () => {
  const stage = await makeStage()
  await setPolicies(stage, [
    { id: 'all', targets: { nextResponse: { seconds: 3600, time: 'wall' } } },
  ])
  const ticket = await stage.open()
  await stage.reply(ticket, 'Hello.')
  const contact = await contactOf(stage, ticket)
  for (let at = 0; at < 12; at++) {
    stage.now += HOUR
    unwrap(
      await stage.desk.commit({
        actor: { kind: 'contact', contact },
        device: 'portal',
        pushId: `again-${at}`,
        input: {
          kind: 'inbound',
          ticket,
          from: contact,
          body: 'And?',
          via: 'portal',
          receivedAt: stage.now,
        },
      }),
    )
    stage.now += 10 * MINUTE
    await stage.reply(ticket, 'Soon.')
  }
  const week = (await askDays(stage))[0]
  expect(week?.nextResponse).toMatchObject({ n: null, medianSeconds: null })
  expect(week?.firstResponse).toBeNull()
})

test('[PF3] SEC-PUB: what a longer window holds more is ten at least, or the shorter one is hidden', async () => {
  const stage = await makeStage()
  await answered(stage, 3)
  stage.now += 20 * DAY
  await answered(stage, 12)
  const [week, month, quarter] = await askDays(stage)
  expect(quarter).toMatchObject({ n: 15, enough: true })
  // Nothing lies between 30 and 90 days.
  expect(month).toMatchObject({ n: 15, enough: true })
  expect(week).toMatchObject({ n: null, enough: false, responseRate: null })
  expect(week?.firstResponse).toMatchObject({ n: null, medianSeconds: null, share: null })
})

test('[PF4] SEC-PUB: what was told is told anew once ten moved, or after a day', async () => {
  const stage = await makeStage()
  await answered(stage, 12)
  const first = await ask(stage)
  expect(first.days[0]?.n).toBe(12)
  await answered(stage, 1)
  stage.now += 6 * MINUTE
  // How many are open is told as it is, to the nearest five.
  const withoutOpen = ({ days }: typeof first) => days.map(({ open: _open, ...rest }) => rest)
  expect(withoutOpen(await askAnew(stage))).toEqual(withoutOpen(first))
  expect((await ask(stage)).asOf).toBe(first.asOf)
  await answered(stage, 9)
  stage.now += 6 * MINUTE
  const second = await askAnew(stage)
  expect(second.days[0]?.n).toBe(22)
  await answered(stage, 1)
  stage.now += DAY
  expect((await ask(stage)).days[0]?.n).toBe(23)
})

test('[PF5] one answer is kept for five minutes, in the store too, and every form tells the same', async () => {
  const stage = await makeStage()
  await answered(stage, 10)
  const first = await ask(stage)
  stage.now += 4 * MINUTE
  const read = stage.desk.database.read
  const before = await read.get(`SELECT checked_at FROM public_figures WHERE queue = 'help'`)
  expect((await ask(stage)).asOf).toBe(first.asOf)
  expect(await read.get(`SELECT checked_at FROM public_figures WHERE queue = 'help'`)).toEqual(
    before,
  )
  for (const path of ['/q/help/status', '/q/help/status.atom', '/q/help/badge.svg']) {
    const answer = await stage.get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
    expect(await answer.text()).toContain('6 min')
  }
  const badge = await stage.get('/q/help/badge.svg?figure=response-rate&days=7')
  expect(badge.headers.get('content-type')).toContain('image/svg+xml')
  expect(await badge.text()).toContain('100 %')
  const again = await stage.app.request('/q/help/badge.svg?figure=response-rate&days=7', {
    headers: { 'if-none-match': badge.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect((await stage.get('/q/help/badge.svg?figure=secret')).status).toBe(404)
})

test('[PF5] after that the last answer is told at once, while it is counted anew, once; an old one is waited for', async () => {
  const stage = await makeStage()
  await answered(stage, 10)
  const first = await ask(stage)
  await answered(stage, 10, MINUTE)
  expect(stage.now - Date.parse(first.asOf)).toBeGreaterThan(5 * MINUTE)
  const { read } = stage.desk.database
  const all = read.all.bind(read)
  let counts = 0
  let go = () => {}
  const held = new Promise<void>((resolve) => (go = resolve))
  // Counting stands still until it is let go; its first question is of first responses.
  read.all = async (sql, ...values) => {
    if (sql.includes('FROM sla_clocks')) {
      if (values[1] === 'firstResponse' && Number(values[3]) > stage.now) counts += 1
      await held
    }
    return all(sql, ...values)
  }
  const three = await Promise.all([ask(stage), ask(stage), ask(stage)])
  expect(three.map(({ asOf, days }) => [asOf, days[0]?.n])).toEqual(
    three.map(() => [first.asOf, 10]),
  )
  go()
  expect((await askAnew(stage)).days[0]?.n).toBe(20)
  expect(counts).toBe(1)
  await answered(stage, 10)
  stage.now += 2 * HOUR
  expect((await ask(stage)).days[0]?.n).toBe(30)
})

test('[PF9] a request that was late and then merged away was not answered, and has no time', async () => {
  const stage = await makeStage()
  await answered(stage, 10)
  const into = await stage.open({ address: 'late@example.com' })
  stage.now += 3 * DAY
  // Both are late by then; one of them is merged away, the other answered.
  const late = await stage.open({ address: 'late@example.com' })
  stage.now += 3 * DAY
  const actor = { kind: 'agent', rights: stage.agent } as const
  const merge = { kind: 'merge', ticket: late, into } as const
  unwrap(await stage.desk.commit({ actor, device: 'test', pushId: 'merge', input: merge }))
  stage.now += MINUTE
  await stage.reply(into, 'Here.')
  const { firstResponse, solved } = (await askDays(stage))[0] ?? {}
  expect(firstResponse).toMatchObject({ n: 12, rate: 0.92, share: 0.83 })
  expect(solved).toBe(0)
  const rows = () =>
    stage.desk.database.read.all(
      `SELECT ticket, target, cancelled FROM sla_clocks ORDER BY ticket, ordinal`,
    )
  const wanted = await rows()
  expect(wanted.filter(({ cancelled }) => cancelled === 1)).toEqual([
    { ticket: late, target: 'firstResponse', cancelled: 1 },
    { ticket: late, target: 'resolution', cancelled: 1 },
  ])
  // What was stored before it was kept takes it from the facts.
  await stage.desk.database.write(async (tx) => {
    await tx.run(`UPDATE sla_clocks SET cancelled = 0`)
    await tx.run(CANCELLED_OF_FACTS)
  })
  expect(await rows()).toEqual(wanted)
})

test('[PF1] SEC-PUB: a queue that is private or unknown has no figures, in the same words', async () => {
  const stage = await makeStage()
  for (const path of [
    '/api/queues/X/metrics',
    '/q/X/status',
    '/q/X/status.atom',
    '/q/X/badge.svg',
  ]) {
    const answers = []
    for (const slug of ['quiet', 'nowhere']) {
      const answer = await stage.get(path.replace('X', slug))
      expect(answer.status).toBe(404)
      answers.push(await answer.text())
    }
    expect(answers[0]).toBe(answers[1])
  }
})

test('[PF6] what is promised is what the policies in force say, by tier and priority, and no agreement of one customer', async () => {
  const stage = await makeStage()
  await setPolicies(stage, [
    {
      id: 'acme',
      match: { queues: [], priorities: [], tags: [], organisations: ['Acme Ltd'], tiers: [] },
      targets: { firstResponse: { seconds: 60, time: 'wall' } },
    },
    {
      id: 'draft',
      state: 'draft',
      targets: { firstResponse: { seconds: 120, time: 'wall' } },
    },
    {
      id: 'paid',
      match: {
        queues: ['help'],
        priorities: ['urgent'],
        tags: [],
        organisations: [],
        tiers: ['paid'],
      },
      targets: {
        firstResponse: { seconds: 1800, time: 'wall' },
        nextResponse: { seconds: 3600, time: 'wall' },
      },
    },
    {
      id: 'elsewhere',
      match: { queues: ['quiet'], priorities: [], tags: [], organisations: [], tiers: [] },
      targets: { firstResponse: { seconds: 180, time: 'wall' } },
    },
    { id: 'all', targets: { firstResponse: { seconds: 7200, time: 'business' } } },
    { id: 'never', targets: { firstResponse: { seconds: 240, time: 'business' } } },
  ])
  await answered(stage, 10)
  const { promised, promises, days } = await ask(stage)
  expect(promised).toEqual({ firstResponse: { seconds: 7200, time: 'business' } })
  expect(promises).toEqual([
    {
      tiers: ['Paid'],
      priorities: ['urgent'],
      targets: {
        firstResponse: { seconds: 1800, time: 'wall' },
        nextResponse: { seconds: 3600, time: 'wall' },
      },
    },
    { tiers: [], priorities: [], targets: { firstResponse: { seconds: 7200, time: 'business' } } },
  ])
  // No policy in force promises a solution: nothing is told of one.
  expect(days[0]?.resolution).toBeNull()
  // Of two kinds of time none is the other's: then both are told around the clock.
  expect(days[0]?.firstResponse?.time).toBe('wall')
  const page = await (await stage.get('/q/help/status')).text()
  expect(page).toContain('Paid, urgent requests')
  expect(page).not.toContain('Acme')
  const start = await (await stage.get('/')).text()
  expect(start).toContain('Typical first answer: 6 minutes. Promised: within 2 opening hours.')
  expect(await (await stage.get('/q/help')).text()).toContain(
    'Typical first answer: 6 minutes. Promised: within 2 opening hours.',
  )
})

async function contactOf(stage: Stage, ticket: string) {
  const row = await stage.desk.database.read.get(
    `SELECT contacts.id AS id, email, name FROM contacts JOIN tickets ON tickets.requester = contacts.id WHERE tickets.id = ?`,
    ticket,
  )
  return {
    id: String(row?.['id']),
    address: String(row?.['email']),
    name: String(row?.['name']),
    isVerified: true,
  }
}

test('[PF7] the acknowledgement and the receipt say what is typical and by when an answer is promised', async () => {
  const stage = await makeStage()
  await answered(stage, 10)
  await stage.desk.housekeeping.tidy()
  const sent = await stage.post('/q/help', stage.fill())
  const receipt = await stage.get(sent.headers.get('location') ?? '', cookieOf(sent))
  const words = await receipt.text()
  expect(words).toContain('Typical first answer: 6 minutes of opening time.')
  expect(words).toContain('Mon, 2 Mar 2026, 14:00 UTC')
  const row = await stage.desk.database.read.get(
    `SELECT mail FROM outgoing WHERE kind = 'acknowledgement' ORDER BY id DESC LIMIT 1`,
  )
  expect(String(row?.['mail'])).toContain(
    'Typical first answer: 6 minutes of opening time. Promised: by Mon, 2 Mar 2026, 14:00 UTC.',
  )
})
