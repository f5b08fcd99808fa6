/**
 * Whether a picture still looks as it did. Two measures: where the parts of the page stand, and what a coarse grid of
 * cells shows. Both leave room for how another browser draws the same; neither for another colour, place or part.
 *
 * Not here: how pictures are taken (camera), where baselines lie (baseline).
 */
import { CELL_PX, NO_GROUND, channelOf, type Cells, type Taken } from './cells.ts'
import type { Box, Regions } from './regions.ts'

export type Look<T extends Cells = Cells> = { cells: T; regions: Regions }
/** One thing that is not as it was, in words, and where in CSS pixels. */
export type Difference = { box: Box; words: string }

/** A part may stand so many CSS pixels off: fractions are rounded, and scroll bars are of any width. */
const MOVED_PX_MAX = 4
/** Of 255, in any channel: the same colour, by way of another colour space. */
const GROUND_MAX = 3
/** Of 255, in any channel: the same words half a pixel further on. */
const AVERAGE_MAX = 12
/**
 * Cells that touch are one piece; what its cells are off is added up. Measured over all pictures, with other fonts and
 * another way of drawing them at two pixels to one: 44 at most. One small drawing of a bar that is gone: 86.
 */
const PIECE_OFF_MAX = 64
/** And so many cells on another ground are a difference, however near the two colours are. */
const PIECE_GROUNDS_MAX = 3
/** Told of each measure. */
const DIFFERENCES_MAX = 8

/** @returns empty: it looks as it did. Parts first, then what is painted, the largest first */
export function compareLooks(before: Look, now: Look<Taken>): Difference[] {
  const moved = compareRegions(before.regions, now.regions)
  const size = ({ columns, rows }: Cells) => `${columns} × ${rows}`
  if (size(before.cells) !== size(now.cells))
    return [
      {
        box: [0, 0, now.cells.columns * CELL_PX, now.cells.rows * CELL_PX],
        words: `the picture has ${size(now.cells)} cells and had ${size(before.cells)}`,
      },
    ]
  const cells = now.cells.grounds.map((_, cell) => compareCell(before.cells, now.cells, cell))
  const pieces = piecesOf(cells, now.cells.columns)
    .filter((piece) => {
      const off = piece.reduce((sum, cell) => sum + (cells[cell]?.off ?? 0), 0)
      const grounds = piece.filter((cell) => cells[cell]?.isOnGround === false)
      return off > PIECE_OFF_MAX || grounds.length > PIECE_GROUNDS_MAX
    })
    .toSorted((a, b) => b.length - a.length)
  return [
    ...moved.slice(0, DIFFERENCES_MAX),
    ...pieces.slice(0, DIFFERENCES_MAX).map((piece) => describePiece(piece, before, now)),
  ]
}

function compareRegions(before: Regions, now: Regions): Difference[] {
  const found: Difference[] = []
  for (const [name, box] of Object.entries(before)) {
    const there = now[name]
    if (!there) found.push({ box, words: `${name} is gone` })
    else if (box.some((px, at) => Math.abs(px - (there[at] ?? 0)) > MOVED_PX_MAX))
      found.push({ box: there, words: `${name} ${describeMove(box, there)}` })
  }
  for (const [name, box] of Object.entries(now))
    if (!before[name]) found.push({ box, words: `${name} is new` })
  return found
}

function describeMove(from: Box, to: Box): string {
  const say = (change: number, more: string, less: string) =>
    Math.abs(change) > MOVED_PX_MAX ? [`${Math.abs(change)} px ${change > 0 ? more : less}`] : []
  const by = (at: 0 | 1 | 2 | 3) => to[at] - from[at]
  const moves = [
    ...say(by(0), 'further right', 'further left'),
    ...say(by(1), 'lower', 'higher'),
    ...say(by(2), 'wider', 'narrower'),
    ...say(by(3), 'taller', 'shorter'),
  ]
  return `is ${moves.join(', ')}`
}

/** `off`: of 255, in the channel that is furthest off. */
type CellChange = { off: number; isOnGround: boolean }

