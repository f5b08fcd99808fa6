/** A reply to several as it goes over the wire: headers, envelope, and what the relay says of each. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SMTPServer } from 'smtp-server'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openRelay as openSender, type Relay as Sender } from '../../mail-gateway/outbound/send.ts'
import { headerOf, openRelay, type Relay } from '../stage/relay.ts'
import { openHouse, type House } from './house.ts'

const SUPPORT = 'support@help.desk.test'
const RUTH = 'ruth@customer.test'
const ZOE = { address: 'zoe@customer.test', name: 'Zoë Ng' }
const KIM = { address: 'kim@secret.example', name: 'Kim Duarte' }

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

let house: House
let ada: Rights
let relay: Relay
let sender: Sender
beforeEach(async () => {
  house = await openHouse(SUPPORT, { DESKSIDE_UNDO_SECONDS: '0' })
  ada = await house.stage.agent('Ada')
  relay = await openRelay()
  sender = openSender(relay.url, { tls: 'off', timers })
})
afterEach(async () => {
  sender.close()
  await relay.close()
  await house.stage.close()
})

async function reply(ticket: string): Promise<string> {
  const sendId = house.stage.newId()
  const rest = { html: null, seen: null, isForced: true, status: null }
  const given = { text: 'Close the valve.', cc: [ZOE], bcc: [KIM] }
  unwrap(await house.stage.push(ada, { kind: 'whole-reply', ticket, sendId, ...rest, ...given }))
  return sendId
}

test('[MR42][OU11] one mail over SMTP: Cc in its header, Bcc in the envelope and in no byte', async () => {
  const ticket = await house.stage.ticket(RUTH)
  await reply(ticket)
  await house.sendDue((mail) => sender.send(mail))
  expect(relay.mails).toHaveLength(1)
  const [mail] = relay.mails
  if (!mail) throw new Error('nothing came')
  expect(mail.to).toEqual([RUTH, ZOE.address, KIM.address])
  expect(headerOf(mail.raw, 'to')).toContain(RUTH)
  expect(headerOf(mail.raw, 'to')).not.toContain(ZOE.address)
  expect(headerOf(mail.raw, 'cc')).toBe(`=?UTF-8?Q?Zo=C3=AB_Ng?= <${ZOE.address}>`)
  expect(mail.raw).not.toMatch(/^(resent-)?bcc:/im)
  const bytes = [mail.raw, Buffer.from(mail.raw.replace(/\s/g, ''), 'base64').toString('latin1')]
  for (const text of bytes) expect(text.toLowerCase()).not.toMatch(/secret\.example|duarte/)
  expect(headerOf(mail.raw, 'reply-to')).toMatch(/support\+[0-9a-z]{26}@help\.desk\.test/)
  expect(headerOf(mail.raw, 'references')).toContain(mail.messageId)
})

test('[MR41] a relay that refuses one of them has sent it to the others', async () => {
  const taken: string[][] = []
  const strict = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(
        address === KIM.address
          ? Object.assign(new Error('5.1.1 there is nobody'), { responseCode: 550 })
          : null,
      )
    },
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        taken.push(session.envelope.rcptTo.map(({ address }) => address))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void strict.listen(0, '127.0.0.1', () => resolve()))
  const at = strict.server.address()
  const port = typeof at === 'object' && at !== null ? at.port : 0
  const other = openSender(`smtp://127.0.0.1:${port}`, { tls: 'off', timers })
  const ticket = await house.stage.ticket(RUTH)
  const sendId = await reply(ticket)
  await house.sendDue((mail) => other.send(mail))
  other.close()
  await new Promise<void>((resolve) => strict.close(() => resolve()))
  // Whoever wrote it is told of it, by a mail of its own.
  expect(taken.filter((to) => to.includes(RUTH))).toEqual([[RUTH, ZOE.address]])
  const { state, readers } = (await house.stage.read(ticket)).delivery[sendId] ?? {}
  expect([state, ...(readers ?? []).map((one) => `${one.state} ${one.address}`)]).toEqual([
    'failed',
    `handed-over ${RUTH}`,
    `handed-over ${ZOE.address}`,
    `failed ${KIM.address}`,
  ])
})
