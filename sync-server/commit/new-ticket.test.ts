/** A ticket that an agent opens: made once, in the agent's own words, on the way out as a reply is. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { addFile, makeDraftFrom, setRecipient } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { verify } from '../operator/verify.ts'
import { text } from '../store/database.ts'
import { loadDraft } from './draft.ts'
import type { NewTicketInput } from './input.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'
import { bringUpload } from './uploads.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

function asked(first: NewTicketInput['first'], over: Partial<NewTicketInput> = {}): NewTicketInput {
  return {
    kind: 'open-ticket',
    ticket: stage.newId(),
    queue: 'support',
    name: 'Ruth',
    email: 'ruth@customer.test',
    subject: 'Your delivery',
    first,
    ...over,
  }
}

function mail(words: string, copyTo?: string): NewTicketInput['first'] {
  const doc = makeDraftFrom(words)
  if (copyTo) unwrap(setRecipient(doc, { address: copyTo, name: 'Olga', as: 'cc' }))
  return {
    as: 'mail',
    sendId: stage.newId(),
    draft: Uint8Array.from(Y.encodeStateAsUpdate(doc)),
    status: 'waiting',
  }
}

const sentMail = async (sendId: string) => {
  const row = await stage.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, sendId)
  return row ? v.parse(OutgoingMail, JSON.parse(text(row, 'mail'))) : null
}

const release = (ticket: string, sendId: string) =>
  stage.desk.commit({
    actor: { kind: 'desk' },
    device: 'jobs',
    pushId: stage.newId(),
    input: { kind: 'release', sendId, ticket },
  })

describe('as a mail', () => {
  test('[CO20] it is held, goes to the requester and to whom it is copied, and opens a thread of its own', async () => {
    const first = mail('Your parcel is late.', 'olga@customer.test')
    const input = asked(first)
    const sendId = first.as === 'mail' ? first.sendId : ''
    const done = unwrap(await stage.push(ada, input))
    expect(done.result).toMatchObject({ id: input.ticket, number: 1, sendId, state: 'held' })
    const held = await stage.read(input.ticket)
    expect(held.delivery[sendId]).toMatchObject({ state: 'held' })
    expect(held).toMatchObject({ status: 'waiting', facts: { channel: 'desk', number: 1 } })
    expect(await sentMail(sendId)).toBeNull()
    stage.advance(10_000)
    unwrap(await release(input.ticket, sendId))
    expect(await sentMail(sendId)).toMatchObject({
      to: [{ address: 'ruth@customer.test' }],
      cc: [{ address: 'olga@customer.test' }],
      subject: 'Your delivery [#1]',
      inReplyTo: null,
      autoSubmitted: null,
    })
    // Nobody is told of a ticket that they did not file.
    expect(await stage.count('outgoing', `kind = 'acknowledgement'`)).toBe(0)
  })

  test('[CO20] what was said stands as the agent’s, and nothing as the requester’s', async () => {
    const input = asked(mail('Your parcel is late.'))
    unwrap(await stage.push(ada, input))
    const said = (await stage.read(input.ticket)).messages.filter(({ kind }) => kind !== 'event')
    expect(said).toMatchObject([
      { kind: 'reply', by: { kind: 'agent', id: ada.person, name: 'Ada' } },
    ])
  })

  test('[CO20] its answer is the requester’s, and opens the ticket again', async () => {
    const first = mail('Your parcel is late.')
    const input = asked(first)
    unwrap(await stage.push(ada, input))
    stage.advance(10_000)
    const sendId = first.as === 'mail' ? first.sendId : ''
    unwrap(await release(input.ticket, sendId))
    const { messageId } = (await sentMail(sendId)) ?? {}
    const answer = await stage.mail({ inReplyTo: [messageId ?? ''], visible: 'How late?' })
    expect(unwrap(await stage.handIn(answer)).result?.['ticket']).toBe(input.ticket)
    const ticket = await stage.read(input.ticket)
    expect(ticket.status).toBe('open')
    expect(ticket.messages.findLast(({ kind }) => kind === 'inbound')).toMatchObject({
      standing: 'requester',
    })
  })

  test('[CO20] [OU5] taken back in time it is mailed to nobody, and its words are in the draft', async () => {
    const first = mail('Your parcel is late.')
    const input = asked(first)
    const sendId = first.as === 'mail' ? first.sendId : ''
    unwrap(await stage.push(ada, input))
    const back = unwrap(await stage.push(ada, { kind: 'unsend', ticket: input.ticket, sendId }))
    const id = String(back.result?.['draft'])
    const draft = await stage.desk.database.write((tx) => loadDraft(tx, id))
    expect(draft && renderDraft(draft.doc).text).toBe('Your parcel is late.')
    unwrap(await release(input.ticket, sendId))
    expect(await sentMail(sendId)).toBeNull()
  })
})

describe('with files', () => {
  const WORDS = new TextEncoder().encode('the plan of the pump')
  const hash = createHash('sha256').update(WORDS).digest('hex')
  const bring = async (rights: Rights) =>
    unwrap(await bringUpload(stage.desk.parts, rights, { bytes: WORDS, hash, ticket: null }))
  const withFile = () => {
    const doc = makeDraftFrom('Here is the plan.')
    const file = { hash, name: 'plan.txt', type: 'text/plain', bytes: 1, inline: false, cid: null }
    unwrap(addFile(doc, file))
    const sendId = stage.newId()
    const draft = Uint8Array.from(Y.encodeStateAsUpdate(doc))
    return { as: 'mail', sendId, draft, status: 'waiting' } as const
  }

  test('[CO20] a file that was brought before there was a ticket goes with its mail', async () => {
    await bring(ada)
    const first = withFile()
    const input = asked(first)
    unwrap(await stage.push(ada, input))
    stage.advance(10_000)
    unwrap(await release(input.ticket, first.sendId))
    expect(await sentMail(first.sendId)).toMatchObject({
      attachments: [{ hash, name: 'plan.txt', bytes: WORDS.length }],
    })
    expect(await stage.desk.parts.blobs.has(hash)).toBe(true)
  })

  test('[CO20] taken back it stays, and whoever of the team sends the draft sends the file too', async () => {
    await bring(ada)
    const first = withFile()
    const input = asked(first)
    unwrap(await stage.push(ada, input))
    const { sendId } = first
    const back = unwrap(await stage.push(ada, { kind: 'unsend', ticket: input.ticket, sendId }))
    const draft = String(back.result?.['draft'])
    // What was brought for no ticket is let go of meanwhile.
    for (let day = 0; day < 2; day++) {
      stage.advance(LIMITS.blobClaimMs)
      await makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()
      await stage.desk.jobs.runDue()
    }
    const ben = await stage.agent('Ben')
    const held = await stage.desk.database.write((tx) => loadDraft(tx, draft))
    if (!held) throw new Error('there is no draft')
    const again = stage.newId()
    unwrap(
      await stage.push(ben, {
        kind: 'send',
        sendId: again,
        ticket: input.ticket,
        draft,
        draftState: Uint8Array.from(Y.encodeStateVector(held.doc)),
        seen: null,
        isForced: true,
        status: null,
      }),
    )
    stage.advance(10_000)
    unwrap(await release(input.ticket, again))
    expect(await sentMail(again)).toMatchObject({ attachments: [{ hash }] })
  })

  test('[CO20] [CO9] what somebody else brought is not there for it, and nothing is opened', async () => {
    const ben = await stage.agent('Ben')
    await bring(ben)
    const before = await stage.count('tickets')
    expect(codeOf(await stage.push(ada, asked(withFile())))).toBe('ticket/no-file')
    expect(await stage.count('tickets')).toBe(before)
    expect(await stage.count('uploads')).toBe(1)
  })
})

describe('as a note', () => {
  test('[CO20] nobody is mailed, the requester reads nothing, and an answer is owed', async () => {
    const note = { as: 'note', id: stage.newId(), text: 'Ruth rang: the door is stuck.' } as const
    const input = asked(note, { assignee: ada.person, priority: 'high' })
    expect(unwrap(await stage.push(ada, input)).result).toEqual({ id: input.ticket, number: 1 })
    const ticket = await stage.read(input.ticket)
    expect(ticket).toMatchObject({ status: 'open', assignee: ada.person, priority: 'high' })
    expect(ticket.messages[0]).toMatchObject({ kind: 'note', text: note.text })
    expect(await stage.count('outgoing')).toBe(0)
    const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, input.ticket)
    expect(row && text(row, 'public')).not.toContain('stuck')
    expect(ticket.facts.clocks.find(({ target }) => target === 'firstResponse')?.state).toBe(
      'running',
    )
  })
})

test('[CO20] [CO2] sent twice it is made once; under an id that is taken it is not made', async () => {
  const input = asked(mail('Your parcel is late.'))
  const pushId = stage.newId()
  const once = unwrap(await stage.push(ada, input, { pushId }))
  expect(unwrap(await stage.push(ada, input, { pushId })).result).toEqual(once.result)
  expect(await stage.count('tickets')).toBe(1)
  expect(codeOf(await stage.push(ada, { ...input, first: mail('Once more') }))).toBe(
    'ticket/reused-push',
  )
  unwrap(
    await stage.push(
      { ...ada, role: 'admin' },
      { kind: 'delete', ticket: input.ticket, why: 'a trial' },
    ),
  )
  expect(codeOf(await stage.push(ada, input))).toBe('ticket/reused-push')
})

test('[CO20] [SL1] the desk’s first mail is its first response', async () => {
  const first = mail('Your parcel is late.')
  const input = asked(first)
  unwrap(await stage.push(ada, input))
  stage.advance(10_000)
  unwrap(await release(input.ticket, first.as === 'mail' ? first.sendId : ''))
  const { clocks } = (await stage.read(input.ticket)).facts
  expect(clocks.find(({ target }) => target === 'firstResponse')?.state).toBe('met')
})

test.each([
  ['a queue of others', { queue: 'payments' }, 'ticket/denied'],
  ['no queue', { queue: 'nothing' }, 'ticket/denied'],
  ['the desk itself', { email: 'support@help.desk.test' }, 'ticket/invalid'],
  ['no address', { email: 'ruth' }, 'ticket/invalid'],
] as const)('[CO20] [CO9] refused, it leaves nothing: %s', async (_what, over, code) => {
  const bob = await stage.agent('Bob', ['support'])
  const before = await stage.everything()
  expect(codeOf(await stage.push(bob, asked(mail('Hello'), over)))).toBe(code)
  expect(codeOf(await stage.push(bob, asked(mail(''))))).toBe('ticket/invalid')
  expect(await stage.everything()).toBe(before)
})
