/** Which screens there are and how each is reached. Shared by the pictures and the accessibility scenario. */
import { DAY_MS } from '../../shared/kit/limits.ts'
import { goOffline } from '../actors/agent.ts'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { damageDatabase, lookAgain } from '../pages/device-trouble.ts'
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
        await expect(at.locator('.composer-note .reply-text')).toBeFocused()
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
      // At 320 pixels; wide, it stands beside the ticket.
      name: 'ticket-details',
      async open(at) {
        await openFirst(at)
        await at.setViewportSize({ width: 1024, height: 900 })
        await at.getByRole('button', { name: 'Details' }).click()
        await expect(at.getByRole('dialog')).toBeVisible()
      },
    },
    onTicket('snooze', 'h'),
    onTicket('forward', 'f'),
    onTicket('merge', 'Shift+M'),
    onTicket('link', 'Shift+L'),
    {
      name: 'delete-ticket',
      async open(at) {
        await openFirst(at)
        await at.keyboard.press('Control+k')
        await at.getByRole('combobox', { name: 'Command palette' }).fill('Delete the ticket')
        await at.keyboard.press('Enter')
        await expect(at.getByRole('dialog').getByLabel('Why')).toBeVisible()
      },
    },
    inList('palette', 'Control+k'),
    inList('keys', '?'),
    inList('new-ticket', 'c'),
    {
      name: 'drawer',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await makeWorkspace(at).pill.click()
        await expect(at.getByRole('dialog')).toBeVisible()
      },
    },
    { name: 'selection', open: selectAll },
    {
      name: 'bulk-preview',
      async open(at) {
        await selectAll(at)
        await at.locator('.selection-bar').getByRole('button', { name: 'Assign to me' }).click()
        await expect(at.getByRole('dialog')).toBeVisible()
      },
    },
    { name: 'saved-views', open: openViews },
    {
      name: 'next-ticket',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await at.keyboard.press('g')
        await at.keyboard.press('t')
        await expect(at.locator('.next-bar')).toContainText('after this one')
      },
    },
    {
      name: 'search',
      async open(at) {
        await goTo(at, '/app/v/inbox', '.row')
        await at.getByRole('combobox', { name: 'Search' }).fill('is:open the')
        await expect(at.locator('.search-status')).not.toBeEmpty()
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
    page('practice', '/app/practice', '.practice-guide'),
    page('settings', '/app/settings', '.profile'),
    page('settings-notifications', '/app/settings/notifications', '.settings-section'),
    { name: 'settings-keys', isWhole: true, open: openKeys },
    page('settings-macros', '/app/settings/macros', '.settings-section .button'),
    onPage('settings-macro', '/app/settings/macros', 'New macro'),
    page('settings-promises', '/app/settings/promises', '.settings-section .button'),
    onPage('settings-policy', '/app/settings/promises', 'Add a policy'),
    onPage('settings-calendar', '/app/settings/promises', 'Add a calendar'),
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
    page('settings-devices', '/app/settings/devices', 'table'),
    page('settings-people', '/app/settings/people', 'table'),
    {
      name: 'settings-person',
      async open(at) {
        await goTo(at, '/app/settings/people', 'table')
        await at
          .getByRole('button', { name: /^Change / })
          .last()
          .click()
        await expect(at.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
      },
    },
    page('settings-mailboxes', '/app/settings/mailboxes', 'table'),
    onPage('settings-mailbox', '/app/settings/mailboxes', /^Mailbox of/),
    page('settings-moves', '/app/settings/moves', '.move-begin'),
    page('settings-domains', '/app/settings/domains', '.mail-domain'),
    page('settings-sent', '/app/settings/sent', 'table'),
    page('settings-held', '/app/settings/held', '.settings-section'),
  ]
}

/** What a device says when it must not, or cannot, go on. They end what was before them. */
export function troubleScreens(): Screen[] {
  return [
    {
      name: 'locked',
      async open(at, context) {
        await goTo(at, '/app/v/inbox', '.row')
        await makeWorkspace(at).isSaved()
        await goOffline(context)
        await at.clock.setFixedTime(Date.now() + 15 * DAY_MS)
        await lookAgain(at)
        await expect(at.getByRole('heading', { name: 'This device is locked' })).toBeVisible()
      },
    },
    {
      name: 'unreadable',
      async open(at, context) {
        await context.setOffline(false)
        await at.goto('/q/support')
        await at.clock.setFixedTime(Date.now())
        await damageDatabase(at)
        await at.goto('/app/v/all')
        await expect(at.getByText('cannot be opened')).toBeVisible()
      },
    },
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
  if (address.includes('#')) await page.goto('about:blank')
  await page.goto(address)
  await expect(page.locator(selector).first()).toBeVisible()
}

/** A dialog or menu that a key opens on a ticket. */
function onTicket(name: string, key: string): Screen {
  return { name, open: (at) => openFirst(at).then(() => openByKey(at, key)) }
}

/** The same over the list. */
function inList(name: string, key: string): Screen {
  return { name, open: (at) => goTo(at, '/app/v/inbox', '.row').then(() => openByKey(at, key)) }
}

/** A dialog that a button of a page opens. */
function onPage(name: string, address: string, button: string | RegExp): Screen {
  return {
    name,
    async open(at) {
      await goTo(at, address, '.settings-section .button')
      await at.locator('.settings-section').getByRole('button', { name: button }).first().click()
      await expect(at.getByRole('dialog')).toBeVisible()
    },
  }
}

async function openByKey(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog').first()).toBeVisible()
}

async function selectAll(page: Page): Promise<void> {
  await goTo(page, '/app/v/all', '.row')
  await page.keyboard.press('Control+a')
  await expect(page.locator('.selection-bar')).toBeVisible()
}

/** With one of one's own among them. */
async function openViews(page: Page): Promise<void> {
  // Also in a language in which its label says something else.
  const mine = page.locator('.view-line input').first()
  await goTo(page, '/app/v/all', '.row')
  await openByKey(page, 'Shift+V')
  if (!(await mine.isVisible())) {
    await page.keyboard.type('Everything')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await openByKey(page, 'Shift+V')
  }
  await expect(mine).toBeVisible()
}

/** One of them about to be changed to a key that is taken. */
async function openKeys(page: Page): Promise<void> {
  await goTo(page, '/app/settings/keys', '.key-row')
  await page.locator('[data-change="theme"]').click()
  await page.keyboard.press('x')
  await expect(page.locator('#key-verdict')).not.toBeEmpty()
}

/** A ticket with an answer in it, by its place in the list of all. */
async function openFirst(page: Page): Promise<void> {
  await goTo(page, '/app/v/waiting', '.row')
  await page.locator('.row').first().click()
  await expect(page.locator('article.message').first()).toBeVisible()
}
