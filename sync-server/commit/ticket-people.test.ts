/** Agents put people on a ticket: another requester, a participant. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { hashToken } from '../auth/tokens.ts'
import { makeLetters, type Letters } from '../mail/test-stage/letters.ts'
import { checkKey } from '../pages/ticket-key.ts'
import { whoIsOn } from './participants.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

const SUPPORT = 'support@help.desk.test'
const UMA = 'uma@user.test'

let stage: Stage
let letters: Letters
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
  ada = await stage.agent('Ada', ['support'])
})
afterEach(() => stage.close())

const put = (
  kind: 'set-requester' | 'add-participant',
  ticket: string,
  address: string,
  by = ada,
) => stage.push(by, { kind, ticket, name: 'Uma', address })
const on = async (ticket: string) =>
  (await whoIsOn(stage.sql, ticket)).map(({ address, standing }) => `${standing} ${address}`).sort()

describe('another requester', () => {
  test('[MR30] of a mail that somebody of the desk forwarded is answered, and finds the ticket', async () => {
    const enclosed = [{ from: { address: UMA, name: 'Uma' }, subject: 'Help', messageId: null }]
    const { ticket, message } = await letters.from('ada@desk.test', SUPPORT, { enclosed })
    expect(message?.forwarded).toMatchObject({ from: { address: UMA }, isBelieved: true })
    unwrap(await put('set-requester', ticket, UMA))
    const read = await stage.read(ticket)
    expect(read.facts.requester).toMatchObject({ address: UMA, name: 'Uma', isVerified: false })
    expect(await on(ticket)).toEqual([`participant ada@desk.test`, `requester ${UMA}`])
    const row = await stage.sql.get(`SELECT requester FROM tickets WHERE id = ?`, ticket)
    expect(row?.['requester']).toBe(read.facts.requester.id)
    const from = `SELECT words FROM search_parts WHERE ticket = ? AND kind = 'from'`
    expect((await stage.sql.get(from, ticket))?.['words']).toContain(' uma user test ')
    // What the agent forwarded was not for her; what she is told is.
    expect(await letters.shown(ticket)).not.toContain('it does not open.')
    const reply = await letters.reply(ada, ticket, 'Here is how.')
    expect(reply.to[0]?.address).toBe(UMA)
    expect(await letters.shown(ticket)).toContain('Here is how.')
    const answer = await letters.from(UMA, SUPPORT, { inReplyTo: [reply.messageId] })
    expect([answer.ticket, answer.message?.standing]).toEqual([ticket, 'requester'])
  })

  test('[MA20] reads nothing that was written to the one before: after an answer it is refused', async () => {
    const { ticket } = await letters.begun()
    await letters.reply(ada, ticket, 'for Ruth alone')
    const before = await stage.everything()
    expect(codeOf(await put('set-requester', ticket, UMA))).toBe('ticket/invalid')
    expect((await stage.read(ticket)).facts.requester.address).toBe('ruth@customer.test')
    // A contact that was made for it is not kept either.
    expect(await stage.everything()).toBe(before)
  })

  test('[MA20] closes the keys of the one before', async () => {
    const { ticket } = await letters.begun()
    const token = 'k'.repeat(26).replace(/k/g, '7')
    const row = await stage.sql.get(`SELECT requester FROM tickets WHERE id = ?`, ticket)
    await stage.desk.database.write((tx) =>
      tx.run(
        `INSERT INTO capabilities (hash, kind, ticket, contact, created_at, expires_at, used_at) VALUES (?, 'link', ?, ?, 0, ?, NULL)`,
        hashToken(token),
        ticket,
        String(row?.['requester']),
        stage.now() + 60_000,
      ),
    )
    expect(await checkKey(stage.desk, ticket, token)).not.toBeNull()
    unwrap(await put('set-requester', ticket, UMA))
    expect(await checkKey(stage.desk, ticket, token)).toBeNull()
  })
})

describe('a participant', () => {
  test('[MA20][MR28] added by an agent is told nothing, and their mail finds the ticket', async () => {
    const { ticket, firstId } = await letters.begun()
    unwrap(await put('add-participant', ticket, UMA))
    expect(await on(ticket)).toEqual([`participant ${UMA}`, 'requester ruth@customer.test'])
    expect(await letters.sent('reply')).toEqual([])
    const mail = await letters.from(UMA, SUPPORT, { inReplyTo: [firstId] })
    expect([mail.ticket, mail.message?.standing]).toEqual([ticket, 'participant'])
    // Twice is once.
    unwrap(await put('add-participant', ticket, UMA.toUpperCase()))
    expect(await stage.count('participants', `contact = ?`, mail.message?.by.id ?? '')).toBe(1)
  })

  test('[MA20] beyond the limit is refused', async () => {
    const { ticket } = await letters.begun()
    const have = await stage.count('participants')
    for (let at = have; at < LIMITS.participantsPerTicket; at++)
      unwrap(await put('add-participant', ticket, `p${at}@user.test`))
    expect(codeOf(await put('add-participant', ticket, UMA))).toBe('ticket/invalid')
  })
})

test.each([
  '',
  'uma',
  'a@b@c',
  'Support+x@help.desk.test',
  'x@unknown.invalid',
  'x@erased.invalid',
])('[MA20] %j is nobody to put on a ticket', async (address) => {
  const { ticket } = await letters.begun()
  for (const kind of ['set-requester', 'add-participant'] as const)
    expect(codeOf(await put(kind, ticket, address))).toBe('ticket/invalid')
})

test('[RI3][RI4] who may not see the ticket puts nobody on it', async () => {
  const bo = await stage.agent('Bo', ['payments'])
  const { ticket } = await letters.begun()
  for (const kind of ['set-requester', 'add-participant'] as const)
    expect(codeOf(await put(kind, ticket, UMA, bo))).toBe('kit/not-found')
  expect(await stage.count('contacts', `email = ?`, UMA)).toBe(0)
})
