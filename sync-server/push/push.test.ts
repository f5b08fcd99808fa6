/** Push messages from the event to the browser that opens them, against a push service on loopback. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { PushWishes } from '../../shared/wire/push.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { deviceOf, noteSeen, putDevice } from './devices.ts'
import { openPushService, type PushService } from './test-stage/push-service.ts'
import { vapidKeys } from './vapid.ts'

let stage: Stage
let service: PushService

beforeEach(async () => {
  service = await openPushService()
  stage = await openStage({ DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterEach(async () => {
  await stage.close()
  await service.close()
})

const ALL: PushWishes = { queues: ['support'], answers: true, promises: true, quiet: null }

/** A browser of theirs that is told, signed in by a session of its own. */
async function listen(rights: Rights, over: Partial<PushWishes> = {}) {
  const secret = await stage.desk.sessions.open(rights.person, 'browser')
  const session = await stage.desk.sessions.authenticate(secret)
  if (!session) throw new Error('no session')
  const target = service.subscribe()
  const by = { id: stage.newId(), session: session.id, person: rights.person, now: stage.now() }
  unwrap(await stage.desk.database.write((tx) => putDevice(tx, { ...target, ...ALL, ...over }, by)))
  return { target, session: session.id, secret }
}

/** After what was to be waited for. */
async function settle(): Promise<number> {
  stage.advance(LIMITS.pushSettleMs)
  return stage.desk.pushes.runDue()
}

const jobs = () => stage.count('jobs', `kind = 'push'`)
const devices = () => stage.count('push_devices')

async function assign(rights: Rights, ticket: string, assignee: string | null): Promise<void> {
  const ops = [{ op: 'set-assignee' as const, assignee }]
  unwrap(await stage.push(rights, { kind: 'edit', ticket, ops }))
}

test('[PU1] a new ticket comes sealed for one browser, signed by this desk, and opens the ticket', async () => {
  const ada = await stage.agent('Ada')
  const { target } = await listen(ada)
  const ticket = await stage.ticket()
  expect(await stage.desk.pushes.runDue()).toBe(0)
  await settle()
  expect(service.pushed).toHaveLength(1)
  const [{ message, headers, claims, key, endpoint }] = service.pushed as [
    (typeof service.pushed)[number],
  ]
  expect(endpoint).toBe(target.endpoint)
  expect(message).toMatchObject({
    web_push: 8030,
    notification: {
      title: 'New ticket #1',
      body: 'support',
      navigate: `https://desk.test/app/t/${ticket}`,
      tag: `ticket-${ticket}`,
    },
  })
  expect(headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    ttl: String(LIMITS.pushKeptMs / 1000),
    topic: ticket,
    urgency: 'normal',
  })
  expect(claims).toEqual({
    aud: service.url,
    exp: Math.floor((stage.now() + LIMITS.pushVapidMs) / 1000),
    sub: 'https://desk.test',
  })
  expect(key).toBe((await vapidKeys(stage.desk.database)).publicKey)
  expect(await jobs()).toBe(0)
})

test('[PU2] it holds no word of anybody who wrote, neither on its way nor where it waits', async () => {
  const ada = await stage.agent('Ada')
  await listen(ada)
  await stage.ticket('zebedee@customer.test', {
    subject: 'Zebedee cannot open it',
    body: 'Zebedee here.',
    requester: { name: 'Zebedee', address: 'zebedee@customer.test' },
  })
  for (const { payload } of await stage.sql.all(`SELECT payload FROM jobs WHERE kind = 'push'`))
    expect(String(payload).toLowerCase()).not.toContain('zebedee')
  await settle()
  expect(JSON.stringify(service.pushed[0]?.message).toLowerCase()).not.toContain('zebedee')
})

test('[PU3] only queues that were asked for are told of, and nobody of what they did', async () => {
  const ada = await stage.agent('Ada')
  await listen(ada, { queues: ['payments'] })
  await stage.ticket()
  await settle()
  expect(service.pushed).toHaveLength(0)
  await stage.ticket('ruth@customer.test', { queue: 'payments' })
  await settle()
  expect(service.titles()).toEqual(['New ticket #2'])
  // Her own, opened by hand.
  unwrap(
    await stage.push(ada, {
      kind: 'open-ticket',
      ticket: stage.newId(),
      queue: 'payments',
      name: 'Ruth',
      email: 'ruth@customer.test',
      subject: 'She rang',
      assignee: null,
      first: { as: 'note', id: stage.newId(), text: 'She rang.' },
    }),
  )
  await settle()
  expect(service.pushed).toHaveLength(1)
})

