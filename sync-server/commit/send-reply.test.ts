/** Sending: once, not over what was not seen, and not after Undo. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { leaseMail } from '../mail/outbound/mail-lease.ts'
import { readFacts } from '../sla/sla-record.ts'
import type { SendInput } from './input.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
let bert: Rights
let ticket: string
let first: string
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  bert = await stage.agent('Bert')
  ticket = await stage.ticket()
  first = (await stage.read(ticket)).messages[0]?.id ?? ''
  stage.advance(60_000)
})
afterEach(() => stage.close())

async function makeSend(words: string, over: Partial<SendInput> = {}): Promise<SendInput> {
  const { draft, draftState } = await stage.draft(ada, ticket, words)
  return {
    kind: 'send',
    sendId: stage.newId(),
    ticket,
    draft,
    draftState,
    seen: first,
    isForced: false,
    status: null,
    ...over,
  }
}

const replies = async () =>
  (await stage.read(ticket)).messages.filter((message) => message.kind === 'reply')
const shown = async () => {
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  return String(row?.['public'])
}
const replyFacts = async () =>
  (await readFacts(stage.sql, ticket)).filter((fact) => fact.kind === 'reply')

test('[SL2] a reply from a device that was offline counts from when it came, and tells when it was written', async () => {
  const written = stage.now() - 7_200_000
  unwrap(await stage.push(ada, await makeSend('It was fixed at ten.', { claimedAt: written })))
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  const [late] = await replies()
  expect(late).toMatchObject({ claimedAt: written })
  expect(late?.at).toBeGreaterThan(written + 7_000_000)
  expect(await replyFacts()).toMatchObject([{ at: stage.now() }])
  // The submitter reads when it came.
  expect(await shown()).not.toContain(String(written))
})

test('a reply that comes at once tells one time, and so does one from a clock that is ahead', async () => {
  for (const claimedAt of [stage.now() - 59_000, stage.now() + 7_200_000]) {
    const seen = (await stage.read(ticket)).messages.at(-1)?.id ?? ''
    const round = (await replies()).length
    const { draft, draftState } = await stage.draft(ada, ticket, 'Try again.', round)
    const send = { ...(await makeSend('')), draft, draftState, seen, claimedAt, isForced: true }
    unwrap(await stage.push(ada, send))
  }
  expect((await replies()).map((reply) => 'claimedAt' in reply)).toEqual([false, false])
})

describe('the send guard', () => {
  test('[OU6] what came after the newest message seen holds the reply back, unless forced', async () => {
    const send = await makeSend('Try turning it off and on.')
    unwrap(
      await stage.push(bert, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'add-note', id: stage.newId(), text: 'Wait, I called them.', mentions: [] }],
      }),
    )
    const refused = await stage.push(ada, send)
    expect(refused).toMatchObject({ fault: { code: 'ticket/stale' } })
    expect(await replies()).toEqual([])
    expect(await stage.count('jobs')).toBe(0)
    unwrap(await stage.push(ada, { ...send, isForced: true }))
    expect(await replies()).toHaveLength(1)
  })

  test('[UX-CMP-4] a variable that a macro left open is not sent, forced or not; braces of one’s own are', async () => {
    const send = await makeSend('Dear {{ requester }}, write {{ user.name }}.')
    for (const isForced of [false, true])
      expect(await stage.push(ada, { ...send, isForced })).toMatchObject({
        fault: { code: 'ticket/variable', detail: '{{ requester }} stands in the reply' },
      })
    expect(await replies()).toEqual([])
    const other = await stage.ticket()
    const { draft, draftState } = await stage.draft(ada, other, 'Write {{ user.name }}.')
    const seen = (await stage.read(other)).messages[0]?.id ?? ''
    unwrap(await stage.push(ada, { ...send, ticket: other, draft, draftState, seen }))
  })

  test('[OU6] one’s own note and changes of fields hold nothing back', async () => {
    const send = await makeSend('Try turning it off and on.')
    unwrap(
      await stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [
          { op: 'add-note', id: stage.newId(), text: 'Mine.', mentions: [] },
          { op: 'set-priority', priority: 'high' },
        ],
      }),
    )
    expect((await stage.push(ada, send)).ok).toBe(true)
  })

  test('[OU6] a message one claims to have seen and nobody wrote is stale', async () => {
    const send = await makeSend('Hello', { seen: stage.newId() })
    expect(codeOf(await stage.push(ada, send))).toBe('ticket/stale')
  })

  test('a draft that has not arrived, or not wholly, is a gap', async () => {
    const send = await makeSend('Hello')
    const missing = { ...send, draft: `${ticket}-r7` }
    expect(codeOf(await stage.push(ada, missing))).toBe('ticket/gap')
    const ahead = new Y.Doc()
    draftBody(ahead).insert(0, [new Y.XmlText('later')])
    const notYet = { ...send, draftState: Y.encodeStateVector(ahead) }
    expect(codeOf(await stage.push(ada, notYet))).toBe('ticket/gap')
    unwrap(await stage.push(ada, send))
  })

  test('an empty reply, and the draft of another ticket, are refused', async () => {
    const empty = await makeSend('   ')
    expect(codeOf(await stage.push(ada, empty))).toBe('ticket/invalid')
    const other = await stage.ticket('kim@customer.test')
    const { draft, draftState } = await stage.draft(ada, other, 'For Kim only')
    const wrong = { ...empty, draft, draftState }
    expect(codeOf(await stage.push(ada, wrong))).toBe('kit/not-found')
    expect(await replies()).toEqual([])
  })
})

describe('once', () => {
  test('[OU7] the same send id sends once, whatever push it comes in', async () => {
    const send = await makeSend('Hello')
    unwrap(await stage.push(ada, send))
    const again = unwrap(await stage.push(ada, send, { device: 'another' }))
    expect(again.result).toMatchObject({ sendId: send.sendId, state: 'held' })
    expect(await replies()).toHaveLength(1)
    expect(await stage.count('jobs')).toBe(1)
  })

  test('[OU7] a draft is sent by one person; the other is told by whom', async () => {
    const send = await makeSend('Hello')
    const results = await Promise.all([
      stage.push(ada, send),
      stage.push(bert, { ...send, sendId: stage.newId() }),
    ])
    expect(results[0]?.ok).toBe(true)
    expect(results[1]).toMatchObject({
      fault: { code: 'ticket/stale', more: { sentBy: 'Ada' } },
    })
    expect(await replies()).toHaveLength(1)
  })

  test('[CO12] the id of a message that is there is no send id: nothing is written over it', async () => {
    const before = await stage.read(ticket)
    const send = await makeSend('Never said', { sendId: first })
    expect(codeOf(await stage.push(ada, send))).toBe('ticket/reused-push')
    const whole = {
      kind: 'whole-reply',
      ticket,
      sendId: first,
      text: 'Never said',
      html: null,
      seen: null,
      isForced: true,
      status: null,
    } as const
    expect(codeOf(await stage.push(ada, whole))).toBe('ticket/reused-push')
    expect((await stage.read(ticket)).messages).toEqual(before.messages)
    // Undo reaches no message that was not sent.
    expect(codeOf(await stage.push(ada, { kind: 'unsend', ticket, sendId: first }))).toBe(
      'kit/not-found',
    )
  })

  test('[OU7] an undone send id is not used again on another ticket', async () => {
    const send = await makeSend('Hello')
    unwrap(await stage.push(ada, send))
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId: send.sendId }))
    const other = await stage.ticket('kim@customer.test')
    const { draft, draftState } = await stage.draft(ada, other, 'For Kim')
    const elsewhere = { ...send, ticket: other, draft, draftState, seen: null, isForced: true }
    expect(codeOf(await stage.push(ada, elsewhere))).toBe('kit/not-found')
  })
})

describe('undo', () => {
  test('[OU5] taken back in time, it is gone everywhere and the draft can be sent again', async () => {
    const before = await stage.read(ticket)
    const send = await makeSend('Hello', { status: 'solved' })
    unwrap(await stage.push(ada, send))
    expect((await stage.read(ticket)).status).toBe('solved')
    expect(await shown()).not.toContain('Hello.')
    stage.advance(9_999)
    expect(await stage.desk.jobs.runDue()).toBe(0)
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId: send.sendId }))
    stage.advance(60_000)
    expect(await stage.desk.jobs.runDue()).toBe(0)
    expect(await replies()).toEqual([])
    expect((await stage.read(ticket)).status).toBe(before.status)
    expect(await stage.count('outgoing')).toBe(0)
    expect(await replyFacts()).toEqual([])
    unwrap(await stage.push(ada, { ...send, sendId: stage.newId() }))
    expect(await replies()).toHaveLength(1)
  })

  test('[OU6] a reply that was seen and then taken back holds nothing up; what came after it does', async () => {
    const send = await makeSend('Hello')
    unwrap(await stage.push(ada, send))
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId: send.sendId }))
    const again = { ...send, seen: send.sendId, sendId: stage.newId() }
    stage.advance(1_000)
    const ben = await stage.agent('Ben')
    const note: TicketOp = { op: 'add-note', id: stage.newId(), text: 'Wait', mentions: [] }
    unwrap(await stage.push(ben, { kind: 'edit', ticket, ops: [note] }))
    expect(codeOf(await stage.push(ada, again))).toBe('ticket/stale')
    unwrap(await stage.push(ada, { ...again, sendId: stage.newId(), seen: note.id }))
    expect(await replies()).toHaveLength(1)
  })

  test('[OU5] a held reply is not shown to the submitter', async () => {
    unwrap(await stage.push(ada, await makeSend('A secret so far')))
    expect(await shown()).not.toContain('A secret so far')
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    expect(await shown()).toContain('A secret so far')
  })

  test('after its time it is too late', async () => {
    const send = await makeSend('Hello')
    unwrap(await stage.push(ada, send))
    stage.advance(10_000)
    expect(await stage.desk.jobs.runDue()).toBe(1)
    const late = await stage.push(ada, { kind: 'unsend', ticket, sendId: send.sendId })
    expect(codeOf(late)).toBe('ticket/too-late')
    expect(await replies()).toHaveLength(1)
  })
})

describe('a reply that was begun after one that was taken back', () => {
  test('[OU4] waits for it, so that no words go out twice', async () => {
    const send = await makeSend('words of Ada')
    unwrap(await stage.push(ada, send))
    const { draft, draftState } = await stage.draft(bert, ticket, 'words of Bert', 1)
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId: send.sendId }))
    const next = { ...send, sendId: stage.newId(), draft, draftState }
    expect(await stage.push(bert, { ...next, isForced: true })).toMatchObject({
      fault: { code: 'ticket/invalid', detail: expect.stringContaining('was taken back') },
    })
    unwrap(await stage.push(ada, { ...send, sendId: stage.newId() }))
    unwrap(await stage.push(bert, { ...next, isForced: true }))
    expect((await replies()).map(({ text }) => text)).toEqual(['words of Ada', 'words of Bert'])
  })
})

describe('release', () => {
  test('[OU4] it makes one mail and one reply for SLA, however often it is tried', async () => {
    const send = await makeSend('Try turning it off and on.')
    unwrap(await stage.push(ada, send))
    expect(await replyFacts()).toEqual([])
    stage.advance(10_000)
    await Promise.all([stage.desk.jobs.runDue(), stage.desk.jobs.runDue()])
    // As if the process had died between the release and the end of its job.
    unwrap(
      await stage.desk.commit({
        actor: { kind: 'desk' },
        device: 'desk',
        pushId: stage.newId(),
        input: { kind: 'release', sendId: send.sendId, ticket },
      }),
    )
    expect(await replyFacts()).toEqual([{ kind: 'reply', at: stage.now() }])
    const mails = await stage.sql.all(`SELECT mail FROM outgoing WHERE kind = 'reply'`)
    expect(mails).toHaveLength(1)
    const mail = v.parse(OutgoingMail, JSON.parse(String(mails[0]?.['mail'])))
    expect(mail).toMatchObject({
      messageId: expect.stringMatching(
        RegExp(`^${send.sendId}\\.[0-9a-z]{26}@help\\.desk\\.test$`),
      ),
      to: [{ address: 'ruth@customer.test' }],
      subject: 'Re: It does not open [#1]',
      autoSubmitted: null,
    })
    expect(mail.text).toContain('Try turning it off and on.')
    expect((await stage.read(ticket)).delivery[send.sendId]).toMatchObject({ state: 'accepted' })
    const clock = (await stage.read(ticket)).facts.clocks[0]
    expect(clock).toMatchObject({ target: 'firstResponse', state: 'met' })
  })

  test('[OU8] a lost lease is not believed, and the next try has the same Message-ID', async () => {
    const send = await makeSend('Hello')
    unwrap(await stage.push(ada, send))
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const [lost] = await lease()
    if (!lost) throw new Error('nothing to lease')
    const mark = (lease: string, state: 'sending' | 'handed-over') =>
      stage.mark(
        { jobId: lost.jobId, lease },
        state === 'sending' ? { state } : { state, reply: '250 2.0.0 taken', possiblyTwice: true },
      )
    unwrap(await mark(lost.lease, 'sending'))
    expect(await lease()).toEqual([])
    stage.advance(lost.leaseUntil - stage.now() + 1)
    const [next] = await lease()
    expect(next).toMatchObject({ outcomeUnknown: true, mail: { messageId: lost.mail.messageId } })
    expect(codeOf(await mark(lost.lease, 'handed-over'))).toBe('ticket/stale')
    unwrap(await mark(next?.lease ?? '', 'handed-over'))
    expect((await stage.read(ticket)).delivery[send.sendId]).toMatchObject({
      state: 'handed-over',
      possiblyTwice: true,
    })
    expect(await stage.count('jobs')).toBe(0)
  })

  test('[OU4] a gateway that starts anew takes up at once what it held, and nobody else’s', async () => {
    unwrap(await stage.push(ada, await makeSend('Hello')))
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const [worker, other] = [stage.newId(), stage.newId()]
    expect(await lease({ worker })).toHaveLength(1)
    expect(await lease({ worker })).toEqual([])
    expect(await lease({ worker: other, isFirst: true })).toEqual([])
    expect(await lease({ worker, isFirst: true })).toHaveLength(1)
  })
})

function lease({
  worker = null,
  isFirst = false,
}: { worker?: string | null; isFirst?: boolean } = {}) {
  return leaseMail(stage.desk.parts, { max: 5, worker, isFirst })
}

test('[OU12] without a relay the reply is kept, and nothing is handed out', async () => {
  const alone = await openStage({ DESKSIDE_RELAY_URL: '', DESKSIDE_UNDO_SECONDS: '0' })
  try {
    const agent = await alone.agent('Ada')
    const id = await alone.ticket()
    unwrap(
      await alone.push(agent, {
        kind: 'whole-reply',
        ticket: id,
        sendId: alone.newId(),
        text: 'Hello',
        html: null,
        seen: null,
        isForced: false,
        status: null,
      }),
    )
    const { delivery } = await alone.read(id)
    expect(Object.values(delivery).map((entry) => entry.state)).toEqual(['kept'])
    expect(await alone.count('outgoing', `state = 'kept'`)).toBe(1)
    expect(await leaseMail(alone.desk.parts, { max: 5, worker: null, isFirst: true })).toEqual([])
  } finally {
    await alone.close()
  }
})
