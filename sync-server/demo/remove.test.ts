/** The demo goes as it came: all of its tickets, whoever worked on them, and none of anybody else's. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { verify } from '../operator/verify.ts'
import { countDemo, removeDemo } from './remove.ts'
import { seed } from './seed.ts'

vi.setConfig({ testTimeout: 30_000 })

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
})
afterEach(() => stage.close())

const bring = async (tickets: number, inQueues?: string[]) =>
  unwrap(
    await seed(stage.desk, { tickets, seed: 's', ...(inQueues ? { inQueues } : {}) }, () => {}),
  )
const remove = async (by = ada) => unwrap(await removeDemo(stage.desk, by, () => {}))
const ids = async () =>
  (await stage.sql.all(`SELECT id FROM tickets ORDER BY number`)).map((row) => String(row['id']))

test('[CO10] nothing of it is left, also where people went on with it; real tickets stay', async () => {
  const mine = await stage.ticket('ruth@customer.test')
  await bring(30)
  const later = await stage.ticket('zoe@customer.test')
  const [, touched = ''] = await ids()
  unwrap(
    await stage.push(ada, {
      kind: 'edit',
      ticket: touched,
      ops: [{ op: 'add-note', id: stage.newId(), text: 'I looked at it.', mentions: [] }],
    }),
  )
  expect(await countDemo(stage.sql)).toBe(30)
  expect(await remove()).toBe(30)
  expect(await ids()).toEqual([mine, later])
  expect(await countDemo(stage.sql)).toBe(0)
  await stage.desk.jobs.runDue()
  expect(await stage.count('contacts', `email LIKE '%.example'`)).toBe(0)
  // Who was erased has no name any more.
  expect(await stage.count('contacts', `name != 'Erased'`)).toBe(2)
  expect(await verify(stage.desk, () => {})).toMatchObject({ tickets: 2, differences: 0 })
  expect(await remove()).toBe(0)
})

test('in queues of the desk it adds no queue and nobody, and its tickets lie where they can', async () => {
  const before = stage.desk.parts.settings.get().queues.length
  const people = (await stage.desk.people.all()).length
  await bring(25, ['payments', 'sales'])
  expect(stage.desk.parts.settings.get().queues).toHaveLength(before)
  expect(await stage.desk.people.all()).toHaveLength(people)
  const queues = await stage.sql.all(`SELECT DISTINCT queue FROM tickets ORDER BY queue`)
  expect(queues.map((row) => row['queue'])).toEqual(['payments'])
})

test('who may not delete tickets removes none', async () => {
  const bert = await stage.agent('Bert')
  await bring(3)
  expect(await removeDemo(stage.desk, bert, () => {})).toMatchObject({
    fault: { code: 'ticket/denied' },
  })
  expect(await countDemo(stage.sql)).toBe(3)
})
