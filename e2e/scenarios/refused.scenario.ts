/** What is refused is refused with words, and what a person typed survives it. Signing out leaves nothing behind. */
import type { Page } from '@playwright/test'
import { goOffline, signIn, untilInstalled } from '../actors/agent.ts'
import { ADMIN, BEN, expect, QUEUES, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { fillForm, pressSend } from '../pages/public-form.ts'

test('[RI6] a sign-in link works once, and says so the second time', async ({ desk, browser }) => {
  const link = await desk.stage.signInLink(ADMIN.email)
  for (const [token, isTaken] of [
    [link, true],
    [link, false],
    [link.replace(/#.*/, `#${'0'.repeat(26)}`), false],
  ] as const) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(token)
    if (isTaken) await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
    else {
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(page.getByLabel('E-mail address')).toBeVisible()
      // The token is not left in the address bar.
      expect(new URL(page.url()).hash).toBe('')
    }
    await context.close()
  }
})

test('[RI11] without the right link nobody sets the desk up, and the form keeps its words', async ({
  stage,
  page,
}) => {
  await page.goto(`${stage.publicUrl}/setup#${'0'.repeat(26)}`)
  await page.getByLabel('Name of the desk').fill('Harbour Help')
  await page.getByLabel('Your name').fill('Mallory')
  await page.getByLabel('Your e-mail address').fill('mallory@outside.test')
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Name of the desk')).toHaveValue('Harbour Help')
  expect((await stage.api().get('/api/desk')).status).toBe(401)
})

test('[FO3] a form with a wrong field keeps every word, with script and without', async ({
  desk,
  browser,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      javaScriptEnabled,
      baseURL: desk.stage.publicUrl,
    })
    const page = await context.newPage()
    await page.goto(`/q/${QUEUES[0].slug}`)
    await fillForm(page, {
      name: 'Sam Porter',
      email: 'not an address',
      subject: '<b>Bold</b> & "quoted"',
      message: 'Two\nlines.',
    })
    await pressSend(page)
    await expect(page.locator('#email-error')).toContainText('not a mail address')
    await expect(page.getByLabel('What is it about?')).toHaveValue('<b>Bold</b> & "quoted"')
    await expect(page.getByLabel('Your message')).toHaveValue('Two\nlines.')
    await context.close()
  }
  expect(await desk.oracle.list()).toHaveLength(0)
})

test('[OU13] signing out offline shows unsent work first, then leaves nothing on the device', async ({
  desk,
}) => {
  const number = await desk.ticket('The gate squeaks')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await untilInstalled(page)
  expect(await kept(page)).not.toEqual([])

  await goOffline(context)
  await workspace.addNote('Oil is in the shed.')
  await workspace.goTo('Settings')
  await expect(page.getByText('has not reached the server yet')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(page.getByLabel('E-mail address')).toBeVisible()
  expect(await kept(page)).toEqual([])

  await context.setOffline(false)
  expect(withText(await desk.oracle.ticket(number), 'Oil is in the shed.')).toHaveLength(0)
  await page.goto('/app')
  await expect(page.getByLabel('E-mail address')).toBeVisible()
})

test('[DR6] a reply half written survives closing the tab, also without a network', async ({
  desk,
}) => {
  const number = await desk.ticket('The flag is torn')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await goOffline(context)
  await workspace.openReply()
  await workspace.type('We order a new one')
  await expect(workspace.ticket.locator('.draft-state')).toHaveText('Will be sent when online')
  const address = page.url()
  // Another tab shows what is on the disk: then it is safe to close both.
  const witness = await context.newPage()
  await witness.goto(address)
  await witness.locator('.composer-open', { hasText: 'Continue the draft' }).click()
  await expect(witness.locator('.reply-text')).toHaveText('We order a new one')
  await page.close()
  await witness.close()

  const next = await context.newPage()
  await next.goto(address)
  await next.locator('.composer-open', { hasText: 'Continue the draft' }).click()
  await expect(next.locator('.reply-text')).toHaveText('We order a new one')

  // A session that ends takes nothing away either: after signing in again the draft is there.
  await context.setOffline(false)
  await expect(next.locator('.sync-pill:visible')).toHaveText('Saved')
  await context.clearCookies()
  await signIn(next, desk.stage, ADMIN.email)
  await next.goto(address)
  await next.locator('.composer-open', { hasText: 'Continue the draft' }).click()
  await expect(next.locator('.reply-text')).toHaveText('We order a new one')

  // And under *Drafts* of a colleague, who has never opened it [DR12].
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const ben = await desk.agent(BEN.email)
  await ben.workspace.goTo('Drafts')
  await ben.workspace.row(number).click()
  await expect(ben.page.locator('.composer-open').first()).toContainText(
    `Continue the draft that ${ADMIN.name} began`,
  )
})

/** Names of what holds tickets on this device. The app's own files may stay. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name)
    return names.filter((name) => name !== 'deskside-forms')
  })
}
