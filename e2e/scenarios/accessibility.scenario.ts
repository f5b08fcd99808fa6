/** axe on every kind of screen, light and dark, wide and narrow: nothing of WCAG 2.2 A or AA is violated. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { makeWorkspace } from '../pages/workspace.ts'
import type { Stage } from '../stage.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const WIDTHS = [1440, 390]
const THEMES = ['light', 'dark'] as const

type Screen = { name: string; open(page: Page): Promise<void> }

test.setTimeout(240_000)

test('[FO7] public pages have no violations, light and dark, wide and narrow', async ({
  desk,
  browser,
}) => {
  const statusUrl = await seed(desk.stage)
  const page = await (await browser.newContext({ baseURL: desk.stage.publicUrl })).newPage()
  const screens: Screen[] = [
    { name: 'start', open: (at) => goTo(at, '/', 'h1') },
    { name: 'form', open: (at) => goTo(at, '/q/support', 'form') },
    {
      name: 'form with errors',
      async open(at) {
        await goTo(at, '/q/support', 'form')
        await at.getByRole('button', { name: 'Send', exact: true }).click()
        await expect(at.locator('#email-error')).toBeVisible()
      },
    },
    { name: 'status page', open: (at) => goTo(at, statusUrl, '.thread') },
    { name: 'public figures', open: (at) => goTo(at, '/q/support/status', 'table') },
    { name: 'setup', open: (at) => goTo(at, '/setup#none', 'form') },
    { name: 'sign-in', open: (at) => goTo(at, '/sign-in', 'form') },
  ]
  expect(await violations(page, screens)).toEqual([])
  await page.context().close()
})

test('[FO7] the agents’ app has no violations, light and dark, wide and narrow', async ({
  desk,
}) => {
  await seed(desk.stage)
  const { page } = await desk.agent(ADMIN.email)
  const id = (await desk.oracle.list())[0]?.id ?? ''
  const workspace = makeWorkspace(page)
  await workspace.isSaved()
  const screens: Screen[] = [
    { name: 'inbox', open: (at) => goTo(at, '/app/v/inbox', '.row') },
    {
      name: 'ticket with composer',
      async open(at) {
        await goTo(at, `/app/v/all/t/${id}`, 'article.message')
        await workspace.openReply()
        await expect(workspace.editor).toBeFocused()
      },
    },
    {
      name: 'ticket with a note and a menu',
      async open(at) {
        await goTo(at, `/app/v/all/t/${id}`, 'article.message')
        await at.keyboard.press('n')
        await workspace.field('status').click()
        await expect(workspace.menu('status')).toBeVisible()
      },
    },
    {
      name: 'palette',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await at.keyboard.press('Control+k')
        await expect(at.getByRole('dialog')).toBeVisible()
      },
    },
    {
      name: 'keys',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await at.keyboard.press('?')
        await expect(at.getByRole('dialog')).toBeVisible()
      },
    },
    { name: 'reports', open: (at) => goTo(at, '/app/reports', '.chart') },
    { name: 'settings', open: (at) => goTo(at, '/app/settings', '.profile') },
    { name: 'queues', open: (at) => goTo(at, '/app/settings/queues', 'table') },
    { name: 'sent mail', open: (at) => goTo(at, '/app/settings/sent', 'table') },
  ]
  expect(await violations(page, screens)).toEqual([])
})

async function goTo(page: Page, address: string, selector: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator(selector).first()).toBeVisible()
}

/** Each violation as one line: where it is, which rule, which element. */
async function violations(page: Page, screens: readonly Screen[]): Promise<string[]> {
  const found: string[] = []
  // What moves or fades in is not what is read.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      for (const screen of screens) {
        await screen.open(page)
        const { violations: broken } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        for (const { id, nodes } of broken)
          for (const node of nodes)
            found.push(
              `${screen.name}, ${colorScheme}, ${width}: ${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
            )
      }
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
