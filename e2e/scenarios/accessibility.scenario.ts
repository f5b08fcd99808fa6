/**
 * Every screen as people may ask for it: light, dark, with more contrast, in the colours of their device; wide, and 320
 * pixels narrow, which is 1280 at 400 %. Nothing of WCAG 2.2 A or AA is violated, the focus is seen, nothing scrolls sideways.
 */
import type { BrowserContext, Page } from '@playwright/test'
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

test('[FO7] [A11Y-1] public pages and the door are for everybody', async ({ desk, browser }) => {
  const statusUrl = await seed(desk.stage)
  const context = await browser.newContext({ baseURL: desk.stage.publicUrl, locale: 'en-GB' })
  const page = await context.newPage()
  expect(await lookAtAll({ context, page }, publicScreens(statusUrl))).toEqual([])
  await context.close()
})

// Two, so that two browsers share the work.
for (const part of [0, 1])
  test(`[FO7] [A11Y-1] [A11Y-3] the agents’ app is for everybody, part ${part + 1}`, async ({
    desk,
  }) => {
    await seed(desk.stage)
    const agent = await desk.agent(ADMIN.email)
    await agent.workspace.isSaved()
    const screens = agentScreens().filter((_, at) => at % 2 === part)
    // What ends the session of the screens before it comes last.
    if (part === 1) screens.push(...troubleScreens())
    expect(await lookAtAll(agent, screens)).toEqual([])
  })

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

/** Some work in the desk. @returns the address of one status page, with its key */
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
