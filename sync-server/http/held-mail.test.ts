/** Held mail over HTTP: who sees it, in which list, what of it, and what releasing and dismissing it does. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { HELD_PAGE } from '../mail/inbound/held-mail.ts'
import { verify } from '../operator/verify.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let people: Record<'admin' | 'lead' | 'payer' | 'agent', Rights>
let tokens: Record<keyof typeof people, string>
beforeEach(async () => {
  web = await openWebStage()
  people = {
    admin: await web.agent('Ada', null, 'admin'),
    lead: await web.agent('Lea', ['support'], 'lead'),
    payer: await web.agent('Pia', ['payments'], 'lead'),
    agent: await web.agent('Ann', null),
  }
  const [admin, lead, payer, agent] = await Promise.all(Object.values(people).map(web.bearer))
  tokens = { admin: admin ?? '', lead: lead ?? '', payer: payer ?? '', agent: agent ?? '' }
})
afterEach(() => web.close())

const Item = v.looseObject({ id: v.string(), subject: v.string(), isMasked: v.boolean() })
const List = v.object({
  items: v.array(Item),
  next: v.nullable(v.string()),
  counts: v.object({ automated: v.number(), held: v.number(), dismissed: v.number() }),
})
const Released = v.object({ ticket: v.string(), number: v.number() })
const Problem = v.looseObject({ code: v.string() })

type Who = keyof typeof people
const get = (who: Who, path: string) =>
  web.call(`/api/held-mail${path}`, { headers: { authorization: `Bearer ${tokens[who]}` } })
const list = async (who: Who, query = '') => v.parse(List, await (await get(who, query)).json())
const post = (who: Who, path: string, body: object) =>
  web.json(`/api/held-mail/${path}`, body, { authorization: `Bearer ${tokens[who]}` })
const codeOf = async (response: Response) => v.parse(Problem, await response.json()).code
const released = async (response: Response) => v.parse(Released, await response.json())

const AUTO = { kind: 'auto', why: 'Auto-Submitted: auto-replied' } as const

/** @returns the id of what is held */
async function hold(over: Parameters<WebStage['mail']>[0] & { rcpt?: string[] } = {}) {
  const { rcpt = ['support@help.desk.test'], ...rest } = over
  const mail = await web.mail(rest)
  const done = unwrap(await web.handIn({ ...mail, envelope: { ...mail.envelope, to: rcpt } }))
  web.advance(1_000)
  return String(done.result?.['held'])
}
/** To nobody's queue: a person's mail that fits nowhere. */
const holdStray = (over: Parameters<typeof hold>[0] = {}) =>
  hold({ rcpt: ['postmaster@help.desk.test'], ...over })

