/** That a mail which is longer than what is kept of it says so, part by part. What is cut off: the tests of each part. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { MAIL_CUTS } from '../../shared/ticket/mail-cut.ts'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'ann@home.test', receivedAt: Date.UTC(2026, 0, 2) }
const HEAD = 'To: support@desk.test\r\nMIME-Version: 1.0\r\n'
const FROM = 'From: Ann <ann@home.test>\r\n'
const SUBJECT = 'Subject: s\r\n'
const cutsIn = async (text: string) => (await parseMessage(Buffer.from(text), CONTEXT)).cut

const list = (count: number) => Array.from({ length: count }, (_one, at) => `a${at}@home.test`)
const parts = (count: number) =>
  Array.from(
    { length: count },
    (_one, at) =>
      `--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=${at}.png\r\n\r\nx\r\n`,
  ).join('')
const mixed = (count: number) =>
  `${HEAD}${FROM}${SUBJECT}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts(count)}--b--\r\n`
const typed = (type: string, body: string) =>
  `${HEAD}${FROM}${SUBJECT}Content-Type: text/${type}\r\n\r\n${body}`

/** Each at its limit, and one beyond it. */
const AT_LIMIT: Record<string, (over: number) => string> = {
  header: (over) =>
    `${HEAD}${FROM}${SUBJECT}${'X-A: b\r\n'.repeat(LIMITS.headerCount - 4 + over)}\r\nhi`,
  sender: (over) =>
    `${HEAD}From: ${'n'.repeat(LIMITS.nameChars + over)} <ann@home.test>\r\n${SUBJECT}\r\nhi`,
  subject: (over) => `${HEAD}${FROM}Subject: ${'s'.repeat(LIMITS.subjectChars + over)}\r\n\r\nhi`,
  addresses: (over) =>
    `${HEAD}${FROM}${SUBJECT}Cc: ${list(LIMITS.addresses + over).join(',\r\n ')}\r\n\r\nhi`,
  text: (over) => typed('plain', 'w'.repeat(LIMITS.htmlBytes + over)),
  files: (over) => mixed(LIMITS.attachments + over),
}

test('[MR24] every part that can be cut is tried', () => {
  expect(Object.keys(AT_LIMIT).sort()).toEqual([...MAIL_CUTS].sort())
})

test.each(Object.entries(AT_LIMIT))(
  '[MR24] %s: cut beyond the limit, and said',
  async (part, of) => {
    expect(await cutsIn(of(0))).toBeUndefined()
    expect(await cutsIn(of(1))).toEqual([part])
  },
)

test('[MR24] a header of more bytes than are read, and HTML alone that is too long', async () => {
  const long = `X-A: ${'x'.repeat(LIMITS.headerBytes)}\r\n`
  expect(await cutsIn(`${HEAD}${FROM}${SUBJECT}${long}\r\nhi`)).toEqual(['header'])
  const html = `<p>hi</p><p>${'w'.repeat(LIMITS.htmlBytes)}</p>`
  expect(await cutsIn(typed('html', html))).toEqual(['text'])
})

test('[MR22] no more files are kept than a message may have, and the first ones are', async () => {
  const { files } = await parseMessage(Buffer.from(mixed(LIMITS.attachments + 5)), CONTEXT)
  const names = Array.from({ length: LIMITS.attachments }, (_one, at) => `${at}.png`)
  expect(files.map(({ name }) => name)).toEqual(names)
})

test('[MR24] several at once are all said', async () => {
  const subject = `Subject: ${'s'.repeat(50 * LIMITS.subjectChars)}\r\n`
  const fields = 'X-A: b\r\n'.repeat(LIMITS.headerCount)
  const body = 'w'.repeat(LIMITS.htmlBytes + 1)
  expect(await cutsIn(`${HEAD}${FROM}${subject}${fields}\r\n${body}`)).toEqual([
    'header',
    'subject',
    'text',
  ])
})
