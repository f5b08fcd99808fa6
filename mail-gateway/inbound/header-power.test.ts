/** Fields by which a message tells a desk what to do with it mean nothing here (mail.md 37). */
import { expect, test } from 'vitest'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'eve@elsewhere.test', receivedAt: Date.UTC(2026, 0, 2) }
const HEAD = `From: Eve <eve@elsewhere.test>\r\nTo: support@help.desk.test\r\nSubject: Hello\r\nMessage-ID: <a@elsewhere.test>\r\n`
const BODY = 'Content-Type: text/plain\r\n\r\nThe words.\r\n'
const read = (more: string) => parseMessage(Buffer.from(HEAD + more + BODY), CONTEXT)

const FIELDS = [
  'Ticket: 01kjpzv280ad54nnga771vw4k4',
  'Ticket-Number: 1',
  'Queue: payments',
  'Agent: ada@desk.test',
  'Act-As: ada@desk.test',
  'From: ada@desk.test',
  'Status: closed',
  'Priority: urgent',
  'Assignee: ada',
  'Tags: vip',
  'Note: yes',
  'Verified: yes',
  'Sender: pass',
  'Judged: dmarc=pass',
  'Shared: yes',
  'Token: 01kjpzv280ad54nnga771vw4k4',
  'Digest: 01kjpzv280ad54nnga771vw4k4',
  'Received-At: 1',
  'Problem: none',
  'Nature: person',
]

test('[SEC-MAIL-3][MR37] internal fields from outside change nothing of what is read', async () => {
  const plain = await read('')
  for (const field of FIELDS)
    for (const prefix of ['X-Deskside-', 'x-deskside-', 'X-Zammad-', 'X-OTRS-', 'Deskside-'])
      expect(await read(`${prefix}${field}\r\n`), prefix + field).toEqual(plain)
  expect(await read(FIELDS.map((field) => `X-Deskside-${field}\r\n`).join(''))).toEqual(plain)
})

test('[SEC-MAIL-3][MR37] the mark against loops names a desk and no more', async () => {
  const { loop, ...rest } = await read('X-Deskside-Loop: help.desk.test\r\n')
  const plain = await read('')
  expect(loop).toBe('help.desk.test')
  expect(rest).toEqual(plain)
})
