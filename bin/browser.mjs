/**
 * A Chromium for the scenarios: one that is on this machine, else Playwright's own download, else the
 * distribution's package when we are root. One that does not start does not count.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tree.mjs'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** @returns {Promise<string | undefined>} path of a browser that starts */
export async function ensureBrowser() {
  const { chromium } = await import('playwright')
  const find = () =>
    [process.env.CHROME_BIN, ...SYSTEM, chromium.executablePath()].find(
      (path) => path && existsSync(path) && doesStart(path),
    )
  return find() ?? (download() && find()) ?? (aptInstall('chromium') && find()) ?? undefined
}

function doesStart(path) {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank']
  try {
    return execFileSync(path, flags, {
      timeout: 60_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).includes('<html')
  } catch {
    return false
  }
}

function download() {
  process.stdout.write('Downloading Chromium …\n')
  const cli = join(root, 'node_modules', 'playwright', 'cli.js')
  const run = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  })
  return run.status === 0
}

/** @returns {boolean} false when we are not root, there is no apt, or it failed */
export function aptInstall(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  process.stdout.write(`Installing ${packages.join(', ')} with apt …\n`)
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  return (
    spawnSync('apt-get', ['update', '-qq'], options).status === 0 &&
    spawnSync('apt-get', install, options).status === 0
  )
}