function compareCell(before: Cells, now: Taken, cell: number): CellChange {
  const channels = [0, 1, 2]
  const had = (bytes: Uint8Array, at: number) => bytes[cell * 3 + at] ?? 0
  const isGround = (color: number, most: number) =>
    channels.every((at) => Math.abs(had(before.ground, at) - channelOf(color, at)) <= most)
  return {
    off: Math.max(
      ...channels.map((at) => Math.abs(had(before.average, at) - had(now.average, at))),
    ),
    isOnGround:
      isGround(NO_GROUND, 0) ||
      (now.grounds[cell] ?? []).some((color) => isGround(color, GROUND_MAX)),
  }
}

/** Those that touch, corners too. */
function piecesOf(cells: readonly CellChange[], columns: number): number[][] {
  const isDifferent = (cell: number) => {
    const change = cells[cell]
    return change !== undefined && (change.off > AVERAGE_MAX || !change.isOnGround)
  }
  const seen = new Set<number>()
  const pieces: number[][] = []
  for (const start of cells.keys()) {
    if (!isDifferent(start) || seen.has(start)) continue
    const piece = [start]
    seen.add(start)
    // Grows while it is walked.
    for (const cell of piece)
      for (const next of neighbours(cell, columns))
        if (isDifferent(next) && !seen.has(next)) {
          seen.add(next)
          piece.push(next)
        }
    pieces.push(piece)
  }
  return pieces
}

function neighbours(cell: number, columns: number): number[] {
  const column = cell % columns
  return [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1]
      .filter((right) => column + right >= 0 && column + right < columns)
      .map((right) => cell + down * columns + right),
  )
}

function describePiece(piece: readonly number[], before: Look, now: Look<Taken>): Difference {
  const { columns } = now.cells
  const xs = piece.map((cell) => cell % columns)
  const ys = piece.map((cell) => Math.floor(cell / columns))
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const box: Box = [
    left * CELL_PX,
    top * CELL_PX,
    (Math.max(...xs) - left + 1) * CELL_PX,
    (Math.max(...ys) - top + 1) * CELL_PX,
  ]
  const where = nameOf(box, now.regions) ?? nameOf(box, before.regions) ?? 'the page'
  const place = `${box[2]} × ${box[3]} px at ${box[0]}, ${box[1]}`
  return { box, words: `in ${where}, ${place}: ${describePaint(piece, before.cells, now.cells)}` }
}

/** By the colour that became another in most of its cells; what stands on it, where none did. */
function describePaint(piece: readonly number[], before: Cells, now: Cells): string {
  const changes = new Map<string, number>()
  for (const cell of piece) {
    const [had, has] = [hexOf(before.ground, cell), hexOf(now.ground, cell)]
    if (had === has || [had, has].includes(NONE)) continue
    const words = `${had} is now ${has}`
    changes.set(words, (changes.get(words) ?? 0) + 1)
  }
  const [most] = [...changes].toSorted((a, b) => b[1] - a[1])
  if (most && most[1] > PIECE_GROUNDS_MAX) return most[0]
  const grounds = piece.map((cell) => hexOf(now.ground, cell))
  return `what stands on ${grounds.find((ground) => ground !== NONE) ?? 'it'} is other`
}

const NONE = `#${NO_GROUND.toString(16)}`
const hexOf = (bytes: Uint8Array, cell: number) =>
  `#${Buffer.from(bytes.subarray(cell * 3, cell * 3 + 3)).toString('hex')}`

/** The smallest part that holds all of it, but for a cell's width. */
function nameOf([left, top, width, height]: Box, regions: Regions): string | undefined {
  const holds = ([x, y, wide, high]: Box) =>
    left >= x - CELL_PX &&
    top >= y - CELL_PX &&
    left + width <= x + wide + CELL_PX &&
    top + height <= y + high + CELL_PX
  return Object.entries(regions)
    .filter(([, box]) => holds(box))
    .toSorted(([, a], [, b]) => a[2] * a[3] - b[2] * b[3])[0]?.[0]
}
