/** A relay that is away, says later, falls silent or is slow: no reply is lost, none goes out too often, and all of it shows. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { parseHeader } from '../../mail-gateway/inbound/header.ts'
import type { ComposedMail } from '../../mail-gateway/outbound/compose.ts'
import { leaseMail } from '../../sync-server/mail/outbound/mail-lease.ts'
import { openHouse, type House, type SendMail } from './house.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let house: House
let ada: Rights
beforeEach(async () => {
  house = await openHouse('support@help.desk.test', { DESKSIDE_UNDO_SECONDS: '0' })
  ada = await house.stage.agent('Ada')
})
afterEach(() => house.stage.close())

const idOf = (mail: ComposedMail) => parseHeader(mail.raw).first('message-id')
const accept: SendMail = async () => ({ end: 'accepted', reply: '250 2.0.0 ok' })
const isAway: SendMail = async () => ({
  end: 'deferred',
  reply: 'connect ECONNREFUSED',
  isRelayDown: true,
})

async function reply(to: string): Promise<{ ticket: string; sendId: string }> {
  const { stage } = house
  const ticket = await stage.ticket(to)
  const sendId = await stage.wholeReply(ada, ticket, { isForced: true })
  return { ticket, sendId }
}

const deliveryOf = async ({ ticket, sendId }: { ticket: string; sendId: string }) =>
  (await house.stage.read(ticket)).delivery[sendId]

async function hasTrouble(ticket: string): Promise<boolean> {
  const row = await house.stage.sql.get(`SELECT row FROM tickets WHERE id = ?`, ticket)
  return v.parse(v.object({ hasTrouble: v.boolean() }), JSON.parse(String(row?.['row']))).hasTrouble
}

/** Time passes, and each mail is sent when its time has come. */
async function pass(ms: number, send: SendMail): Promise<void> {
  const { stage } = house
  const until = stage.now() + ms
  while (stage.now() < until) {
    const row = await stage.sql.get(
      `SELECT min(CASE WHEN due_at > lease_until THEN due_at ELSE lease_until END) AS at FROM jobs WHERE kind = 'mail'`,
    )
    const next = typeof row?.['at'] === 'number' ? row['at'] : until
    stage.advance(Math.max(0, Math.min(next, until) - stage.now()))
    await house.sendDue(send)
    if (next >= until) return
  }
}

test('[OU15][MR40][MR41][MR46] REL-14: a relay that is away for six hours loses no reply', async () => {
  const sent = [await reply('ann@a.test'), await reply('bob@b.test')]
  await house.sendDue(isAway)
  // Shown as waiting at once, and as trouble within a quarter of an hour.
  for (const one of sent)
    expect(await deliveryOf(one)).toMatchObject({
      state: 'deferred',
      detail: 'connect ECONNREFUSED',
    })
  await pass(15 * MINUTE_MS, isAway)
  for (const { ticket } of sent) expect(await hasTrouble(ticket)).toBe(true)
  for (let hour = 1; hour < 6; hour++) {
    sent.push(await reply(`person-${hour}@c.test`))
    await pass(HOUR_MS, isAway)
  }
  const taken: string[] = []
  await pass(LIMITS.relayAwayWaitMs * 1.2, async (mail) => {
    taken.push(idOf(mail))
    return accept(mail)
  })
  // All of them within minutes of its return, each once.
  for (const one of sent) {
    expect(await deliveryOf(one)).toMatchObject({ state: 'handed-over' })
    expect(await hasTrouble(one.ticket)).toBe(false)
  }
  expect(taken).toHaveLength(sent.length)
  expect(new Set(taken).size).toBe(sent.length)
})

test('[OU8][OU15][MR41] greylisting: the same sender, recipient and Message-ID come again, soon', async () => {
  const one = await reply('ann@grey.test')
  const first = new Map<string, number>()
  const tries: string[] = []
  const grey: SendMail = async (mail) => {
    const triple = [mail.envelope.from, ...mail.envelope.to, idOf(mail)].join(' ')
    tries.push(triple)
    const since = first.get(triple) ?? house.stage.now()
    first.set(triple, since)
    return house.stage.now() - since >= 5 * MINUTE_MS
      ? accept(mail)
      : { end: 'deferred', reply: '451 4.7.1 greylisted, come again in five minutes' }
  }
  await house.sendDue(grey)
  await pass(10 * MINUTE_MS, grey)
  expect(await deliveryOf(one)).toMatchObject({ state: 'handed-over' })
  expect(new Set(tries).size).toBe(1)
  expect(tries).toHaveLength(3)
})

test('[OU9][OU15][MR41] later for five days is a failure in words, and its author is told', async () => {
  const one = await reply('ann@full.test')
  let tries = 0
  const later: SendMail = async (mail) => {
    if (mail.envelope.to[0] !== 'ann@full.test') return accept(mail)
    tries++
    return { end: 'deferred', reply: '452 4.2.2 mailbox full' }
  }
  await pass(LIMITS.sendLifeMs + 2 * HOUR_MS, later)
  expect(await deliveryOf(one)).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/gave up after five days and \d+ tries: 452 4\.2\.2/),
  })
  expect(tries).toBeGreaterThan(25)
  expect(tries).toBeLessThan(50)
  const notices = await house.stage.sql.all(`SELECT mail FROM outgoing WHERE kind = 'notice'`)
  const [notice] = notices.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
  expect(notices).toHaveLength(1)
  expect(notice?.to[0]?.address).toBe('ada@desk.test')
})