test('[PU3] an answer is told to whoever has the ticket or watches it, and to nobody else', async () => {
  const [ada, bert, cleo] = [
    await stage.agent('Ada'),
    await stage.agent('Bert'),
    await stage.agent('Cleo'),
  ]
  const [adas, berts] = [await listen(ada, { queues: [] }), await listen(bert, { queues: [] })]
  await listen(cleo, { queues: [] })
  const ticket = await stage.ticket()
  await assign(ada, ticket, ada.person)
  const ops = [{ op: 'watch' as const, person: bert.person }]
  unwrap(await stage.push(bert, { kind: 'edit', ticket, ops }))
  await settle()
  expect(service.pushed).toHaveLength(0)
  unwrap(await stage.writes(ticket, 'Still shut.'))
  await settle()
  expect(service.titles()).toEqual(['Answer on #1', 'Answer on #1'])
  expect(new Set(service.pushed.map(({ endpoint }) => endpoint))).toEqual(
    new Set([adas.target.endpoint, berts.target.endpoint]),
  )
  // Hers to answer: the number on her app goes up. Bert only watches.
  const badges = service.pushed.map(({ endpoint, message }) => [
    endpoint === adas.target.endpoint ? 'Ada' : 'Bert',
    message.app_badge,
  ])
  expect(Object.fromEntries(badges)).toEqual({ Ada: 1, Bert: 0 })
})

test('[PU3] [PU4] a note that mentions somebody is told to them and to nobody else, as far as they may see it', async () => {
  const [ada, bert, cleo] = [
    await stage.agent('Ada'),
    await stage.agent('Bert'),
    await stage.agent('Cleo', ['payments']),
  ]
  const berts = await listen(bert, { queues: [] })
  await listen(ada, { queues: [] })
  await listen(cleo, { queues: [] })
  const ticket = await stage.ticket()
  const note = (mentions: string[], text: string) => {
    const ops = [{ op: 'add-note' as const, id: stage.newId(), text, mentions }]
    return stage.push(ada, { kind: 'edit', ticket, ops })
  }
  unwrap(await note([ada.person, bert.person, cleo.person], '@Ada @Bert @Cleo zebra'))
  expect(JSON.stringify(await stage.sql.all(`SELECT payload FROM jobs`))).not.toContain('zebra')
  await settle()
  expect(service.titles()).toEqual(['You are mentioned on #1'])
  expect(service.pushed[0]?.endpoint).toBe(berts.target.endpoint)
  // Whoever is mentioned watches, as Ada does by her own words, and hears how it goes on; Cleo would, if she might see it.
  expect((await stage.read(ticket)).watchers).toContain(bert.person)
  unwrap(await stage.writes(ticket, 'Still shut.'))
  await settle()
  expect(service.titles().slice(1)).toEqual(['Answer on #1', 'Answer on #1'])
  // Seen on the device meanwhile.
  unwrap(await note([bert.person], '@Bert'))
  const device = await deviceOf(stage.sql, berts.session)
  const last = (await stage.read(ticket)).messages.findLast(({ kind }) => kind === 'note')
  const seen = [{ ticket, message: last?.id ?? null }]
  if (device) await stage.desk.database.write((tx) => noteSeen(tx, device, seen, null))
  await settle()
  expect(service.titles()).toHaveLength(3)
})

test('[PU4] who may not see the ticket when it is sent is not told, whatever they might before', async () => {
  const ada = await stage.agent('Ada', ['support'])
  await listen(ada)
  await stage.ticket()
  expect(await jobs()).toBe(1)
  unwrap(await stage.desk.people.change(ada.person, { queues: ['payments'] }))
  await settle()
  expect(service.requests()).toBe(0)
  expect(await jobs()).toBe(0)
  // Asked for without any right: nothing either.
  await stage.ticket()
  await settle()
  expect(service.requests()).toBe(0)
})

