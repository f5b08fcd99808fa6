/** One line per file, whatever is in it. Files are real where reading is the subject. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { explainFiles, readCaseFile, type ReadText } from './explain-command.ts'

const CASE = JSON.stringify({
  calendar: { timeZone: 'UTC', slots: {} },
  policy: { pauseOn: [], targets: { firstResponse: { seconds: 60, time: 'wall' } } },
  facts: [{ at: '2026-03-02T09:00:00Z', kind: 'accepted' }],
  now: '2026-03-02T09:00:30Z',
})

async function explain(paths: string[], readFile: ReadText) {
  const lines: string[] = []
  const { failedCount } = await explainFiles(paths, readFile, (line) => lines.push(line))
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true)
  return { failedCount, answers: lines.map((line): unknown => JSON.parse(line)) }
}

test('prints clocks or an error per file, in order, and goes on after a bad one', async () => {
  const texts = new Map([
    ['good.json', CASE],
    ['torn.json', CASE.slice(0, 40)],
    ['wrong.json', '{"now": 5}'],
    ['marked.json', `\uFEFF${CASE}`],
  ])
  const read: ReadText = async (path) => {
    const text = texts.get(path)
    return text === undefined ? fail('kit/not-found', 'no such file') : ok(text)
  }
  const paths = ['good.json', 'torn.json', 'wrong.json', 'missing.json', 'marked.json']
  const { failedCount, answers } = await explain(paths, read)
  expect(failedCount).toBe(3)
  expect(answers).toMatchObject([
    {
      file: 'good.json',
      clocks: [{ state: 'running', countedSeconds: 30, dueAt: '2026-03-02T09:01:00Z' }],
    },
    { file: 'torn.json', error: { code: 'kit/invalid', detail: 'the file is not JSON' } },
    { file: 'wrong.json', error: { code: 'kit/invalid' } },
    { file: 'missing.json', error: { code: 'kit/not-found', detail: 'no such file' } },
    { file: 'marked.json', clocks: [{ state: 'running' }] },
  ])
  expect(Object.keys(answers[1] ?? {})).toEqual(['file', 'error'])
})

test('reads from disk; a missing file, a folder and a huge file are faults', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-case-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const good = join(folder, 'good.json')
  const huge = join(folder, 'huge.json')
  await writeFile(good, CASE)
  await writeFile(huge, CASE + ' '.repeat(LIMITS.jsonBytes))
  const { answers } = await explain([good, huge, folder, join(folder, 'missing')], readCaseFile)
  expect(answers).toMatchObject([
    { clocks: [{ target: 'firstResponse' }] },
    { error: { code: 'kit/too-big' } },
    { error: { code: 'kit/not-found' } },
    { error: { code: 'kit/not-found' } },
  ])
})
