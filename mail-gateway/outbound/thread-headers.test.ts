/** The headers of an outgoing mail that keep a thread together, as they stand in its bytes. */
import { expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { OutgoingMail } from '../../shared/wire/mail.ts'
import { composeMail } from './compose.ts'

const ID = '01kjpzwwv0gf7ga1avf2m9pz0w.yfxak6re2056nqpk480swjrz83@help.desk.test'
const INDEX = Buffer.alloc(27, 7).toString('base64')

const mail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: ID,
  date: Date.UTC(2026, 2, 2, 10),
  envelopeFrom: 'support@help.desk.test',
  from: { address: 'support@help.desk.test', name: 'Support' },
  replyTo: null,
  to: [{ address: 'ruth@customer.test', name: 'Ruth' }],
  cc: [],
  subject: 'Re: Tür [#1]',
  inReplyTo: 'first@customer.test',
  references: ['first@customer.test', ID],
  text: 'words',
  html: null,
  attachments: [],
  autoSubmitted: null,
  ...over,
})

const compose = async (over: Partial<OutgoingMail> = {}) =>
  unwrap(await composeMail(mail(over), new Map())).raw

test('[MR27][MR42] what it answers, what it is a part of, and its own id, are read as they were given', async () => {
  const long = Array.from({ length: 19 }, (_, at) => `${'x'.repeat(60)}-${at}@customer.test`)
  const references = [...long, ID]
  const raw = await compose({ references, threadIndex: INDEX, threadTopic: 'Tür' })
  const header = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
  // RFC 5322 §2.2.3: folded lines are one.
  const lines = header.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const value = (name: string) =>
    lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2)
  expect(value('message-id')).toBe(`<${ID}>`)
  expect(value('in-reply-to')).toBe('<first@customer.test>')
  expect(value('references')).toBe(references.map((id) => `<${id}>`).join(' '))
  expect(value('thread-index')).toBe(INDEX)
  expect(header).toMatch(/^Thread-Topic: =\?UTF-8\?/im)
  // RFC 5322 §2.1.1
  expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
})

test('[MR42] who sent no Thread-Index gets none', async () => {
  expect((await compose()).toString('latin1')).not.toMatch(/^Thread-/im)
})

test('[MR44][OU11] a topic or an index that would begin another header is refused', async () => {
  for (const over of [{ threadTopic: 'x\r\nBcc: a@b.test' }, { threadIndex: 'AAAA\nX: y' }]) {
    const composed = await composeMail(mail(over), new Map())
    expect(composed.ok).toBe(false)
  }
})
