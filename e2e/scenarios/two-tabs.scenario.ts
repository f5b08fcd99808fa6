/** One person with two tabs: both may work, one of them syncs, and when that one goes the other goes on. */
import type { Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { makeWorkspace } from '../pages/workspace.ts'

test('[OU14] [OU2] two tabs of one person: every edit arrives once, and the lead is handed on', async ({
  desk,
}) => {
  const number = await desk.ticket('A ladder is missing')
  const { context, page: first, workspace: one } = await desk.agent(ADMIN.email)
  const second = await context.newPage()
  await second.goto('/app/v/all')
  const other = makeWorkspace(second)
  for (const workspace of [one, other]) await workspace.open(number)
  // The first tab leads: it was there before the second asked.
  await expect.poll(() => waitingForLead(second)).toBe(true)

  await one.choose('priority', 'High')
  await expect(other.field('priority')).toContainText('High')
  await other.addNote('Looked behind the shed.')
  await expect(one.message('Looked behind the shed.')).toBeVisible()
  for (const workspace of [one, other]) await workspace.isSaved()
  await one.addNote('Asked the painters.')
  await other.choose('tags', 'tools')

  await first.close()
  await expect.poll(() => waitingForLead(second)).toBe(false)
  await other.choose('status', 'Waiting')
  await other.isSaved()
  await expect(other.message('Asked the painters.')).toBeVisible()

  const ticket = await desk.oracle.ticket(number)
  expect(ticket).toMatchObject({ status: 'waiting', priority: 'high', tags: ['tools'] })
  for (const words of ['Looked behind the shed.', 'Asked the painters.'])
    expect(withText(ticket, words), words).toHaveLength(1)
  const changes = ticket.messages.flatMap((message) => message.changes)
  expect(changes.filter(({ field }) => field === 'priority')).toHaveLength(1)
  expect(changes.filter(({ field }) => field === 'status')).toHaveLength(1)
})

/** True while a tab of this browser asks for the lead that another has. */
function waitingForLead(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { pending = [] } = await navigator.locks.query()
    return pending.length > 0
  })
}
