/**
 * Searching, the journey of an agent: `/`, then `refund from:ana is:open -label:vip`, and rows while she types, those this
 * device knows apart from those that the server alone knows. She opens one by keys, comes back, and the search is still
 * there. The same without a network, where it says so. She makes a mistake and is told where.
 */
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const ANA = { name: 'Ana Lima', email: 'ana@outside.test' }
const LONG =
  'It came on Monday, in a box that was open at one side, and we looked at it together. '.repeat(6)

test('an agent searches here and on the server, by keys, offline, and with a mistake', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', '40', '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
  await desk.ticket('A refund for order 17', 'Please help.', ANA)
  const far = await desk.ticket('Order 18 came broken', `${LONG} Now I want a refund.`, ANA)
  const vip = await desk.ticket('Refund for the club', 'Please help.', ANA)
  await desk.ticket('A refund for somebody else', 'Please help.')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  const field = page.getByRole('combobox', { name: 'Search' })
  const status = page.locator('.search-status')
  await expect(workspace.row(vip)).toBeVisible()
  await workspace.open(vip)
  await workspace.choose('tags', 'vip')
  await workspace.isSaved()

  // Everything is here: both are found on this device, and nothing more on the server.
  await page.locator('.row').first().focus()
  await page.keyboard.press('/')
  await page.keyboard.type('refund from:ana is:open -label:vip')
  await expect(page.locator('.row')).toHaveCount(2)
  await expect(status).toContainText('2 on this device')
  await expect(status).toContainText('Nothing more on the server')
  await expect(workspace.row(far).locator('.row-snippet mark')).toHaveText('refund')
  await expect(page).toHaveURL(/\?q=refund/)

  // By keys to the rows, to one of them, and back.
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('')
  await page.keyboard.type('refund from:ana is:open -label:vip')
  await expect(page.locator('.row')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await expect(page.locator('.row:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.locator('article.ticket')).toBeVisible()
  await expect(page).toHaveURL(/\/t\/.*\?q=refund/)
  await page.goBack()
  await expect(page.locator('.list-search input')).toHaveValue('refund from:ana is:open -label:vip')
  await expect(page.locator('.row')).toHaveCount(2)

  // Without a network: the same, and it is said what was not asked.
  await goOffline(context)
  await expect(workspace.pill).toContainText('Offline')
  await page.keyboard.press('/')
  await page.locator('.list-search input').fill('"want a refund"')
  await expect(page.locator('.row')).toHaveCount(1)
  await expect(workspace.row(far)).toBeVisible()
  await expect(status).toContainText('Offline: the server was not asked')
  await context.setOffline(false)
  await expect(status).toContainText('Nothing more on the server')

  // A mistake, told at its place; what was found stays.
  await page.locator('.list-search input').fill('"want a refund" colour:red')
  await expect(page.locator('.search-fault mark')).toHaveText('colour:')
  await expect(page.locator('.search-fault')).toContainText('There is no “colour:”')
  await expect(workspace.row(far)).toBeVisible()
})

test('[SE4] what was said in tickets that are not here in full is found by the server', async ({
  desk,
}) => {
  const near = await desk.ticket('A refund for order 17', 'Please help.', ANA)
  const far = await desk.ticket('Order 18 came broken', `${LONG} Now I want a refund.`, ANA)
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await expect(workspace.row(near)).toBeVisible()
  await workspace.isSaved()
  // As on a device that has no room for documents.
  await context.route('**/docs', (route) => route.abort())
  await page.evaluate(forgetDocuments)
  await page.locator('.row').first().focus()
  await page.keyboard.press('/')
  await page.keyboard.type('refund')
  await expect(page.locator('.search-status')).toContainText('1 also on the server')
  await expect(page.locator('.row')).toHaveCount(2)
  await expect(workspace.row(far).locator('.row-source')).toHaveText('on the server')
  await expect(workspace.row(far).locator('.row-snippet mark')).toHaveText('refund')
  await expect(workspace.row(near).locator('.row-source')).toHaveCount(0)
})

/** In the page: what is kept of tickets beside their rows is gone. */
async function forgetDocuments(): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('deskside-') || name === 'deskside-forms') continue
    const opening = indexedDB.open(name)
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error ?? new Error('no database'))
    })
    const clearing = database.transaction('docs', 'readwrite').objectStore('docs').clear()
    await new Promise<void>((resolve, reject) => {
      clearing.onsuccess = () => resolve()
      clearing.onerror = () => reject(clearing.error ?? new Error('not cleared'))
    })
    database.close()
  }
}
