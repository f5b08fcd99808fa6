import { expect, test } from 'vitest'
import { makeChunkList } from './chunk-list.ts'

test('[MA17] a quarter of a megabyte in single bytes is held in a thousand pieces', () => {
  const list = makeChunkList()
  const bytes = Buffer.from('0123456789abcdef'.repeat(16 * 1024))
  for (const byte of bytes) list.push(Uint8Array.of(byte))
  expect(list.bytes()).toBe(bytes.length)
  const pieces = list.take()
  expect(pieces.length).toBeLessThanOrEqual(1 + bytes.length / 256)
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
  expect(list.bytes()).toBe(0)
  expect(list.take()).toEqual([])
})

test('large pieces are handed on as they are, in order with the small ones, as are few small ones', () => {
  const list = makeChunkList()
  const large = Buffer.alloc(64 * 1024, 'x')
  const small = Buffer.from('y')
  for (const letter of 'abcdef') list.push(Buffer.from(letter))
  list.push(large)
  list.push(small)
  expect(list.pieces()).toHaveLength(3)
  const [first, second, third] = list.take()
  expect(String(first)).toBe('abcdef')
  expect(second).toBe(large)
  expect(third).toBe(small)
})
