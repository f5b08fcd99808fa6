/** The stage itself: real processes that start, die and come back, a relay that does as it is told. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openStage, type Stage } from './stage.ts'
import { openRelay } from './stage/relay.ts'
import { openSmtpSender, sendMail, stuffDots } from './stage/smtp-sender.ts'
import { until } from './stage/wait.ts'

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ENVELOPE = { from: 'ada@example.test', to: ['bo@example.test'] }
const mail = (id: string) =>
  Buffer.from(`Message-ID: <${id}@example.test>\r\nSubject: Hello\r\n\r\n.dot\r\nend\r\n`)

describe('the relay', () => {
  test('keeps what it took, and says so', async () => {
    const relay = await openRelay()
    expect((await sendMail(relay.port, ENVELOPE, mail('a'))).code).toBe(250)
    expect(relay.mails).toMatchObject([
      { ...ENVELOPE, messageId: 'a@example.test', subject: 'Hello', isAnswered: true },
    ])
    expect(relay.mails[0]?.raw).toContain('\r\n.dot\r\n')
    await relay.close()
  })

  test('defers and refuses on request', async () => {
    const relay = await openRelay()
    const sender = await openSmtpSender(relay.port)
    relay.behave('defer')
    expect((await sender.send(ENVELOPE, mail('a'))).code).toBe(451)
    relay.behave('refuse')
    expect((await sender.send(ENVELOPE, mail('a'))).code).toBe(550)
    relay.behave('accept')
    expect((await sender.send(ENVELOPE, mail('a'))).code).toBe(250)
    expect(relay.mails).toHaveLength(1)
    sender.close()
    await relay.close()
  })

  test('takes a mail and cuts the line before its reply', async () => {
    const relay = await openRelay()
    relay.behave('cut')
    await expect(sendMail(relay.port, ENVELOPE, mail('a'))).rejects.toThrow('closed')
    expect(relay.mails).toMatchObject([{ messageId: 'a@example.test', isAnswered: false }])
    await relay.close()
  })

  test('holds its reply while it pauses', async () => {
    const relay = await openRelay()
    relay.behave('pause')
    const sent = sendMail(relay.port, ENVELOPE, mail('a'))
    await until('the mail waits', () => relay.waitingCount() === 1)
    expect(relay.mails[0]?.isAnswered).toBe(false)
    relay.behave('accept')
    expect((await sent).code).toBe(250)
    await relay.close()
  })
})

test('dots at the start of a line are doubled, and the end is one dot', () => {
  expect(stuffDots(Buffer.from('.a\r\nb.\r\n..c')).toString()).toBe('..a\r\nb.\r\n...c\r\n.\r\n')
})

describe('server and gateway', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ environment: { DESKSIDE_UNDO_SECONDS: '0' } })
    await stage.addQueue('support', 'Support', 'support@desk.test')
  })
  afterAll(() => stage.close())

  test('a mail becomes a ticket, its answer reaches the relay, and both outlive SIGKILL', async () => {
    const agent = await stage.addPerson({ email: 'bo@desk.test', name: 'Bo', role: 'agent' })
    const list = async () => {
      const { status, json } = await agent.api.get('/api/tickets')
      return status === 200 ? JSON.stringify(json) : ''
    }
    const envelope = { from: 'ada@example.test', to: ['support@desk.test'] }
    const raw = Buffer.from(
      'From: Ada <ada@example.test>\r\nTo: support@desk.test\r\nSubject: Printer on fire\r\n' +
        'Message-ID: <one@example.test>\r\n\r\nIt burns.\r\n',
    )
    // Routes reach the gateway in their own time; until then the address is unknown there.
    await until('the mail is taken', async () => {
      const reply = await sendMail(stage.smtpPort, envelope, raw)
      return reply.code === 250
    })
    await stage.server.kill()
    await stage.gateway.kill()
    expect(await stage.server.start()).toBeGreaterThan(0)
    await stage.gateway.start()
    await until('the mail is a ticket', async () => (await list()).includes('Printer on fire'))

    const { json } = await agent.api.get('/api/tickets')
    const id = /"id":"([0-9a-z]{26})"/.exec(JSON.stringify(json))?.[1] ?? ''
    const replied = await agent.api.post(`/api/tickets/${id}/replies`, { text: 'Water.' })
    expect(replied.status).toBe(201)
    const sent = await stage.relay.mail((entry) => entry.raw.includes('Water.'))
    expect(sent.to).toEqual(['ada@example.test'])
  })

  test('a sign-in link is found in the mail', async () => {
    await stage.addPerson({ email: 'cy@desk.test', name: 'Cy', role: 'agent' })
    expect(await stage.signInLink('cy@desk.test')).toMatch(/^http:\/\/localhost:\d+\/sign-in#/)
  })
})
