/** What bin/test.mjs is told of tests that pass at their second try, by real runs of small test files. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeSummary } from './summary.ts'

const ROOT = join(import.meta.dirname, '..', '..')

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-summary-'))
  file = join(folder, 'summary.json')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})
const told = (): unknown => JSON.parse(readFileSync(file, 'utf8'))

test('two that needed a second try have passed and are named; of three, each has failed', () => {
  vi.stubEnv('DESKSIDE_SUMMARY_FILE', file)
  const others = { passed: 5, skipped: 1, failures: ['a: no'] }
  writeSummary({ ...others, unsteady: ['b: late', 'c: late'] })
  expect(told()).toEqual({
    ...{ passed: 7, failed: 1, skipped: 1, failures: ['a: no'] },
    notes: ['at the second try: b: late', 'at the second try: c: late'],
  })
  writeSummary({ ...others, unsteady: ['b: late', 'c: late', 'd: late'] })
  expect(told()).toEqual({
    ...{ passed: 5, failed: 4, skipped: 1, notes: [] },
    failures: ['a: no', 'b: late', 'c: late', 'd: late'],
  })
})

test('in CI every kind of unit test is tried once more, and not twice', async () => {
  const config = join(ROOT, 'vite.config.ts')
  // The projects as they are, each with the one file below and without what it loads for its own tests.
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `import real from ${JSON.stringify(config)}
    const projects = real.test.projects.map(({ test: { name, retry } }) => ({
      test: { name, retry, globals: true, root: import.meta.dirname, include: ['*.test.mjs'] },
    }))
    const [one] = projects
    export default { test: { reporters: real.test.reporters.slice(-1), projects:
      process.env.ONLY_ONE ? [one] : projects } }`,
  )
  writeFileSync(
    join(folder, 'a.test.mjs'),
    `let tries = 0
    test('steady', () => {})
    test('at the second', () => { if (tries++ === 0) throw new Error('not yet') })
    test('at the third', () => { if (tries++ < 4) throw new Error('no') })`,
  )
  const run = async (env: Record<string, string>) => {
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
    const child = spawn(process.execPath, [vitest, 'run', '--root', folder], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], DESKSIDE_SUMMARY_FILE: file, CI: 'true', ...env },
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(1)
    return told()
  }
  expect(await run({ ONLY_ONE: 'yes' })).toEqual({
    ...{ passed: 2, failed: 1, skipped: 0, failures: ['a.test.mjs › at the third: no'] },
    notes: ['at the second try: a.test.mjs › at the second: not yet'],
  })
  expect(await run({})).toMatchObject({ passed: 4, failed: 8 })
})