test('[PU5] signed out, ended from elsewhere, disabled or over: the browser is forgotten with what waited for it', async () => {
  const [ada, bert, cleo, dora] = [
    await stage.agent('Ada'),
    await stage.agent('Bert'),
    await stage.agent('Cleo'),
    await stage.agent('Dora'),
  ]
  const { secret } = await listen(ada)
  const berts = await listen(bert)
  await listen(cleo)
  await listen(dora)
  await stage.ticket()
  expect([await devices(), await jobs()]).toEqual([4, 4])
  await stage.desk.sessions.end(secret)
  expect([await devices(), await jobs()]).toEqual([3, 3])
  await stage.desk.sessions.revoke(bert.person, berts.session)
  expect([await devices(), await jobs()]).toEqual([2, 2])
  unwrap(await stage.desk.people.change(cleo.person, { isDisabled: true }))
  expect([await devices(), await jobs()]).toEqual([1, 1])
  stage.advance(LIMITS.sessionMs)
  await stage.desk.pushes.runDue()
  expect([await devices(), await jobs()]).toEqual([0, 0])
  expect(service.requests()).toBe(0)
})

test('[PU3] what waits for a browser is not lost when its wishes are said again', async () => {
  const ada = await stage.agent('Ada')
  const { session, target } = await listen(ada)
  await stage.ticket()
  const by = { id: stage.newId(), session, person: ada.person, now: stage.now() }
  const wishes = { ...ALL, answers: false }
  unwrap(await stage.desk.database.write((tx) => putDevice(tx, { ...target, ...wishes }, by)))
  expect((await deviceOf(stage.desk.database.read, session))?.wishes).toEqual(wishes)
  expect(await settle()).toBe(1)
  expect(service.requests()).toBe(1)
})

test('[PU5] a browser that asks while its session ends is not kept', async () => {
  const ada = await stage.agent('Ada')
  const { session, secret, target } = await listen(ada)
  await stage.desk.sessions.end(secret)
  const by = { id: stage.newId(), session, person: ada.person, now: stage.now() }
  const late = await stage.desk.database.write((tx) => putDevice(tx, { ...target, ...ALL }, by))
  expect(late).toMatchObject({ fault: { code: 'auth/required' } })
  const other = await listen(ada)
  await stage.desk.sessions.revoke(ada.person)
  const again = { ...by, session: other.session }
  const ended = await stage.desk.database.write((tx) => putDevice(tx, { ...target, ...ALL }, again))
  expect(ended).toMatchObject({ fault: { code: 'auth/required' } })
  expect(await stage.count('push_devices')).toBe(0)
})

test('[PU5] a session that ended by its time takes its browser along, without anything to tell', async () => {
  await listen(await stage.agent('Ada'))
  stage.advance(LIMITS.sessionMs + 1)
  await stage.desk.housekeeping.tidy()
  expect(await devices()).toBe(0)
})

test('[PU5] what a push service calls gone is forgotten at once', async () => {
  const ada = await stage.agent('Ada')
  const { target } = await listen(ada)
  service.forget(target)
  await stage.ticket()
  await settle()
  expect(service.requests()).toBe(1)
  expect([await devices(), await jobs()]).toEqual([0, 0])
})

test('[PU6] of one ticket one message waits for a browser; what happens once it went is another with the same tag', async () => {
  const ada = await stage.agent('Ada')
  await listen(ada)
  const ticket = await stage.ticket()
  await assign(ada, ticket, ada.person)
  unwrap(await stage.writes(ticket, 'One more thing.'))
  unwrap(await stage.writes(ticket, 'And another.'))
  expect(await jobs()).toBe(1)
  await settle()
  expect(service.titles()).toEqual(['New ticket #1'])
  unwrap(await stage.writes(ticket, 'Hello?'))
  await settle()
  expect(service.titles()).toEqual(['New ticket #1', 'Answer on #1'])
  const tags = service.pushed.map(({ message }) => message.notification.tag)
  expect(new Set(tags).size).toBe(1)
  // The same ticket counts once.
  expect(service.pushed.at(-1)?.message.app_badge).toBe(1)
})

