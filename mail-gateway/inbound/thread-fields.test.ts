/** What the header says of the thread: the authors, Outlook's trail, and mails within the mail. */
import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { readFields } from './fields.ts'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'a@b.test', receivedAt: Date.UTC(2026, 2, 2) }
const read = (...lines: string[]) =>
  readFields(Buffer.from([...lines, '', 'words'].join('\r\n'), 'latin1'), CONTEXT, '')

describe('[MR18] From', () => {
  test.each([
    ['one', ['From: Ruth <ruth@x.test>']],
    ['one', ['From: ruth@x.test (Ruth: of X; and more)']],
    ['one', ['From: "Team: A; B" <ruth@x.test>']],
    ['one', ['From: JIRA: Team <ruth@x.test>']],
    ['one', ['From: =?utf-8?q?Team:_A;?= <ruth@x.test>']],
    ['one', ['From: ruth@x.test', 'From: Ruth@X.test']],
    ['none', []],
    ['none', ['From: ']],
    ['none', ['From: MAILER-DAEMON']],
    ['none', ['From: <no_host>']],
    ['none', ['From: undisclosed:;']],
    ['several', ['From: a@x.test, b@x.test']],
    ['several', ['From: a@x.test', 'From: b@x.test']],
    ['several', ['From: Team: a@x.test, b@x.test;']],
    ['group', ['From: Team: a@x.test;']],
  ])('is %s: %j', (expected, lines) => {
    expect(read(...lines).fromIs).toBe(expected)
  })

  test.each(['<', '"', '(', '=?', ':', '"\\'])(
    '[MR24] full of %s is read in time that grows with its length, not with its square',
    (piece) => {
      expect(growthOf((size) => read(`From: ${piece.repeat(size / piece.length)}`))).toBeLessThan(
        FACTOR * 4,
      )
    },
  )
})

test('[MR26] Message-IDs that are missing, empty, invalid or folded are read for what they are', () => {
  expect(read('From: a@b.test').messageId).toBeNull()
  expect(read('Message-ID: <>').messageId).toBeNull()
  expect(read('Message-ID: <a@@b>').messageId).toBe('a@@b')
  expect(read('Message-ID:', ' <a@b.test>').messageId).toBe('a@b.test')
  const folded = read('References: <a@b.test>', '\t<c@d.test>', ' <e@f.test>')
  expect(folded.references).toEqual(['a@b.test', 'c@d.test', 'e@f.test'])
  // Words of old programs beside the id (RFC 822 §4.6.2).
  const wordy = read('In-Reply-To: Your message of "Mon" <a@b.test>')
  expect(wordy.inReplyTo).toContain('a@b.test')
})

test('[MR42] Thread-Index is kept as it came; what is none is left out', () => {
  const index = Buffer.alloc(27, 7).toString('base64')
  expect(read(`Thread-Index: ${index}`).threadIndex).toBe(index)
  expect(read(`Thread-Index: ${index.slice(0, 20)}`, ` ${index.slice(20)}`).threadIndex).toBe(index)
  expect(read('Thread-Topic: =?utf-8?q?T=C3=BCr?=').threadTopic).toBe('Tür')
  expect(read('Thread-Topic: a', ' b').threadTopic).toBe('a b')
  expect(read(`Thread-Topic: ${'x'.repeat(5_000)}`).threadTopic).toHaveLength(300)
  expect(read('Thread-Topic:').threadTopic).toBeNull()
  for (const value of ['', 'short', `${index}!`, 'A'.repeat(1_000)])
    expect(read(`Thread-Index: ${value}`).threadIndex).toBeNull()
})

test('[MR17] a date that cannot be is no date; a wrong one is what it says', () => {
  const at = (value: string) => read(`Date: ${value}`).date
  expect(at('Mon, 2 Mar 2020 10:00:00 +0000')).toBe(Date.UTC(2020, 2, 2, 10))
  for (const value of [
    '',
    'soon',
    'Mon, 99 Mar 2026',
    'Thu, 1 Jan 1970 00:00:00 +0000',
    'Fri, 1 Jan 2090 00:00:00 +0000',
  ])
    expect(at(value)).toBeNull()
})

describe('[MR30] a mail that is attached', () => {
  const forward = (...inner: string[]) =>
    [
      'From: agent@desk.test',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See below. From: Somebody Else <else@x.test>',
      ...inner.flatMap((header) => [
        '--b',
        'Content-Type: message/rfc822',
        '',
        header,
        '',
        'inner words',
      ]),
      '--b--',
    ].join('\r\n')

  test('is read for who wrote it, about what, and its Message-ID', async () => {
    const inner =
      'From: =?utf-8?q?Zo=C3=AB?= <zoe@x.test>\r\nSubject: Help\r\nMessage-ID: <z@x.test>'
    const mail = await parseMessage(Buffer.from(forward(inner)), CONTEXT)
    expect(mail.enclosed).toEqual([
      { from: { address: 'zoe@x.test', name: 'Zoë' }, subject: 'Help', messageId: 'z@x.test' },
    ])
    expect(mail.files.map(({ type }) => type)).toEqual(['message/rfc822'])
  })

  test('and there are limits; the body of the other names nobody', async () => {
    const many = Array.from({ length: 9 }, (_, at) => `From: a${at}@x.test`)
    expect((await parseMessage(Buffer.from(forward(...many)), CONTEXT)).enclosed).toHaveLength(5)
    expect((await parseMessage(Buffer.from(forward()), CONTEXT)).enclosed).toEqual([])
    const bare = await parseMessage(Buffer.from(forward('X: y')), CONTEXT)
    expect(bare.enclosed).toEqual([{ from: null, subject: '', messageId: null }])
  })
})
