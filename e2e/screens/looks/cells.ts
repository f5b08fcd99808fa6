/**
 * A picture as a coarse grid: of each cell the colour of its ground, which is the one most of it has, and the average of
 * all that is in it. The ground says what is painted behind the words, exactly; the average how much stands on it.
 *
 * Not here: what counts as a difference (compare).
 */
import type { Picture } from './png.ts'

/** CSS pixels, both ways. */
export const CELL_PX = 12

/** Three bytes a cell, row by row from above. The last column and row may be of fewer pixels. */
export type Cells = { columns: number; rows: number; ground: Uint8Array; average: Uint8Array }
/** What was just taken: also every colour that could be a cell's ground, as 0xRRGGBB. */
export type Taken = Cells & { grounds: readonly (readonly number[])[] }

/** Kept for a cell in which no colour has the larger part. */
export const NO_GROUND = 0xff00ff
/** So much of a cell makes a colour its ground; so much of one that was just taken, one of those that could be. */
const GROUND_SHARE = 0.5
const GROUND_SHARE_MIN = 0.25
/** Of 256: the average is kept in so large steps, for small files. */
const AVERAGE_STEP = 4

export function reduceToCells({ width, height, rgb }: Picture): Taken {
  const columns = Math.ceil(width / CELL_PX)
  const rows = Math.ceil(height / CELL_PX)
  const ground = new Uint8Array(columns * rows * 3)
  const average = new Uint8Array(columns * rows * 3)
  const grounds: number[][] = []
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const left = (cell % columns) * CELL_PX
    const top = Math.floor(cell / columns) * CELL_PX
    const right = Math.min(left + CELL_PX, width)
    const bottom = Math.min(top + CELL_PX, height)
    const counts = new Map<number, number>()
    const sums = [0, 0, 0]
    for (let y = top; y < bottom; y += 1) {
      // Same colours stand together: counted once a run.
      let [last, run] = [-1, 0]
      for (let at = (y * width + left) * 3; at < (y * width + right) * 3; at += 3) {
        const color = ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0)
        if (color !== last) {
          add(counts, sums, last, run)
          last = color
          run = 0
        }
        run += 1
      }
      add(counts, sums, last, run)
    }
    const pixels = (right - left) * (bottom - top)
    const byShare = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    const [first] = byShare
    const main = first && first[1] >= pixels * GROUND_SHARE ? first[0] : NO_GROUND
    ground.set(
      [0, 1, 2].map((at) => channelOf(main, at)),
      cell * 3,
    )
    average.set(
      sums.map((sum) => Math.min(255, Math.round(sum / pixels / AVERAGE_STEP) * AVERAGE_STEP)),
      cell * 3,
    )
    const isGround = ([, count]: [number, number]) => count >= pixels * GROUND_SHARE_MIN
    grounds.push(byShare.filter(isGround).map(([color]) => color))
  }
  return { columns, rows, ground, average, grounds }
}

function add(counts: Map<number, number>, sums: number[], color: number, run: number): void {
  if (run === 0) return
  counts.set(color, (counts.get(color) ?? 0) + run)
  for (const at of [0, 1, 2]) sums[at] = (sums[at] ?? 0) + channelOf(color, at) * run
}

/** @param at  0 for red, 1 for green, 2 for blue */
export const channelOf = (color: number, at: number) => (color >> (16 - at * 8)) & 0xff

/** As they are kept: a pixel a cell, the grounds above, the averages below. */
export function cellsToPicture({ columns, rows, ground, average }: Cells): Picture {
  return { width: columns, height: rows * 2, rgb: Uint8Array.from([...ground, ...average]) }
}

export function cellsFromPicture({ width, height, rgb }: Picture): Cells {
  const half = (width * height * 3) / 2
  return {
    columns: width,
    rows: height / 2,
    ground: rgb.slice(0, half),
    average: rgb.slice(half),
  }
}