test('[PU6] a server that is killed before it is through goes on; the browser knows the event again', async () => {
  const ada = await stage.agent('Ada')
  await listen(ada)
  await stage.ticket()
  stage.advance(LIMITS.pushSettleMs)
  // Killed after it has taken the job up: nothing of this process is heard any more.
  const dead = await openAgain({ isDeaf: true })
  void dead.pushes.runDue()
  await expect.poll(() => stage.count('jobs', `kind = 'push' AND is_started = 1`)).toBe(1)
  expect(await stage.desk.pushes.runDue()).toBe(0)
  stage.advance(LIMITS.pushLeaseMs)
  expect(await stage.desk.pushes.runDue()).toBe(1)
  expect(service.titles()).toEqual(['New ticket #1'])
  expect(await jobs()).toBe(0)
})

/** Another process on the same data, whose timers and network never answer. */
async function openAgain({ isDeaf }: { isDeaf: boolean }) {
  const { makePushRunner } = await import('./push-runner.ts')
  const pushes = makePushRunner({
    parts: stage.desk.parts,
    sessions: stage.desk.sessions,
    post: () => (isDeaf ? new Promise(() => {}) : Promise.reject(new Error('unused'))),
    timers: { after: () => ({ cancel: () => {} }) },
  })
  return { pushes }
}

test('[PU6] a push service that is away is asked again, later each time, and then no more', async () => {
  await listen(await stage.agent('Ada'))
  service.answerWith({ status: 503 }, { status: 429, headers: { 'retry-after': '600' } })
  await stage.ticket()
  await settle()
  expect(await stage.desk.pushes.runDue()).toBe(0)
  stage.advance(5_000)
  expect(await stage.desk.pushes.runDue()).toBe(1)
  // It named its own time.
  stage.advance(599_000)
  expect(await stage.desk.pushes.runDue()).toBe(0)
  stage.advance(1_000)
  await stage.desk.pushes.runDue()
  expect(service.titles()).toEqual(['New ticket #1'])
  service.answerWith(...Array.from({ length: LIMITS.pushTries }, () => ({ status: 500 })))
  await stage.ticket()
  for (let tries = 0; tries < LIMITS.pushTries + 2; tries++) {
    stage.advance(LIMITS.pushKeptMs)
    await stage.desk.pushes.runDue()
  }
  expect(await jobs()).toBe(0)
  expect(service.requests()).toBe(3 + LIMITS.pushTries)
})

test('[PU7] what the device has shown meanwhile is not told; what came after that is', async () => {
  const ada = await stage.agent('Ada')
  const { session } = await listen(ada)
  const ticket = await stage.ticket()
  const shown = (await stage.read(ticket)).messages.at(-1)?.id ?? ''
  const see = (message: string) =>
    stage.desk.database.write(async (tx) => {
      const device = await deviceOf(tx, session)
      if (device) await noteSeen(tx, device, [{ ticket, message }], 0)
    })
  await see(shown)
  await settle()
  expect(service.pushed).toHaveLength(0)
  await assign(ada, ticket, ada.person)
  unwrap(await stage.writes(ticket, 'One more thing.'))
  await see(shown)
  await settle()
  expect(service.titles()).toEqual(['Answer on #1'])
})

test('[PU7] what somebody answered meanwhile is no news', async () => {
  const [ada, bert] = [await stage.agent('Ada'), await stage.agent('Bert')]
  await listen(ada)
  const ticket = await stage.ticket()
  await stage.wholeReply(bert, ticket)
  await settle()
  expect(service.requests()).toBe(0)
  expect(await jobs()).toBe(0)
})

test('[PU8] in quiet hours nothing comes, by the clock of the person, and nothing of it later', async () => {
  const ada = await stage.agent('Ada')
  // The desk's Monday 10:00 UTC is 19:00 in Tokyo.
  const quiet = { from: 18 * 60, to: 7 * 60, zone: 'Asia/Tokyo' }
  await listen(ada, { quiet })
  await stage.ticket()
  await settle()
  expect(service.requests()).toBe(0)
  stage.advance(12 * 3_600_000 - LIMITS.pushSettleMs)
  expect(await stage.desk.pushes.runDue()).toBe(0)
  await stage.ticket()
  await settle()
  expect(service.titles()).toEqual(['New ticket #2'])
})

