/**
 * A font in which every letter is a block: a TrueType file made from nothing. Pictures that are compared are written in
 * it, so that words are as wide, and lines break where they do, whichever fonts a machine has and however it draws them.
 * Narrow, plain and wide letters stay apart, so that a picture still looks like a page. OpenType 1.9.1.
 *
 * Not here: which text is written in it (camera).
 */

/** Of one em. */
const UNITS = 1000
const [ASCENT, DESCENT] = [930, -240]
const [X_HEIGHT, CAPITAL_HEIGHT, DOT_HEIGHT] = [520, 720, 130]

type Glyph = { advance: number; height: number }
/** The first is what is shown for a code point that has none (§5.2.8.2), the others as `GROUPS` names them. */
const GLYPHS: readonly Glyph[] = [
  { advance: 560, height: X_HEIGHT },
  { advance: 290, height: 0 },
  { advance: 290, height: DOT_HEIGHT },
  { advance: 290, height: X_HEIGHT },
  { advance: 560, height: X_HEIGHT },
  { advance: 840, height: X_HEIGHT },
  { advance: 600, height: CAPITAL_HEIGHT },
  { advance: 900, height: CAPITAL_HEIGHT },
]
const [SPACE, DOT, NARROW, PLAIN, WIDE, CAPITAL, IDEOGRAPH] = [1, 2, 3, 4, 5, 6, 7]

/** A letter's own group; what is not named is plain. */
const NAMED: readonly (readonly [string, number])[] = [
  [' \u00a0\u2002\u2003\u2009\u202f', SPACE],
  ['.,:;\'"’‘“”·…`-–', DOT],
  ['ijlftrI!|()[]{}/\\', NARROW],
  ['mwMW@%—', WIDE],
]
/** From, to, group; after the letters that are named. */
const RANGES: readonly (readonly [number, number, number])[] = [
  [0x30, 0x39, CAPITAL],
  [0x41, 0x5a, CAPITAL],
  [0xc0, 0xde, CAPITAL],
  [0x2190, 0x2bff, IDEOGRAPH],
  [0x2e80, 0xd7ff, IDEOGRAPH],
  [0xf900, 0xfaff, IDEOGRAPH],
  [0xff00, 0xff60, IDEOGRAPH],
  [0x1f000, 0x1faff, IDEOGRAPH],
]

/** @param isBold  somewhat wider, with less air between the letters */
export function makeBlockFont(isBold: boolean): Buffer {
  const glyphs = isBold
    ? GLYPHS.map(({ advance, height }) => ({ advance: Math.round(advance * 1.06), height }))
    : GLYPHS
  const air = isBold ? 35 : 75
  const outlines = glyphs.map(({ advance, height }) => outline(advance, height, air))
  return assemble([
    ['OS/2', os2(isBold)],
    ['cmap', cmap()],
    ['glyf', Buffer.concat(outlines)],
    ['head', head(isBold)],
    ['hhea', hhea(glyphs)],
    ['hmtx', shorts(glyphs.flatMap(({ advance, height }) => [advance, height === 0 ? 0 : air]))],
    ['loca', loca(outlines)],
    ['maxp', maxp(glyphs.length)],
    ['name', name(isBold)],
    ['post', Buffer.concat([longs([0x30000, 0]), shorts([-100, 50]), longs([0, 0, 0, 0, 0])])],
  ])
}

const shorts = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, at * 2)
  return bytes
}
const longs = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, at * 4)
  return bytes
}

/** One rectangle, clockwise (§5.3.4); nothing for a space. */
function outline(advance: number, height: number, air: number): Buffer {
  if (height === 0) return Buffer.alloc(0)
  const right = advance - air
  const onCurve = Buffer.from([1, 1, 1, 1])
  const [x, y] = [
    [air, 0, right - air, 0],
    [0, height, 0, -height],
  ]
  return Buffer.concat([
    shorts([1, air, 0, right, height, 3, 0]),
    onCurve,
    shorts([...(x ?? []), ...(y ?? [])]),
    // To a multiple of four, as `loca` wants it.
    Buffer.alloc(2),
  ])
}

function loca(outlines: readonly Buffer[]): Buffer {
  let end = 0
  return longs([0, ...outlines.map(({ length }) => (end += length))])
}

