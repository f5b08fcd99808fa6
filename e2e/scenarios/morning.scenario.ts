/**
 * A morning of forty tickets, by keys alone: with a network, and without one from the moment the list is there, with a
 * reload in the middle. In the end the server says what was done.
 */
import type { Dialog, Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { countPointers, makeKeyHand, type KeyHand } from '../actors/key-hand.ts'
import {
  clearNewsletters,
  countsOf,
  judge,
  openMorning,
  workOff,
  type Morning,
} from '../actors/morning.ts'

test.use({ stageOptions: { environment: { DESKSIDE_RATE_LIMITS: 'off' } } })
test.setTimeout(300_000)

const REST = 37
const countOf = (page: Page) => page.locator('.list-count')

/** What went on in another ticket is closed. */
function whenAllIsDone(morning: Morning) {
  const counts = countsOf(morning)
  return { ...counts, solved: counts.solved + counts.merged }
}

/** They come once the list is there, whether anybody looks at them or not. */
const hasMacros = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/macros')),
      ),
    )
    .toBe(true)

/** Who is asked because an act is still being written stays, and tries again (OU27). */
async function reloadWhenWritten(page: Page): Promise<void> {
  const stay = (dialog: Dialog) => void dialog.dismiss()
  page.on('dialog', stay)
  await page.evaluate(() => Object.assign(window, { isEarlier: true }))
  await expect(async () => {
    const isEarlier = await page.evaluate(() => {
      if (!('isEarlier' in window)) return false
      location.reload()
      return true
    })
    expect(isEarlier).toBe(false)
  }).toPass()
  page.off('dialog', stay)
}

/** What every list holds when all is done. */
async function lookThrough(hand: KeyHand, counts: ReturnType<typeof countsOf>): Promise<void> {
  for (const [key, title, count] of [
    ['i', 'Inbox', counts.inbox],
    ['w', 'Waiting', counts.waiting],
    ['z', 'Snoozed', counts.snoozed],
    ['s', 'Solved', counts.solved],
    ['n', 'Needs attention', 0],
  ] as const) {
    await hand.goTo(key, title)
    await expect(countOf(hand.page), title).toHaveText(String(count))
  }
}

test('[UX-KEYS] [OU2] [OU4] a morning of forty tickets by keys alone', async ({ desk }) => {
  const morning = await openMorning(desk)
  const { page, workspace } = await desk.agent(ADMIN.email)
  const pointers = await countPointers(page)
  const hand = makeKeyHand(page)
  await expect(countOf(page)).toHaveText('40')
  await clearNewsletters(hand, morning)
  await workOff(hand, morning, REST)
  await workspace.isSaved()
  await judge(morning)
  await lookThrough(hand, whenAllIsDone(morning))
  expect(pointers()).toBe(0)
})

test('[OU1] [OU2] [OU4] the same morning without a network, with a reload in the middle', async ({
  desk,
}) => {
  const morning = await openMorning(desk)
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  const pointers = await countPointers(page)
  const hand = makeKeyHand(page)
  await expect(countOf(page)).toHaveText('40')
  await workspace.isSaved()
  await hasMacros(page)
  await goOffline(context)
  await expect(workspace.pill).toContainText('Offline')
  await clearNewsletters(hand, morning)
  await workOff(hand, morning, 18)
  await reloadWhenWritten(page)
  await expect(workspace.pill).toContainText('Offline')
  await workOff(hand, morning, REST - 18)
  // Who merges is told of it by the server: until then the ticket is where it was.
  const counts = countsOf(morning)
  await lookThrough(hand, { ...counts, inbox: counts.inbox + counts.merged })
  // What was sent is no draft any more.
  await expect(page.getByRole('link', { name: 'Drafts', exact: true })).toBeVisible()
  await context.setOffline(false)
  await workspace.isSaved()
  await judge(morning)
  await lookThrough(hand, whenAllIsDone(morning))
  expect(pointers()).toBe(0)
})
