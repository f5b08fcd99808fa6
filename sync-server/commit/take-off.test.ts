/** Agents take somebody off a ticket, and put them back: who may, what they get and reach from then on, what is left of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeLetters, PROVED, type Letters } from '../mail/test-stage/letters.ts'
import { verify } from '../operator/verify.ts'
import { whoIsOn } from './participants.ts'
import { bytesOf, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

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
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

/** A ticket of Ruth's that Uma was put on. */
async function withUma() {
  const begun = await letters.begun()
  const name = 'Uma'
  unwrap(
    await stage.push(ada, { kind: 'add-participant', ticket: begun.ticket, name, address: UMA }),
  )
  const uma = (await stage.read(begun.ticket)).facts.participants[0]?.id ?? ''
  return { ...begun, uma }
}

const change = (kind: 'take-off' | 'put-back', ticket: string, person: string, by = ada) =>
  stage.push(by, { kind, ticket, person })
/** But for the answers to pushes, which are kept of each. */
const everything = async () => (await stage.everything()).replace(/^pushes .*$/m, '')
const on = async (ticket: string) =>
  (await whoIsOn(stage.sql, ticket))
    .map(({ address, standing, how }) => `${standing} ${address} ${how ?? ''}`.trim())
    .sort()
const requester = 'requester ruth@customer.test wrote'
const events = async (ticket: string) =>
  (await stage.read(ticket)).messages.flatMap(({ by, person }) =>
    person ? [`${by.name} ${person.is} ${person.name} ${person.address}`.trim()] : [],
  )

describe('off a ticket', () => {
  test('[CO25] nobody gets copies any more, and the thread says who took whom off', async () => {
    const { ticket, uma } = await withUma()
    expect((await letters.reply(ada, ticket)).cc.map(({ address }) => address)).toEqual([UMA])
    unwrap(await change('take-off', ticket, uma))
    expect(await on(ticket)).toEqual([requester])
    const { facts } = await stage.read(ticket)
    expect([facts.participants, facts.takenOff]).toEqual([
      [],
      [{ id: uma, name: 'Uma', address: UMA, how: 'added' }],
    ])
    expect((await letters.reply(ada, ticket)).cc).toEqual([])
    expect(await events(ticket)).toEqual([`Ada on Uma ${UMA}`, `Ada off Uma ${UMA}`])
    // The requester reads none of that.
    expect(await letters.shown(ticket)).not.toContain('Uma')
  })

  test('[CO25] mail of theirs is a stranger’s: alone it points nowhere, with what only our mail has it is joined', async () => {
    const { ticket, firstId, signedId, uma } = await withUma()
    const subject = `Re: [#${(await stage.read(ticket)).facts.number}]`
    const proved = { sender: PROVED }
    const before = await letters.from(UMA, SUPPORT, { ...proved, inReplyTo: [firstId] })
    expect([before.ticket, before.message?.standing]).toEqual([ticket, 'participant'])
    unwrap(await change('take-off', ticket, uma))
    // What anybody could know of it.
    for (const over of [{ inReplyTo: [firstId] }, { subject }])
      expect((await letters.from(UMA, SUPPORT, { ...proved, ...over })).ticket).not.toBe(ticket)
    expect(await on(ticket)).toEqual([requester])
    // What only our mail says: it is read there, as somebody else's.
    const after = await letters.from(UMA, SUPPORT, { ...proved, inReplyTo: [signedId] })
    expect([after.ticket, after.message?.standing]).toEqual([ticket, 'other'])
    expect(await on(ticket)).toEqual([requester])
    // They are shown again, since they wrote again.
    expect((await stage.read(ticket)).facts.takenOff).toBeUndefined()
  })

  test('[CO25] who shows the reply address and a mail of it is on it again, as anybody would be; copies go to them no more', async () => {
    const { ticket, replyTo, signedId, uma } = await withUma()
    unwrap(await change('take-off', ticket, uma))
    const mail = await letters.from(UMA, replyTo, { sender: PROVED, inReplyTo: [signedId] })
    expect([mail.ticket, mail.message?.standing]).toEqual([ticket, 'participant'])
    expect(await on(ticket)).toEqual([`participant ${UMA} wrote`, requester])
    expect((await letters.reply(ada, ticket)).cc).toEqual([])
    expect(codeOf(await change('put-back', ticket, stage.newId()))).toBe('ticket/invalid')
  })

  test('[CO25] goes who only wrote, without being on it, and comes back as no more than that', async () => {
    const { ticket, signedId } = await letters.begun()
    const mail = await letters.from(UMA, SUPPORT, { inReplyTo: [signedId] })
    const uma = mail.message?.by.id ?? ''
    expect(mail.message?.standing).toBe('other')
    unwrap(await change('take-off', ticket, uma))
    expect((await stage.read(ticket)).facts.takenOff?.map(({ id }) => id)).toEqual([uma])
    unwrap(await change('put-back', ticket, uma))
    expect((await stage.read(ticket)).facts.takenOff).toBeUndefined()
    expect(await on(ticket)).toEqual([requester])
  })
})