test('[PU3] [SL9] a promise about to be missed, then missed, is told to whoever has the ticket', async () => {
  const [ada, bert] = [await stage.agent('Ada'), await stage.agent('Bert')]
  await listen(ada, { queues: [] })
  await listen(bert, { queues: [] })
  const policy = {
    id: 'all',
    name: 'All',
    state: 'live',
    match: {},
    calendar: 'desk',
    pauseOn: ['waiting'],
    targets: { firstResponse: { seconds: 3600, time: 'wall', warnSeconds: 900 } },
    alarms: {},
    version: 1,
    changedAt: 0,
    changedBy: '',
  }
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, { calendars: [], policies: [policy] }),
    })),
  )
  const ticket = await stage.ticket()
  await assign(bert, ticket, ada.person)
  stage.advance(45 * 60_000)
  await stage.desk.jobs.runDue()
  await settle()
  expect(service.titles()).toEqual(['Due soon: #1'])
  stage.advance(15 * 60_000)
  await stage.desk.jobs.runDue()
  await settle()
  expect(service.titles()).toEqual(['Due soon: #1', 'Overdue: #1'])
  expect(service.pushed.map(({ headers }) => headers['urgency'])).toEqual(['high', 'high'])
  // Kept in time it is no news.
  const other = await stage.ticket()
  await assign(bert, other, ada.person)
  stage.advance(45 * 60_000)
  await stage.desk.jobs.runDue()
  await stage.wholeReply(ada, other, { status: 'solved' })
  await settle()
  expect(service.pushed).toHaveLength(2)
})

test('[PU9] a subscription never makes the desk call its own network', async () => {
  const closed = await openStage()
  try {
    const ada = await closed.agent('Ada')
    const secret = await closed.desk.sessions.open(ada.person, 'browser')
    const session = await closed.desk.sessions.authenticate(secret)
    const by = {
      id: closed.newId(),
      session: session?.id ?? '',
      person: ada.person,
      now: closed.now(),
    }
    const target = service.subscribe()
    unwrap(await closed.desk.database.write((tx) => putDevice(tx, { ...target, ...ALL }, by)))
    await closed.ticket()
    closed.advance(LIMITS.pushSettleMs)
    expect(await closed.desk.pushes.runDue()).toBe(1)
    expect(service.requests()).toBe(0)
    expect(await closed.count('push_devices')).toBe(0)
  } finally {
    await closed.close()
  }
})

test('[PU10] the desk keeps one key pair, also opened anew', async () => {
  const { publicKey, privateKey } = await vapidKeys(stage.desk.database)
  expect(await vapidKeys(stage.desk.database)).toEqual({ publicKey, privateKey })
  expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65)
  await Promise.all([vapidKeys(stage.desk.database), vapidKeys(stage.desk.database)])
  expect(await stage.count('store_facts', `name = 'vapid-keys'`)).toBe(1)
})

test('[PU11] one browser is told so many things an hour and no more', async () => {
  await listen(await stage.agent('Ada'))
  for (let count = 0; count < LIMITS.pushesPerHourPerDevice + 5; count++)
    await stage.ticket(`r${count}@customer.test`)
  stage.advance(LIMITS.pushSettleMs)
  while ((await stage.desk.pushes.runDue()) > 0);
  expect(service.pushed).toHaveLength(LIMITS.pushesPerHourPerDevice)
  expect(await jobs()).toBe(0)
  stage.advance(3_600_000)
  await stage.ticket('late@customer.test')
  await settle()
  expect(service.pushed).toHaveLength(LIMITS.pushesPerHourPerDevice + 1)
})

test('[PU11] a browser whose push service takes nothing for long is forgotten', async () => {
  await listen(await stage.agent('Ada'))
  service.answerWith(...Array.from({ length: LIMITS.pushFailures }, () => ({ status: 400 })))
  for (let count = 0; count < LIMITS.pushFailures; count++) {
    expect(await devices()).toBe(1)
    await stage.ticket(`r${count}@customer.test`)
    await settle()
  }
  expect([await devices(), await jobs()]).toEqual([0, 0])
})
