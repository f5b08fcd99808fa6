/**
 * Acceptance with real processes, directly at the door: the server is away, the gateway is killed, mails come twice; all
 * of it is there later, once, in order, dated when it was taken. The large run is `npm run mail-down`.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStage, type Person, type Stage } from '../stage.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { QUEUE, runOutage } from './down/outage.ts'
import { checkOutage } from './down/outage-check.ts'
import { listSubjects, makeLetter } from './letters.ts'

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let stage: Stage
let agent: Person
const FROM = 'first@home.test'
const send = (subject: string, id = subject) =>
  sendMail(
    stage.smtpPort,
    { from: FROM, to: [QUEUE.address] },
    makeLetter({ from: FROM, to: QUEUE.address, subject, id }),
  )

beforeAll(async () => {
  stage = await openStage({ environment: { DESKSIDE_RATE_LIMITS: 'off' } })
  await stage.addQueue(QUEUE.slug, QUEUE.name, QUEUE.address)
  agent = await stage.addPerson({ email: 'bo@desk.test', name: 'Bo', role: 'agent' })
  await until('the gateway knows the queue', async () => (await send('First')).code === 250)
  // Else it would be counted as one of those that are waited for.
  await until('the first is a ticket', async () =>
    (await listSubjects(agent.api)).includes('First'),
  )
})
afterAll(() => stage?.close())

test('[MA3] [MR3] [MR5] what came while the server was away and the gateway was killed is there once, in order, dated when it was taken', async () => {
  const run = await runOutage(
    stage,
    { threads: 20, perThread: 3, connections: 4, kills: 2, gapMs: 1_000 },
    () => {},
  )
  expect(run).toMatchObject({ killCount: 2 })
  expect(run.sent).toHaveLength(60)
  const rows = await stage.openRows()
  try {
    expect(await checkOutage(agent.api, rows, run.sent)).toEqual({
      lost: [],
      twice: [],
      disordered: [],
      misdated: [],
    })
  } finally {
    await rows.close()
  }
})

test('[MA2] [MR5] a sender that did not hear the answer and sends again has one ticket', async () => {
  for (let times = 0; times < 3; times++) expect((await send('Again')).code).toBe(250)
  expect((await send('After it')).code).toBe(250)
  await until('the last is a ticket', async () =>
    (await listSubjects(agent.api)).includes('After it'),
  )
  const all = await listSubjects(agent.api)
  expect(all.filter((subject) => subject === 'Again')).toHaveLength(1)
})
