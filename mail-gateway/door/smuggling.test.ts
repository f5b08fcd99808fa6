import { expect, test } from 'vitest'
import { makeSmugglingScan } from './smuggling.ts'

const isFound = (text: string, step: number) => {
  const scan = makeSmugglingScan()
  for (let at = 0; at < text.length; at += step) scan.push(Buffer.from(text.slice(at, at + step)))
  return scan.isFound()
}
const ENDS = ['\r\n', '\n', '\r']
const VARIANTS = ENDS.flatMap((before) => ENDS.map((after) => [before, after] as const))

test.each(VARIANTS)('a lone dot between %j and %j', (before, after) => {
  const text = `hello${before}.${after}MAIL FROM:<x@y.test>\r\n`
  const isHarmless = before === '\r\n' && after === '\r\n'
  for (const step of [1, 2, 3, 1000]) expect(isFound(text, step)).toBe(!isHarmless)
})

test('dots in ordinary lines are no matter', () => {
  expect(isFound('a. b.\r\n..\r\n...\n.x\n', 3)).toBe(false)
})

test.each(['\r\n.\0\r\n', '\r\n\0.\r\n', '\n\0\0.\0\0\n', '\r\0.\n'])(
  'NUL beside the dot changes nothing: %j',
  (text) => {
    for (const step of [1, 2, 3, 5, 1000]) expect(isFound(`hello${text}MAIL`, step)).toBe(true)
  },
)