describe('lists', () => {
  test('[MA29] what machines wrote and what was held are two lists with counts and reasons', async () => {
    const automated = await hold({ nature: AUTO, subject: 'Out of office' })
    const held = await holdStray({ subject: 'Is this the right place?' })
    const machines = await list('admin', '?kind=automated')
    expect(machines.counts).toEqual({ automated: 1, held: 1, dismissed: 0 })
    expect(machines.items).toMatchObject([
      {
        id: automated,
        from: 'ruth@customer.test',
        to: 'support@help.desk.test',
        subject: 'Out of office',
        reason: AUTO.why,
        queues: ['support'],
      },
    ])
    expect((await list('admin')).items).toMatchObject([{ id: held, queues: [] }])
  })

  test('[MA29] newest first, in pages, each once', async () => {
    const made: string[] = []
    for (let at = 0; at < HELD_PAGE + 5; at++) made.unshift(await hold({ nature: AUTO }))
    const first = await list('admin', '?kind=automated')
    const second = await list('admin', `?kind=automated&before=${first.next}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made)
    expect(second.next).toBeNull()
  })

  test('[MA29] [RI3] leads have what was addressed to their queues, agents none of it', async () => {
    const mine = await hold({ nature: AUTO })
    const both = await hold({
      nature: AUTO,
      rcpt: ['payments@help.desk.test', 'support@help.desk.test'],
    })
    const nobodys = await holdStray()
    expect((await list('lead', '?kind=automated')).items.map(({ id }) => id)).toEqual([both, mine])
    expect((await list('payer', '?kind=automated')).items.map(({ id }) => id)).toEqual([both])
    expect((await list('payer')).counts).toEqual({ automated: 1, held: 0, dismissed: 0 })
    for (const path of [`/${mine}`, `/${nobodys}`, `/${mine}/raw`])
      expect((await get('payer', path)).status).toBe(404)
    for (const path of ['', `/${mine}`, `/${mine}/raw`])
      expect((await get('agent', path)).status).toBe(403)
    for (const [act, body] of [
      ['release', { queue: 'payments' }],
      ['dismiss', {}],
    ] as const) {
      expect((await post('payer', `${mine}/${act}`, body)).status).toBe(404)
      expect((await post('agent', `${mine}/${act}`, body)).status).toBe(403)
    }
    expect(await web.count('held_mail', 'released_at IS NULL AND dismissed_at IS NULL')).toBe(3)
  })

  test('[MA28] [MA29] a copy for another queue is seen by its lead too', async () => {
    const rawText = 'one automatic message'
    const id = await hold({ nature: AUTO, rawText })
    await hold({ nature: AUTO, rawText, rcpt: ['payments@help.desk.test'] })
    expect((await list('payer', '?kind=automated')).items.map((item) => item.id)).toEqual([id])
    expect(await web.count('held_mail')).toBe(1)
  })

  test('an unknown list and an unknown item are said to be so', async () => {
    expect((await get('admin', '?kind=spam')).status).toBe(400)
    expect(await codeOf(await get('admin', `/${web.newId()}`))).toBe('kit/not-found')
  })
})

describe('one item', () => {
  test('[MA29] has its text, what was judged, its files, and its original', async () => {
    const words = 'spf=pass dkim=none dmarc=none'
    const file = { name: 'a.txt', type: 'text/plain', inline: false, cid: null }
    const id = await holdStray({
      rawText: 'From: the original bytes',
      text: 'Hello, whoever reads this.',
      sender: { spf: 'pass', dkim: 'none', dmarc: 'none', words },
      attachments: [{ ...(await web.put('a file')), ...file }],
    })
    expect(await (await get('admin', `/${id}`)).json()).toMatchObject({
      text: 'Hello, whoever reads this.',
      isCut: false,
      isMasked: false,
      verdicts: words,
      attachments: [{ name: 'a.txt' }],
      fromName: 'Ruth',
    })
    const raw = await get('admin', `/${id}/raw`)
    expect(await raw.text()).toBe('From: the original bytes')
    expect(raw.headers.get('content-disposition')).toContain('attachment')
  })

  test('[MA29] a long text is cut, and says so', async () => {
    const id = await holdStray({ text: 'x'.repeat(LIMITS.heldTextChars + 1) })
    expect(await (await get('admin', `/${id}`)).json()).toMatchObject({ isCut: true })
  })

  test('[MA29] mail that lets somebody in elsewhere is masked; an admin alone uncovers and releases it', async () => {
    const id = await hold({
      nature: AUTO,
      from: { address: 'no-reply@other.test', name: 'Other' },
      subject: '482913 is your Other code',
      text: 'Your verification code is 482913. It expires in 10 minutes. Do not share it.',
    })
    for (const who of ['lead', 'admin'] as const) {
      const shown = JSON.stringify([
        await list(who, '?kind=automated'),
        await (await get(who, `/${id}`)).json(),
      ])
      expect(shown).toContain('"isMasked":true')
      expect(shown).not.toContain('482913')
    }
    expect((await get('lead', `/${id}?uncovered=1`)).status).toBe(403)
    expect((await get('lead', `/${id}/raw`)).status).toBe(403)
    expect((await post('lead', `${id}/release`, { queue: 'support' })).status).toBe(403)
    const uncovered = JSON.stringify(await (await get('admin', `/${id}?uncovered=1`)).json())
    expect(uncovered).toContain('482913 is your')
    expect(uncovered).toContain('code is 482913')
    expect((await post('admin', `${id}/release`, { queue: 'support' })).status).toBe(422)
    const why = 'we asked for it'
    expect((await post('admin', `${id}/release`, { queue: 'support', why })).status).toBe(200)
  })
})

describe('releasing', () => {
  test('[MA30] as a new ticket it is what it would have been: dated when it came, with its files, answered by nobody', async () => {
    const receivedAt = web.now()
    const file = { name: 'a.txt', type: 'text/plain', inline: false, cid: null }
    const id = await hold({
      nature: AUTO,
      messageId: 'held@customer.test',
      receivedAt,
      attachments: [{ ...(await web.put('a file')), ...file }],
    })
    web.advance(86_400_000)
    const why = 'this is a person after all'
    const { ticket, number } = await released(
      await post('lead', `${id}/release`, { queue: 'support', why }),
    )
    const read = await web.read(ticket)
    expect(read).toMatchObject({ queue: 'support', facts: { number, acceptedAt: receivedAt } })
    expect(read.messages[0]).toMatchObject({
      kind: 'inbound',
      text: 'Hello, it does not open.',
      joinedBy: 'by-hand',
      address: 'ruth@customer.test',
      attachments: [{ name: 'a.txt' }],
    })
    expect(read.messages[1]).toMatchObject({ kind: 'event', by: { kind: 'agent', name: 'Lea' } })
    expect(read.messages[1]?.text).toContain(why)
    expect(read.messages[1]?.text).toContain(AUTO.why)
    expect(await web.count('outgoing')).toBe(0)
    expect((await list('lead', '?kind=automated')).counts.automated).toBe(0)
    // An answer to it finds it, and a copy of it makes no other.
    const answer = await web.mail({ inReplyTo: ['held@customer.test'] })
    expect(unwrap(await web.handIn(answer)).result?.['ticket']).toBe(ticket)
    expect((await verify(web.desk, () => {})).listed).toEqual([])
  })

  test('[MA30] [CO16] keeps who and why, and no word of it beside the ticket', async () => {
    const id = await hold({ nature: AUTO, rawText: 'bytes of it' })
    await post('lead', `${id}/release`, { queue: 'support', why: 'needed' })
    const row = await web.sql.get(`SELECT * FROM held_mail WHERE id = ?`, id)
    expect(row).toMatchObject({
      ended_by: `agent:${people.lead.person}`,
      why: 'needed',
      subject: '',
      text: '',
      sender: '',
      command: '',
      raw: '',
    })
    const ticket = String(row?.['ticket'])
    unwrap(await web.push(people.lead, { kind: 'delete', ticket, why: 'not ours' }))
    await web.desk.jobs.runDue()
    expect((await verify(web.desk, () => {})).listed).toEqual([])
    expect((await post('lead', `${id}/release`, { queue: 'support' })).status).toBe(404)
    expect(await web.count('tickets')).toBe(0)
  })

  test('[MA30] twice is once, by one hand or two', async () => {
    const id = await hold({ nature: AUTO })
    const answers = await Promise.all([
      post('lead', `${id}/release`, { queue: 'support' }),
      post('admin', `${id}/release`, { queue: 'payments' }),
    ])
    const [one, two] = await Promise.all(answers.map(released))
    expect(two).toEqual(one)
    expect(await released(await post('lead', `${id}/release`, { queue: 'support' }))).toEqual(one)
    expect(await web.count('tickets')).toBe(1)
  })

  test('[MA30] [MA20] onto a ticket it is a message of whoever wrote it, the requester only when it is theirs', async () => {
    const ticket = await web.ticket('ruth@customer.test')
    const { number } = (await web.read(ticket)).facts
    const theirs = await hold({ nature: AUTO, text: 'from Ruth', visible: 'from Ruth' })
    const other = await hold({
      nature: AUTO,
      from: { address: 'sam@elsewhere.test', name: 'Ruth' },
      text: 'from Sam',
      visible: 'from Sam',
    })
    const forged = await hold({
      nature: AUTO,
      sender: { spf: 'fail', dkim: 'none', dmarc: 'fail', words: '' },
      text: 'from somebody',
      visible: 'from somebody',
    })
    for (const id of [theirs, other, forged]) {
      const onto = await released(await post('lead', `${id}/release`, { ticket: number }))
      expect(onto).toEqual({ ticket, number })
    }
    const { messages, facts } = await web.read(ticket)
    const said = messages.filter((one) => one.kind === 'inbound').slice(1)
    expect(said.map((one) => [one.text, one.standing])).toEqual([
      ['from Ruth', 'requester'],
      ['from Sam', 'other'],
      ['from somebody', 'other'],
    ])
    expect(said.map((one) => one.by.id === facts.requester.id)).toEqual([true, false, false])
    // The requester reads what they wrote, and nothing of the others.
    const row = await web.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
    expect(String(row?.['public'])).toContain('from Ruth')
    expect(String(row?.['public'])).not.toContain('from Sam')
    expect(String(row?.['public'])).not.toContain('from somebody')
  })

  test('[MA30] [RI3] goes nowhere its releaser could not have put it', async () => {
    const id = await hold({ nature: AUTO })
    const foreign = await web.ticket('ruth@customer.test', { queue: 'payments' })
    const { number } = (await web.read(foreign)).facts
    const before = await web.everything()
    for (const [body, status] of [
      [{ queue: 'payments' }, 403],
      [{ queue: 'nowhere' }, 403],
      [{ ticket: number }, 404],
      [{ ticket: 9_999 }, 404],
      [{ ticket: -1 }, 400],
      [{}, 400],
    ] as const)
      expect([(await post('lead', `${id}/release`, body)).status, body]).toEqual([status, body])
    expect((await post('admin', `${id}/release`, { queue: 'nowhere' })).status).toBe(404)
    expect(await web.everything()).toBe(before)
  })

  test('[MA28] [MA30] of a mail to two queues: in one of them it is seen by both, elsewhere by that one', async () => {
    const rcpt = ['support@help.desk.test', 'payments@help.desk.test']
    const own = await hold({ nature: AUTO, rcpt })
    const elsewhere = await hold({ nature: AUTO, rcpt })
    const one = await released(await post('admin', `${own}/release`, { queue: 'payments' }))
    const two = await released(await post('admin', `${elsewhere}/release`, { queue: 'community' }))
    expect(queuesOf(await web.read(one.ticket))).toEqual(['payments', 'support'])
    expect(queuesOf(await web.read(two.ticket))).toEqual(['community'])
  })

  test('[MA4] [MA30] what could not be read says so there too, with the original', async () => {
    const id = await holdStray({ problem: 'too many parts', rawText: 'broken' })
    const { ticket } = await released(await post('admin', `${id}/release`, { queue: 'support' }))
    const [message] = (await web.read(ticket)).messages
    expect(message).toMatchObject({ attachments: [{ name: 'original.eml' }] })
    expect(message?.text).toContain('too many parts')
  })

  test('[MA26] [MA30] no cap holds it again', async () => {
    const id = await hold({ nature: AUTO })
    for (let at = 0; at < LIMITS.mailTicketsPerHourPerSender; at++)
      unwrap(await web.handIn(await web.mail()))
    expect((await post('lead', `${id}/release`, { queue: 'support' })).status).toBe(200)
  })
})

describe('dismissing', () => {
  test('[MA29] takes it out of the lists, keeps who and why, and leaves it to be released', async () => {
    const id = await hold({ nature: AUTO })
    expect((await post('lead', `${id}/dismiss`, { why: 'a newsletter' })).status).toBe(200)
    expect((await list('lead', '?kind=automated')).counts).toEqual({
      automated: 0,
      held: 0,
      dismissed: 1,
    })
    expect((await list('lead', '?kind=dismissed')).items.map((item) => item.id)).toEqual([id])
    expect(await (await get('lead', `/${id}`)).json()).toMatchObject({
      why: 'a newsletter',
      endedBy: `agent:${people.lead.person}`,
    })
    expect((await post('admin', `${id}/dismiss`, { why: 'again' })).status).toBe(200)
    expect(await (await get('lead', `/${id}`)).json()).toMatchObject({ why: 'a newsletter' })
    expect((await post('lead', `${id}/release`, { queue: 'support' })).status).toBe(200)
    expect(await codeOf(await post('lead', `${id}/dismiss`, {}))).toBe('kit/not-found')
  })

  test('[MA29] after a while it is deleted with its files; what is open never is', async () => {
    const file = await web.put('a file of it')
    const attached = { ...file, name: 'a.txt', type: 'text/plain', inline: false, cid: null }
    const open = await hold({ nature: AUTO, rawText: 'stays' })
    const id = await hold({ nature: AUTO, rawText: 'goes', attachments: [attached] })
    const raw = String((await web.sql.get(`SELECT raw FROM held_mail WHERE id = ?`, id))?.['raw'])
    await post('lead', `${id}/dismiss`, {})
    const housekeeping = makeHousekeeping(web.desk.parts, web.desk.timers)
    web.advance(LIMITS.dismissedMailKeptMs - 1)
    await housekeeping.tidy()
    expect(await web.count('held_mail')).toBe(2)
    web.advance(2)
    await housekeeping.tidy()
    await web.desk.jobs.runDue()
    const left = await web.sql.all(`SELECT id FROM held_mail`)
    expect(left.map((row) => row['id'])).toEqual([open])
    const { blobs } = web.desk.parts
    expect([await blobs.has(raw), await blobs.has(file.hash)]).toEqual([false, false])
  })
})
