/** Formats and files of an internal note: added without a network, over a reload, opened by a colleague, and never the requester's. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { goOffline, untilInstalled } from '../actors/agent.ts'
import { pastePicture } from '../actors/clipboard.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'
import { dropFiles } from '../actors/drop-files.ts'
import { showLooks } from '../actors/show-looks.ts'

/** In both schemes; it is light afterwards. */
async function isAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).include(where).analyze()
    expect(violations.map(({ id }) => `${colorScheme}: ${id}`)).toEqual([])
  }
}

test('[WO22] [WO23] [OU28] [CO26] a note is written with formats and files without a network, over a reload; a colleague opens them, the requester sees nothing', async ({
  desk,
  browser,
}, info) => {
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const sam = desk.correspondent('Sam Porter', 'sam@outside.test')
  const number = await desk.ticket('The pump leaks')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await untilInstalled(page)
  await workspace.isSaved()
  await goOffline(context)

  await page.getByRole('button', { name: /^Note/ }).click()
  const field = workspace.noteField
  await field.fill('The drawing and what it looks like.')
  const { keyboard } = page
  await keyboard.press('Control+End')
  await keyboard.press('Control+b')
  await keyboard.type(' Mind the seal!')
  await keyboard.press('Enter')
  await keyboard.press('Control+b')
  await keyboard.type('- order one')
  await keyboard.press('Enter')
  await keyboard.type('fit it')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('> It leaks since Monday.')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('``')
  await keyboard.type('`')
  await keyboard.type('valve 3: open')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add files' }).click()
  const chosen = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') }
  await (
    await chooser
  ).setFiles([chosen, { ...chosen, name: 'wrong.txt', buffer: Buffer.from('wrong') }])
  const chips = page.locator('.reply-file')
  await expect(chips).toHaveCount(2)
  await pastePicture(page, '.composer-note .reply-text')
  await expect(chips).toHaveCount(3)
  await expect(chips.filter({ hasText: 'plan.txt' })).toContainText('8 B · on this device')
  // Beside the note, it is the note's all the same: no reply opens.
  const zip = { name: 'parts.zip', type: 'application/zip', bytes: Buffer.from('PK the parts') }
  await dropFiles(page, [zip], '.thread')
  await expect(chips).toHaveCount(4)
  await expect(field).toBeVisible()
  await dropFiles(
    page,
    [{ ...zip, name: 'more.zip', bytes: Buffer.from('PK more') }],
    '.composer-note .reply-text',
  )
  await expect(chips).toHaveCount(5)
  await page.getByRole('button', { name: 'Take wrong.txt out' }).click()
  await page.getByRole('button', { name: 'Take more.zip out' }).click()
  await expect(chips).toHaveCount(3)
  await showLooks(page, 'note', info)
  await isAccessible(page, '.composer')

  // Half written, the app is started anew.
  await page.reload()
  await expect(workspace.pill).toContainText('Offline')
  await page.getByRole('button', { name: /^Note/ }).click()
  await expect(field).toContainText('The drawing and what it looks like.')
  await expect(field.locator('strong')).toHaveText(' Mind the seal!')
  await expect(field.locator('li')).toHaveText(['order one', 'fit it'])
  await expect(chips).toHaveCount(3)
  await page.getByRole('button', { name: /^Add note/ }).click()
  const note = workspace.message('The drawing and what it looks like.')
  const isFormatted = async (shown: typeof note) => {
    await expect(shown.locator('.note-words strong')).toHaveText(' Mind the seal!')
    await expect(shown.locator('.note-words li')).toHaveText(['order one', 'fit it'])
    await expect(shown.locator('.note-words blockquote')).toHaveText('It leaks since Monday.')
    await expect(shown.locator('.note-words pre')).toHaveText('valve 3: open')
  }
  await isFormatted(note)
  await expect(note.locator('.file-name')).toHaveCount(3)
  await expect(workspace.pill).toHaveText('Offline · 1 change waiting')
  // Looked at before it went, and again in an app that was started anew.
  await page.reload()
  await expect(note.locator('.file img')).toBeVisible()
  await note.locator('.file', { hasText: 'plan.txt' }).locator('.file-main').click()
  await expect(page.getByText('the plan', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await showLooks(page, 'thread', info)
  await isAccessible(page, '.message-note')
  await workspace.pill.click()
  await expect(page.getByText('Waits for its files, which are still going up.')).toBeVisible()
  await page.keyboard.press('Escape')

  await context.setOffline(false)
  await workspace.isSaved()
  await expect(note.locator('.file-name')).toHaveCount(3)

  const ben = await desk.agent(BEN.email)
  await ben.workspace.open(number)
  const theirs = ben.workspace.message('The drawing and what it looks like.')
  await isFormatted(theirs)
  await expect(theirs.locator('.file-name')).toHaveCount(3)
  await expect(theirs.locator('.file img')).toBeVisible()
  const saving = ben.page.waitForEvent('download')
  await theirs.locator('.file', { hasText: 'parts.zip' }).locator('.file-main').click()
  expect(readFileSync(await (await saving).path()).toString()).toBe('PK the parts')
  await theirs.locator('.file', { hasText: 'plan.txt' }).locator('.file-main').click()
  await expect(ben.page.getByText('the plan', { exact: true })).toBeVisible()
  await ben.page.keyboard.press('Escape')

  const { mail } = await sam.read('the acknowledgement', (one) =>
    /We have your message/.test(one.mail.subject ?? ''),
  )
  const link = /http:\/\/localhost:\d+\/s\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
  const outside = await browser.newContext()
  const status = await outside.newPage()
  await status.goto(link)
  await expect(status.getByRole('heading', { name: 'The pump leaks' })).toBeVisible()
  const html = await status.content()
  for (const word of ['The drawing', 'the seal', 'plan.txt', 'parts.zip', 'Picture'])
    expect(html).not.toContain(word)
  // Who knows the name of its bytes does not get them either.
  const view = await desk.oracle.ticket(number)
  const hash = createHash('sha256').update('the plan').digest('hex')
  const answer = await status.request.get(`${new URL(link).origin}/s/${view.id}/files/${hash}`)
  expect(answer.status()).toBe(404)
  expect(desk.stage.relay.mails.filter(({ raw }) => raw.includes('plan.txt'))).toEqual([])
  await outside.close()
})
