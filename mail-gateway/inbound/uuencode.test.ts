import { expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { takeUuencoded } from './uuencode.ts'

test('[MR16] a file in the text becomes a file, and the words stay', () => {
  const text = 'Here it is.\n\nbegin 644 hello.txt\n+:&5L;&\\@=V]R;&0 \n`\nend\n\nBye'
  const { text: rest, files } = takeUuencoded(text)
  expect(files.map((file) => [file.name, file.content.toString()])).toEqual([
    ['hello.txt', 'hello world'],
  ])
  expect(rest).toBe('Here it is.\n\n\nBye')
})

test.each([
  ['no end', 'begin 644 a.txt\n+:&5L'],
  ['words, not lines of it', 'begin 644 times\nand what then? We shall see, said she to him.\nend'],
])('%s: it stays where it is', (_name, text) => {
  expect(takeUuencoded(text)).toEqual({ text, files: [] })
})

test.each(['begin 644 a\n', 'begin 644 a\n#86)C\n'])(
  '[MR24] %j and no end takes time that grows with its length, not with its square',
  (piece) => {
    expect(growthOf((size) => takeUuencoded(piece.repeat(size / piece.length)))).toBeLessThan(
      FACTOR * 4,
    )
  },
)
