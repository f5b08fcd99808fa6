/**
 * `npm test`: everything CI runs, from an empty clone. Installs what is missing, runs every check even
 * when one failed, and ends with one line: `N passed, N failed`, with `, N skipped` when some were.
 * A check counts once; unit tests and scenarios count one by one.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assertNode, ensurePackages, root } from './tree.mjs'

/** No check takes half of this on two quiet processors; one that hangs is ended and has failed. */
const CHECK_MS_MAX = 35 * 60_000
/** Whoever sees only the end of the output still learns what failed: so many of them, in a line each. */
const FAILURES_SHOWN_MAX = 12
/** Seeds of the simulation, always the same ones: 1 and on. */
const SEEDS = '2000'
/** The same ones with tickets in PostgreSQL: a seed takes ten times as long. */
const SEEDS_ON_POSTGRES = '60'
/** Tests of the server whose desks may lie in either store. */
const ON_BOTH = ['commit', 'mail', 'pages', 'sla', 'jobs', 'operator'].map(
  (name) => `sync-server/${name}/`,
)

assertNode()
ensurePackages()
const { ensureBrowser } = await import('./browser.mjs')
const { startPostgres } = await import('./postgres.mjs')

const scratch = mkdtempSync(join(tmpdir(), 'deskside-test-'))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const node = (file, ...args) => [process.execPath, join(root, 'bin', file), ...args]
const results = []
const running = new Set()
let postgres

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) endGroup(child)
    postgres?.stop?.()
    rmSync(scratch, { recursive: true, force: true })
    process.exit(1)
  })
}

// It keeps one processor busy for longer than those beside it take together.
const format = begin('format', [bin('prettier'), '--check', '.'], { isHeld: true })
postgres = await startPostgres()
await check('types', [bin('tsc'), '-b'])
await check('lint', [bin('oxlint'), '--type-aware'])
// Before the tests: their servers and gateways start from it with less than half the work of starting from the sources.
const isBuilt = await check('build', node('build.mjs'))
if (isBuilt) await check('bundle budgets', node('budgets.mjs'))
else skip('bundle budgets', 'there is no build')
await end(format)
const noPostgres = 'why' in postgres ? postgres.why : undefined
const onPostgres = { DESKSIDE_TEST_POSTGRES: postgres.url ?? '' }
await check('unit tests', [bin('vitest'), 'run'], { isCounted: true, env: onPostgres })
if (noPostgres === undefined)
  await check(
    'server tests on PostgreSQL',
    [bin('vitest'), 'run', '--project', 'node', ...ON_BOTH],
    {
      isCounted: true,
      env: { ...onPostgres, DESKSIDE_TEST_STORE: 'postgres' },
    },
  )
else skip('server tests on PostgreSQL', noPostgres)
const simulation = join(root, 'e2e', 'sim', 'main.ts')
if (existsSync(simulation))
  await check('simulation', node('run-ts.mjs', simulation, '--seeds', SEEDS))
else skip('simulation', 'e2e/sim/main.ts is not there')
if (noPostgres !== undefined) skip('simulation on PostgreSQL', noPostgres)
else
  await check(
    'simulation on PostgreSQL',
    node('run-ts.mjs', simulation, '--seeds', SEEDS_ON_POSTGRES, '--store', 'postgres'),
    { env: onPostgres },
  )

const browser = isBuilt ? await ensureBrowser() : undefined
if (browser !== undefined)
  await check('scenarios', [bin('playwright'), 'test'], {
    isCounted: true,
    env: { CHROME_BIN: browser },
  })
else
  fail(
    'scenarios',
    isBuilt ? 'there is no Chromium and none could be installed' : 'there is no build',
  )

if (!existsSync(join(root, 'e2e', 'chaos', 'main.ts')))
  skip('chaos', 'e2e/chaos/main.ts is not there')
else if (isBuilt)
  await check('chaos', node('run-ts.mjs', join(root, 'e2e', 'chaos', 'main.ts'), '--kills', '20'))
else fail('chaos', 'there is no build')

if (noPostgres !== undefined) skip('journey and chaos on PostgreSQL', noPostgres)
else if (!isBuilt || browser === undefined)
  fail('journey and chaos on PostgreSQL', 'there is no build or no browser')
