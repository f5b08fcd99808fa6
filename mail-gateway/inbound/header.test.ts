import { describe, expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { cleanFileName, makeFileName, readParameter } from './file-name.ts'
import { decodeWords, parseHeader, parseMessageIds } from './header.ts'
import { parseMailboxes } from './mailbox.ts'
import { FACTOR, growthOf } from '../test-stage/growth.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('encoded words', () => {
  test.each([
    ['=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße'],
    ['=?iso-8859-1?Q?caf=E9_noir?=', 'café noir'],
    // Raw 8-bit bytes inside, of the declared charset.
    ['=?iso-8859-1?Q?J\xf6rg?=', 'Jörg'],
    // A character split between two words (quoted-printable, so that the halves are whole).
    ['=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?=', 'Jörg'],
    ['=?utf-8?Q?a?=\r\n =?utf-8?Q?b?= c', 'ab c'],
    ['no words', 'no words'],
    ['Gr\xc3\xbc\xc3\x9fe', 'Grüße'],
    ['caf\xe9', 'café'],
    ['=?nonsense?Q?abc?=', 'abc'],
    // Labelled as 7-bit Japanese, and Shift_JIS.
    ['=?ISO-2022-JP?B?g2OBW4OL?=', 'ツール'],
    // Bytes that are no text at all are shown as they came.
    ['=?UTF-8?B?AQIDBAUG/v8=?=', '=?UTF-8?B?AQIDBAUG/v8=?='],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ])('%j', (value, text) => {
    expect(decodeWords(value)).toBe(text)
  })
})

describe('[MR15] text of bytes', () => {
  test('the declared charset, its aliases, and what nobody declared', () => {
    expect(decodeText(bytes(0xe4), 'iso-8859-1')).toBe('ä')
    expect(decodeText(bytes(0x82, 0xa0), 'cp932')).toBe('あ')
    expect(decodeText(bytes(0xb0, 0xa1), 'ks_c_5601-1987')).toBe('가')
    expect(decodeText(bytes(0x48, 0x00, 0x69, 0x00), 'unicode')).toBe('Hi')
    expect(decodeText(Buffer.from('Hi +AOQ-'), 'utf-7')).toBe('Hi ä')
    expect(decodeText(bytes(0x7e, 0x7b, 0x3c, 0x3a, 0x7e, 0x7d), 'hz-gb-2312')).toBe('己')
    expect(decodeText(bytes(0xc4, 0xe3, 0xba, 0xc3), null)).toBe('你好')
    expect(decodeText(bytes(0x63, 0x61, 0x66, 0xe9), 'us-ascii')).toBe('café')
    expect(decodeText(Buffer.from('a\0b'), 'utf-8')).toBe('ab')
  })
})

describe('mailboxes', () => {
  test.each([
    ['Ann <ann@a.test>', [{ name: 'Ann', address: 'ann@a.test' }]],
    [
      '"Doe, Ann" <ann@a.test>, bob@b.test (Bob)',
      [
        { name: 'Doe, Ann', address: 'ann@a.test' },
        { name: 'Bob', address: 'bob@b.test' },
      ],
    ],
    ['=?utf-8?Q?Doe,_J=C3=B6rg?= <j@a.test>', [{ name: 'Doe, Jörg', address: 'j@a.test' }]],
    [
      'team: a@a.test, b@b.test;',
      [
        { name: '', address: 'a@a.test' },
        { name: '', address: 'b@b.test' },
      ],
    ],
    ['undisclosed-recipients:;', []],
    ['MAILER-DAEMON', [{ name: '', address: 'MAILER-DAEMON' }]],
    ['Ann ann@a.test', [{ name: 'Ann', address: 'ann@a.test' }]],
    ['<>', []],
    ['', []],
  ])('%s', (value, found) => {
    expect(parseMailboxes(value)).toEqual(found)
  })
  test('at most 500 are read', () => {
    expect(parseMailboxes('a@b.test, '.repeat(20_000))).toHaveLength(500)
  })
  test.each(['(', '"\\', '<', 'a@b.test, '])(
    'time grows with the length of a list of %j, not with its square',
    (piece) => {
      const growth = growthOf((size) => parseMailboxes(piece.repeat(size / piece.length)))
      expect(growth).toBeLessThan(FACTOR * 4)
    },
  )
})

describe('[MR16] file names', () => {
  test.each([
    ["attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt", 'Grüße.txt'],
    ["attachment; filename*0*=utf-8''a%20; filename*1=b; filename*2=.pdf", 'a b.pdf'],
    ['attachment; filename="=?utf-8?B?w6QudHh0?="', 'ä.txt'],
    ["attachment; filename*=us-ascii''caf%F6.txt", 'cafö.txt'],
    ['attachment; filename=plain name.txt; size=3', 'plain name.txt'],
    ['attachment; filename="a\\"b.txt"', 'a"b.txt'],
    ['attachment', ''],
  ])('%s', (value, name) => {
    expect(readParameter(value, 'filename')).toBe(name)
  })
  test('are made safe', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd')
    expect(cleanFileName('C:\\temp\\a.doc')).toBe('a.doc')
    expect(cleanFileName('evil\u202etxt.exe')).toBe('eviltxt.exe')
    const long = cleanFileName(`${'ü'.repeat(400)}.pdf`)
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255)
    expect(long.endsWith('.pdf')).toBe(true)
  })
  test('are made up where there are none', () => {
    expect(makeFileName('image/png', bytes())).toBe('attachment.png')
    expect(makeFileName('message/rfc822', Buffer.from('Subject: Re: the plan\r\n\r\n'))).toBe(
      'Re- the plan.eml',
    )
  })
})

test('a header is unfolded, bounded and forgiving', () => {
  const header = parseHeader(
    Buffer.from('Subject: a\r\n b\r\nnonsense\r\nX: 1\nX: 2\r\n\r\nX: 3\r\n'),
  )
  expect(header.first('subject')).toBe('a b')
  expect(header.all('x')).toEqual(['1', '2'])
  const many = parseHeader(Buffer.from('X-A: b\r\n'.repeat(200_000)))
  expect(many.isCut).toBe(true)
  expect(many.all('x-a')).toHaveLength(1_000)
  expect(parseMessageIds('<a@b> <c@d>, e@f', 2)).toEqual(['a@b', 'c@d'])
})
