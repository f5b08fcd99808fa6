/** The first start as the admin sees it: the form behind the one-time link. */
import { expect, type Page } from '@playwright/test'

export type NewDesk = {
  deskName: string
  admin: { name: string; email: string }
  /** In the order of the form, which offers two. */
  queues: readonly { name: string; address: string }[]
}

export async function setUpDesk(page: Page, link: string, desk: NewDesk): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Name of the desk').fill(desk.deskName)
  await page.getByLabel('Your name').fill(desk.admin.name)
  await page.getByLabel('Your e-mail address').fill(desk.admin.email)
  for (const [at, queue] of desk.queues.entries()) {
    await page.getByLabel('Name', { exact: true }).nth(at).fill(queue.name)
    await page.getByLabel('Address', { exact: true }).nth(at).fill(queue.address)
  }
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
}
