/** A ticket that is marked as spam: what leaves with it, what stays silent, what comes back, and whose mail is held. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { verify } from '../operator/verify.ts'
import { readTicketPart } from '../reports/ticket-part.ts'
import { clocksAt } from '../sla/sla-record.ts'
import { bytesOfOp, codeOf, openStage, START, type Stage } from './test-stage/desk-stage.ts'

const HOUR_MS = 3_600_000
const NEXT = { text: 'Buy more.', visible: 'Buy more.', subject: 'More' }

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

const edit = (ticket: string, ...ops: TicketOp[]) => stage.push(ada, { kind: 'edit', ticket, ops })
const mark = async (ticket: string, isSpam = true) =>
  unwrap(await edit(ticket, { op: 'mark-spam', isSpam }))
const rowOf = async (ticket: string) => makeRow(ticket, await stage.read(ticket))
const faces = async (ticket: string) => (await stage.read(ticket)).facts.clocks

/** Mail as it comes; the ticket it made or joined, or why it is held. */
async function handIn(over: Parameters<Stage['mail']>[0] = {}) {
  stage.advance(60_000)
  const { result } = unwrap(await stage.handIn(await stage.mail(over)))
  const held = typeof result?.['held'] === 'string' ? result['held'] : null
  const row =
    held === null ? undefined : await stage.sql.get(`SELECT * FROM held_mail WHERE id = ?`, held)
  const ticket = typeof result?.['ticket'] === 'string' ? result['ticket'] : ''
  return { ticket, reason: row ? String(row['reason']) : null, kind: row?.['kind'] ?? null }
}

describe('marked', () => {
  test('[SP1] it has no clock, and gives nothing to reports and figures', async () => {
    const ticket = await stage.ticket()
    expect((await faces(ticket)).map(({ state }) => state)).toContain('running')
    expect((await readTicketPart(stage.sql, ticket))?.entries.length).toBeGreaterThan(0)
    stage.advance(HOUR_MS)
    await mark(ticket)
    expect(await faces(ticket)).toEqual([])
    expect(await stage.count('sla_clocks', 'ticket = ?', ticket)).toBe(0)
    expect(await stage.count('jobs', `kind = 'sla'`)).toBe(0)
    expect(await readTicketPart(stage.sql, ticket)).toMatchObject({ entries: [], openSince: null })
    expect(await rowOf(ticket)).toMatchObject({ isSpam: true, dueAt: null, isBreached: false })
    const [event] = (await stage.read(ticket)).messages.slice(-1)
    expect(event?.changes).toEqual([{ field: 'spam', from: null, to: 'spam' }])
  })

  test('[SP2] [SL1] what is not spam after all has the clocks it would have had, and is late when it is', async () => {
    const [twin, ticket] = [await stage.ticket('olga@other.test'), await stage.ticket()]
    const before = await clocksAt(stage.sql, ticket, stage.now())
    await mark(ticket)
    await mark(ticket, false)
    expect(await clocksAt(stage.sql, ticket, stage.now())).toEqual(before)
    stage.advance(HOUR_MS)
    await mark(ticket)
    // Nobody answers for weeks; whoever wrote has waited as long as the twin's.
    stage.advance(24 * 21 * HOUR_MS)
    expect(await clocksAt(stage.sql, ticket, stage.now())).toEqual([])
    await mark(ticket, false)
    const now = stage.now()
    expect(await clocksAt(stage.sql, ticket, now)).toEqual(await clocksAt(stage.sql, twin, now))
    expect((await faces(ticket)).map(({ state }) => state)).toContain('breached')
    expect(await rowOf(ticket)).not.toHaveProperty('isSpam')
    expect((await readTicketPart(stage.sql, ticket))?.openSince).toBe(START)
  })

  test('[SP3] nothing automatic goes out, also what was about to', async () => {
    unwrap(
      await stage.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: settings.queues.map((queue) => ({ ...queue, isEndMailed: true })),
      })),
    )
    const bob = await stage.agent('Bob')
    const { ticket } = await handIn()
    expect(await stage.count('outgoing', `kind = 'acknowledgement'`)).toBe(1)
    const ends = () => stage.count('outgoing', `kind = 'end'`)
    const solved: TicketOp = { op: 'set-status', status: 'solved' }
    unwrap(await edit(ticket, solved))
    expect(await ends()).toBe(1)
    await mark(ticket)
    expect(await ends()).toBe(0)
    unwrap(await edit(ticket, { op: 'set-status', status: 'open' }, solved))
    unwrap(await edit(ticket, { op: 'set-assignee', assignee: bob.person }))
    unwrap(await stage.writes(ticket, 'Answer me.'))
    expect(await ends()).toBe(0)
    expect(await stage.count('outgoing', `kind = 'agent-notice'`)).toBe(0)
    expect(await stage.count('jobs', `kind = 'push'`)).toBe(0)
    // Not spam, it is told of again.
    await mark(ticket, false)
    unwrap(await edit(ticket, { op: 'set-status', status: 'open' }))
    unwrap(await edit(ticket, solved))
    expect(await ends()).toBe(1)
  })

  test('[SP5] what its requester writes then is on it, and its row says so until it is marked once more', async () => {
    const ticket = await stage.ticket()
    await mark(ticket)
    expect(await rowOf(ticket)).not.toHaveProperty('isSpamAnswered')
    stage.advance(60_000)
    unwrap(await stage.writes(ticket, 'I am a customer!'))
    expect(await rowOf(ticket)).toMatchObject({ isSpam: true, isSpamAnswered: true })
    await mark(ticket, false)
    expect(await rowOf(ticket)).not.toHaveProperty('isSpamAnswered')
    expect((await stage.read(ticket)).messages.map(({ text }) => text)).toContain(
      'I am a customer!',
    )
    await mark(ticket)
    expect(await rowOf(ticket)).not.toHaveProperty('isSpamAnswered')
  })
})

