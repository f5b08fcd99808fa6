/** The demo is made of ordinary tickets: the same for the same seed, whole by `verify`, and nobody is written to. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { DAY_MS } from '../../shared/kit/limits.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { verify } from '../operator/verify.ts'
import { makeDemoFiles } from './files.ts'
import { LANGUAGES, ORGANISATIONS } from './people.ts'
import { HISTORY_DAYS, planTickets } from './plan.ts'
import { seed } from './seed.ts'
import { makeChance } from './seeded.ts'

// A hundred tickets are much work for a machine that is busy with other things.
vi.setConfig({ testTimeout: 30_000 })

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const fill = async (tickets: number, name = 's') =>
  unwrap(await seed(stage.desk, { tickets, seed: name }, () => {}))

async function rows(from: Stage = stage): Promise<Row[]> {
  const found = await from.sql.all(`SELECT row FROM tickets ORDER BY number`)
  return found.map((row) => v.parse(Row, JSON.parse(String(row['row']))))
}

describe('a seeded desk', () => {
  test('[CO10] has tickets whose rows, feed, clocks and files are what their documents say', async () => {
    await fill(60)
    const found = await verify(stage.desk, () => {})
    expect(found).toMatchObject({ tickets: 60, differences: 0 })
    expect(found.updates).toBeGreaterThan(160)
    expect(found.blobs).toBeGreaterThan(4)
  })

  test('writes to nobody, though there is a relay', async () => {
    await fill(60)
    for (const table of ['outgoing', 'jobs', 'sends', 'sign_in_links', 'capabilities'])
      expect(await stage.count(table), table).toBe(0)
    const addresses = (await rows()).map((row) => row.address)
    expect(addresses.every((address) => address.endsWith('.example'))).toBe(true)
  })

  test('is the same for the same seed, and another for another', async () => {
    await fill(40)
    const other = await openStage()
    try {
      unwrap(await seed(other.desk, { tickets: 40, seed: 's' }, () => {}))
      const plain = async (from: Stage) =>
        (await rows(from)).map(({ assignee: _person, ...row }) => row)
      expect(await plain(other)).toEqual(await plain(stage))
    } finally {
      await other.close()
    }
    const subjects = (plans: ReturnType<typeof planTickets>) => plans.map((plan) => plan.subject)
    const plan = (name: string) => subjects(planTickets(makeChance(name), 40, stage.now()))
    expect(plan('s')).not.toEqual(plan('t'))
  })

  test('seeded again it has twice as many, and both are whole', async () => {
    await fill(20)
    await fill(20)
    expect(await verify(stage.desk, () => {})).toMatchObject({ tickets: 40, differences: 0 })
    expect((await rows()).map((row) => row.number)).toEqual(
      Array.from({ length: 40 }, (_, at) => at + 1),
    )
  })

  test('keeps the people and queues it finds, and adds agents only when there are too few', async () => {
    await stage.agent('Ada')
    await stage.agent('Bert')
    const before = stage.desk.parts.settings.get()
    await fill(20)
    expect(stage.desk.parts.settings.get()).toEqual(before)
    expect(await stage.desk.people.count()).toBe(2)
    const ids = new Set((await stage.desk.people.all()).map((person) => person.id))
    for (const { assignee } of await rows())
      expect(assignee === null || ids.has(assignee)).toBe(true)
  })

  test('tells listeners of its queues a few times, not of every change', async () => {
    let told = 0
    stage.desk.parts.hub.subscribe((event) => {
      if (event.type === 'ticket') told++
    })
    await fill(60)
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThanOrEqual(9)
  })
})

test('a larger plan has what a real desk has', () => {
  const now = stage.now()
  const plans = planTickets(makeChance('big'), 3_000, now)
  const languages = new Set(plans.map((plan) => plan.requester.language))
  expect([...languages].toSorted()).toEqual([...LANGUAGES].toSorted())
  expect(new Set(plans.map((plan) => plan.requester.organisation)).size).toBeGreaterThanOrEqual(12)
  expect(ORGANISATIONS.length).toBeGreaterThanOrEqual(12)
  expect(Math.max(...plans.map((plan) => plan.steps.length))).toBeGreaterThan(55)
  const oldest = Math.min(...plans.map((plan) => plan.acceptedAt))
  expect(now - oldest).toBeGreaterThan((HISTORY_DAYS - 10) * DAY_MS)
  for (const plan of plans) {
    const times = [plan.acceptedAt, ...plan.steps.map((step) => step.at)]
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(now)
    expect(plan.subject + plan.body).not.toMatch(/\{\w+\}/)
  }
})

test('some clocks are met, some broken, some still run', async () => {
  await fill(120)
  const states = await stage.sql.all(`SELECT DISTINCT state FROM sla_clocks ORDER BY state`)
  expect(states.map((row) => row['state'])).toEqual(
    expect.arrayContaining(['breached', 'met', 'paused', 'running']),
  )
  const statuses = new Set((await rows()).map((row) => row.status))
  expect(statuses.size).toBeGreaterThanOrEqual(5)
})

describe('attachments are what they say they are', () => {
  const ofType = (type: string) => makeDemoFiles().filter((file) => file.type === type)

  test.each(ofType('image/png'))('$name', ({ bytes }) => {
    expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect(Buffer.from(bytes).toString('latin1')).toContain('IEND')
  })

  test.each(ofType('application/pdf'))('$name', ({ bytes }) => {
    const text = Buffer.from(bytes).toString('latin1')
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1])
    expect(text.slice(table, table + 4)).toBe('xref')
    for (const [, place] of text.matchAll(/^(\d{10}) 00000 n/gm))
      expect(text.slice(Number(place))).toMatch(/^\d+ 0 obj/)
  })
})
