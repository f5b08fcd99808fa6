/** The monthly mail: when, to whom, once, and what is in it. Runs on both stores. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { endMail, readEnding } from '../mail/outbound/unsubscribe.ts'
import { text } from '../store/database.ts'
import { chooseDigest, wantsDigest } from './digest-choice.ts'
import { sendDigests } from './digest.ts'

const DAY_MS = 86_400_000
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      timeZone: 'Pacific/Auckland',
    })),
  )
})
afterEach(() => stage.close())

const send = () => sendDigests(stage.desk.parts, stage.desk.rollups)
const mails = async () =>
  (
    await stage.sql.all(`SELECT recipient, subject, mail FROM outgoing WHERE kind = 'agent-notice'
      ORDER BY recipient`)
  ).map((row) => ({
    to: text(row, 'recipient'),
    subject: text(row, 'subject'),
    mail: text(row, 'mail'),
  }))
const goTo = (at: string) => stage.advance(Date.parse(at) - stage.now())

test('[RE8] the figures of a month go once to each lead, from the morning of the next in the zone of the desk', async () => {
  const lena = await stage.agent('Lena', ['support'], 'lead')
  await stage.agent('Adam', null, 'admin')
  await stage.agent('Bo', null, 'agent')
  await stage.agent('Nobody', [], 'lead')
  const dora = await stage.agent('Dora', null, 'lead')
  await chooseDigest(stage.desk.database, dora.person, { isWanted: false, now: stage.now() })
  expect(await wantsDigest(stage.sql, dora.person)).toBe(false)
  // It learns of this in March: February is nobody's news.
  expect(await send()).toBe(0)
  await stage.ticket('ruth@customer.test', { subject: 'Secret words' })
  await stage.ticket('rob@customer.test', { queue: 'payments' })
  // 1 April, 6:59 and 7:00 in Auckland, which is still 31 March in UTC.
  goTo('2026-03-31T17:59:00Z')
  expect(await send()).toBe(0)
  goTo('2026-03-31T18:00:00Z')
  expect(await send()).toBe(2)
  expect(await send()).toBe(0)
  const [adam, lead] = await mails()
  expect([adam?.to, lead?.to]).toEqual(['adam@desk.test', 'lena@desk.test'])
  expect(adam?.subject).toContain('2026-03')
  expect(adam?.mail).toContain('Arrived: 2 (0)')
  // Only what she may see.
  expect(lead?.mail).toContain('Arrived: 1 (0)')
  expect(lead?.mail).not.toContain('payments')
  expect(lead?.mail).toContain('https://desk.test/app/reports?month=2026-03')
  for (const { mail } of await mails()) expect(mail).not.toContain('Secret words')
  stage.advance(20 * DAY_MS)
  expect(await send()).toBe(0)
  await chooseDigest(stage.desk.database, dora.person, { isWanted: true, now: stage.now() })
  await chooseDigest(stage.desk.database, lena.person, { isWanted: false, now: stage.now() })
  // Late is better than never: the server was down on the first.
  goTo('2026-05-09T00:00:00Z')
  expect(await send()).toBe(2)
  expect((await mails()).map(({ to }) => to)).toEqual([
    'adam@desk.test',
    'adam@desk.test',
    'dora@desk.test',
    'lena@desk.test',
  ])
})

test('[RE8] killed before its commit it sends nothing, and all of it at the next try; two at once send one', async () => {
  await stage.agent('Lena', null, 'lead')
  await stage.agent('Adam', null, 'admin')
  await send()
  await stage.ticket()
  goTo('2026-04-02T00:00:00Z')
  const { database } = stage.desk
  const write = database.write.bind(database)
  await stage.desk.rollups.catchUp()
  database.write = (body) =>
    write(async (tx) => {
      await body(tx)
      throw new Error('killed')
    })
  await expect(send()).rejects.toThrow('killed')
  expect(await mails()).toEqual([])
  database.write = write
  expect((await Promise.all([send(), send()])).toSorted()).toEqual([0, 2])
  expect(await mails()).toHaveLength(2)
})

test('[RE8][MR42] whoever gets the figures declines them from the mail itself', async () => {
  const lena = await stage.agent('Lena', null, 'lead')
  await stage.agent('Adam', null, 'admin')
  await send()
  goTo('2026-04-02T00:00:00Z')
  expect(await send()).toBe(2)
  const mail = (await mails()).find(({ to }) => to === 'lena@desk.test')
  const address = v.parse(OutgoingMail, JSON.parse(mail?.mail ?? '')).unsubscribe ?? ''
  const token = address.slice('https://desk.test/u/'.length)
  const ending = await readEnding(stage.desk.parts, token)
  expect(ending).toEqual({ person: lena.person, kind: 'digest' })
  if (!ending) return
  await endMail(stage.desk.parts, ending)
  await endMail(stage.desk.parts, ending)
  expect(await wantsDigest(stage.sql, lena.person)).toBe(false)
  goTo('2026-05-02T00:00:00Z')
  expect(await send()).toBe(1)
})