else {
  await check('journey on PostgreSQL', [bin('playwright'), 'test', 'journey'], {
    isCounted: true,
    env: { ...onPostgres, DESKSIDE_TEST_STORE: 'postgres', CHROME_BIN: browser },
  })
  const chaos = join(root, 'e2e', 'chaos', 'main.ts')
  const twoServers = ['--kills', '20', '--store', 'postgres', '--servers', '2']
  await check('chaos on PostgreSQL', node('run-ts.mjs', chaos, ...twoServers), { env: onPostgres })
}

postgres.stop?.()
rmSync(scratch, { recursive: true, force: true })
report()

/**
 * Runs one command and shows what it says.
 *
 * @param {{ isCounted?: boolean, env?: Record<string, string> }} [how]  counted: the command writes its own
 *   numbers, and what failed, to $DESKSIDE_SUMMARY_FILE; none written, or none passed, is one failure
 * @returns {Promise<boolean>}
 */
function check(name, command, how) {
  heading(name)
  return end(begin(name, command, how))
}

/** A command that runs on by itself. Held: what it says is shown at its end, under its own heading. */
function begin(name, command, how = {}) {
  const summary = join(scratch, `${name}.json`)
  const startedAt = Date.now()
  const env = { ...how.env, DESKSIDE_SUMMARY_FILE: summary }
  const over = run(command, env, how.isHeld).then((outcome) => ({
    ...outcome,
    ms: Date.now() - startedAt,
  }))
  return { name, how, summary, over }
}

async function end({ name, how, summary, over }) {
  const { code, said, ms } = await over
  if (how.isHeld) {
    heading(name)
    process.stdout.write(said)
  }
  const told = existsSync(summary) ? JSON.parse(readFileSync(summary, 'utf8')) : undefined
  const ranNothing = how.isCounted && (told?.passed ?? 0) + (told?.failed ?? 0) === 0
  const counts =
    how.isCounted && !ranNothing
      ? told
      : { ...one(code === 0), failures: told?.failures, notes: told?.notes }
  if (counts.failed === 0 && (code !== 0 || ranNothing)) counts.failed = 1
  if (ranNothing) counts.passed = 0
  results.push({ name, ...counts, ms })
  return counts.failed === 0
}

/** @returns {Promise<{ code: number, said: string }>}  said: nothing unless held */
function run([command, ...args], env, isHeld) {
  return new Promise((resolve) => {
    const said = []
    const output = isHeld ? 'pipe' : 'inherit'
    // A group of its own, so that nothing a check started outlives it.
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => said.push(chunk))
    const timer = setTimeout(() => {
      process.stdout.write(`Ended after ${CHECK_MS_MAX / 60_000} minutes.\n`)
      endGroup(child)
    }, CHECK_MS_MAX)
    const over = (code) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code, said: Buffer.concat(said).toString() })
    }
    child.once('error', (error) => {
      process.stdout.write(`${error.message}\n`)
      over(1)
    })
    child.once('exit', () => endGroup(child))
    // Once nobody writes any more: what is held is whole by then.
    child.once('close', (code) => over(code ?? 1))
  })
}

function endGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}

function skip(name, why) {
  heading(name)
  process.stdout.write(`Skipped: ${why}.\n`)
  results.push({ name, passed: 0, failed: 0, skipped: 1, ms: 0 })
}

function fail(name, why) {
  heading(name)
  process.stdout.write(`Failed: ${why}.\n`)
  results.push({ name, ...one(false), ms: 0 })
}

function one(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 }
}

function heading(name) {
  process.stdout.write(`\n── ${name} ${'─'.repeat(70 - name.length)}\n`)
}

function report() {
  heading('all checks')
  for (const { name, passed, failed, skipped, ms } of results) {
    process.stdout.write(
      `${failed > 0 ? 'FAILED ' : passed > 0 ? 'passed ' : 'skipped'} ${`${(ms / 1000).toFixed(1)} s`.padStart(8)}  ${name}: ${words(passed, failed, skipped)}\n`,
    )
  }
  const said = (key) =>
    results.flatMap((result) => (result[key] ?? []).map((text) => `${result.name}: ${text}`))
  for (const text of said('notes')) process.stdout.write(`  ${text}\n`)
  const failures = said('failures')
  if (failures.length > 0) process.stdout.write('\n')
  for (const text of failures.slice(0, FAILURES_SHOWN_MAX)) process.stdout.write(`  ${text}\n`)
  if (failures.length > FAILURES_SHOWN_MAX)
    process.stdout.write(`  and ${failures.length - FAILURES_SHOWN_MAX} more, above\n`)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  process.stdout.write(`\n${words(sum('passed'), sum('failed'), sum('skipped'))}\n`)
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
}

function words(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
