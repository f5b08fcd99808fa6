/**
 * What a clone needs before anything runs: a fitting Node, the packages of the lock, a build that is
 * no older than its sources. Node built-ins only. Not here: what runs afterwards.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Sources of the build; tests among them do not count. */
const SOURCES = [
  ...['client', 'sync-server', 'mail-gateway', 'shared', 'public'],
  ...['bin/build.mjs', 'bin/compress-client.mjs'],
]
const SETTINGS = ['vite.config.ts', 'package.json', 'package-lock.json']
const STAMP = join(root, 'dist', '.stamp')

/** Ends the process with clear words when Node is too old for Deskside. */
export function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22
  if (isFit) return
  stop(
    `Deskside needs Node 20.19 or newer in the 20 line, or 22.13 and up; this is ${process.version}.`,
  )
}

/** @param {string} words  what went wrong and what to do, one sentence each @returns {never} */
export function stop(words) {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}

/**
 * Installs the packages when node_modules is missing or differs from the lock. npm's own record of what
 * it installed is compared with the lock, so a plain `npm ci` counts and an interrupted one does not.
 */
export function ensurePackages() {
  if (hasPackages()) return
  // Packages for building are needed too, whatever NODE_ENV says.
  runStep('Installing packages', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (!hasPackages())
    stop('npm ci ended well, but packages of package-lock.json are still missing.')
}

function hasPackages() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (wanted === undefined) stop('package-lock.json is missing or cannot be read.')
  if (present === undefined) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional === true || present[path]?.version === entry.version,
  )
}

/** Builds when there is no build, or when a source changed since. */
export function ensureBuild() {
  const isFresh = () => isBuilt() && readFileSync(STAMP, 'utf8') === hashOfSources()
  if (isFresh()) return
  // Ended hard, and judged by its stamp: on glibc 2.36 Node sometimes waits for its own threads for ever as it ends.
  const command = [join(root, 'bin', 'build.mjs'), END_HARD]
  const isOver = ({ status, signal }) => status === 0 || signal === 'SIGKILL'
  runStep('Building', process.execPath, command, (run) => isOver(run) && isFresh())
}

/** True when a finished build is there, whatever its age. */
export function isBuilt() {
  return existsSync(STAMP)
}

/** Whoever asks a build for this hears by a signal that it is over. */
export const END_HARD = '--end-hard'

/** A build that is cut short leaves no stamp, so the next start builds again. */
export function removeStamp() {
  rmSync(STAMP, { force: true })
}

/** @param {string} hash  of the sources as they were when the build began */
export function writeStamp(hash) {
  writeFileSync(STAMP, hash)
}

export function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of [...SOURCES, ...SETTINGS]) {
    for (const path of filesUnder(source))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

/** @param {string} path  a file or folder, from the root @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(join(root, path))) return []
  if (/\.\w+$/.test(path)) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort()
}

/**
 * One line of progress on stderr: words, then how long it took. What the command says is shown only when
 * it fails, and never on stdout, which belongs to the command line's answers.
 *
 * @param {(run: { status: number | null, signal: string | null }) => boolean} [isDone]  by how it ended; with code 0 unless said
 */
function runStep(words, command, args, isDone = ({ status }) => status === 0) {
  process.stderr.write(`${words} … `)
  const startedAt = Date.now()
  const run = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (isDone(run)) {
    process.stderr.write(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
    return
  }
  const why = run.error ? run.error.message : `${run.stdout}${run.stderr}`.trim()
  stop(`failed\n${why}\n${words} failed: ${command} ${args.join(' ')}`)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
