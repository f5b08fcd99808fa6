/**
 * Every screen as people may ask for it: light, dark, with more contrast, in the colours of their device; wide, and 320
 * pixels narrow, which is 1280 at 400 %. Nothing of WCAG 2.2 A or AA is violated, the focus is seen, nothing scrolls sideways.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { faultsOf, prepareAxe, type Look } from '../pages/accessible.ts'
import { agentScreens, publicScreens, troubleScreens, type Screen } from '../screens/list.ts'
import type { Stage } from '../stage.ts'

/**
 * What is read in which look. The structure is judged at both widths, the colours of each look at one of them, in turn:
 * they hardly depend on it. `DESKSIDE_LOOKS=all` judges every look at both, which takes about twice as long.
 */
const IN_TURN = [
  { width: 1440, looks: ['light', 'dark', 'forced colours'] },
  { width: 320, looks: ['light', 'more contrast', 'high contrast'] },
] as const
const EVERY: readonly Look[] = ['light', 'dark', 'more contrast', 'high contrast', 'forced colours']
const SIZES: readonly { width: number; looks: readonly Look[] }[] =
  process.env['DESKSIDE_LOOKS'] === 'all'
    ? IN_TURN.map(({ width }) => ({ width, looks: EVERY }))
    : IN_TURN

// All of it on a machine that has other things to do.
test.setTimeout(1_200_000)

// Two, so that two browsers share the work.
for (const part of [0, 1])
  test(`[FO7] [A11Y-1] [A11Y-3] public pages and the agents’ app are for everybody, part ${part + 1}`, async ({
    desk,
    browser,
  }) => {
    const statusUrl = await seed(desk.stage)
    const mine = (screens: readonly Screen[]) => screens.filter((_, at) => at % 2 === part)
    const context = await browser.newContext({ baseURL: desk.stage.publicUrl, locale: 'en-GB' })
    const outside = { context, page: await context.newPage() }
    expect(await lookAtAll(outside, mine(publicScreens(statusUrl)))).toEqual([])
    await context.close()

    const agent = await desk.agent(ADMIN.email)
    await agent.workspace.isSaved()
    // What ends the session of the screens before it comes last.
    const last = part === 1 ? troubleScreens() : []
    expect(await lookAtAll(agent, [...mine(agentScreens()), ...last])).toEqual([])
  })

test('[A11Y-6] what happens is said, politely, where the eyes are not', async ({ desk }) => {
  for (const subject of ['First', 'Second']) await desk.ticket(subject)
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  await page.evaluate(listen)
  const hears = (words: string) =>
    expect
      .poll(() => page.evaluate(() => (window as unknown as Hearing).heard))
      .toContainEqual(expect.stringContaining(words))

  await workspace.row(1).focus()
  await desk.ticket('Third')
  await hears('status: 1 new')
  await page.keyboard.press('Shift+N')
  await expect(workspace.row(3)).toBeVisible()
  await workspace.open(1)
  await workspace.openReply()
  await workspace.type('It is on its way.')
  await workspace.send()
  await hears('status: #1: reply on its way')
  await goOffline(context)
  await hears('status: Offline')
  await context.setOffline(false)
  await hears('status: Saved')
  await page.keyboard.press('x')
  await expect(page.locator('.selection-bar')).toContainText('1 selected')
  await workspace.row(2).click({ modifiers: ['Control'] })
  await hears('status: 2 selected')
  await page.keyboard.press('i')
  await hears('status: 2 tickets')
  const all = await page.evaluate(() => (window as unknown as Hearing).heard)
  expect(all.filter((one) => !one.startsWith('status'))).toEqual([])
})

type Hearing = { heard: string[] }

/** In the page: what a region says that was there before it had something to say. Others are not read out everywhere. */
function listen(): void {
  const heard: string[] = []
  Object.assign(window, { heard })
  const regions = '[role="status"], [role="alert"], [role="log"], [aria-live]'
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
      const words = region?.textContent.trim()
      if (region && words) heard.push(`${region.role ?? region.ariaLive ?? ''}: ${words}`)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

/** One line for each thing that is wrong: screen, width, look, what. */
async function lookAtAll(
  { page, context }: { page: Page; context: BrowserContext },
  screens: readonly Screen[],
): Promise<string[]> {
  const found: string[] = []
  await prepareAxe(page)
  for (const screen of screens) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await screen.open(page, context)
    for (const { width, looks } of SIZES) {
      await page.setViewportSize({ width, height: width === 320 ? 640 : 900 })
      const faults = await faultsOf(page, looks)
      found.push(...faults.map((fault) => `${screen.name} ${width} ${fault}`))
    }
  }
  return found
}

/** Some work in the desk: more than can be changed at once without a preview. @returns the address of one status page, with its key */
async function seed(stage: Stage): Promise<string> {
  const run = await stage.run('demo', 'seed', '--tickets', '80', '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
  const answer = await stage.api().post('/api/tickets', {
    queue: 'support',
    name: 'Sam Porter',
    email: 'sam@outside.test',
    subject: 'The crane is stuck',
    body: 'It stopped at noon.',
  })
  expect(answer.status, answer.text).toBe(201)
  return /"statusUrl":"([^"]+)"/.exec(answer.text)?.[1] ?? ''
}
