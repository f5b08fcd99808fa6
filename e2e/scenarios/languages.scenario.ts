/**
 * The form and the status page in the languages of who asks, and the agents' app in a language that does not exist (English in brackets, longer) and from right to left: nothing stands on
 * a screen that is in no catalogue, nothing is cut off, nothing scrolls sideways, and names that run the other way turn no
 * words beside them. The screenshots are for eyes.
 */
import type { BrowserContext, Page, TestInfo } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { findTurnedNames, nameFromTheRight } from '../actors/names-of-a-desk.ts'
import { agentScreens, goTo, type Screen } from '../screens/list.ts'
import type { Stage } from '../stage.ts'

const WIDTHS = [1440, 390]
/** Those that are reached without a word of English. */
const SCREENS = [
  'inbox',
  'ticket',
  'ticket-reply',
  'palette',
  'keys',
  'new-ticket',
  'forward',
  'saved-views',
  'empty-view',
  'reports',
  'settings',
  'settings-notifications',
  'settings-macros',
  'settings-promises',
  'settings-queues',
  'settings-people',
  'settings-mailboxes',
  'settings-moves',
  'settings-domains',
  'settings-held',
]

test.setTimeout(300_000)

test('[A11Y-I18N] in a longer language every word is from a catalogue, all can be read, names stand apart', async ({
  desk,
}, info) => {
  await seed(desk.stage)
  const id = await nameFromTheRight(desk.stage, desk.oracle)
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  const theirs = {
    name: 'their-ticket',
    open: (at: Page) => goTo(at, `/app/v/all/t/${id}`, 'article.message'),
  }
  expect(await troubles({ locale: 'en-XA', page, context, info }, theirs)).toEqual([])
})

test('[A11Y-I18N] from right to left everything has its place', async ({ desk }, info) => {
  await seed(desk.stage)
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  expect(await troubles({ locale: 'ar', page, context, info })).toEqual([])
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
})

test('[A11Y-I18N] a form is filled in and answered in the language of the browser, and in the one that is chosen', async ({
  desk,
  browser,
}, info) => {
  for (const { locale, dir, chosen } of [
    { locale: 'de-AT', dir: 'ltr', chosen: 'de' },
    { locale: 'fr', dir: 'rtl', chosen: 'ar' },
  ]) {
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 900 } })
    const page = await context.newPage()
    const look = async (name: string) => {
      await expect(page.locator('html')).toHaveAttribute('lang', chosen)
      await expect(page.locator('html')).toHaveAttribute('dir', dir)
      await page.screenshot({ path: info.outputPath(`${chosen}-${name}.png`), fullPage: true })
      expect(await lookAt(page, false), `${chosen} ${name}`).toEqual([])
    }
    await page.goto(`${desk.stage.publicUrl}/q/support`)
    if (!locale.startsWith(chosen)) await page.locator(`.languages [lang="${chosen}"]`).click()
    await look('form')
    await page.locator('#email').fill('kim')
    await page.locator('.form button').click()
    await expect(page.locator('#email-error')).toContainText('name@example.com')
    await look('wrong')
    const subject = 'مصباح Lamp 7'
    for (const [field, words] of [
      ['name', 'سامية'],
      ['email', `kim-${chosen}@visitors.test`],
      ['subject', subject],
      ['message', 'Es ist dunkel.'],
    ] as const)
      await page.locator(`#${field}`).fill(words)
    await page.locator('.form button').click()
    await page.waitForURL(/\/s\//)
    await expect(page.locator('h1')).toHaveText(subject)
    await look('status')
    await page.locator('#message').fill('Noch etwas.')
    await page.locator('.form button').click()
    await expect(page.locator('.message')).toHaveCount(2)
    await look('answered')
    await context.close()
  }
})

type On = { locale: string; page: Page; context: BrowserContext; info: TestInfo }

/** One line for each thing that is wrong: screen, width, what. */
async function troubles(
  { locale, page, context, info }: On,
  ...also: readonly Screen[]
): Promise<string[]> {
  await page.evaluate((name) => localStorage.setItem('deskside.locale', name), locale)
  const screens = agentScreens().filter(({ name }) => SCREENS.includes(name))
  expect(screens).toHaveLength(SCREENS.length)
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const screen of [...screens, ...also]) {
      await screen.open(page, context)
      const name = `${locale}-${screen.name}-${width}`
      await page.screenshot({ path: info.outputPath(`${name}.png`) })
      const wrong = await lookAt(page, locale === 'en-XA')
      if (locale === 'en-XA') wrong.push(...(await page.evaluate(findTurnedNames)))
      found.push(...wrong.map((what) => `${name}: ${what}`))
    }
  }
  return found
}

/** @param isBracketed  words of a catalogue stand in brackets, so that all others are found */
function lookAt(page: Page, isBracketed: boolean): Promise<string[]> {
  return page.evaluate((wantsBrackets) => {
    const wrong: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) wrong.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`)
    for (const button of document.querySelectorAll('button, .button')) {
      if (!(button instanceof HTMLElement) || !button.checkVisibility()) continue
      const isCut = button.scrollWidth > button.clientWidth + 1 && button.clientWidth > 0
      const style = getComputedStyle(button)
      // What ends in three dots on purpose says all of it in its title.
      if (isCut && style.overflow !== 'visible' && style.textOverflow !== 'ellipsis')
        wrong.push(`cut off: ${button.textContent.slice(0, 60)}`)
    }
    if (!wantsBrackets) return wrong
    // What people wrote, keys, times, names of languages and zones, what machines are called.
    const theirs =
      '[dir="auto"], bdi, kbd, time, [lang]:not(html), code, pre, option, .avatar, .mail, .row-tags, svg'
    const written = new Set(
      [...document.querySelectorAll('[dir="auto"], bdi')].map(({ textContent }) =>
        textContent.trim(),
      ),
    )
    const isTheirs = (text: string) =>
      written.has(text) ||
      // Addresses and hosts, short names, kinds of records, days as Intl writes them.
      /@|^[\w.-]+\.(test|example)$|^[a-z][a-z0-9-]*$|^(MX|TXT)$|^\d{1,2} \p{L}{3}\b/u.test(text)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const [text, parent] = [node.textContent?.trim() ?? '', node.parentElement]
      if (!parent || !parent.checkVisibility() || !/\p{L}{2}/u.test(text) || isTheirs(text))
        continue
      if (parent.closest(`${theirs}, script, style, noscript`)) continue
      if (!/^\[[^]*\]$/.test(text)) wrong.push(`in no catalogue: ${text.slice(0, 60)}`)
    }
    const isControl = 'button, a, input, select, textarea, [role], nav, main'
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name) ?? ''
        if (!/\p{L}{2}/u.test(text) || isTheirs(text) || element.closest('[dir="auto"]')) continue
        if (name === 'title' && !element.matches(isControl)) continue
        if (!text.includes('[')) wrong.push(`${name} in no catalogue: ${text.slice(0, 60)}`)
      }
    return [...new Set(wrong)]
  }, isBracketed)
}

async function seed(stage: Stage): Promise<void> {
  const run = await stage.run('demo', 'seed', '--tickets', '40', '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
}
