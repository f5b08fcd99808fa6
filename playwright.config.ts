/**
 * Scenarios in a real browser. Each starts its own server and gateway (e2e/stage), from the build in
 * dist/; nothing is shared between workers.
 */
import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
const browser = process.env['CHROME_BIN'] ?? BROWSERS.find((path) => existsSync(path))

export default defineConfig({
  testDir: 'e2e/scenarios',
  testMatch: '**/*.scenario.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  workers: 2,
  // One that passed at a second try is named, and only two are let through (the summary reporter).
  retries: process.env['CI'] === 'true' ? 1 : 0,
  // Generous: on a busy machine everything takes longer, and a scenario waits for things, never for a time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./e2e/reporters/playwright-summary.ts']],
  use: {
    // Chromium’s own would be American: dates of each are looked at where they are meant.
    locale: 'en-GB',
    // A trace of every scenario takes a quarter of their time: `--trace on` makes one of those that fail.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      // Chromium refuses to run as root with its sandbox.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
