/**
 * A message during which the gateway is killed again and again, with real processes: it becomes a ticket that says so, an
 * admin is told, and once it can be read its words join that ticket.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { findEntries } from '../stage/build.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { runCommandLine } from '../stage/verbs.ts'
import { until } from '../stage/wait.ts'
import { listSubjects, makeLetter } from './letters.ts'

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const SUPPORT = 'support@desk.test'
const FROM = 'ada@home.test'
let stage: Stage
let agent: Person

const send = (subject: string, text?: string) => {
  const letter = { from: FROM, to: SUPPORT, subject, id: subject.replaceAll(' ', '-') }
  const raw = makeLetter(text === undefined ? letter : { ...letter, text })
  return sendMail(stage.smtpPort, { from: FROM, to: [SUPPORT] }, raw)
}
const isTicket = (subject: string) =>
  until(`“${subject}” is a ticket`, async () => (await listSubjects(agent.api)).includes(subject), {
    waitMsMax: 120_000,
  })

/** The gateway's part of the command line, as bin/deskside.mjs finds it. */
async function mailVerb(...args: string[]) {
  const entries = await findEntries()
  const line = entries.argsOf('gateway').map((one) => one.replace(/main\.(ts|mjs)$/, 'cli.$1'))
  return runCommandLine([...line, 'mail', ...args], stage.environment())
}

const Listed = v.object({
  poison: v.array(v.object({ name: v.string(), why: v.string(), hasTicket: v.boolean() })),
})
const listed = async () =>
  v.parse(Listed, JSON.parse((await mailVerb('poison', 'list', '--json')).stdout)).poison

beforeAll(async () => {
  stage = await openStage({ environment: { DESKSIDE_RATE_LIMITS: 'off' } })
  await stage.addQueue('support', 'Support', SUPPORT)
  agent = await stage.addPerson({ email: 'bo@desk.test', name: 'Bo', role: 'agent' })
  await until('the gateway knows the queue', async () => (await send('First')).code === 250)
  await isTicket('First')
})
afterAll(() => stage?.close())

test('[MA18] [MA4] [MR4] what kills the gateway is a ticket that says so, does not stop the next, and can be read again', async () => {
  /** The last number says how often the gateway will have ended, if it does now. */
  const isRead = async (times: number) =>
    (await readFile(join(stage.dataDir, 'spool', 'reading'), 'latin1')).includes(` ${times}\n`)
  const text = 'Many words, which take a while to be read.\r\n'.repeat(150_000)
  expect(await send('Heavy', text)).toMatchObject({ code: 250 })
  for (let times = 1; times <= LIMITS.parseDeaths; times++) {
    await until('it is being read', () => isRead(times), { everyMs: 5 })
    await stage.gateway.kill()
    expect(await listSubjects(agent.api)).not.toContain('Heavy')
    await stage.gateway.start()
  }
  expect(await send('Light')).toMatchObject({ code: 250 })
  await isTicket('Light')
  await isTicket('A message that could not be read')

  const [poison] = await listed()
  expect(poison).toMatchObject({ hasTicket: true })
  expect(poison?.why).toContain(`ended ${LIMITS.parseDeaths} times`)
  expect((await stage.run('doctor')).stdout).toMatch(
    /advice +unread mail +1 mails could not be read/,
  )
  expect((await agent.api.get('/metrics')).text).toContain('deskside_unread_mail 1\n')

  const replayed = await mailVerb('poison', 'replay', poison?.name ?? '')
  expect(replayed).toMatchObject({ code: 0 })
  expect(await listed()).toEqual([])
  const { json } = await agent.api.get('/api/tickets?q=could%20not%20be%20read')
  const { tickets } = v.parse(v.object({ tickets: v.array(v.object({ id: v.string() })) }), json)
  expect(tickets).toHaveLength(1)
  const shown = await agent.api.get(`/api/tickets/${tickets[0]?.id ?? ''}`)
  expect(shown.text).toContain('Many words, which take a while')
  expect(shown.text).toContain('original.eml')
  expect(await listSubjects(agent.api)).not.toContain('Heavy')
})
