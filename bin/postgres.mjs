/**
 * A PostgreSQL server for tests: the one DESKSIDE_TEST_POSTGRES names, else one of our own, started from this machine's
 * binaries (installed with apt when we are root) in a folder that goes with it. Run by itself it keeps one up until Ctrl-C.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aptInstall } from './browser.mjs'
import { findFreePort } from './free-port.mjs'

/** Where distributions and installers put them. */
const FOLDERS = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/homebrew/opt/postgresql@17']
const OLDEST = 13
const STEP_MS_MAX = 120_000

/**
 * @returns {Promise<{ url: string, stop(): void } | { why: string }>}  url of a role that may make databases
 */
export async function startPostgres() {
  const given = process.env.DESKSIDE_TEST_POSTGRES?.trim()
  if (given) return { url: given, stop() {} }
  const isRoot = process.getuid?.() === 0
  const bin = findBinaries() ?? (aptInstall('postgresql') ? findBinaries() : undefined)
  if (bin === undefined)
    return { why: 'there is no PostgreSQL on this machine and none could be installed' }
  // It refuses to run as root; the package brings an account for it.
  const prefix = isRoot ? ['runuser', '-u', 'postgres', '--'] : []
  if (isRoot && spawnSync('id', ['-u', 'postgres']).status !== 0)
    return { why: 'PostgreSQL does not run as root, and there is no account postgres' }

  const folder = mkdtempSync(join(tmpdir(), 'deskside-postgres-'))
  const run = (program, ...args) => {
    const [command, ...rest] = [...prefix, join(bin, program), ...args]
    // The server keeps what it inherits: with a pipe, this call would wait for its end.
    const done = spawnSync(command, rest, {
      cwd: folder,
      stdio: 'ignore',
      timeout: STEP_MS_MAX,
    })
    return done.status === 0
  }
  const drop = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  if (isRoot) {
    chmodSync(folder, 0o755)
    spawnSync('chown', ['postgres', folder])
  }
  const data = join(folder, 'data')
  if (!run('initdb', '-D', data, '-U', 'deskside', '-A', 'trust', '--locale=C', '-E', 'UTF8')) {
    drop()
    return { why: 'initdb failed' }
  }
  const port = await findFreePort()
  const options = `-c listen_addresses=127.0.0.1 -p ${port} -k ${folder} -c max_connections=200`
  const log = join(folder, 'log')
  if (!run('pg_ctl', '-D', data, '-w', '-l', log, '-o', options, 'start')) {
    drop()
    return { why: 'the PostgreSQL server did not start' }
  }
  return {
    url: `postgres://deskside@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop')
      drop()
    },
  }
}

/** The newest that is there. */
function findBinaries() {
  const isHere = (bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'pg_ctl'))
  const versions = FOLDERS.flatMap((folder) => {
    if (isHere(join(folder, 'bin'))) return [{ version: OLDEST, bin: join(folder, 'bin') }]
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .map((name) => ({ version: Number(name), bin: join(folder, name, 'bin') }))
      .filter(({ version, bin }) => version >= OLDEST && isHere(bin))
  })
  return versions.sort((a, b) => b.version - a.version)[0]?.bin
}

if (process.argv[1] === import.meta.filename) {
  const server = await startPostgres()
  if ('why' in server) {
    process.stderr.write(`${server.why}\n`)
    process.exit(1)
  }
  process.stdout.write(`DESKSIDE_TEST_POSTGRES=${server.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      server.stop()
      process.exit(0)
    })
  setInterval(() => {}, 60_000)
}
