/** axe on every kind of screen, light and dark, wide and narrow: nothing of WCAG 2.2 A or AA is violated. */
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { agentScreens, publicScreens, type Screen } from '../screens/list.ts'
import type { Stage } from '../stage.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const WIDTHS = [1440, 390]
const THEMES = ['light', 'dark'] as const

/** The other screens are made of the same parts. */
const AGENT_SCREENS = [
  'inbox',
  'ticket-reply',
  'ticket-note',
  'ticket-menu',
  'palette',
  'keys',
  'reports',
  'settings',
  'settings-domains',
  'settings-sent',
]

test.setTimeout(300_000)

test('[FO7] public pages have no violations, light and dark, wide and narrow', async ({
  desk,
  browser,
}) => {
  const statusUrl = await seed(desk.stage)
  const context = await browser.newContext({ baseURL: desk.stage.publicUrl })
  expect(await violations(context, await context.newPage(), publicScreens(statusUrl))).toEqual([])
  await context.close()
})

test('[FO7] the agents’ app has no violations, light and dark, wide and narrow', async ({
  desk,
}) => {
  await seed(desk.stage)
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  const screens = agentScreens().filter(({ name }) => AGENT_SCREENS.includes(name))
  expect(screens).toHaveLength(AGENT_SCREENS.length)
  expect(await violations(context, page, screens)).toEqual([])
})

/** Each violation as one line: where it is, which rule, which element, why. */
async function violations(
  context: BrowserContext,
  page: Page,
  screens: readonly Screen[],
): Promise<string[]> {
  const found: string[] = []
  for (const screen of screens)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await screen.open(page, context)
      for (const colorScheme of THEMES) {
        // What moves or fades in is not what is read.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations: broken } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        for (const { id, nodes } of broken)
          for (const { target, failureSummary = '' } of nodes)
            found.push(
              `${screen.name} ${width} ${colorScheme}: ${id}: ${target.join(' ')}: ${failureSummary}`,
            )
      }
    }
  return found
}

/** Some work in the desk. @returns the address of one status page, with its key */
async function seed(stage: Stage): Promise<string> {
  const run = await stage.run('demo', 'seed', '--tickets', '60', '--seed', '3')
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
