/**
 * The house rules, over every file of the tree, and for each rule a planted violation that it must catch.
 * Ends by printing what is longest; nobody fails for length.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeSource } from './tidy/source.ts'
import * as rules from './tidy/rules.ts'

const root = join(import.meta.dirname, '..')
const paths = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const texts = paths
  .filter((path) => !/\.(png|ico|woff2|eml|mbox)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const sources = texts
  .filter(({ path }) => /\.tsx?$/.test(path))
  .map(({ path, text }) => makeSource(path, text))
const tests = texts.filter(({ path }) => rules.isTest(path))
const pages = texts.filter(({ path }) => path.endsWith('.md'))
const numbered = ['rules.md', 'mail.md']
  .map((page) => readFileSync(join(root, 'docs', page), 'utf8'))
  .join('\n')

/** A file that exists only in this test. */
const planted = (path: string, text: string) => makeSource(path, text)

test('who replaces modules has a process alone', () => {
  const mocking = ['vi', 'mock("node:fs")'].join('.')
  expect(rules.mocksInCompany(tests)).toEqual([])
  expect(rules.mocksInCompany([{ path: 'shared/kit/a.test.ts', text: mocking }])).toHaveLength(1)
  expect(rules.mocksInCompany([{ path: 'shared/kit/a.alone.test.ts', text: mocking }])).toEqual([])
})

describe('arrows', () => {
  test('rooms meet on the wire and layers look down', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(rules.brokenArrows(sources)).toEqual([])
  })
  test.each([
    ['client/state/a.ts', '../../sync-server/config.ts'],
    ['sync-server/a.ts', '../mail-gateway/peer.ts'],
    ['shared/kit/a.ts', '../ticket/row.ts'],
    ['shared/ticket/a.ts', '../wire/up.ts'],
    ['shared/ticket/a.ts', '../search/parse.ts'],
    ['shared/search/a.ts', '../wire/up.ts'],
    ['client/replica/a.ts', '../state/view.ts'],
    ['client/parts/a.tsx', '../app.tsx'],
    ['mail-gateway/inbound/a.ts', '../outbound/send.ts'],
    ['shared/kit/a.ts', './clock.test.ts'],
    ['sync-server/a.ts', '../e2e/stage.ts'],
  ])('%s may not import %s', (path, target) => {
    expect(rules.brokenArrows([planted(path, `import type { A } from '${target}'`)])).toHaveLength(
      1,
    )
    expect(rules.brokenArrows([planted(path, `const a = () => import('${target}')`)])).toHaveLength(
      1,
    )
  })
})

describe('doors', () => {
  test('each library comes in through its door', () => {
    expect(rules.brokenDoors(sources)).toEqual([])
  })
  test('a library outside its door is caught', () => {
    expect(
      rules.brokenDoors([
        planted('sync-server/http/a.ts', `import { x } from '@photostructure/sqlite'`),
      ]),
    ).toHaveLength(1)
    expect(
      rules.brokenDoors([planted('client/screens/a.tsx', `import { x } from 'prosemirror-view'`)]),
    ).toHaveLength(1)
  })
  test('a second door for the same library is caught', () => {
    const [first, second] = ['client/a.ts', 'client/b.ts'].map((path) =>
      planted(path, `import Dexie from 'dexie'`),
    )
    expect(rules.brokenDoors([first!])).toEqual([])
    expect(rules.brokenDoors([first!, second!])).toHaveLength(1)
  })
})

describe('modules', () => {
  test('no circles', () => {
    expect(rules.circles(sources)).toEqual([])
    const round = [
      planted('shared/kit/a.ts', `import './b.ts'`),
      planted('shared/kit/b.ts', `import './a.ts'`),
    ]
    expect(rules.circles(round)).toEqual(['shared/kit/a.ts → shared/kit/b.ts → shared/kit/a.ts'])
    const backType = planted('shared/kit/b.ts', `import type { A } from './a.ts'`)
    expect(rules.circles([round[0]!, backType])).toEqual([])
  })
  test('no export *', () => {
    expect(rules.exportAlls(sources)).toEqual([])
    expect(rules.exportAlls([planted('shared/kit/a.ts', `export * from './b.ts'`)])).toHaveLength(1)
  })
})

