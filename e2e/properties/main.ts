/**
 * `npm run properties -- --rounds N`: the property tests with a new seed in each round. Ends with
 * `properties: N rounds, 0 failed`, or with the seeds to run again.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..', '..')
const ROOMS = ['shared', 'sync-server', 'client', 'mail-gateway']
const SEED_MAX = 2 ** 31

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } })
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a number from 1')

const files = ROOMS.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((at) => join(room, at)),
).filter(
  (file) =>
    file.endsWith('.test.ts') &&
    readFileSync(join(root, file), 'utf8').includes('test-stage/properties.ts'),
)
if (files.length === 0) throw new Error('there is no property test')

const failed: number[] = []
for (let round = 0; round < rounds; round++) {
  const seed = randomInt(SEED_MAX)
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter', 'dot', ...files],
    {
      cwd: root,
      env: { ...process.env, DESKSIDE_TEST_SEED: String(seed) },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  if (status !== 0) failed.push(seed)
}
for (const seed of failed)
  process.stdout.write(`DESKSIDE_TEST_SEED=${seed} npx vitest run ${files.join(' ')}\n`)
process.stdout.write(
  `properties: ${rounds} rounds of ${files.length} files, ${failed.length} failed\n`,
)
if (failed.length > 0) process.exitCode = 1
