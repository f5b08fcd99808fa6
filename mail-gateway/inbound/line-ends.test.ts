import { expect, test } from 'vitest'
import { mendLineEnds } from './charset.ts'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'ann@home.test', receivedAt: 0 }
const mend = (text: string) => Buffer.from(mendLineEnds(Buffer.from(text))).toString()

test.each([
  ['a\rb\r\rc', 'a\nb\n\nc'],
  ['a\r\nb\r\n\r\nc', 'a\r\nb\r\n\r\nc'],
  ['a\r\r\nb\r\r\n\r\r\nc', 'a\r\nb\r\n\r\nc'],
  ['a\r\r\r\r\n\rb', 'a\r\n\rb'],
  ['a\nb', 'a\nb'],
])('line ends of %j', (text, mended) => expect(mend(text)).toBe(mended))

test('a message whose lines all end in CR CR LF is read', async () => {
  const raw = 'From: ann@home.test\r\r\nSubject: s\r\r\n\r\r\nhello\r\r\n'
  expect(await parseMessage(Buffer.from(raw), CONTEXT)).toMatchObject({
    subject: 's',
    text: 'hello',
  })
})

test('[MA6] [MR24] a header of line ends takes no time that grows with its square', async () => {
  const started = performance.now()
  await parseMessage(
    Buffer.from(`From: ann@home.test\r\nX: ${'\r'.repeat(200_000)}y\r\n\r\nhello`),
    CONTEXT,
  )
  // Squared it was half a minute on a quiet machine.
  expect(performance.now() - started).toBeLessThan(5_000)
})
