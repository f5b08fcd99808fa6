/** What programs get wrong in the form of a message, and is meant all the same: types, boundaries, names, dates, headers. */
import { describe, expect, test } from 'vitest'
import { parseDate } from './fields.ts'
import { readParameter } from './file-name.ts'
import { parseMailboxes } from './mailbox.ts'
import { parseMessage } from './parse.ts'

const read = (message: string, charset: BufferEncoding = 'utf8') =>
  parseMessage(Buffer.from(message.replaceAll('\n', '\r\n'), charset), {
    envelopeFrom: 'ann@home.test',
    receivedAt: 1_790_000_000_000,
  })
const HEAD = 'From: ann@home.test\nSubject: Hi\n'

describe('[MR19] the words are found', () => {
  test.each([
    ['a type without its second half', `${HEAD}Content-Type: text\n\nHello\n`, 'Hello'],
    ['a semicolon forgotten', `${HEAD}Content-Type: text/plain charset=utf-8\n\nGrüße\n`, 'Grüße'],
    [
      'a boundary that nothing says',
      `${HEAD}Content-Type: multipart/mixed\n\n--b\nContent-Type: text/plain\n\nHello\n--b--\n`,
      'Hello',
    ],
    ['no header at all', 'Just words\nand more\n', 'Just words\nand more'],
    ['a mark before the header', `\ufeff${HEAD}\nHello\n`, 'Hello'],
    [
      'empty paragraphs of Outlook',
      `${HEAD}Content-Type: text/html; charset=utf-8\n\n<p>Hello</p><p>&nbsp;</p><p>Ann</p>`,
      'Hello\n\nAnn',
    ],
  ])('%s', async (_name, message, text) => {
    expect((await read(message)).text).toBe(text)
  })

  test('[MR15] in the charset that HTML says itself', async () => {
    const body =
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>\xc4\xe0'
    expect((await read(`${HEAD}Content-Type: text/html\n\n${body}`, 'latin1')).text).toBe('Да')
    expect(
      (await read(`${HEAD}Content-Type: text/html; charset=koi8-r\n\n${body}`, 'latin1')).text,
    ).toBe('дЮ')
  })

  test('[MR16] a file in uuencode is its bytes', async () => {
    const part =
      'Content-Type: application/octet-stream; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\n'
    const { files } = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b\n${part}--b--\n`,
    )
    expect(files.map(({ content }) => Buffer.from(content).toString())).toEqual(['hello'])
  })
})

test.each([
  ['attachment; filename="Gr%C3%B6%C3%9Fe.pdf"', 'Größe.pdf'],
  ['attachment; filename="100%.pdf"', '100%.pdf'],
  ["attachment; filename='a b.pdf'", 'a b.pdf'],
  ["attachment; filename*=windows-1252''%80.pdf", '€.pdf'],
])('[MR16] %s', (value, name) => {
  expect(readParameter(value, 'filename')).toBe(name)
})

test.each([
  ['Bee, Ann <ann@home.test>', [{ name: 'Bee, Ann', address: 'ann@home.test' }]],
  ['<<ann@home.test>>', [{ name: '', address: 'ann@home.test' }]],
  ['<@relay.test:ann@home.test>', [{ name: '', address: 'ann@home.test' }]],
  ['Help: Ann <ann@home.test>', [{ name: 'Help: Ann', address: 'ann@home.test' }]],
  ['Team: ann@home.test;', [{ name: '', address: 'ann@home.test' }]],
  ['"ann.bee"@home.test', [{ name: '', address: '"ann.bee"@home.test' }]],
  [
    'ann@home.test, Bob <bob@home.test>',
    [
      { name: '', address: 'ann@home.test' },
      { name: 'Bob', address: 'bob@home.test' },
    ],
  ],
])('[MR18] %s', (value, mailboxes) => {
  expect(parseMailboxes(value)).toEqual(mailboxes)
})

test.each([
  ['Mon, 5 Jan 2026 10.11.12 +0100', '2026-01-05T09:11:12.000Z'],
  ['Mon, 5 Jan 2026 10:11:12 CEST', '2026-01-05T08:11:12.000Z'],
  ['Mon, 5 Jan 2026 10:11:12 EST', '2026-01-05T15:11:12.000Z'],
])('[MR17] %s', (value, date) => {
  expect(parseDate(value, Date.parse('2026-02-01'))).toBe(Date.parse(date))
})