/** Subtable format 13, many code points to one glyph (§5.2.1.3.9), for all of Unicode. */
function cmap(): Buffer {
  const groups = groupCodePoints()
  const table = Buffer.concat([
    shorts([13, 0]),
    longs([16 + groups.length * 12, 0, groups.length, ...groups.flat()]),
  ])
  return Buffer.concat([shorts([0, 1, 3, 10]), longs([12]), table])
}

function groupCodePoints(): [from: number, to: number, glyph: number][] {
  const groups: [number, number, number][] = []
  for (let code = 0x20; code <= 0x1faff; code += 1) {
    const glyph = glyphOf(code)
    const last = groups.at(-1)
    if (last?.[1] === code - 1 && last[2] === glyph) last[1] = code
    else groups.push([code, code, glyph])
  }
  return groups
}

function glyphOf(code: number): number {
  const letter = String.fromCodePoint(code)
  const named = NAMED.find(([letters]) => letters.includes(letter))
  if (named) return named[1]
  return RANGES.find(([from, to]) => code >= from && code <= to)?.[2] ?? PLAIN
}

function head(isBold: boolean): Buffer {
  return Buffer.concat([
    longs([0x10000, 0x10000, 0, 0x5f0f3cf5]),
    shorts([0x000b, UNITS]),
    longs([0, 0, 0, 0]),
    shorts([0, DESCENT, UNITS, ASCENT, isBold ? 1 : 0, 8, 2, 1, 0]),
  ])
}

function hhea(glyphs: readonly Glyph[]): Buffer {
  const widest = Math.max(...glyphs.map(({ advance }) => advance))
  return Buffer.concat([
    longs([0x10000]),
    shorts([ASCENT, DESCENT, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length]),
  ])
}

function maxp(count: number): Buffer {
  return Buffer.concat([longs([0x10000]), shorts([count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])])
}

/** Version 4 (§5.2.7). */
function os2(isBold: boolean): Buffer {
  const [weight, selection] = isBold ? [700, 0x20] : [400, 0x40]
  return Buffer.concat([
    shorts([4, 560, weight, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0]),
    Buffer.alloc(10),
    longs([1, 0, 0, 0]),
    Buffer.from('NONE'),
    shorts([selection, 0x20, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT]),
    longs([1, 0]),
    shorts([X_HEIGHT, CAPITAL_HEIGHT, 0, 0x20, 1]),
  ])
}

/** Family, style and the two full names, for Windows in English (§5.2.6). */
function name(isBold: boolean): Buffer {
  const style = isBold ? 'Bold' : 'Regular'
  const entries: [number, string][] = [
    [1, 'Blocks'],
    [2, style],
    [4, `Blocks ${style}`],
    [6, `Blocks-${style}`],
  ]
  const texts = entries.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  let offset = 0
  const records = entries.map(([id], at) => {
    const { length } = texts[at] ?? []
    const record = [3, 1, 0x409, id, length, offset]
    offset += length
    return record
  })
  return Buffer.concat([
    shorts([0, entries.length, 6 + 12 * entries.length, ...records.flat()]),
    ...texts,
  ])
}

/** The file: a directory of tables with their sums, then the tables (§4.5). */
function assemble(tables: readonly (readonly [tag: string, bytes: Buffer])[]): Buffer {
  const power = Math.floor(Math.log2(tables.length))
  const range = 16 * 2 ** power
  const start = shorts([tables.length, range, power, tables.length * 16 - range])
  let offset = 12 + tables.length * 16
  const records: Buffer[] = []
  const bodies: Buffer[] = []
  for (const [tag, bytes] of tables) {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    records.push(Buffer.from(tag.padEnd(4)), longs([sumOf(padded), offset, bytes.length]))
    bodies.push(padded)
    offset += padded.length
  }
  const file = Buffer.concat([longs([0x10000]), start, ...records, ...bodies])
  const headAt = file.indexOf('head')
  file.writeUInt32BE((0xb1b0afba - sumOf(file)) >>> 0, file.readUInt32BE(headAt + 8) + 8)
  return file
}

/** Of its 32-bit words. */
function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
