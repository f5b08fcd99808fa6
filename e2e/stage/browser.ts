/** Which Chromium the programs here start, and how: the machine's own where there is one, else Playwright's. */
import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

export function findChromium(): LaunchOptions {
  const executablePath = process.env['CHROME_BIN'] ?? BROWSERS.find((path) => existsSync(path))
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium refuses to run as root with its sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  }
}
