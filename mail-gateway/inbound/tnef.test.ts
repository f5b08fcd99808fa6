import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { parseMessage } from './parse.ts'
import { decompressRtf, rtfToText } from './rtf.ts'
import { readTnef } from './tnef.ts'

const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
const attribute = (level: number, tag: number, type: number, data: Buffer) =>
  Buffer.concat([Buffer.from([level]), u16(tag), u16(type), u32(data.length), data, u16(0)])
const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
const property = (type: number, id: number, data: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(data.length), padded(data)])
const properties = (...list: Buffer[]) => Buffer.concat([u32(list.length), ...list])
const tnef = (...attributes: Buffer[]) =>
  Buffer.concat([u32(0x223e9f78), u16(1), attribute(1, 0x9007, 6, u32(1251)), ...attributes])
const attached = (title: string, data: string, ...list: Buffer[]) =>
  Buffer.concat([
    attribute(2, 0x9002, 6, Buffer.alloc(14)),
    attribute(2, 0x8010, 1, Buffer.from(`${title}\0`, 'latin1')),
    attribute(2, 0x800f, 6, Buffer.from(data)),
    ...(list.length > 0 ? [attribute(2, 0x9005, 6, properties(...list))] : []),
  ])
const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le')

describe('[MR23] winmail.dat', () => {
  test('its files, by their long names, in the code page it names', () => {
    const bytes = tnef(
      attached('REPORT~1.TXT', 'one', property(0x1f, 0x3707, wide('Bericht für Ann.txt'))),
      attached('\xef\xf0\xe8\xe2\xe5\xf2.txt', 'two'),
      attached('same.txt', 'three', property(0x1e, 0x370e, Buffer.from('image/png\0'))),
    )
    expect(
      readTnef(bytes)?.files.map((file) => [file.name, file.content.toString(), file.type]),
    ).toEqual([
      ['Bericht für Ann.txt', 'one', null],
      ['привет.txt', 'two', null],
      ['same.txt', 'three', 'image/png'],
    ])
  })
  test('properties of programs and lists of values are stepped over', () => {
    const named = Buffer.concat([
      ...[u16(0x1f), u16(0x8001), Buffer.alloc(16), u32(1), u32(6), padded(wide('ab'))],
      ...[u32(1), u32(4), wide('x')],
    ])
    const many = Buffer.concat([u16(0x1003), u16(0x1234), u32(2), u32(1), u32(2)])
    const bytes = tnef(attached('a.txt', 'x', named, many, property(0x1f, 0x3707, wide('b.txt'))))
    expect(readTnef(bytes)?.files.map((file) => file.name)).toEqual(['b.txt'])
  })
  test('a message in it gives its files too', () => {
    const inner = tnef(attached('inner.txt', 'x'))
    const object = Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), inner])
    const bytes = tnef(
      attribute(2, 0x9002, 6, Buffer.alloc(14)),
      attribute(2, 0x9005, 6, properties(property(0x0d, 0x3701, object))),
    )
    expect(readTnef(bytes)?.files.map((file) => file.name)).toContain('inner.txt')
  })
  test('in a message: its files stand in its place, and its words when there are no others', async () => {
    const bytes = tnef(
      attribute(1, 0x9003, 6, properties(property(0x1f, 0x1000, wide('Hello from Outlook')))),
      attached('a.pdf', 'x'),
    )
    const raw = `From: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
    const mail = await parseMessage(Buffer.from(raw), { envelopeFrom: 'a@b.test', receivedAt: 0 })
    expect(mail.text).toBe('Hello from Outlook')
    expect(mail.files).toMatchObject([{ name: 'a.pdf', type: 'application/pdf' }])
  })
  test('cut off anywhere, or with any length wrong, it ends and throws nothing', () => {
    const whole = tnef(attached('a.txt', 'x', property(0x1f, 0x3707, wide('b.txt'))))
    for (let length = 0; length < whole.length; length++) readTnef(whole.subarray(0, length))
    for (let at = 6; at + 4 <= whole.length; at++) {
      const broken = Buffer.from(whole)
      broken.writeUInt32LE(0xffffffff, at)
      readTnef(broken)
    }
    expect(readTnef(Buffer.from('no winmail'))).toBeNull()
  })
})

describe('[MR23] rich text', () => {
  test('its words, without fonts, colours and what is hidden', () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\f0 Hi \\b Ann\\b0 ,\\par \\'ef\\'f0 \\u8364? {\\htmlrtf hidden\\htmlrtf0}\\{x\\}}"
    expect(rtfToText(rtf)).toBe('Hi Ann,\nпр € {x}')
  })
  test('packed: letters, a reference to what came before, the end', () => {
    // "ab", then five bytes from where "ab" was written (207), which runs into itself, then the end.
    const place = 207
    const reference = (from: number, count: number) => (from << 4) | (count - 2)
    const first = reference(place, 5)
    const last = reference(place + 7, 2)
    const body = Buffer.from([0b1100, 97, 98, first >> 8, first & 255, last >> 8, last & 255])
    const packed = Buffer.concat([u32(body.length + 12), u32(100), u32(0x75465a4c), u32(0), body])
    expect(decompressRtf(packed)).toBe('abababa')
  })
  test.each(['{\\u', "\\'"])(
    '[MR24] %s without end takes time that grows with its length, not with its square',
    (piece) => {
      expect(growthOf((size) => rtfToText(piece.repeat(size / piece.length)))).toBeLessThan(
        FACTOR * 4,
      )
    },
  )
})
