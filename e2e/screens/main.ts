/**
 * `npm run screens`: pictures of every screen, light and dark, at three widths, over a desk with some work in it, into
 * ./screens; and the picture of the README. For people to look at; nothing is compared. `cover` takes the picture alone,
 * `trouble` the screens that nobody wishes for, `mail` what mail looks like on a ticket, `=NAME` those whose name begins so.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { ADMIN, QUEUES } from '../actors/desk.ts'
import { signIn, untilInstalled } from '../actors/agent.ts'
import { makeWorkspace } from '../pages/workspace.ts'
import { openStage, type Stage } from '../stage.ts'
import { root } from '../stage/build.ts'
import { takeCover } from './cover.ts'
import { takeMail } from './mail.ts'
import { takeTrouble } from './trouble.ts'
import { agentScreens, offlineScreens, publicScreens, type Screen } from './list.ts'

const FOLDER = join(root, 'screens')
const WIDTHS = [1440, 1024, 390]
const THEMES = ['light', 'dark'] as const
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
const TICKETS = '300'
const EFUA = { name: 'Efua Mensah', email: 'efua@desk.test' }

const only = process.argv[2]
/** What the names of the pictures begin with; null: any. */
const prefix = only?.startsWith('=') ? only.slice(1) : null
const stage = await openStage()
const executablePath = process.env['CHROME_BIN'] ?? BROWSERS.find((path) => existsSync(path))
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  if (only !== 'cover' && prefix === null) await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const statusUrl = await fill(stage)
  if (only === undefined || prefix !== null) await takeAll(stage, browser, statusUrl)
  if (only === undefined || only === 'mail') await takeMail(browser, stage, ADMIN, lookAtWidths)
  if (only === undefined || only === 'trouble')
    await takeTrouble(browser, stage, { admin: ADMIN, other: EFUA }, lookAtWidths)
  if (only === undefined || only === 'cover') await takePicture()
} finally {
  await browser.close()
  await stage.close()
}

async function takePicture(): Promise<void> {
  const cover = await takeCover(browser, stage, ADMIN, EFUA)
  await writeFile(join(root, 'docs', 'screenshot.png'), cover)
  process.stdout.write(`docs/screenshot.png: ${Math.round(cover.length / 1024)} KiB\n`)
}

/** @returns the status page of one ticket, with its key */
async function fill({ addQueue, addPerson, verb, api }: Stage): Promise<string> {
  for (const { slug, name, address } of QUEUES) await addQueue(slug, name, address)
  await addPerson({ ...ADMIN, role: 'admin' })
  await addPerson({ ...EFUA, role: 'agent' })
  await verb('demo', 'seed', '--tickets', TICKETS, '--seed', '11')
  const answer = await api().post('/api/tickets', {
    queue: 'support',
    name: 'Sam Porter',
    email: 'sam@outside.test',
    subject: 'The crane in hall 3 is stuck',
    body: 'It stopped at noon with a container on the hook.\n\nNothing moves, and the lamp blinks twice.',
  })
  return /"statusUrl":"([^"]+)"/.exec(answer.text)?.[1] ?? ''
}

async function takeAll(desk: Stage, chrome: Browser, statusUrl: string): Promise<void> {
  const outside = await chrome.newContext({ baseURL: desk.publicUrl, locale: 'en-GB' })
  await take(outside, await outside.newPage(), publicScreens(statusUrl))
  await outside.close()
  const inside = await chrome.newContext({ baseURL: desk.publicUrl, locale: 'en-GB' })
  const page = await inside.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn(page, desk, ADMIN.email)
  await makeWorkspace(page).isSaved()
  await take(inside, page, agentScreens())
  await untilInstalled(page)
  await take(inside, page, offlineScreens())
  await inside.close()
}

/** A state that is there, in all widths and both themes. */
async function lookAtWidths(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 }
  for (const width of WIDTHS)
    for (const colorScheme of THEMES) {
      await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await save(page, `${name}-${width}-${colorScheme}`, false)
    }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function save(page: Page, name: string, isWhole: boolean): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: isWhole })
  process.stdout.write(`${name}.png\n`)
}

async function take(
  context: BrowserContext,
  page: Page,
  screens: readonly Screen[],
): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const screen of screens)
    for (const width of WIDTHS) {
      if (prefix !== null && !screen.name.startsWith(prefix)) continue
      await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
      await context.setOffline(false)
      await screen.open(page, context)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme })
        await save(page, `${screen.name}-${width}-${colorScheme}`, screen.isWhole === true)
      }
    }
  await context.setOffline(false)
}
