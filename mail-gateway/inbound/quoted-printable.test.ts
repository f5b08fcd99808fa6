import { expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { decodeQuotedPrintable } from './quoted-printable.ts'

const decode = (text: string) =>
  decodeQuotedPrintable(Buffer.from(text, 'latin1')).toString('latin1')

test.each([
  ['J=F6rg =3D =e4', 'J\xf6rg = \xe4'],
  ['soft =\r\nbreak=  \r\n, and=\nmore', 'soft break, and' + 'more'],
  ['blanks  \t\r\nat the end \t', 'blanks\r\nat the end'],
  ['meant=20\r\nblank', 'meant \r\nblank'],
  ['a=\r\n', 'a'],
  ['a=', 'a'],
  ['wrong =G1 =4 and ==41', 'wrong =G1 =4 and =A'],
  ['\r\n\n\r\n', '\r\n\n\r\n'],
  ['a\rb', 'a\rb'],
  ['', ''],
])('%j', (encoded, decoded) => expect(decode(encoded)).toBe(decoded))

test.each([' ', '\t', '=', '= ', '=\r\n', '\r\n', '=4'])(
  '[MA6] [MR24] the time of many %j grows with their number, not its square',
  (piece) => {
    const run = (size: number) => decode(`${piece.repeat(size / piece.length)}x`)
    expect(growthOf(run)).toBeLessThan(FACTOR * 4)
  },
)
