/** Rows say who else is on their ticket and who answers it, until a moment after they went. */
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'

/** From leaving to gone in the rows of others. */
const GONE_MS = 3_000

test('[DR8] a row says who is on its ticket, and who answers it', async ({ desk }) => {
  const number = await desk.ticket('The pump has stopped')
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const ada = await desk.agent(ADMIN.email)
  const row = ada.page.getByRole('option', { name: `#${number}` })
  const people = row.locator('.row-people')
  await expect(row).toBeVisible()
  await ada.page.evaluate(() => {
    // A list that is drawn anew loses this.
    for (const one of document.querySelectorAll('.row')) one.setAttribute('data-was-here', '')
  })

  const ben = await desk.agent(BEN.email)
  await ben.workspace.open(number)
  await expect(people.locator('.avatar')).toHaveCount(1)
  await expect(row).toHaveAccessibleName(/Here now: Ben/)
  // Ben himself is told of nobody.
  await expect(ben.page.locator('.row-people')).toHaveCount(0)

  const second = await ben.context.newPage()
  await second.goto(ben.page.url())
  await expect(second.locator('.ticket')).toBeVisible()
  await ben.workspace.openReply()
  await ben.page.locator('.reply-text').pressSequentially('We are on our way.')
  await expect(row).toHaveAccessibleName(/Ben .*is replying/)
  await expect(people.locator('.avatar')).toHaveCount(1)

  // The last of his tabs, without a word of goodbye.
  await ben.page.close()
  await expect(row).toHaveAccessibleName(/Here now: Ben/)
  await goOffline(ben.context)
  await expect(people).toHaveCount(0, { timeout: GONE_MS })
  await ben.context.setOffline(false)
  await expect(people.locator('.avatar')).toHaveCount(1)

  // Without a network nothing is known of others, and nothing is claimed.
  await goOffline(ada.context)
  await expect(people).toHaveCount(0)
  await ada.context.setOffline(false)
  await expect(people.locator('.avatar')).toHaveCount(1)
  await second.close()
  await expect(people).toHaveCount(0, { timeout: GONE_MS })
  await expect(row).toHaveAttribute('data-was-here')
})
