/**
 * Holds the built client to its sizes, gzip -9 as a visitor downloads them. Reads dist/, builds nothing.
 * Prints one line a budget; ends with 1 when one is broken or cannot be measured.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root, stop } from './tree.mjs'

const client = join(root, 'dist', 'client')
const chunks = JSON.parse(readFileSync(join(client, 'assets', 'manifest.json'), 'utf8'))
const entry = chunks['index.html'] ?? stop('The build has no index.html.')
const critical = [...filesNeededBy(entry), largestWords('first')]
// Opened by several, it is a chunk of its own that none of them names as theirs.
const editor = Object.values(chunks).find((chunk) => /editor/.test(chunk.name ?? ''))

const reports = chunks['screens/reports-screen.tsx'] ?? stop('The build has no reports.')

const budgets = [
  { name: 'script of the public pages', kibMax: 20, files: ['assets-public/form.js'] },
  { name: 'script before the app works', kibMax: 140, files: critical },
  {
    name: 'editor, when first opened',
    kibMax: 110,
    files:
      editor === undefined ? [] : filesNeededBy(editor).filter((file) => !critical.includes(file)),
  },
  {
    name: 'reports, when first opened',
    kibMax: 60,
    files: filesNeededBy(reports).filter((file) => !critical.includes(file)),
  },
  { name: 'style of the app', kibMax: 25, files: stylesIn('assets') },
  { name: 'style of the public pages', kibMax: 25, files: ['assets-public/pages.css'] },
]

for (const { name, kibMax, files } of budgets) {
  const isThere = files.length > 0 && files.every((file) => existsSync(join(client, file)))
  const kib = files.reduce((sum, file) => sum + (isThere ? gzippedKib(file) : 0), 0)
  const isKept = isThere && kib <= kibMax
  if (!isKept) process.exitCode = 1
  const verdict = isKept ? 'kept  ' : isThere ? 'BROKEN' : 'ABSENT'
  process.stdout.write(`${verdict} ${kib.toFixed(1).padStart(6)} of ${kibMax} KiB  ${name}\n`)
}

/** The words of one language come with it: those of the language that has most to load. */
function largestWords(bundle) {
  const sizes = Object.entries(chunks)
    .filter(([key]) => new RegExp(`^words/made/\\w+/${bundle}\\.ts$`).test(key))
    .map(([, { file }]) => ({ file, kib: gzippedKib(file) }))
  return sizes.toSorted((a, b) => b.kib - a.kib)[0]?.file ?? stop('The build has no words.')
}

/** A chunk and all it imports at once; what it imports later is not counted. */
function filesNeededBy(chunk, seen = new Set()) {
  if (seen.has(chunk.file)) return []
  seen.add(chunk.file)
  const imported = (chunk.imports ?? []).flatMap((key) => filesNeededBy(chunks[key], seen))
  return [chunk.file, ...imported]
}

function stylesIn(folder) {
  const names = readdirSync(join(client, folder)).filter((name) => name.endsWith('.css'))
  return names.map((name) => `${folder}/${name}`)
}

function gzippedKib(file) {
  return gzipSync(readFileSync(join(client, file)), { level: 9 }).length / 1024
}
