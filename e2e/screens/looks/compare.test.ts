/** What the comparison of looks forgives, and what it must not, on pictures drawn here. */
import { describe, expect, test } from 'vitest'
import { cellsFromPicture, cellsToPicture, reduceToCells } from './cells.ts'
import { compareLooks, type Look } from './compare.ts'
import { readPng, writePng, type Picture } from './png.ts'
import type { Regions } from './regions.ts'

type Rect = readonly [left: number, top: number, width: number, height: number]
type Paint = readonly [color: number, ...Rect]

const [WIDTH, HEIGHT] = [480, 300]
const [WHITE, GREY, TEAL, PURPLE, INK] = [0xffffff, 0xf3f5f5, 0x0b5d5a, 0x5a2d82, 0x162020]

/** On white, one over the other. */
function draw(paints: readonly Paint[]): Picture {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3).fill(255)
  for (const [color, left, top, width, height] of paints)
    for (let y = top; y < Math.min(top + height, HEIGHT); y += 1)
      for (let x = left; x < Math.min(left + width, WIDTH); x += 1)
        rgb.set([color >> 16, (color >> 8) & 0xff, color & 0xff], (y * WIDTH + x) * 3)
  return { width: WIDTH, height: HEIGHT, rgb }
}

/** A line of letters seven pixels wide with a gap of two. @param color  of the letters */
const line = (left: number, top: number, letters: number, color = INK): Paint[] =>
  Array.from({ length: letters }, (_, at) => [color, left + at * 9, top, 7, 8] as const)

/** As antialiasing leaves a line that stands half a pixel further on: an edge of every letter half dark. */
const shifted = (left: number, top: number, letters: number): Paint[] =>
  Array.from({ length: letters }, (_, at) => left + at * 9).flatMap((x): Paint[] => [
    [INK, x + 1, top, 6, 8],
    [0x8a8f8f, x, top, 1, 8],
    [0x8a8f8f, x + 7, top, 1, 8],
  ])

const REGIONS: Regions = {
  'navigation “Views”': [0, 0, 120, 300],
  main: [120, 0, 360, 300],
  'toolbar “Formatting”': [140, 200, 320, 32],
}
const NAV: Paint = [GREY, 0, 0, 120, 300]
const BUTTON: Paint = [TEAL, 360, 250, 96, 32]
const ICONS: Paint[] = [150, 180, 210, 240].map((x) => [INK, x, 208, 10, 10] as const)
const WORDS = [...line(16, 20, 9), ...line(140, 40, 30), ...line(140, 60, 24)]
const PAGE = [NAV, BUTTON, ...ICONS, ...WORDS]

const lookOf = (paints: readonly Paint[], regions = REGIONS) => ({
  cells: reduceToCells(draw(paints)),
  regions,
})
/** As it is read back from its file. */
const kept = ({ cells, regions }: Look): Look => ({
  cells: cellsFromPicture(readPng(writePng(cellsToPicture(cells)))),
  regions,
})
const compare = (paints: readonly Paint[], regions?: Regions) =>
  compareLooks(kept(lookOf(PAGE)), lookOf(paints, regions)).map(({ words }) => words)

describe('is forgiven', () => {
  test('nothing at all', () => expect(compare(PAGE)).toEqual([]))
  test('words half a pixel further on', () => {
    const moved = [...shifted(16, 20, 9), ...shifted(140, 40, 30), ...shifted(140, 60, 24)]
    expect(compare([NAV, BUTTON, ...ICONS, ...moved])).toEqual([])
  })
  test('a colour that is one off', () => {
    expect(
      compare([[0xf2f5f4, 0, 0, 120, 300], [0x0c5d5a, 360, 250, 96, 32], ...ICONS, ...WORDS]),
    ).toEqual([])
  })
  test('a part that stands a fraction off', () => {
    expect(compare(PAGE, { ...REGIONS, main: [121, 0, 359, 298] })).toEqual([])
  })
  test('the corner of a button', () => {
    expect(compare([...PAGE, [WHITE, 360, 250, 3, 3], [WHITE, 453, 250, 3, 3]])).toEqual([])
  })
})

describe('is told', () => {
  test('a pane that grew by 24 px', () => {
    const [told] = compare([[GREY, 0, 0, 144, 300], BUTTON, ...ICONS, ...WORDS])
    expect(told).toBe('in main, 24 × 300 px at 120, 0: #ffffff is now #f3f5f5')
  })
  test('a part that moved by 24 px, though nothing is painted', () => {
    expect(compare(PAGE, { ...REGIONS, main: [144, 0, 336, 300] })).toEqual([
      'main is 24 px further right, 24 px narrower',
    ])
  })
  test('a ground that is gone, as near as it is to what is behind', () => {
    expect(compare([BUTTON, ...ICONS, ...WORDS])).toEqual([
      'in navigation “Views”, 120 × 300 px at 0, 0: #f3f5f5 is now #ffffff',
    ])
  })
  test('another accent', () => {
    const told = compare([NAV, [PURPLE, 360, 250, 96, 32], ...ICONS, ...WORDS])
    expect(told).toEqual(['in main, 96 × 36 px at 360, 252: #0b5d5a is now #5a2d82'])
  })
  test('a bar that is gone', () => {
    const { 'toolbar “Formatting”': _bar, ...rest } = REGIONS
    const told = compare([NAV, BUTTON, ...WORDS], rest)
    expect(told[0]).toBe('toolbar “Formatting” is gone')
    expect(told).toHaveLength(1 + ICONS.length)
  })
  test('one small drawing that is gone', () => {
    const told = compare([NAV, BUTTON, ...ICONS.slice(1), ...WORDS])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^in toolbar “Formatting”, .*: what stands on #ffffff is other$/)
  })
  test('a line more, a line less, a line elsewhere', () => {
    expect(compare([...PAGE, ...line(140, 90, 30)])).toHaveLength(1)
    expect(compare([NAV, BUTTON, ...ICONS, ...WORDS.slice(0, -24)])).toHaveLength(1)
    const lower = [...line(16, 20, 9), ...line(140, 46, 30), ...line(140, 66, 24)]
    expect(compare([NAV, BUTTON, ...ICONS, ...lower])).not.toEqual([])
  })
  test('one part over another', () => {
    expect(compare([...PAGE, [TEAL, 360, 190, 96, 32]])).not.toEqual([])
  })
  test('a part that was not there', () => {
    expect(compare(PAGE, { ...REGIONS, 'dialog “Sure?”': [10, 10, 20, 20] })).toEqual([
      'dialog “Sure?” is new',
    ])
  })
  test('the other theme', () => {
    expect(compare([[0x101415, 0, 0, WIDTH, HEIGHT], ...PAGE.slice(1)])).not.toEqual([])
  })
  test('a picture of another size', () => {
    const small = reduceToCells({ width: 24, height: 12, rgb: new Uint8Array(24 * 12 * 3) })
    const [told] = compareLooks(kept(lookOf(PAGE)), { cells: small, regions: REGIONS })
    expect(told?.words).toBe('the picture has 2 × 1 cells and had 40 × 25')
  })
})
