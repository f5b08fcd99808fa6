/**
 * Promises in a real browser: a tier, a webhook, a calendar with the holidays of a country and of an address, a policy that is
 * tried on the last 30 days and saved, applied to a ticket that is open, and its clocks unfolded in steps; reports by tier.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '../actors/desk-test.ts'
import { ADMIN } from '../actors/desk.ts'

test.setTimeout(300_000)

test('[SL8] [SL10] [SL12] [SL13] [SL15] [SL17] a policy is tried before it is saved, applied, and its promise explained step by step', async ({
  desk,
}) => {
  const number = await desk.ticket('The crane is stuck')
  const { page, workspace } = await desk.agent(ADMIN.email)
  const hasNoViolations = async (within: string) =>
    expect((await new AxeBuilder({ page }).include(within).analyze()).violations).toEqual([])
  await page.goto(`${desk.stage.publicUrl}/app/settings/promises`)

  await page.getByLabel('Name of the tier').fill('Paid plan')
  await page.getByRole('button', { name: 'Add a tier' }).click()
  await expect(page.getByRole('list', { name: 'Contract tiers' })).toContainText('Paid plan')

  // A private address that nobody listed: it is kept, never asked, and shown as tried.
  const hooks = page.locator('form', { has: page.getByRole('button', { name: 'Add it' }) })
  await hooks.getByLabel('Name').fill('Night watch')
  await hooks.getByLabel('Address').fill('http://127.0.0.1:9/hook')
  await hooks.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('The secret of Night watch, shown this once: whsec_')).toBeVisible()
  await page.getByRole('button', { name: 'Test Night watch' }).click()
  await expect(page.getByRole('row', { name: /sla\.test Night watch Waiting/ })).toBeVisible()
  await page.getByRole('button', { name: 'Turn Night watch off' }).click()
  await expect(page.getByRole('button', { name: 'Turn Night watch on' })).toBeVisible()

  await page.getByRole('button', { name: 'Add a calendar' }).click()
  const calendar = page.getByRole('dialog', { name: 'New calendar' })
  await calendar.getByLabel('Name', { exact: true }).fill('Munich')
  await calendar.getByLabel('Time zone').fill('Europe/Berlin')
  await calendar.getByLabel('Monday').fill('09:00-12:00, 13:00-17:00')
  await calendar.getByLabel('Tuesday').fill('noon')
  await calendar.getByRole('button', { name: 'Save' }).click()
  await expect(calendar.getByText('“noon” is not a time like')).toBeVisible()
  await calendar.getByLabel('Tuesday').fill('22:00-06:00')
  await calendar.getByLabel('Country').fill('de')
  await calendar.getByLabel('State (short name)').fill('by')
  await calendar.getByRole('button', { name: 'Take its public holidays' }).click()
  await expect(calendar.getByRole('textbox', { name: /^Holidays/ })).toHaveValue(/-12-25 /)
  await calendar.getByLabel('Address of a calendar of holidays').fill('https://127.0.0.1:9/a.ics')
  await hasNoViolations('dialog[open]')
  await calendar.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('cell', { name: 'Europe/Berlin' })).toBeVisible()

  await page.getByRole('button', { name: 'Add a policy' }).click()
  const policy = page.getByRole('dialog', { name: 'New policy' })
  await policy.getByLabel('Name', { exact: true }).fill('Everybody')
  await policy.getByRole('combobox', { name: 'State' }).selectOption('live')
  await policy.getByLabel('First answer: hours').fill('2')
  await policy.getByLabel('First answer: counted in').selectOption('wall')
  await policy.getByLabel('Solution: hours').fill('12')
  await policy.getByRole('combobox', { name: 'Calendar' }).selectOption('munich')
  await policy.getByRole('button', { name: 'Try it on the last 30 days' }).click()
  await expect(policy.getByText('Of 1 ticket:', { exact: false })).toBeVisible()
  await hasNoViolations('dialog[open]')
  await policy.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /Everybody/ }).first()).toContainText('In force')
  await hasNoViolations('main')
  await page.getByRole('button', { name: 'Apply to open tickets' }).click()
  await expect(page.getByText('1 open ticket is gone through in the background.')).toBeVisible()

  await workspace.goTo('Inbox')
  await workspace.open(number)
  // The list says so by itself once the job has been there.
  await expect(workspace.row(number)).toContainText(/first (2 h|1 h)/)
  await page.getByRole('button', { name: 'How they are counted' }).click()
  const steps = page.getByRole('list', { name: 'First answer, step by step' })
  await expect(steps).toContainText('the clock starts: the ticket was accepted')
  await expect(steps).toContainText('the target is now 2 h, around the clock')
  await hasNoViolations('.side-panel')

  await page.getByRole('combobox', { name: 'Of the requester' }).selectOption('Paid plan')
  await expect(page.getByText(/: Paid plan\. Open tickets take it/)).toBeVisible()
  await expect(async () => {
    await page.goto(`${desk.stage.publicUrl}/app/reports?by=tier`)
    const came = page.getByRole('region', { name: 'Came and went', exact: true })
    await expect(came.getByRole('rowheader')).toHaveText(['Paid plan'], { timeout: 3_000 })
  }).toPass()

  await page.goto(`${desk.stage.publicUrl}/app/settings/promises`)
  await page.getByRole('button', { name: 'Change Munich' }).click()
  await expect(page.getByText(/It is read once it is saved\.|The last try failed: /)).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${desk.stage.publicUrl}/app/settings/promises`)
    await page.getByRole('button', { name: 'Change Everybody' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(isWide, `sideways at ${width}`).toBe(false)
  }
})
