/** The mail that says a ticket is over: who gets it, what it says, and when there is none. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { Status } from '../../../shared/ticket/ticket.ts'
import { OutgoingMail } from '../../../shared/wire/mail.ts'
import { openWebStage, type WebStage } from '../../http/test-stage/web-stage.ts'
import { leaseMail } from './mail-lease.ts'
import { suppress } from './suppressions.ts'

const EVIL = 'BUY-GOLD'
const HOUR_MS = 3_600_000
const RELAY = { DESKSIDE_RELAY_URL: 'smtp://127.0.0.1:1' }

let web: WebStage
let ada: Rights
let ticket: string
beforeEach(() => open())
afterEach(() => web.close())

async function open(more: Record<string, string> = {}) {
  web = await openWebStage({ ...RELAY, ...more })
  ada = await web.agent('Ada', null, 'admin')
  await want(true)
  ticket = await file('ruth@customer.test')
}

const want = (isEndMailed: boolean) =>
  web.desk.parts.settings.change((before) => ({
    ...before,
    queues: before.queues.map((queue) => ({ ...queue, isEndMailed })),
  }))

/** A ticket that is acknowledged. */
async function file(email: string): Promise<string> {
  const said = { queue: 'support', name: `Ruth ${EVIL}`, email, subject: EVIL, body: EVIL }
  const answer = await web.json('/api/tickets', said)
  return v.parse(v.object({ id: v.string() }), await answer.json()).id
}
const set = async (status: Status, on = ticket) =>
  unwrap(await web.push(ada, { kind: 'edit', ticket: on, ops: [{ op: 'set-status', status }] }))

async function reply(status: Status | null, text = 'Turn it.', notBefore: number | null = null) {
  const rest = { html: null, seen: null, isForced: true, status, notBefore }
  unwrap(await web.push(ada, { kind: 'whole-reply', ticket, sendId: web.newId(), text, ...rest }))
}
async function mails(kind = 'end', on = ticket): Promise<OutgoingMail[]> {
  const rows = await web.sql.all(
    `SELECT mail FROM outgoing WHERE kind = ? AND ticket = ? ORDER BY at, id`,
    kind,
    on,
  )
  return rows.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
}
const leased = async () => {
  const jobs = await leaseMail(web.desk.parts, { max: 10, worker: null, isFirst: false })
  return jobs.map(({ mail }) => mail.subject)
}

