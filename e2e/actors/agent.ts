/** A person of the desk at a browser of their own: signs in with the mailed link, then works. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { makeWorkspace, type Workspace } from '../pages/workspace.ts'
import type { Stage } from '../stage.ts'
import { findSignInLink } from '../stage/sign-in.ts'

export type Agent = { context: BrowserContext; page: Page; workspace: Workspace }

/** 1440 wide unless the scenario says otherwise; times and words in the desk's own tongue. */
const SCREEN = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC' }

export async function openAgent(
  browser: Browser,
  stage: Stage,
  email: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Agent> {
  const context = await browser.newContext({ ...SCREEN, baseURL: stage.publicUrl, ...options })
  const page = await context.newPage()
  await signIn(page, stage, email)
  return { context, page, workspace: makeWorkspace(page) }
}

/** Asks for the link on the page and opens it from the mail. */
export async function signIn(page: Page, stage: Stage, email: string): Promise<void> {
  const seen = { lines: stage.server.stdout.length, mails: stage.relay.mails.length }
  await page.goto(`${stage.publicUrl}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(page.getByRole('heading', { name: 'Look in your mail' })).toBeVisible()
  await page.goto(await findSignInLink(email, { server: stage.server, relay: stage.relay }, seen))
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
}

/** The app is kept on the device: the worker serves this page, and will without a network. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise<void>((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
    )
  })
}

/** Without a network from now on, with the app kept on the device: what it needs is not still on its way. */
export async function goOffline(context: BrowserContext): Promise<void> {
  for (const page of context.pages())
    if (new URL(page.url()).pathname.startsWith('/app')) await untilInstalled(page)
  await context.setOffline(true)
}
