/** Who may act as somebody of the desk by mail, and what such a mail can and cannot do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { changeNotices } from '../../auth/notices.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { LOCAL, makeLetters, PROVED, UNJUDGED, UNPROVED } from '../test-stage/letters.ts'

let stage: Stage
let letters: ReturnType<typeof makeLetters>
let ada: Rights
let ben: Rights
const ADA = 'ada@desk.test'
const SUPPORT = 'support@help.desk.test'

beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
  ada = await stage.agent('Ada')
  ben = await stage.agent('Ben')
  for (const { person } of [ada, ben])
    await changeNotices(stage.desk.database, person, { assigned: true, answered: true })
})
afterEach(() => stage.close())

const assign = async (ticket: string, to: Rights, by: Rights) =>
  unwrap(
    await stage.push(by, {
      kind: 'edit',
      ticket,
      ops: [{ op: 'set-assignee', assignee: to.person }],
    }),
  )

/** A ticket of somebody's that was given to Ada, and the address in her notice. */
async function given(to: Rights = ada, by: Rights = ben) {
  const { ticket } = await letters.begun()
  await assign(ticket, to, by)
  const notice = (await letters.sent('agent-notice')).at(-1)
  stage.advance(60_000)
  return { ticket, notice, address: notice?.replyTo?.address ?? '' }
}

const attached = (over: Partial<ReceiveMail['attachments'][number]> = {}) => ({
  hash: '',
  name: 'a.txt',
  type: 'text/plain',
  bytes: 6,
  inline: false,
  cid: null,
  ...over,
})

const words = (text: string) => ({ text, visible: text })

/** By Ada, from her own domain. */
const answer = (to: string, over: Partial<ReceiveMail> = {}) =>
  letters.from(ADA, to, { sender: PROVED, ...words('Please try the other door.'), ...over })

const saidByAgents = async (ticket: string) =>
  (await stage.read(ticket)).messages.filter(
    (one) => one.by.kind === 'agent' && one.kind !== 'event',
  )

describe('notices', () => {
  test('[MA24] nobody is told who has not asked for it', async () => {
    await changeNotices(stage.desk.database, ada.person, { assigned: false, answered: false })
    const { notice } = await given()
    expect(notice).toBeUndefined()
  })

  test('[MA24][SEC-TT-8] tell of a ticket, and hold no word of anybody’s', async () => {
    const begun = await letters.begun({ subject: 'A quetzal', ...words('Feed the quetzal') })
    await assign(begun.ticket, ada, ben)
    stage.advance(60_000)
    await letters.from('ruth@customer.test', begun.replyTo, {
      sender: PROVED,
      inReplyTo: [begun.signedId],
      ...words('The quetzal is still hungry'),
    })
    const notices = await letters.sent('agent-notice')
    expect(notices.map(({ subject }) => subject)).toEqual(['Yours now: #1', 'Answered: #1'])
    for (const notice of notices) {
      expect(JSON.stringify(notice)).not.toMatch(/quetzal|ruth/i)
      expect(notice).toMatchObject({ autoSubmitted: 'auto-generated', to: [{ address: ADA }] })
      expect(notice.text).toContain(`/t/${begun.ticket}`)
    }
  })

  test('[MA24] say how many get a copy of an answer by mail, and name none of them', async () => {
    const { ticket } = await letters.begun()
    const zoe = { name: 'Zoe', address: 'zoe@customer.test' }
    unwrap(await stage.push(ben, { kind: 'add-participant', ticket, ...zoe }))
    await assign(ticket, ada, ben)
    stage.advance(60_000)
    const notice = (await letters.sent('agent-notice')).at(-1)
    expect(notice?.text).toContain('A copy of it goes to somebody who was put on the ticket.')
    expect(notice?.text).not.toMatch(/zoe/i)
    await answer(notice?.replyTo?.address ?? '')
    stage.advance(11_000)
    await stage.desk.jobs.runDue()
    expect((await letters.sent('reply')).at(-1)?.cc).toMatchObject([{ address: zoe.address }])
  })

  test('[MA24] nobody is told of what they did, of what others wrote, or of what they may not see', async () => {
    await given(ada, ada)
    expect(await letters.sent('agent-notice')).toEqual([])
    const { ticket, replyTo, signedId } = await letters.begun()
    await assign(ticket, ada, ben)
    expect(await letters.sent('agent-notice')).toHaveLength(1)
    await letters.from('eve@elsewhere.test', SUPPORT, { sender: PROVED, inReplyTo: [signedId] })
    expect(await letters.sent('agent-notice')).toHaveLength(1)
    unwrap(await stage.desk.people.change(ada.person, { queues: ['payments'] }))
    await letters.from('ruth@customer.test', replyTo, { sender: PROVED, inReplyTo: [signedId] })
    expect(await letters.sent('agent-notice')).toHaveLength(1)
  })

  test('[MA24] of a queue without plus addresses cannot be answered, and say so', async () => {
    unwrap(
      await stage.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: settings.queues.map((queue) => ({ ...queue, hasSubaddresses: false })),
      })),
    )
    const { notice } = await given()
    expect(notice).toMatchObject({ replyTo: null })
    expect(notice?.text).toContain('answer in the app')
    expect(await stage.count('capabilities', `kind = 'agent'`)).toBe(0)
  })

  test('are few for one person', async () => {
    const { ticket } = await letters.begun()
    for (let at = 0; at < LIMITS.agentNoticesPerHour + 5; at++) {
      await assign(ticket, ada, ben)
      await assign(ticket, ben, ben)
      // So that it is this cap, and not the breaker of all automatic mail.
      stage.advance(5_000)
    }
    expect(await letters.sent('agent-notice')).toHaveLength(LIMITS.agentNoticesPerHour)
  })
})

