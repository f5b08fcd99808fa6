/** The public pages of a submitter: a queue's form, the confirmation, the status page. With or without script. */
import { expect, type Page } from '@playwright/test'

export type FormWords = { name: string; email: string; subject: string; message: string }

export async function fillForm(page: Page, words: FormWords): Promise<void> {
  await page.getByLabel('Your name').fill(words.name)
  await page.getByLabel('Your e-mail address').fill(words.email)
  await page.getByLabel('What is it about?').fill(words.subject)
  await page.getByLabel('Your message').fill(words.message)
}

export async function pressSend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/** The number on the confirmation. */
export async function readNumber(page: Page): Promise<number> {
  await expect(page.getByText('We have your message.')).toBeVisible()
  const line = await page.locator('.eyebrow').innerText()
  const found = /#(\d+)/.exec(line)
  if (!found) throw new Error(`no number in “${line}”`)
  return Number(found[1])
}

export async function answerOnStatusPage(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your message').fill(words)
  await pressSend(page)
  await expect(page.locator('.thread .message', { hasText: words })).toHaveCount(1)
}
