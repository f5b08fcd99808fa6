/**
 * What the main screens looked like when somebody last agreed: for each picture a small PNG of its cells, and one file
 * with the places of the parts. `UPDATE_LOOKS=1` takes over what differs and leaves the rest of the files alone.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v } from '../../../shared/kit/schema.ts'
import { cellsFromPicture, cellsToPicture } from './cells.ts'
import type { Look } from './compare.ts'
import { readPng, writePng } from './png.ts'
import type { Regions } from './regions.ts'

const FOLDER = join(import.meta.dirname, 'baseline')
const REGIONS = join(FOLDER, 'regions.json')

const px = v.pipe(v.number(), v.integer())
const AllRegions = v.record(v.string(), v.record(v.string(), v.tuple([px, px, px, px])))

/** A picture: which screen, how wide, in which colours. Parts stand at the same places in all colours. */
export type Shot = { screen: string; width: number; theme: 'light' | 'dark' }

export const nameOf = ({ screen, width, theme }: Shot) => `${screen}-${width}-${theme}`
const pathOf = (shot: Shot) => join(FOLDER, `${nameOf(shot)}.png`)
const placesOf = ({ screen, width }: Shot) => `${screen}-${width}`

/** @returns null: there is none yet */
export function readBaseline(shot: Shot): Look | null {
  const regions = readRegions()[placesOf(shot)]
  if (!regions || !existsSync(pathOf(shot))) return null
  return { cells: cellsFromPicture(readPng(readFileSync(pathOf(shot)))), regions }
}

export function writeBaseline(shot: Shot, { cells, regions }: Look): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(pathOf(shot), writePng(cellsToPicture(cells)))
  writeFileSync(REGIONS, serialize({ ...readRegions(), [placesOf(shot)]: regions }))
}

function readRegions(): Readonly<Record<string, Regions>> {
  if (!existsSync(REGIONS)) return {}
  return v.parse(AllRegions, JSON.parse(readFileSync(REGIONS, 'utf8')))
}

/** A part a line, so that a change reads as what it is. */
function serialize(all: Readonly<Record<string, Regions>>): string {
  const screens = Object.entries(all)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([screen, regions]) => {
      const parts = Object.entries(regions).map(
        ([name, box]) => `    ${JSON.stringify(name)}: [${box.join(', ')}]`,
      )
      return `  ${JSON.stringify(screen)}: {\n${parts.join(',\n')}\n  }`
    })
  return `{\n${screens.join(',\n')}\n}\n`
}
