/**
 * `npm run corpus`: how well mail is read, against the expectations of the corpus (docs/corpus.md). Runs the
 * scorer that lies beside the project with our adapter, hands its arguments on, then prints each collection
 * beside the best npm packages measured on the same files. Scorer and corpus are no part of the project.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { runSuites } from './auth-suite.ts'
import { sayTable, type Scores } from './table.ts'

const project = join(import.meta.dirname, '..', '..')
const bench = join(project, '..', 'shared', 'bench', 'mail')
const scorer = join(bench, 'score.mjs')
const corpus = join(project, '..', 'shared', 'corpus', 'mail')
const require = createRequire(join(project, 'package.json'))

/** What others make of the same files. A package that is not installed is left out, and named. */
const PEERS = [
  { name: 'mailparser', packages: ['mailparser'], adapter: 'mailparser.mjs', only: 'parse' },
  { name: 'postal-mime', packages: ['postal-mime'], adapter: 'postal-mime.mjs', only: 'parse' },
  {
    name: 'header rules',
    packages: [],
    adapter: 'naive-class.mjs',
    only: 'class',
    env: { NAIVE: 'b' },
  },
  ...['email-reply-parser', 'node-email-reply-parser', 'talonjs', 'emailreplyparser'].map(
    (name) => ({
      name,
      packages: [name],
      adapter: 'reply-npm.mjs',
      only: 'reply',
      env: { REPLY_LIB: name },
    }),
  ),
  {
    name: 'planer',
    packages: ['planer', 'jsdom'],
    adapter: 'reply-npm.mjs',
    only: 'reply',
    env: { REPLY_LIB: 'planer' },
  },
  { name: 'node-tnef', packages: ['node-tnef'], adapter: 'tnef-npm.mjs', only: 'tnef' },
]

const Report = v.looseObject({
  corpora: v.record(v.string(), v.record(v.string(), v.tuple([v.number(), v.number()]))),
})

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  if (!existsSync(scorer)) {
    process.stderr.write(
      'The scorer is not beside the project: ../shared/bench/mail/score.mjs is missing. It is no part of Deskside; without it there is nothing to run.\n',
    )
    return 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'deskside-corpus-'))
  try {
    const roots = valuesOf(args, '--root')
    if (roots.length === 0) args.push('--root', corpus)
    const json = valuesOf(args, '--json')[0] ?? join(folder, 'ours.json')
    if (valuesOf(args, '--json').length === 0) args.push('--json', json)
    const adapter = join(import.meta.dirname, 'adapter.mjs')
    const code = await run([scorer, '--adapter', adapter, ...args], {}, 'inherit')
    if (code !== 0) return code
    const ours = await readScores(json)
    if (!ours) return 1
    process.stdout.write(`\n${sayTable(ours, await scoresOfPeers(args, folder))}\n`)
    for (const suite of await runSuites(valuesOf(args, '--root'))) {
      const missed = suite.wrong.length > 0 ? `, not ${suite.wrong.join(', ')}` : ''
      process.stdout.write(`${suite.name} suite: ${suite.right}/${suite.all}${missed}\n`)
    }
    return 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function scoresOfPeers(args: string[], folder: string): Promise<Map<string, Scores>> {
  const found = new Map<string, Scores>()
  const missing: string[] = []
  const asked = (valuesOf(args, '--only')[0] ?? 'parse,reply,class,tnef').split(',')
  const roots = valuesOf(args, '--root').flatMap((root) => ['--root', root])
  for (const peer of PEERS) {
    if (!asked.includes(peer.only)) continue
    if (!peer.packages.every(isInstalled)) {
      missing.push(peer.name)
      continue
    }
    const json = join(folder, 'peer.json')
    const adapter = join(bench, 'adapters', peer.adapter)
    const wanted = ['--adapter', adapter, ...roots, '--only', peer.only, '--json', json]
    const code = await run([scorer, ...wanted], 'env' in peer ? peer.env : {}, 'ignore')
    const scores = code === 0 ? await readScores(json) : null
    if (scores) found.set(peer.name, scores)
    else missing.push(peer.name)
    await rm(json, { force: true })
  }
  if (missing.length > 0)
    process.stdout.write(`\nNot installed here, so not measured: ${missing.join(', ')}.\n`)
  return found
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}

function run(
  args: string[],
  env: Record<string, string>,
  output: 'inherit' | 'ignore',
): Promise<number> {
  const child = spawn(process.execPath, args, {
    // Folders among the arguments are meant as npm was called: in the project. Packages are found there too.
    cwd: process.cwd(),
    env: { ...process.env, PEER_DIR: project, ...env },
    stdio: ['ignore', output, 'inherit'],
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function valuesOf(args: readonly string[], name: string): string[] {
  return args.filter((_value, at) => args[at - 1] === name)
}

async function readScores(path: string): Promise<Scores | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const parsed = parseWith(Report, JSON.parse(text))
  return parsed.ok ? parsed.value.corpora : null
}