describe('[OU19] a ticket that an agent solves', () => {
  test('[MR45] is told of once the undo time is over: under the acknowledgement, with no word of anybody’s', async () => {
    await leased()
    await set('solved')
    expect(await leased()).toEqual([])
    web.advance(web.desk.parts.config.undoSeconds * 1_000)
    expect(await leased()).toEqual(['Re: We have your message [#1]'])
    const [mail] = await mails()
    const [acknowledgement] = await mails('acknowledgement')
    expect(mail).toMatchObject({
      to: [{ address: 'ruth@customer.test', name: '' }],
      autoSubmitted: 'auto-generated',
      references: expect.arrayContaining([acknowledgement?.messageId]),
    })
    expect(mail?.replyTo?.address).toMatch(/^[^+]+\+\w{26}@/)
    expect(mail?.text).toContain('Your request #1 in support is solved.')
    expect(mail?.text).toContain('just answer this mail: that opens it again')
    expect(mail?.text).toMatch(/https:\/\/desk\.test\/s\/\w{26}#\w+/)
    expect(JSON.stringify(mail)).not.toContain(EVIL)
  })

  test('is called as its thread once somebody answered there', async () => {
    await reply(null)
    web.advance(20_000)
    await web.desk.jobs.runDue()
    await set('closed')
    expect((await mails()).map(({ subject }) => subject)).toEqual([`Re: ${EVIL} [#1]`])
    expect((await mails())[0]?.text).toContain('is closed.')
  })

  test('with the reply itself is told of by that: no second mail', async () => {
    await reply('solved')
    web.advance(20_000)
    await web.desk.jobs.runDue()
    expect(await mails()).toEqual([])
    const [mail] = await mails('reply')
    expect(mail?.text).toMatch(/Ticket #1: \S+\nIt is solved now\. If anything is left/)
    expect(mail?.html).toContain('It is solved now.')
    // One that leaves it open says nothing of the kind.
    await reply('open')
    web.advance(20_000)
    await web.desk.jobs.runDue()
    expect((await mails('reply'))[1]?.text).not.toContain('that opens it again')
  })

  test('with a reply that nothing holds, or at the hour it was asked for, is told of by that too', async () => {
    await reply('solved', 'Later.', web.now() + 2 * HOUR_MS)
    expect((await web.read(ticket)).status).toBe('new')
    web.advance(3 * HOUR_MS)
    await web.desk.jobs.runDue()
    expect((await web.read(ticket)).status).toBe('solved')
    expect(await mails()).toEqual([])
    expect((await mails('reply'))[0]?.text).toContain('It is solved now.')
    await web.close()
    await open({ DESKSIDE_UNDO_SECONDS: '0' })
    await reply('solved')
    expect(await mails()).toEqual([])
    expect((await mails('reply'))[0]?.text).toContain('It is solved now.')
  })

  test('and opens again within the undo time: nothing goes', async () => {
    await set('solved')
    await set('open')
    expect(await mails()).toEqual([])
    web.advance(HOUR_MS)
    expect(await leased()).toEqual(['We have your message [#1]'])
  })

  test('and opens again later: what went is not unsaid', async () => {
    await set('solved')
    web.advance(HOUR_MS)
    await set('open')
    expect(await mails()).toHaveLength(1)
  })
})

describe('[OU19] [MA26] nobody is told', () => {
  test('where the queue does not want it, as at first', async () => {
    await want(false)
    await set('solved')
    await reply('closed')
    web.advance(20_000)
    await web.desk.jobs.runDue()
    expect(await mails()).toEqual([])
    expect((await mails('reply'))[0]?.text).not.toContain('is closed now')
  })

  test('of a merge', async () => {
    const into = await file('ruth@customer.test')
    unwrap(await web.push(ada, { kind: 'merge', ticket, into }))
    expect(await mails()).toEqual([])
    expect(await mails('end', into)).toEqual([])
  })

  test('to whom nothing was written: machines, doubtful senders and spam are never acknowledged', async () => {
    const quiet = await web.ticket('victim@elsewhere.test')
    await set('solved', quiet)
    expect(await mails('end', quiet)).toEqual([])
  })

  test('whose address takes no mail', async () => {
    const address = 'ruth@customer.test'
    await web.desk.database.write((tx) =>
      suppress(tx, { address, reason: 'bounced', detail: '5.1.1', at: 0, outgoing: null }),
    )
    await set('solved')
    expect(await mails()).toEqual([])
  })

  test('of a step from solved to closed, and not for ever of one that goes to and fro', async () => {
    await set('solved')
    web.advance(HOUR_MS)
    await set('closed')
    expect(await mails()).toHaveLength(1)
    for (let n = 0; n < 5; n++) {
      await set('open')
      await set('solved')
      web.advance(HOUR_MS)
    }
    expect(await mails()).toHaveLength(LIMITS.closingMailsPerDayPerTicket)
  })

  test('more often than an address may be in a day, on however many tickets', async () => {
    for (let n = 0; n < LIMITS.closingMailsPerDayPerAddress + 3; n++) {
      const one = await web.ticket('ruth@customer.test')
      await web.desk.database.write((tx) =>
        tx.run(`UPDATE outgoing SET ticket = ? WHERE kind = 'acknowledgement'`, one),
      )
      await set('solved', one)
      web.advance(60_000)
    }
    expect(await web.count('outgoing', `kind = 'end'`)).toBe(LIMITS.closingMailsPerDayPerAddress)
  })
})