describe('who may', () => {
  test('[SP7] [CO8] [RI3] only whoever may answer on it, and nothing but yes or no', async () => {
    const bob = await stage.agent('Bob', ['payments'])
    const ticket = await stage.ticket()
    const op: TicketOp = { op: 'mark-spam', isSpam: true }
    const asked = await stage.push(bob, { kind: 'edit', ticket, ops: [op] })
    expect(codeOf(asked)).toBe('kit/not-found')
    const device = await stage.copy(ada, ticket, 77_000)
    device.getMap('fields').set('spam', 'certainly')
    const update = encodeStateAsUpdate(device, encodeStateVector(await stage.copy(ada, ticket)))
    const pushed = await stage.push(ada, {
      kind: 'update',
      ticket,
      epoch: 1,
      update,
      claimedAt: START,
    })
    expect(codeOf(pushed)).toBe('ticket/denied')
    expect(await rowOf(ticket)).not.toHaveProperty('isSpam')
  })

  test('[SP7] [CO13] marked and taken back by two who had not seen each other: the first stays, the other is told', async () => {
    const bob = await stage.agent('Bob')
    const ticket = await stage.ticket()
    await mark(ticket)
    const [first, second] = [
      await stage.copy(ada, ticket, 71_000),
      await stage.copy(bob, ticket, 72_000),
    ]
    const push = async (by: Rights, doc: typeof first, isSpam: boolean) =>
      unwrap(
        await stage.push(by, {
          kind: 'update',
          ticket,
          epoch: 1,
          update: bytesOfOp(doc, by, { op: 'mark-spam', isSpam }),
          claimedAt: stage.now(),
        }),
      )
    await push(ada, first, false)
    await push(bob, second, true)
    const now = await stage.read(ticket)
    expect(now.isSpam).toBe(false)
    expect(now.messages.at(-1)?.lost).toMatchObject([{ field: 'spam', mine: true, stays: false }])
  })
})

describe('further mail', () => {
  test('[SP6] of a proved sender of whom all is spam is held with its reason, and whoever lets it in ends that', async () => {
    const { ticket } = await handIn()
    await mark(ticket)
    const { reason, kind } = await handIn(NEXT)
    expect(reason).toBe('the sender of #1, which was marked as spam')
    expect(kind).toBe('held')
    // A form proves nothing of an address, and its ticket is none of theirs that is marked.
    await mark(ticket, false)
    expect((await handIn(NEXT)).reason).toBeNull()
  })

  test('[SP6] is not held of an address that was written in the name of, then or now', async () => {
    const forged = { spf: 'none', dkim: 'none', dmarc: 'none', words: '' } as const
    const { ticket } = await handIn({ sender: forged })
    await mark(ticket)
    expect((await handIn(NEXT)).reason).toBeNull()
    const other = { from: { address: 'olga@customer.test', name: 'Olga' } }
    const { ticket: proved } = await handIn(other)
    await mark(proved)
    expect((await handIn({ ...NEXT, ...other, sender: forged })).reason).toBeNull()
  })

  test('[SP6] is not held of whoever has another ticket, nor of a colleague', async () => {
    const { ticket } = await handIn()
    await handIn(NEXT)
    await mark(ticket)
    expect((await handIn(NEXT)).reason).toBeNull()
    const colleague = { from: { address: 'ada@desk.test', name: 'Ada' } }
    const { ticket: hers } = await handIn(colleague)
    await mark(hers)
    const { reason } = await handIn({ ...NEXT, ...colleague })
    expect(reason).toBeNull()
  })

  test('[SP5] that answers the ticket goes onto it', async () => {
    const { ticket } = await handIn({ messageId: 'one@customer.test' })
    await mark(ticket)
    const answer = await handIn({ ...NEXT, inReplyTo: ['one@customer.test'] })
    expect(answer).toMatchObject({ ticket, reason: null })
    expect(await rowOf(ticket)).toMatchObject({ isSpamAnswered: true })
  })
})
