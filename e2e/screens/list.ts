/** Which screens there are and how each is reached. Shared by the pictures and the accessibility scenario. */
import { goOffline } from '../actors/agent.ts'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { makeWorkspace } from '../pages/workspace.ts'

export type Screen = {
  name: string
  /** The page scrolls as a whole, and all of it is shown. */
  isWhole?: boolean
  open(page: Page, context: BrowserContext): Promise<void>
}

export function publicScreens(statusUrl: string): Screen[] {
  return [
    page('start', '/', 'h1'),
    page('form', '/q/support', 'form'),
    {
      name: 'form-errors',
      isWhole: true,
      async open(at) {
        await goTo(at, '/q/support', 'form')
        await at.getByRole('button', { name: 'Send', exact: true }).click()
        await expect(at.locator('#email-error')).toBeVisible()
      },
    },
    page('status-page', statusUrl, '.thread'),
    page('status-locked', '/s/00000000000000000000000000', 'form'),
    page('public-figures', '/q/support/status', 'table'),
    page('setup', '/setup#none', 'form'),
    page('sign-in', '/sign-in', 'form'),
  ]
}

export function agentScreens(): Screen[] {
  return [
    { name: 'inbox', open: (at) => goTo(at, '/app/v/inbox', '.row') },
    { name: 'ticket', open: openFirst },
    {
      name: 'ticket-reply',
      async open(at) {
        await openFirst(at)
        await at.keyboard.press('r')
        await expect(at.locator('.reply-text')).toBeFocused()
      },
    },
    {
      name: 'ticket-note',
      async open(at) {
        await openFirst(at)
        await at.keyboard.press('n')
        await expect(at.locator('.note-field')).toBeFocused()
      },
    },
    {
      name: 'ticket-menu',
      async open(at) {
        await openFirst(at)
        await makeWorkspace(at).field('status').click()
        await expect(makeWorkspace(at).menu('status')).toBeVisible()
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
    { name: 'empty-view', open: (at) => goTo(at, '/app/v/snoozed', '.list-empty') },
    {
      name: 'search-nothing',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await at.getByRole('combobox', { name: 'Search' }).fill('xyzzy plugh')
        await expect(at.locator('.list-empty')).toBeVisible()
      },
    },
    { name: 'reports', isWhole: true, open: (at) => goTo(at, '/app/reports', '.chart') },
    page('settings', '/app/settings', '.profile'),
    page('settings-queues', '/app/settings/queues', 'table'),
    {
      name: 'settings-queue',
      async open(at) {
        await goTo(at, '/app/settings/queues', 'table')
        await at
          .getByRole('button', { name: /^Change / })
          .first()
          .click()
        await expect(at.locator('.mail-preview')).toBeVisible()
      },
    },
    page('settings-people', '/app/settings/people', 'table'),
    page('settings-mailboxes', '/app/settings/mailboxes', 'table'),
    page('settings-moves', '/app/settings/moves', '.move-begin'),
    page('settings-domains', '/app/settings/domains', '.mail-domain'),
    page('settings-sent', '/app/settings/sent', 'table'),
    page('settings-held', '/app/settings/held', '.settings-section'),
  ]
}

/** Only where the worker may serve the app, so last. */
export function offlineScreens(): Screen[] {
  return [
    {
      name: 'offline',
      async open(at, context) {
        await goTo(at, '/app/v/inbox', '.row')
        await goOffline(context)
        await expect(at.locator('.sync-pill:visible')).toContainText('Offline')
      },
    },
  ]
}

function page(name: string, address: string, selector: string): Screen {
  return { name, isWhole: true, open: (at) => goTo(at, address, selector) }
}

export async function goTo(page: Page, address: string, selector: string): Promise<void> {
  // A change of the fragment alone would load nothing.
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.locator(selector).first()).toBeVisible()
}

/** A ticket with an answer in it, by its place in the list of all. */
async function openFirst(page: Page): Promise<void> {
  await goTo(page, '/app/v/waiting', '.row')
  await page.locator('.row').first().click()
  await expect(page.locator('article.message').first()).toBeVisible()
}
