/** Packages of Debian for tests beside a real server: installed by root where they are missing, and not started by it. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const INSTALL_MS_MAX = 180_000

/** Null when they are there; else why not. A policy of 101 keeps what comes with them from being started. */
export async function installPackages(names: readonly string[]): Promise<string | null> {
  if (!existsSync('/usr/bin/apt-get')) return 'there is no apt-get'
  const policy = '/usr/sbin/policy-rc.d'
  const isOurs = !existsSync(policy)
  const limits = {
    timeout: INSTALL_MS_MAX,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  if (isOurs) await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const packages = ['install', '-y', '--no-install-recommends', ...names]
  try {
    await run('apt-get', packages, limits).catch(async () => {
      await run('apt-get', ['update'], limits)
      await run('apt-get', packages, limits)
    })
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  } finally {
    if (isOurs) await rm(policy, { force: true })
  }
}
