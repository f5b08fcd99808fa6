/** An admin publishes what the page of mail domains says, checks it there, and the desk's mail is signed. */
import { ADMIN, expect, test as base } from '../actors/desk-test.ts'
import { openNameServer, type Zone } from '../../mail-gateway/test-stage/name-server.ts'

type Dns = { zone: Zone; address: string }
const test = base.extend<{ dns: Dns }>({
  // Playwright reads from the first parameter what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  dns: async ({}, use) => {
    const zone: Zone = {}
    const server = await openNameServer(zone)
    await use({ zone, address: server.address })
    await server.close()
  },
  stageOptions: async ({ dns }, use) =>
    use({ environment: { DESKSIDE_NAME_SERVERS: dns.address } }),
})
test.setTimeout(180_000)

test('[MR44] records are copied off the page, published, seen, and mail is signed', async ({
  desk,
  dns,
}) => {
  const { page, context } = await desk.agent(ADMIN.email)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${desk.stage.publicUrl}/app/settings/domains`)
  const domain = page.getByRole('article', { name: 'desk.test' })
  await expect(domain.getByText('Mail is not signed yet. Not checked yet.')).toBeVisible()
  const check = domain.getByRole('button', { name: 'Check now' })
  await check.click()
  await expect(domain.getByText('dkim/missing')).toBeVisible()
  await expect(domain.getByText('Needs work').first()).toBeVisible()

  // The first record of the signature: its name and its value, each by its button.
  const record = domain.locator('.dns-record').filter({ hasText: 'k=rsa' })
  const copied = async (what: string) => {
    await record.getByRole('button', { name: `Copy: ${what}` }).click()
    await expect(page.getByText('Copied').first()).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const name = await copied('Name')
  const value = await copied('Value')
  expect(name).toMatch(/^ds\d{8}\._domainkey\.desk\.test$/)
  expect(value).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{300,}$/)
  dns.zone[name] = { TXT: [value] }
  // What was asked a moment ago is the answer, for some seconds.
  await expect(async () => {
    await check.click()
    await expect(domain.getByText('Mail is signed.')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expect(domain.getByText('dkim/second-missing')).toBeVisible()

  await domain.getByText('Keys', { exact: true }).click()
  await domain.getByRole('button', { name: 'Make new keys' }).click()
  await expect(domain.getByText('dkim/next-missing').first()).toBeVisible()
  await expect(domain.getByText('Mail is signed.')).toBeVisible()
})
