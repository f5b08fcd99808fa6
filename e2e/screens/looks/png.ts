/**
 * PNG as Chromium's screenshots and the baselines have it: eight bits a channel, with or without alpha, not interlaced.
 * W3C PNG, third edition. Anything else is refused.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** Three bytes a pixel, row by row from above. */
export type Picture = { width: number; height: number; rgb: Uint8Array }

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const [RGB, RGBA] = [2, 6]
/** Larger ones are no pictures of ours. */
const PIXELS_MAX = 40_000_000

/** Throws on what is no such file. Transparency is not looked at: a page has none. */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG')
  const data: Buffer[] = []
  let head: Buffer | undefined
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at)
    const body = file.subarray(at + 8, at + 8 + length)
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'IHDR') head = body
    if (type === 'IDAT') data.push(body)
    at += 12 + length
  }
  if (head?.length !== 13) throw new Error('a PNG without its head')
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const [depth, type, interlace] = [head[8], head[9], head[12]]
  if (depth !== 8 || (type !== RGB && type !== RGBA) || interlace !== 0)
    throw new Error(`a PNG of ${depth} bits, type ${type}, interlace ${interlace}`)
  if (width * height > PIXELS_MAX) throw new Error(`a PNG of ${width} × ${height}`)
  const channels = type === RGB ? 3 : 4
  const stride = width * channels
  const lines = inflateSync(Buffer.concat(data), { maxOutputLength: (stride + 1) * height })
  if (lines.length !== (stride + 1) * height) throw new Error('a PNG that is cut off')
  for (let row = 0; row < height; row += 1)
    unfilter(lines, row * (stride + 1), stride, channels, row === 0)
  const rgb = new Uint8Array(width * height * 3)
  let to = 0
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1) + 1
    for (let from = start; from < start + stride; from += channels) {
      rgb[to++] = lines[from] ?? 0
      rgb[to++] = lines[from + 1] ?? 0
      rgb[to++] = lines[from + 2] ?? 0
    }
  }
  return { width, height, rgb }
}

/** One line in its place (§9.2). @param at  where its filter byte stands */
function unfilter(lines: Buffer, at: number, stride: number, channels: number, isFirst: boolean) {
  const filter = lines[at]
  if (filter === 0) return
  const above = at - stride
  for (let x = 0; x < stride; x += 1) {
    const here = at + 1 + x
    const left = x < channels ? 0 : (lines[here - channels] ?? 0)
    const up = isFirst ? 0 : (lines[above + x] ?? 0)
    const upLeft = isFirst || x < channels ? 0 : (lines[above + x - channels] ?? 0)
    lines[here] = ((lines[here] ?? 0) + predict(filter, left, up, upLeft)) & 0xff
  }
}

function predict(filter: number | undefined, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) throw new Error(`a PNG with filter ${filter}`)
  const [toLeft, toUp] = [Math.abs(up - upLeft), Math.abs(left - upLeft)]
  const toUpLeft = Math.abs(left + up - 2 * upLeft)
  if (toLeft <= toUp && toLeft <= toUpLeft) return left
  return toUp <= toUpLeft ? up : upLeft
}

export function writePng({ width, height, rgb }: Picture): Buffer {
  const lines = Buffer.alloc((width * 3 + 1) * height)
  for (let row = 0; row < height; row += 1) {
    const line = rgb.subarray(row * width * 3, (row + 1) * width * 3)
    const above = row === 0 ? undefined : rgb.subarray((row - 1) * width * 3, row * width * 3)
    const at = row * (width * 3 + 1)
    // Each line as what differs from the one above: pages are mostly level.
    lines[at] = above ? 2 : 0
    for (let x = 0; x < line.length; x += 1)
      lines[at + 1 + x] = ((line[x] ?? 0) - (above?.[x] ?? 0)) & 0xff
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, RGB, 0, 0, 0], 8)
  const data = deflateSync(lines, { level: 9 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND')])
}

function chunk(type: string, body = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}