describe('an answer to a notice', () => {
  test('[MA24][MR36] is a reply of its author, held for the undo time, then sent to the requester', async () => {
    const { ticket, address } = await given()
    expect(address).toMatch(/^support\+a-[0-9a-z]{26}@help\.desk\.test$/)
    expect(await answer(address)).toMatchObject({ ticket, held: null })
    const [reply] = await saidByAgents(ticket)
    expect(reply).toMatchObject({
      kind: 'reply',
      by: { kind: 'agent', id: ada.person, name: 'Ada' },
      text: 'Please try the other door.',
    })
    const { delivery } = await stage.read(ticket)
    expect(delivery[reply?.id ?? '']).toMatchObject({ state: 'held' })
    expect(await letters.sent('reply')).toEqual([])
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const [sent] = await letters.sent('reply')
    expect(sent?.to).toMatchObject([{ address: 'ruth@customer.test' }])
    expect(JSON.stringify(sent)).not.toContain(address)
  })

  test('[MA24] with “#note” first is a note, and goes to nobody', async () => {
    for (const first of [
      '#note\nCall her back.',
      '# Note: Call her back.',
      '\n#NOTE Call her back.',
    ]) {
      const { ticket, address } = await given()
      await answer(address, words(first))
      expect(await saidByAgents(ticket)).toMatchObject([{ kind: 'note', text: 'Call her back.' }])
      stage.advance(60_000)
      await stage.desk.jobs.runDue()
      expect(await letters.sent('reply')).toEqual([])
      expect(await letters.shown(ticket)).not.toContain('Call her')
    }
  })

  test('[MA24][MR36] changes no status, assignee or tag: what else it asks for is left, and said', async () => {
    const { ticket, address } = await given()
    const before = await stage.read(ticket)
    await answer(address, words('#close\n!assign ben\n/tag done\n\nIt is open now.'))
    const after = await stage.read(ticket)
    expect(after.messages.find((one) => one.kind === 'reply')?.text).toBe('It is open now.')
    expect(after).toMatchObject({ assignee: before.assignee, tags: before.tags })
    expect(after.status).toBe('open')
    const told = after.messages.filter((one) => one.text.includes('not done by mail'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('“#close”, “!assign ben”, “/tag done”')
  })

  test('[MA24] holds no quoted word of anybody, and never the address it was sent to', async () => {
    const { ticket, address } = await given()
    const text = [
      'My own words.',
      '> words of somebody else',
      'And more of mine.',
      '',
      `On Monday, Deskside Support <${address}> wrote:`,
      '## Write above this line ##',
      'Ticket #1 in support was assigned to you.',
    ].join('\n')
    await answer(address, { text, visible: text })
    const [reply] = await saidByAgents(ticket)
    expect(reply?.text).toBe('My own words.\nAnd more of mine.')
  })

  test.each([
    ['no words', words('> quoted')],
    ['a note that is not first', words('#close\n#note\nSecret')],
    ['a note with a file', { ...words('#note\nSee there.'), attachments: [attached()] }],
    [
      'more files than a reply may have',
      {
        attachments: Array.from({ length: LIMITS.replyFiles + 1 }, (_, at) =>
          attached({ name: `${at}.txt` }),
        ),
      },
    ],
  ])('with %s is kept, and its author is told', async (_what, over: Partial<ReceiveMail>) => {
    const { ticket, address } = await given()
    const file = await stage.put('a file')
    const attachments = over.attachments?.map((one) => ({ ...one, ...file }))
    const done = await answer(address, { ...over, ...(attachments ? { attachments } : {}) })
    expect(done).toMatchObject({ ticket: '', held: expect.any(String) })
    expect(await saidByAgents(ticket)).toEqual([])
    const told = (await letters.sent('agent-notice')).at(-1)
    expect(told?.subject).toBe('Not sent: #1')
    expect(told?.to).toMatchObject([{ address: ADA }])
  })

  test('[MA24][MR36] goes with its files, whatever id a program gave them, and without the pictures of a signature', async () => {
    const { ticket, address } = await given()
    const [list, plan, logo] = await Promise.all(
      ['a list', 'a plan', 'a logo'].map((text) => stage.put(text)),
    )
    const attachments = [
      { ...attached({ name: 'list.txt' }), ...list },
      // As Gmail attaches a file.
      { ...attached({ name: 'plan.pdf', type: 'application/pdf', cid: 'f_lx1' }), ...plan },
      { ...attached({ name: 'smime.p7s', type: 'application/pkcs7-signature' }), ...logo },
      { ...attached({ name: 'logo.png', type: 'image/png', inline: true, cid: 'l@1' }), ...logo },
    ]
    expect(await answer(address, { attachments })).toMatchObject({ ticket, held: null })
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const [sent] = await letters.sent('reply')
    expect(sent?.attachments).toEqual([
      { ...list, name: 'list.txt', type: 'text/plain', inline: false, cid: null },
      { ...plan, name: 'plan.pdf', type: 'application/pdf', inline: false, cid: null },
    ])
    const [reply] = await saidByAgents(ticket)
    expect(reply?.attachments?.map(({ name }) => name)).toEqual(['list.txt', 'plan.pdf'])
    expect(await letters.shown(ticket)).not.toContain('logo.png')
    // The requester reads them, and nobody else's ticket has them.
    expect(await stage.count('blob_refs', 'ticket = ? AND is_public = 1', ticket)).toBe(2)
  })

  test('[OU6] is not sent over something that came in after the notice', async () => {
    const begun = await letters.begun()
    await assign(begun.ticket, ada, ben)
    const address = (await letters.sent('agent-notice')).at(-1)?.replyTo?.address ?? ''
    stage.advance(60_000)
    await letters.from('ruth@customer.test', begun.replyTo, {
      sender: PROVED,
      inReplyTo: [begun.signedId],
    })
    stage.advance(60_000)
    expect((await answer(address)).held).not.toBeNull()
    expect(await saidByAgents(begun.ticket)).toEqual([])
    expect((await letters.sent('agent-notice')).at(-1)?.text).toContain('something new came in')
    // Nothing is lost by a note.
    await answer(address, words('#note\nSeen.'))
    expect(await saidByAgents(begun.ticket)).toMatchObject([{ kind: 'note' }])
  })
})

describe('[SEC-MAIL-1] nobody acts as somebody of the desk', () => {
  /** Every way a mail can name a ticket or a person, beside the address of a notice. */
  async function scene() {
    const begun = await letters.begun()
    await assign(begun.ticket, ada, ben)
    const mine = (await letters.sent('agent-notice')).at(-1)?.replyTo?.address ?? ''
    const other = await given(ben, ada)
    return { ...begun, mine, bens: other.address, otherTicket: other.ticket }
  }
  const spoil = (address: string, change: (token: string) => string) =>
    address.replace(/a-([0-9a-z]{26})/, (_all, token: string) => `a-${change(token)}`)
  const flip = (token: string) => (token.startsWith('0') ? '1' : '0') + token.slice(1)

  const TOKENS: [string, (s: Awaited<ReturnType<typeof scene>>) => string][] = [
    ['no', () => SUPPORT],
    ['a bad', ({ mine }) => spoil(mine, flip)],
    ['a truncated', ({ mine }) => spoil(mine, (token) => token.slice(0, 20))],
    ['an empty', ({ mine }) => spoil(mine, () => '')],
    ['a longer', ({ mine }) => spoil(mine, (token) => `${token}0`)],
    ['another person’s', ({ bens }) => bens],
    ['a requester’s', ({ replyTo }) => replyTo],
    ['a requester’s dressed as an agent’s', ({ replyTo }) => replyTo.replace('+', '+a-')],
    ['an agent’s dressed as a requester’s', ({ mine }) => mine.replace('+a-', '+')],
  ]
  const PATHS: [string, (s: Awaited<ReturnType<typeof scene>>) => Partial<ReceiveMail>][] = [
    ['From alone', () => ({})],
    ['In-Reply-To', ({ signedId }) => ({ inReplyTo: [signedId] })],
    ['References', ({ firstId, signedId }) => ({ references: [signedId, firstId] })],
    ['the number in the subject', () => ({ subject: 'Re: [#1] closed' })],
    ['Reply-To', () => ({ replyTo: [{ address: ADA, name: 'Ada' }] })],
    ['a command', () => words('#close\n#note\nDone')],
  ]

  test.each(PATHS)('[MA11][MR36] by %s, with any secret but their own', async (_path, make) => {
    const at = await scene()
    const tickets = [at.ticket, at.otherTicket]
    const before = await Promise.all(tickets.map((one) => saidByAgents(one)))
    for (const [token, of] of TOKENS) {
      for (const sender of [PROVED, LOCAL]) await answer(of(at), { ...make(at), sender })
      const after = await Promise.all(tickets.map((one) => saidByAgents(one)))
      expect(after, `${token} secret`).toEqual(before)
    }
    for (const ticket of tickets) {
      expect((await stage.read(ticket)).status).not.toMatch(/closed|solved/)
      expect(await letters.shown(ticket)).not.toContain('other door')
    }
    stage.advance(60_000)
    await stage.desk.jobs.runDue()
    expect(await letters.sent('reply')).toEqual([])
  })

  test('another ticket’s secret acts on its own ticket and no other', async () => {
    const at = await scene()
    const { facts } = await stage.read(at.otherTicket)
    await answer(at.mine, { subject: `Re: [#${facts.number}]` })
    expect(await saidByAgents(at.otherTicket)).toEqual([])
    expect(await saidByAgents(at.ticket)).toHaveLength(1)
  })

  test.each([
    ['whose domain does not stand by it', { sender: UNPROVED }],
    ['that nobody judged', { sender: UNJUDGED }],
    ['of a program on this machine', { sender: LOCAL }],
    [
      'that a forwarder vouches for',
      {
        sender: {
          ...PROVED,
          dmarc: 'fail' as const,
          policy: 'reject' as const,
          aligned: ['arc' as const],
          arc: 'pass' as const,
          sealer: 'list.test',
        },
      },
    ],
    [
      'aligned, with no DMARC record',
      { sender: { ...PROVED, dmarc: 'none' as const, aligned: ['spf' as const] } },
    ],
    ['judged for another From', { sender: { ...PROVED, fromDomain: 'evil.test' } }],
    ['with two in From', { fromIs: 'several' as const }],
    ['of a machine', { nature: { kind: 'auto' as const, why: 'Auto-Submitted' } }],
    ['from another address of theirs', { from: { address: 'ada@home.test', name: 'Ada' } }],
    ['from another person of the desk', { from: { address: 'ben@desk.test', name: 'Ada' } }],
  ])('[MA24][MR36] with the right secret, by a mail %s', async (_what, over) => {
    const { ticket, address } = await given()
    await answer(address, over)
    expect(await saidByAgents(ticket)).toEqual([])
    // The secret was not spent by it.
    await answer(address)
    expect(await saidByAgents(ticket)).toHaveLength(1)
  })

  test('[MA24] a secret is good once, whoever repeats the mail', async () => {
    const { ticket, address } = await given()
    const rawText = 'the signed mail'
    await answer(address, { rawText } as Partial<ReceiveMail>)
    await answer(address, { rawText } as Partial<ReceiveMail>)
    const again = await answer(address)
    expect(again.held).not.toBeNull()
    expect(await saidByAgents(ticket)).toHaveLength(1)
  })

  test('[MA24] a secret that has run out, or whose owner left, or lost the queue, is none', async () => {
    const first = await given()
    stage.advance(LIMITS.agentMailMs)
    expect((await answer(first.address)).held).not.toBeNull()
    const second = await given()
    unwrap(await stage.desk.people.change(ada.person, { queues: ['payments'] }))
    expect((await answer(second.address)).held).not.toBeNull()
    unwrap(await stage.desk.people.change(ada.person, { queues: null }))
    const third = await given()
    unwrap(await stage.desk.people.change(ada.person, { isDisabled: true }))
    expect((await answer(third.address)).held).not.toBeNull()
    for (const { ticket } of [first, second, third]) expect(await saidByAgents(ticket)).toEqual([])
  })

  test('[MA24][MR39] its hash alone is kept', async () => {
    const { address } = await given()
    const token = /a-([0-9a-z]{26})/.exec(address)?.[1] ?? 'none'
    expect(await stage.count('capabilities', `kind = 'agent' AND hash = ?`, token)).toBe(0)
    expect(await stage.count('capabilities', `kind = 'agent'`)).toBe(1)
  })

  test('[MA11] without a secret it is a customer’s mail, with a mark', async () => {
    const { ticket } = await given()
    const mail = await answer(SUPPORT)
    expect(mail.ticket).not.toBe(ticket)
    expect(mail.message).toMatchObject({
      kind: 'inbound',
      by: { kind: 'contact' },
      warning: 'agent-address',
    })
  })
})