describe('back on it', () => {
  test('[CO25] they are as they were, and the thread says so', async () => {
    const { ticket, uma } = await withUma()
    unwrap(await change('take-off', ticket, uma))
    unwrap(await change('put-back', ticket, uma))
    expect(await on(ticket)).toEqual([`participant ${UMA} added`, requester])
    expect((await stage.read(ticket)).facts.takenOff).toBeUndefined()
    expect((await events(ticket)).slice(1)).toEqual([`Ada off Uma ${UMA}`, `Ada back Uma ${UMA}`])
    expect((await letters.reply(ada, ticket)).cc.map(({ address }) => address)).toEqual([UMA])
  })

  test('[CO25] nobody comes to a ticket that has as many as it may', async () => {
    const { ticket, uma } = await withUma()
    unwrap(await change('take-off', ticket, uma))
    const have = await stage.count('participants', 'ticket = ?', ticket)
    for (let at = have; at < LIMITS.participantsPerTicket; at++) {
      const address = `p${at}@user.test`
      unwrap(await stage.push(ada, { kind: 'add-participant', ticket, name: 'P', address }))
    }
    const before = await everything()
    expect(codeOf(await change('put-back', ticket, uma))).toBe('ticket/invalid')
    expect(await everything()).toBe(before)
  })
})

describe('refused, or nothing to do', () => {
  test('[CO25] twice is once, and so is putting back who is there', async () => {
    const { ticket, uma } = await withUma()
    const first = unwrap(await change('take-off', ticket, uma))
    expect(unwrap(await change('take-off', ticket, uma)).version).toBe(first.version)
    unwrap(await change('put-back', ticket, uma))
    const before = await everything()
    unwrap(await change('put-back', ticket, uma))
    unwrap(await change('take-off', ticket, stage.newId()))
    expect(await everything()).toBe(before)
  })

  test('[CO2][CO25] the same push is carried out once', async () => {
    const { ticket, uma } = await withUma()
    const pushId = stage.newId()
    const input = { kind: 'take-off', ticket, person: uma } as const
    const first = unwrap(await stage.push(ada, input, { pushId }))
    unwrap(await change('put-back', ticket, uma))
    expect(unwrap(await stage.push(ada, input, { pushId }))).toEqual(first)
    expect(await on(ticket)).toEqual([`participant ${UMA} added`, requester])
  })

  test('[CO25] the requester stays, and a merged ticket is as it is', async () => {
    const { ticket, uma } = await withUma()
    const ruth = (await stage.read(ticket)).facts.requester.id
    expect(codeOf(await change('take-off', ticket, ruth))).toBe('ticket/invalid')
    expect(codeOf(await change('put-back', ticket, ruth))).toBe('ticket/invalid')
    const into = await stage.ticket()
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
    expect(codeOf(await change('take-off', ticket, uma))).toBe('ticket/merged')
  })

  test('[RI3][RI4][CO25] who may not see the ticket takes nobody off it', async () => {
    const bo = await stage.agent('Bo', ['payments'])
    const { ticket, uma } = await withUma()
    const before = await everything()
    for (const kind of ['take-off', 'put-back'] as const)
      expect(codeOf(await change(kind, ticket, uma, bo))).toBe('kit/not-found')
    expect(await everything()).toBe(before)
  })

  test('[CO11][CO25] no device writes who is on it, or was taken off', async () => {
    const { ticket } = await withUma()
    for (const key of ['participants', 'takenOff']) {
      const doc = await stage.copy(ada, ticket, 4_000_000_011)
      const update = bytesOf(doc, () => doc.getMap('facts').set(key, []))
      const done = await stage.push(ada, { kind: 'update', ticket, epoch: 1, update })
      expect(codeOf(done)).toBe('ticket/denied')
    }
  })
})

test('[CO14][CO25] merged into another ticket, who was taken off is not on that one either', async () => {
  const { ticket, uma, firstId } = await withUma()
  await letters.from(UMA, SUPPORT, { sender: PROVED, inReplyTo: [firstId] })
  unwrap(await change('take-off', ticket, uma))
  const into = await stage.ticket('zoe@customer.test')
  unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
  expect((await on(into)).join()).not.toContain(UMA)
  expect((await stage.read(into)).facts.takenOff?.map(({ id }) => id)).toEqual([uma])
  // Taken apart, nothing says of that one who they were.
  unwrap(await stage.push(ada, { kind: 'unmerge', ticket }))
  expect((await stage.read(into)).facts.takenOff).toBeUndefined()
  expect((await stage.read(ticket)).facts.takenOff?.map(({ id }) => id)).toEqual([uma])
})

test('[CO19][CO25] of who was taken off nothing says who they were once they are erased', async () => {
  const { ticket, uma } = await withUma()
  const root = await stage.agent('Root', null, 'admin')
  unwrap(await change('take-off', ticket, uma))
  expect(await stage.placesOf('uma')).not.toEqual([])
  unwrap(await stage.push(root, { kind: 'erase', contact: uma, why: 'a letter of 2 March' }))
  // In between, too, they are not put back.
  expect(codeOf(await change('put-back', ticket, uma))).toBe('ticket/invalid')
  while ((await stage.desk.jobs.runDue()) > 0);
  expect(await stage.placesOf('uma')).toEqual([])
  expect(await stage.placesOf('Uma')).toEqual([])
  expect(await events(ticket)).toEqual(['Ada on Erased', 'Ada off Erased'])
  expect((await stage.read(ticket)).facts.takenOff).toBeUndefined()
})
