/** The examples of docs/sla.md: each is a case file, and what the page says of it is what is printed. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { explainCase } from '../../shared/sla/case-file.ts'

const page = await readFile(new URL('../../docs/sla.md', import.meta.url), 'utf8')
const [, ...sections] = page.split(/^### /m)

const blocksOf = (section: string): unknown[] =>
  [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']): unknown => JSON.parse(json))

describe('[SL1] docs/sla.md', () => {
  test('has ten examples', () => {
    expect(sections).toHaveLength(10)
  })

  test.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
    '%s',
    (_title, section) => {
      const [given, printed] = blocksOf(section)
      const { clocks } = unwrap(explainCase(given))
      expect(clocks.map(({ steps: _steps, ...clock }) => clock)).toEqual(printed)
      for (const { steps } of clocks) expect(steps.length).toBeGreaterThan(1)
    },
  )
})
