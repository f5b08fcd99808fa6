/** Pictures are read as they were written, with every filter a line may have; what is no such file is refused. */
import { deflateSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../stage/build.ts'
import { readPng, writePng, type Picture } from './png.ts'

const picture: Picture = {
  width: 3,
  height: 5,
  rgb: Uint8Array.from({ length: 45 }, (_, at) => (at * 37) % 256),
}

test('what is written is read', () => expect(readPng(writePng(picture))).toEqual(picture))

/** Each filter predicts from what stands left and above (§9.2). */
test.each([0, 1, 2, 3, 4])('a file whose lines have filter %i, with transparency', (filter) => {
  const [width, height] = [4, 3]
  const rgba = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at * 53) % 256)
  const stride = width * 4
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (rgba[y * stride + x] ?? 0))
  const lines = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y += 1) {
    lines[y * (stride + 1)] = filter
    for (let x = 0; x < stride; x += 1) {
      const [left, up, upLeft] = [at(x - 4, y), at(x, y - 1), at(x - 4, y - 1)]
      const near = [left, up, upLeft].toSorted(
        (a, b) => Math.abs(left + up - upLeft - a) - Math.abs(left + up - upLeft - b),
      )
      const guess = [0, left, up, Math.floor((left + up) / 2), near[0] ?? 0][filter] ?? 0
      lines[y * (stride + 1) + 1 + x] = (at(x, y) - guess) & 0xff
    }
  }
  const read = readPng(remake(width, height, 6, lines))
  const rgb = rgba.filter((_, index) => index % 4 !== 3)
  expect(read).toEqual({ width, height, rgb })
})

test('a picture of this tree is read', () => {
  const read = readPng(readFileSync(join(root, 'docs', 'screenshot.png')))
  expect(read.rgb).toHaveLength(read.width * read.height * 3)
})

test('what is no picture of ours is refused', () => {
  expect(() => readPng(Buffer.from('GIF89a'))).toThrow('not a PNG')
  expect(() => readPng(remake(3, 5, 3, Buffer.alloc(50)))).toThrow('type 3')
  expect(() => readPng(remake(3, 5, 2, Buffer.alloc(49)))).toThrow('cut off')
  expect(() => readPng(remake(3, 1, 2, Buffer.from([9, ...Array<number>(9).fill(0)])))).toThrow(
    'filter 9',
  )
  expect(() => readPng(remake(100_000, 100_000, 2, Buffer.alloc(1)))).toThrow('100000 × 100000')
})

/** A file of these lines, from one that was written: its sums are not looked at. */
function remake(width: number, height: number, type: number, lines: Buffer): Buffer {
  const start = Buffer.from(writePng(picture).subarray(0, 33))
  start.writeUInt32BE(width, 16)
  start.writeUInt32BE(height, 20)
  start[25] = type
  const body = deflateSync(lines)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([start, length, Buffer.from('IDAT'), body, Buffer.alloc(4)])
}