test('[MR41] what is refused for good is not tried again, and a mailbox that is gone gets nothing automatic', async () => {
  const one = await reply('ann@gone.test')
  let tries = 0
  const refuse: SendMail = async (mail) => {
    if (mail.envelope.to[0] === 'ann@gone.test') tries++
    return { end: 'refused', reply: '550 5.1.1 nobody here' }
  }
  await house.sendDue(refuse)
  await pass(2 * HOUR_MS, accept)
  expect(tries).toBe(1)
  expect(await deliveryOf(one)).toMatchObject({ state: 'failed', detail: '550 5.1.1 nobody here' })
  expect(await house.stage.count('suppressions', `address = 'ann@gone.test'`)).toBe(1)
})

test('[OU8][OU16][MR40] a 250 that is lost: the same Message-ID once more, marked, and never a third time', async () => {
  const one = await reply('ann@a.test')
  const two = await reply('bob@b.test')
  const copies = new Map<string, number>()
  /** Bob's is lost each time. */
  const lossy: SendMail = async (mail) => {
    const id = idOf(mail)
    const count = (copies.get(id) ?? 0) + 1
    copies.set(id, count)
    if (mail.envelope.to[0] === 'bob@b.test' || count === 1)
      return { end: 'unknown', reply: 'Connection closed' }
    return accept(mail)
  }
  await house.sendDue(lossy)
  // Until it is known nothing else is said.
  expect(await deliveryOf(one)).toMatchObject({ state: 'sending' })
  await pass(HOUR_MS, lossy)
  expect(await deliveryOf(one)).toMatchObject({ state: 'handed-over', possiblyTwice: true })
  expect(await deliveryOf(two)).toMatchObject({
    state: 'failed',
    possiblyTwice: true,
    detail: expect.stringContaining('It may have arrived'),
  })
  expect(await hasTrouble(two.ticket)).toBe(true)
  const replies = await house.stage.sql.all(
    `SELECT message_id AS id FROM outgoing WHERE kind = 'reply'`,
  )
  for (const row of replies) expect(copies.get(`<${String(row['id'])}>`)).toBe(2)
})

test('[OU16] two gateways never send the same mail', async () => {
  for (let at = 0; at < 12; at++) await reply(`person-${at}@d${at}.test`)
  const taken: string[] = []
  const take: SendMail = async (mail) => {
    taken.push(idOf(mail))
    return accept(mail)
  }
  await Promise.all([house.sendDue(take, '1'.repeat(26)), house.sendDue(take, '2'.repeat(26))])
  expect(taken).toHaveLength(12)
  expect(new Set(taken).size).toBe(12)
})

test('[OU16] one that was too slow may not begin: another has the mail', async () => {
  const { stage } = house
  await reply('ann@a.test')
  const [slow] = await leaseMail(stage.desk.parts, { max: 5, worker: null, isFirst: false })
  stage.advance(LIMITS.leaseMs + 1)
  const [quick] = await leaseMail(stage.desk.parts, { max: 5, worker: null, isFirst: false })
  expect(quick?.jobId).toBe(slow?.jobId)
  const begin = (lease = '') =>
    stage.mark({ jobId: slow?.jobId ?? '', lease }, { state: 'sending' })
  expect(await begin(slow?.lease)).toMatchObject({ ok: false, fault: { code: 'ticket/stale' } })
  expect((await begin(quick?.lease)).ok).toBe(true)
})

test('[OU15][MR46] a slow destination holds up no other', async () => {
  for (let at = 0; at < 30; at++) await reply(`person-${at}@slow.test`)
  for (let at = 0; at < 5; at++) await reply(`person-${at}@quick.test`)
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  const quick: string[] = []
  let slowNow = 0
  let slowMost = 0
  await house.sendDue(async (mail) => {
    if (mail.envelope.to[0]?.endsWith('@quick.test')) {
      quick.push(idOf(mail))
      // The slow ones, which came first, hang until the last of these has gone.
      if (quick.length === 5) release()
      return accept(mail)
    }
    slowMost = Math.max(slowMost, ++slowNow)
    await isReleased
    slowNow--
    return accept(mail)
  })
  expect(quick).toHaveLength(5)
  expect(slowMost).toBe(LIMITS.sendsPerDestination)
  expect(await house.stage.count('jobs', `kind = 'mail'`)).toBe(0)
})

test('[OU15][MR41] who has a mail gets no second one when another recipient must wait', async () => {
  const { stage } = house
  const one = await reply('ann@a.test')
  const row = await stage.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, one.sendId)
  const mail = v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
  const cc = ['bob@b.test', 'cleo@gone.test'].map((address) => ({ address, name: '' }))
  await stage.desk.database.write((tx) =>
    tx.run(
      `UPDATE outgoing SET mail = ? WHERE id = ?`,
      JSON.stringify({ ...mail, cc }),
      one.sendId,
    ),
  )
  const envelopes: string[][] = []
  const mixed: SendMail = async ({ envelope }) => {
    if (envelope.to[0] === 'ada@desk.test') return { end: 'accepted', reply: '250 2.0.0 ok' }
    envelopes.push(envelope.to)
    if (envelopes.length > 1) return { end: 'accepted', reply: '250 2.0.0 ok' }
    return {
      end: 'accepted',
      reply: '250 2.0.0 ok',
      left: ['bob@b.test'],
      refused: [{ address: 'cleo@gone.test', reply: '550 5.1.1 nobody' }],
    }
  }
  await house.sendDue(mixed)
  expect(await deliveryOf(one)).toMatchObject({ state: 'deferred' })
  await pass(10 * MINUTE_MS, mixed)
  expect(envelopes).toEqual([['ann@a.test', 'bob@b.test', 'cleo@gone.test'], ['bob@b.test']])
  expect(await stage.count('suppressions', `address = 'cleo@gone.test'`)).toBe(1)
  // It went to two of three: what did not arrive is what shows.
  expect(await deliveryOf(one)).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining('cleo@gone.test: 550 5.1.1 nobody'),
  })
})
