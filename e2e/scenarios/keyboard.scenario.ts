/**
 * A small triage by keyboard alone, and the burst: forty times Done within two seconds. The mouse is never used. Its tasks:
 * open, reply, status, priority, assign, tag, move, snooze, undo, note, search, done. New tickets, merging, macros, many
 * tickets, the next ticket and practising are gone through by keys in scenarios of their own.
 */
import type { Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { pickInMenu } from '../pages/workspace.ts'
import { pause } from '../stage/wait.ts'

const BURST = 40
const BURST_EVERY_MS = 50

/** What was sent shows before the composer has closed; a key pressed between the two would be a letter in it. */
async function untilNothingIsWritten(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('textarea, [contenteditable]')))
    .toBe(false)
}

test('[FO7] a triage by keys alone: nothing fires while words are typed', async ({ desk }) => {
  const numbers = []
  for (const subject of ['First', 'Second', 'Third']) numbers.push(await desk.ticket(subject))
  const { page, workspace } = await desk.agent(ADMIN.email)
  const { keyboard } = page
  for (const number of numbers) await expect(workspace.row(number)).toBeVisible()

  await keyboard.press('j')
  const number = await openNumber(page)
  await keyboard.press('Enter')
  await keyboard.press('r')
  await expect(workspace.editor).toBeFocused()
  // Every one of these is a command outside of a field.
  const words = 'jkersaplnuhmzogi?/ are only letters here'
  await keyboard.type(words)
  await expect(workspace.editor).toHaveText(words)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await desk.oracle.ticket(number)).status).toBe('new')
  await keyboard.press('Control+Enter')
  await expect(workspace.message(words)).toBeVisible()
  await untilNothingIsWritten(page)

  await keyboard.press('s')
  await pickInMenu(workspace.menu('status'), 'Waiting')
  await expect(workspace.field('status')).toContainText('Waiting')
  // The next key may come before the browser has told that the menu is closed.
  await keyboard.press('s')
  await expect(workspace.menu('status').getByRole('combobox')).toBeFocused()
  await page.evaluate(() => {
    for (const key of ['Enter', 'p'])
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
  })
  await pickInMenu(workspace.menu('priority'), 'Urgent')
  await expect(workspace.field('priority')).toContainText('Urgent')
  await keyboard.press('a')
  await pickInMenu(workspace.menu('assignee'), ADMIN.name)
  await expect(workspace.field('assignee')).toContainText(ADMIN.name)
  await keyboard.press('l')
  await pickInMenu(workspace.menu('tags'), 'by-hand')
  await keyboard.press('Escape')
  await expect(workspace.field('tags')).toContainText('by-hand')
  await keyboard.press('m')
  await pickInMenu(workspace.menu('queue'), 'Payments')
  await expect(workspace.field('queue')).toContainText('Payments')
  await keyboard.press('h')
  await expect(
    page.getByRole('dialog', { name: 'Snooze until' }).getByRole('combobox'),
  ).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.locator('.notice')).toContainText(`#${number}: snoozed until`)
  await keyboard.press('z')
  await expect(page.locator('.notice')).toContainText(`Undone: #${number}: snoozed until`)
  await keyboard.press('n')
  await expect(workspace.noteField).toBeFocused()
  await keyboard.type('None of these keys is a command: e s p a l')
  await keyboard.press('Control+Enter')
  await expect(workspace.message('None of these keys')).toBeVisible()
  await untilNothingIsWritten(page)

  await keyboard.press('/')
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused()
  await keyboard.type('third')
  await expect(workspace.row(3)).toBeVisible()
  await expect(workspace.row(1)).toHaveCount(0)
  // Escape clears, then leaves.
  await keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Search' })).toHaveValue('')
  await keyboard.press('Escape')
  await keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await keyboard.type('all tickets')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'All tickets', level: 1 })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.press('g')
  await keyboard.press('i')
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()

  await expect(workspace.row(number)).toHaveCount(0)
  await keyboard.press('j')
  const solved = await openNumber(page)
  expect(solved).not.toBe(number)
  await keyboard.press('e')
  await expect(workspace.row(solved)).toHaveCount(0)
  await workspace.isSaved()

  const ticket = await desk.oracle.ticket(number)
  expect(ticket).toMatchObject({ status: 'waiting', priority: 'urgent', tags: ['by-hand'] })
  expect(withText(ticket, 'None of these keys')).toHaveLength(1)
  expect((await desk.oracle.ticket(solved)).status).toBe('solved')
})

test('[OU2] forty times e at twenty a second: every one counts, in order', async ({ desk }) => {
  // On Friday evenings only one in ten of the demo's tickets waits for an answer.
  const run = await desk.stage.run('demo', 'seed', '--tickets', '700', '--seed', '7')
  expect(run.code, run.stderr).toBe(0)
  // High enough that all rows of the burst are drawn.
  const { page, workspace } = await desk.agent(ADMIN.email, {
    viewport: { width: 1440, height: 4000 },
  })
  await expect(page.locator('.row').nth(BURST)).toBeVisible()
  await workspace.isSaved()
  const wanted = (await shownIds(page)).slice(0, BURST + 1)
  expect(wanted).toHaveLength(BURST + 1)
  await page.keyboard.press('j')
  await expect(workspace.ticket).toBeVisible()
  for (let at = 0; at < BURST; at++) {
    const startedAt = Date.now()
    await page.keyboard.press('e')
    await pause(Math.max(0, BURST_EVERY_MS - (Date.now() - startedAt)))
  }
  await expect(page.locator('.row.is-current')).toHaveAttribute('data-id', wanted[BURST] ?? '')
  await workspace.isSaved()
  const burst = wanted.slice(0, BURST)
  for (const id of burst) {
    const ticket = await desk.oracle.byId(id)
    expect(ticket.status, id).toBe('solved')
    const solvings = ticket.messages
      .flatMap(({ changes }) => changes)
      .filter(({ field, to }) => field === 'status' && to === 'solved')
    expect(solvings, id).toHaveLength(1)
  }
  expect((await desk.oracle.byId(wanted[BURST] ?? '')).status).not.toBe('solved')
})

async function openNumber(page: Page): Promise<number> {
  await expect(page.locator('article.ticket')).toBeVisible()
  const name = await page.locator('article.ticket').getAttribute('aria-label')
  return Number(/^Ticket #(\d+)/.exec(name ?? '')?.[1])
}

/** Ids of the drawn rows, top to bottom. */
async function shownIds(page: Page): Promise<string[]> {
  const rows = await page.locator('.row').evaluateAll((all) =>
    all.map((row) => ({
      id: row.getAttribute('data-id') ?? '',
      at: Number(row.getAttribute('aria-posinset')),
    })),
  )
  return rows.sort((a, b) => a.at - b.at).map((row) => row.id)
}