describe('shared is pure', () => {
  test('no clock, random, timer, network or process', () => {
    expect(rules.impureShared(sources)).toEqual([])
  })
  test.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    `fetch('/')`,
    'process.env',
    'setTimeout(f, 1)',
    'crypto.randomUUID()',
  ])('%s is caught', (code) => {
    expect(
      rules.impureShared([planted('shared/kit/a.ts', `export const a = () => ${code}`)]),
    ).toHaveLength(1)
  })
  test('words in comments and strings are not', () => {
    expect(
      rules.impureShared([
        planted('shared/kit/a.ts', `// Date.now()\nexport const a = 'fetch(1)'`),
      ]),
    ).toEqual([])
  })
})

describe('words', () => {
  test('what people read is in a catalogue', () => {
    expect(rules.wordsInMarkup(texts)).toEqual([])
    const part = (text: string) => rules.wordsInMarkup([{ path: 'client/parts/a.tsx', text }])
    expect(part('<p>Save it</p>')).toHaveLength(1)
    expect(part('<button aria-label="Save it" />')).toHaveLength(1)
    expect(part('<input placeholder="mx.example.org" title={words.save} />')).toEqual([])
    const page = (text: string) =>
      rules.wordsInMarkup([{ path: 'sync-server/pages/a.ts', text: 'html`' + text + '`' }])
    expect(page('<p>We answer by ${time}.</p>')).toHaveLength(1)
    expect(page('<p class="a">${words.by} and then</p><h1>Send</h1>')).toHaveLength(1)
    expect(page('<img alt="Our badge" />')).toHaveLength(1)
    expect(page('<p>${words.by} <a href="/x">JSON</a> · <b>${n}</b></p>')).toEqual([])
  })
})

describe('pages', () => {
  test('rule numbers in titles of tests exist', () => {
    expect(rules.ruleNumbers(numbered).size).toBeGreaterThan(30)
    expect(rules.unknownRules(tests, numbered)).toEqual([])
    const title = (number: string) => [{ path: 'a.test.ts', text: `test('[${number}] does', f)` }]
    expect(rules.unknownRules(title('C' + 'O999'), numbered)).toHaveLength(1)
    expect(rules.unknownRules(title('C' + 'O1'), numbered)).toEqual([])
  })
  test('rule numbers are given once', () => {
    const given = Array.from(numbered.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm), (match) => match[1])
    expect(given).toEqual([...new Set(given)])
  })
  test('links lead somewhere', () => {
    const folders = new Set(
      paths.flatMap((path) =>
        path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')),
      ),
    )
    const exists = (path: string) => paths.includes(path) || folders.has(path.replace(/\/$/, ''))
    expect(rules.brokenLinks(pages, exists)).toEqual([])
    const page = (link: string) => [{ path: 'docs/rules.md', text: `# Some heading\n[x](${link})` }]
    expect(rules.brokenLinks(page('./nowhere.md'), exists)).toHaveLength(1)
    expect(rules.brokenLinks(page('#no-heading'), exists)).toHaveLength(1)
    expect(rules.brokenLinks(page('#some-heading'), exists)).toEqual([])
  })
  test('nothing of one machine, of a registry or of later is committed', () => {
    expect(rules.strayWords(texts)).toEqual([])
    const stray = [
      '/ho' + 'me/ada/desk',
      'regis' + 'try=https://a.example/',
      'TO' + 'DO: later',
      '"resol' + 'ved": "https://a.example/a.tgz"',
    ]
    for (const words of stray)
      expect(rules.strayWords([{ path: 'a', text: words }]), words).not.toEqual([])
  })
})

test('the longest are printed', () => {
  const functions = sources.flatMap((source) =>
    source.functions.map((fn) => ({ ...fn, path: source.path })),
  )
  const tenLongest = <T extends { lineCount: number }>(list: readonly T[]) =>
    list.toSorted((a, b) => b.lineCount - a.lineCount).slice(0, 10)
  const quoted = new Set(tests.flatMap(({ text }) => rules.quotedRules(text)))
  const lines = [
    'longest files',
    ...tenLongest(sources).map(({ path, lineCount }) => `${lineCount}`.padStart(6) + `  ${path}`),
    'longest functions',
    ...tenLongest(functions.filter(({ path }) => !rules.isTest(path))).map(
      ({ path, name, line, lineCount }) => `${lineCount}`.padStart(6) + `  ${path}:${line} ${name}`,
    ),
    `rules no test quotes: ${[...rules.ruleNumbers(numbered)].filter((rule) => !quoted.has(rule)).join(' ') || 'none'}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(functions.length).toBeGreaterThan(0)
})
