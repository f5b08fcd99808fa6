/** The font of the pictures as a file; that browsers take it is seen in the scenario. */
import { expect, test } from 'vitest'
import { makeBlockFont } from './block-font.ts'

type Table = { sum: number; bytes: Buffer }

function readTables(file: Buffer): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16) {
    const [offset, length] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)]
    const bytes = file.subarray(offset, offset + length)
    tables.set(file.toString('latin1', at, at + 4), { sum: file.readUInt32BE(at + 4), bytes })
  }
  return tables
}

const sumOf = (bytes: Buffer) => {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

/** Thousandths of an em. */
function advanceOf(tables: Map<string, Table>, letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  const cmap = tables.get('cmap')?.bytes.subarray(12)
  const hmtx = tables.get('hmtx')?.bytes
  for (let at = 16; cmap && at < cmap.length; at += 12)
    if (code >= cmap.readUInt32BE(at) && code <= cmap.readUInt32BE(at + 4))
      return hmtx?.readUInt16BE(cmap.readUInt32BE(at + 8) * 4) ?? 0
  return 0
}

test.each([false, true])('tables, their sums and the sum of all, bold: %s', (isBold) => {
  const file = makeBlockFont(isBold)
  const tables = readTables(file)
  expect([...tables.keys()].join(' ')).toBe('OS/2 cmap glyf head hhea hmtx loca maxp name post')
  // Of the head its own sum is left out.
  tables.delete('head')
  for (const [tag, { sum, bytes }] of tables) expect(sumOf(bytes), tag).toBe(sum)
  expect(sumOf(file)).toBe(0xb1b0afba)
})

test('every letter has a width: digits one, narrow and wide ones their own, bold a little more', () => {
  const [plain, bold] = [readTables(makeBlockFont(false)), readTables(makeBlockFont(true))]
  const widths = (letters: string) => new Set([...letters].map((one) => advanceOf(plain, one)))
  expect(widths('0123456789').size).toBe(1)
  expect([...widths('ilm青')].toSorted((a, b) => a - b)).toEqual([290, 840, 900])
  expect(widths('aéßшمक😀\u00ad').has(0)).toBe(false)
  for (const letter of 'aiM')
    expect(advanceOf(bold, letter)).toBeGreaterThan(advanceOf(plain, letter))
})
