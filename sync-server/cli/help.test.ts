/** docs/operate.md says the same as the program: its tables are those that are made from options and verbs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { environmentTable, verbTable } from './help.ts'
import { ALL_VERBS } from './run.ts'

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'operate.md'), 'utf8')

/** A table's cells without the spaces that make its columns even. */
const tight = (text: string) =>
  text
    .replace(/ *\| */g, '|')
    .replace(/-{2,}/g, '---')
    .replace(/[ \t]+\n/g, '\n')

test('every variable of the environment is in the page, with its default and sentence', () => {
  expect(tight(page)).toContain(tight(environmentTable()))
})

test('every verb is in the page, with its options', () => {
  expect(tight(page)).toContain(tight(verbTable(ALL_VERBS)))
})

test('limits that the page names are the ones that hold', () => {
  const named = new Map(
    Array.from(page.matchAll(/^\| `(\w+)` +\| ([\d,]+) /gm), (match) => [match[1], match[2]]),
  )
  expect(named.size).toBeGreaterThan(8)
  for (const [name, value] of named) {
    const found = Object.entries(LIMITS).find(([key]) => key === name)
    expect(found?.[1].toLocaleString('en'), name).toBe(value)
  }
})
