/** Mail that could not be read becomes readable later: its words join its ticket, once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** The same message twice: as nobody could read it, and as somebody could. */
async function bothWays(): Promise<{ bare: ReceiveMail; read: ReceiveMail }> {
  const read = await stage.mail({
    text: 'Where is my parcel?',
    visible: 'Where is my parcel?',
    messageId: 'parcel@customer.test',
  })
  const bare: ReceiveMail = {
    ...read,
    text: '',
    visible: '',
    html: null,
    attachments: [],
    problem: 'could not be read: reading took too long',
  }
  return { bare, read: { ...read, isReplay: true } }
}
const handIn = async (mail: ReceiveMail) => {
  const { result } = unwrap(await stage.handIn(mail))
  return typeof result?.['ticket'] === 'string' ? result['ticket'] : null
}
const inbound = async (ticket: string) =>
  (await stage.read(ticket)).messages.filter((one) => one.kind === 'inbound')

test('[MA18] [MR4] what was read again joins its ticket, by its sender, with the time it was taken', async () => {
  const { bare, read } = await bothWays()
  const ticket = String(await handIn(bare))
  expect(await inbound(ticket)).toHaveLength(1)
  stage.advance(60 * 60_000)
  expect(await handIn(read)).toBe(ticket)
  const messages = await inbound(ticket)
  expect(messages).toHaveLength(2)
  expect(messages[0]?.text).toContain('could not be read')
  expect(messages[1]).toMatchObject({
    text: 'Where is my parcel?',
    joinedBy: 'by-hand',
    standing: 'requester',
  })
  expect(await stage.count('tickets')).toBe(1)
})

test('[MA18] without the word of an admin the same message again changes nothing', async () => {
  const { bare, read } = await bothWays()
  const ticket = String(await handIn(bare))
  expect(await handIn({ ...read, isReplay: false })).toBe(ticket)
  expect(await inbound(ticket)).toHaveLength(1)
})

test('[MA18] what nobody handed in before is taken as any mail', async () => {
  const { read } = await bothWays()
  const ticket = String(await handIn(read))
  expect(await inbound(ticket)).toMatchObject([{ text: 'Where is my parcel?', joinedBy: 'new' }])
})
