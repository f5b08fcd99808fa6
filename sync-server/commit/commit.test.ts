/** The commit as a whole: ids and answers, rights, moving, and what one transaction holds. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { verify } from '../operator/verify.ts'
import type { Input } from './input.ts'
import { bytesOfOp, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

describe('push ids', () => {
  test('[CO2] the same id gets the same answer, and the change happens once', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const doc = await stage.copy(agent, ticket)
    const update = bytesOfOp(doc, agent, { op: 'set-priority', priority: 'high' })
    const pushId = stage.newId()
    const input = { kind: 'update', ticket, epoch: 1, update } as const
    const first = unwrap(await stage.push(agent, input, { pushId }))
    const before = await stage.everything()
    const second = unwrap(await stage.push(agent, input, { pushId }))
    expect(second).toEqual(first)
    expect(await stage.everything()).toBe(before)
    expect((await stage.read(ticket)).priority).toBe('high')
  })

  test('[CO2] an opened ticket is answered with the same number again, and once', async () => {
    const input = {
      kind: 'open',
      queue: 'support',
      channel: 'web',
      requester: { name: 'Ruth', address: 'ruth@customer.test' },
      subject: 'Once',
      body: 'Once.',
      receivedAt: stage.now(),
      isAcknowledged: true,
    } as const
    const request = { actor: { kind: 'desk' }, device: 'form', pushId: 'key-1', input } as const
    const answers = await Promise.all([1, 2, 3].map(() => stage.desk.commit(request)))
    // The secret is kept hashed, so each answer has a fresh one; id, number and message are the same.
    const plain = answers.map((answer) => ({ ...unwrap(answer).result, statusToken: '' }))
    expect(plain).toEqual([plain[0], plain[0], plain[0]])
    expect(plain[0]).toMatchObject({ number: 1 })
    expect(await stage.count('tickets')).toBe(1)
    expect(await stage.count('outgoing')).toBe(1)
  })

  test('an id used again for something else is refused', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const pushId = stage.newId()
    const edit = (priority: 'high' | 'low') =>
      stage.push(
        agent,
        { kind: 'edit', ticket, ops: [{ op: 'set-priority', priority }] },
        { pushId },
      )
    unwrap(await edit('high'))
    expect(codeOf(await edit('low'))).toBe('ticket/reused-push')
    expect((await stage.read(ticket)).priority).toBe('high')
  })

  test('[CO2] a request worked out anew from a ticket that moved on is still the same request', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const asked = { status: 'open', tags: ['vip'] }
    const request = {
      actor: { kind: 'agent', rights: agent },
      device: 'd',
      pushId: 'key',
    } as const
    const edit = (ops: Extract<Input, { kind: 'edit' }>['ops']) =>
      stage.desk.commit({ ...request, input: { kind: 'edit', ticket, ops }, asked })
    const status = { op: 'set-status', status: 'open' } as const
    const first = unwrap(await edit([status, { op: 'add-tag', tag: 'vip' }]))
    expect(unwrap(await edit([status]))).toEqual(first)
    expect((await stage.read(ticket)).tags).toEqual(['vip'])
  })

  test('the same id of another device, or of another person, is another push', async () => {
    const [ada, bert] = [await stage.agent('Ada'), await stage.agent('Bert')]
    const ticket = await stage.ticket()
    const pushId = stage.newId()
    const note = (text: string) => ({
      kind: 'edit' as const,
      ticket,
      ops: [{ op: 'add-note' as const, id: stage.newId(), text, mentions: [] }],
    })
    unwrap(await stage.push(ada, note('one'), { pushId }))
    stage.advance(1)
    unwrap(await stage.push(ada, note('two'), { pushId, device: 'another' }))
    stage.advance(1)
    unwrap(await stage.push(bert, note('three'), { pushId, device: 'device-of-Ada' }))
    const notes = (await stage.read(ticket)).messages.filter((message) => message.kind === 'note')
    expect(notes.map((message) => message.text)).toEqual(['one', 'two', 'three'])
  })

  test('a refused push may be sent again under its id, once what was missing is there', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const doc = await stage.copy(agent, ticket)
    const first = bytesOfOp(doc, agent, { op: 'add-tag', tag: 'one' })
    const second = bytesOfOp(doc, agent, { op: 'add-tag', tag: 'two' })
    const pushId = stage.newId()
    const input = { kind: 'update', ticket, epoch: 1, update: second } as const
    expect(codeOf(await stage.push(agent, input, { pushId }))).toBe('ticket/gap')
    unwrap(await stage.push(agent, { ...input, update: first }))
    unwrap(await stage.push(agent, input, { pushId }))
    expect((await stage.read(ticket)).tags).toEqual(['one', 'two'])
  })
})

describe('rights', () => {
  test('[RI3] a ticket of a queue one may not see answers as if it were not there', async () => {
    const stranger = await stage.agent('Sam', ['payments'])
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const doc = await stage.copy(agent, ticket)
    const update = bytesOfOp(doc, agent, { op: 'set-status', status: 'open' })
    const words = await stage.draft(agent, ticket, 'Hello')
    const sendId = stage.newId()
    unwrap(
      await stage.push(agent, {
        kind: 'whole-reply',
        ticket,
        sendId,
        text: 'Hello',
        html: null,
        seen: null,
        isForced: true,
        status: null,
      }),
    )
    const before = await stage.everything()
    const send = {
      kind: 'send',
      sendId,
      ticket,
      draft: words.draft,
      draftState: words.draftState,
      seen: null,
      isForced: true,
      status: null,
    } as const
    const nowhere = '0'.repeat(26)
    const cases: [string, Input, Input][] = [
      [
        'update',
        { kind: 'update', ticket, epoch: 1, update },
        { kind: 'update', ticket: nowhere, epoch: 1, update },
      ],
      ['edit', { kind: 'edit', ticket, ops: [] }, { kind: 'edit', ticket: nowhere, ops: [] }],
      [
        'move',
        { kind: 'move', ticket, queue: 'payments' },
        { kind: 'move', ticket: nowhere, queue: 'payments' },
      ],
      ['send', send, { ...send, ticket: nowhere, sendId: nowhere, draft: `${nowhere}-r0` }],
      ['unsend', { kind: 'unsend', ticket, sendId }, { kind: 'unsend', ticket: nowhere, sendId }],
      [
        'draft',
        { kind: 'draft', draft: `${ticket}-r0`, update: new Uint8Array([0, 0]) },
        { kind: 'draft', draft: `${nowhere}-r0`, update: new Uint8Array([0, 0]) },
      ],
    ]
    for (const [what, input, elsewhere] of cases) {
      const refused = await stage.push(stranger, input)
      expect(codeOf(refused), what).toBe('kit/not-found')
      // Nothing in the words tells the two apart.
      expect(refused, what).toEqual(await stage.push(stranger, elsewhere))
    }
    expect(await stage.everything()).toBe(before)
    expect(
      (await stage.desk.feed.documents(stranger, [{ ticket, version: 0 }])).map(
        (item) => item.kind,
      ),
    ).toEqual(['gone'])
  })

  test('[CO12] no note is written over a message that is there, also not by the API', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const [first] = (await stage.read(ticket)).messages
    const over = await stage.push(agent, {
      kind: 'edit',
      ticket,
      ops: [{ op: 'add-note', id: first?.id ?? '', text: 'Never said.', mentions: [] }],
    })
    expect(codeOf(over)).toBe('ticket/denied')
    expect((await stage.read(ticket)).messages).toEqual([first])
  })

  test('only the gateway hands in mail and speaks of deliveries', async () => {
    const admin = await stage.agent('Ada', null, 'admin')
    expect(codeOf(await stage.push(admin, await stage.mail()))).toBe('ticket/denied')
    expect(
      codeOf(
        await stage.push(admin, {
          kind: 'mark-delivery',
          jobId: stage.newId(),
          lease: stage.newId(),
          outcome: { state: 'sending' },
        }),
      ),
    ).toBe('ticket/denied')
  })
})

describe('moving', () => {
  test('[FE4] it leaves the one scope and comes to the other', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const seq = async (queue: string) => (await stage.desk.feed.page(`q:${queue}`, 0)).next
    const [support, payments] = [await seq('support'), await seq('payments')]
    unwrap(await stage.push(agent, { kind: 'move', ticket, queue: 'payments' }))
    const left = await stage.desk.feed.page('q:support', support)
    expect(left.items).toMatchObject([{ ticket, op: 'leave', row: null }])
    const came = await stage.desk.feed.page('q:payments', payments)
    expect(came.items).toMatchObject([{ ticket, op: 'row', row: { queue: 'payments' } }])
    const { messages } = await stage.read(ticket)
    expect(messages.at(-1)).toMatchObject({
      kind: 'event',
      changes: [{ field: 'queue', from: 'support', to: 'payments' }],
    })
  })

  test('to where one may not see, or to nowhere, it is refused', async () => {
    const agent = await stage.agent('Sam', ['support'])
    const ticket = await stage.ticket()
    const before = await stage.everything()
    expect(codeOf(await stage.push(agent, { kind: 'move', ticket, queue: 'payments' }))).toBe(
      'ticket/denied',
    )
    expect(codeOf(await stage.push(agent, { kind: 'move', ticket, queue: 'nowhere' }))).toBe(
      'desk/unknown-queue',
    )
    expect(await stage.everything()).toBe(before)
  })
})

describe('one transaction', () => {
  test('[CO10] a change that fails half way leaves neither row, feed nor document behind', async () => {
    const agent = await stage.agent('Ada')
    const ticket = await stage.ticket()
    const before = await stage.everything()
    const { parts } = stage.desk
    const record = parts.sla.record
    parts.sla.record = () => Promise.reject(new Error('the disk went away'))
    const edit = { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'open' }] } as const
    expect(codeOf(await stage.push(agent, { ...edit, ops: [...edit.ops] }))).toBe('kit/bug')
    parts.sla.record = record
    expect(await stage.everything()).toBe(before)
    // The warm document was thrown away with it: the next change builds on what is stored.
    unwrap(
      await stage.push(agent, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: 'later' }] }),
    )
    expect(await stage.read(ticket)).toMatchObject({ status: 'new', tags: ['later'] })
  })

  test('[CO4] versions grow by one, and all that is derived stays what the document says', async () => {
    const agent = await stage.agent('Ada')
    const tickets = [await stage.ticket(), await stage.ticket('kim@customer.test')]
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        stage.push(agent, {
          kind: 'edit',
          ticket: tickets[at % 2] ?? '',
          ops: [{ op: 'set-subject', subject: `Subject ${at}` }],
        }),
      ),
    )
    const found = await verify(stage.desk, () => {})
    expect(found).toMatchObject({ tickets: 2, updates: 42, differences: 0, listed: [] })
  })
})
