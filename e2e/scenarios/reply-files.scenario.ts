/** Files of a reply, from the agent's hand to the mail: dragged, pasted and chosen, with and without a network. */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { pastePicture } from '../actors/clipboard.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { dropFiles } from '../actors/drop-files.ts'
import { showLooks } from '../actors/show-looks.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

/** True when the page keeps a browser from opening a file that is dropped there. */
const isRefused = (page: Page, where: string) =>
  page.locator(where).evaluate((place) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.txt'))
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
    return !place.dispatchEvent(drop)
  })

/** What one attachment of a mail decodes to. */
function attachmentIn(raw: string, name: string): Buffer {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const part = raw
    .split(`--${boundary}`)
    .find((one) => /attachment/i.test(one) && one.includes(name))
  return Buffer.from(part?.split('\r\n\r\n').slice(1).join('') ?? '', 'base64')
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('[OU1] [MR43] [WO10] [WO11] a file dragged in without a network arrives in the mail with the same bytes', async ({
  desk,
}, info) => {
  const number = await desk.ticket('The pump leaks')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await goOffline(context)
  const bytes = randomBytes(300_000)
  // On the thread, with no reply open yet: it opens, and takes the file.
  await dropFiles(page, [{ name: 'Plan Größe.zip', type: 'application/zip', bytes }], '.thread')
  const chips = page.locator('.reply-file')
  await expect(chips).toHaveCount(1)
  await workspace.type('The plan is attached.')
  await dropFiles(page, [
    { name: 'setup.exe', type: 'application/x-msdownload', bytes: Buffer.from('MZ') },
  ])
  await expect(chips).toHaveCount(2)
  expect(await isRefused(page, '.list-head')).toBe(true)
  await expect(chips).toHaveCount(2)
  await expect(chips.nth(0)).toContainText('Plan Größe.zip')
  await expect(chips.nth(0)).toContainText('300 kB · on this device')
  await expect(chips.nth(1)).toContainText('can run programs')
  // The words are as they were.
  await expect(workspace.editor).toHaveText('The plan is attached.')
  await showLooks(page, 'files', info)
  await chips.nth(1).getByRole('button', { name: 'Take setup.exe out' }).click()
  await expect(chips).toHaveCount(1)
  await workspace.send()
  const isTheReply = (one: { raw: string }) => one.raw.includes('The plan is attached.')
  expect(desk.stage.relay.mails.filter(isTheReply)).toEqual([])

  await context.setOffline(false)
  const mail = await desk.stage.relay.mail(isTheReply)
  expect(sha256(attachmentIn(mail.raw, 'zip'))).toBe(sha256(bytes))
  expect(mail.raw).not.toContain('setup.exe')
  await expect(workspace.message('The plan is attached.').locator('.file-name')).toHaveText(
    'Plan Größe.zip',
  )

  // Its bytes are here: they are saved from the device.
  await goOffline(context)
  const saving = page.waitForEvent('download')
  await workspace.message('The plan is attached.').locator('.file-main').click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('Plan Größe.zip')
  expect(sha256(readFileSync(await saved.path()))).toBe(sha256(bytes))
})

test('[CO20] [OU1] a new ticket is written with files without a network, closed and gone on with; they arrive with it', async ({
  desk,
}, info) => {
  await desk.ticket('Something else')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await expect(workspace.pill).toHaveText('Saved')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await goOffline(context)
  await dialog.getByLabel('Mail address', { exact: true }).fill('ruth@outside.test')
  await dialog.getByLabel('Subject').fill('Your spare part')
  await workspace.editor.click()
  await page.keyboard.type('The plan is attached.')
  const bytes = randomBytes(40_000)
  await dropFiles(page, [{ name: 'plan.zip', type: 'application/zip', bytes }])
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Add files' }).click()
  const chosen = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('the list') }
  await (await chooser).setFiles([chosen, { ...chosen, name: 'no.txt', buffer: Buffer.from('n') }])
  await pastePicture(page)
  const chips = dialog.locator('.reply-file')
  await expect(chips).toHaveCount(4)
  await expect(chips.filter({ hasText: 'plan.zip' })).toContainText('40 kB · on this device')
  await expect(dialog.locator('.reply-picture img')).toBeVisible()
  await dialog.getByRole('button', { name: 'Take no.txt out' }).click()
  for (const [name, width, colorScheme] of [
    ['wide', 1440, 'light'],
    ['narrow', 320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await chips.nth(0).scrollIntoViewIfNeeded()
    await page.screenshot({ path: info.outputPath(`new-ticket-files-${name}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  // Closed, and begun again where it was left, also in a page of its own.
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.reload()
  await expect(workspace.pill).toContainText('Offline')
  await page.keyboard.press('c')
  await expect(chips).toHaveCount(3)
  await expect(dialog.locator('.reply-picture img')).toBeVisible()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(workspace.pill).toHaveText('Offline · 1 change waiting')

  await context.setOffline(false)
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('The plan is attached.'))
  expect(sha256(attachmentIn(mail.raw, 'zip'))).toBe(sha256(bytes))
  expect(attachmentIn(mail.raw, 'list.txt').toString()).toBe('the list')
  expect(mail.raw).toContain('Content-Type: image/png')
  expect(mail.raw).not.toContain('no.txt')
  await workspace.isSaved()
})

test('[DR1] a colleague sees a chosen file at once, and can take it out; a pasted picture goes along', async ({
  desk,
}) => {
  const number = await desk.ticket('The valve is stuck')
  const { ada, ben } = await desk.bothReplying(number)
  const chooser = ada.page.waitForEvent('filechooser')
  await ada.page.getByRole('button', { name: 'Add files' }).click()
  await (
    await chooser
  ).setFiles([
    { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('first') },
    { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('second') },
  ])
  const theirs = ben.page.locator('.reply-file')
  await expect(theirs).toHaveCount(2)
  // Once the server has it, nothing more is said of it.
  await expect(theirs.nth(0).locator('.file-facts')).toHaveText('5 B')
  await ben.page.getByRole('button', { name: 'Take a.txt out' }).click()
  await expect(ada.page.locator('.reply-file')).toHaveCount(1)

  await ben.workspace.type('See the picture.')
  await ben.page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([Uint8Array.of(1, 2, 3)], 'image.png', { type: 'image/png' }))
    const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.composer .reply-text')?.dispatchEvent(pasted)
  })
  await expect(theirs.filter({ hasText: /Picture .*\.png/ })).toHaveCount(1)
  await ben.workspace.send()
  const mail = await desk.stage.relay.mail((one) => one.raw.includes('See the picture.'))
  expect(attachmentIn(mail.raw, 'b.txt').toString()).toBe('second')
  expect([...attachmentIn(mail.raw, 'Picture')]).toEqual([1, 2, 3])
  expect(mail.raw).not.toContain('a.txt')
})

test('[OU1] a large file that breaks off goes on where it was, also after the app was closed', async ({
  desk,
}) => {
  const part = 4 * 1024 * 1024
  const number = await desk.ticket('The pump leaks')
  const { page, context, workspace } = await desk.replying(number)
  await workspace.type('All of it is here.')
  const offsets: string[] = []
  // The line breaks at the second part, and at everything after it until the app was opened anew.
  let isBroken = true
  await context.route('**/blobs/*/parts**', (route, request) => {
    const offset = request.headers()['upload-offset'] ?? '0'
    if (request.method() === 'PATCH') offsets.push(offset)
    return isBroken && offset !== '0' ? route.abort('connectionreset') : route.continue()
  })
  const bytes = randomBytes(2 * part + 1_000)
  await dropFiles(page, [{ name: 'all.zip', type: 'application/zip', bytes }])
  await expect.poll(() => offsets).toContain(String(part))
  await workspace.isSaved()
  await page.reload()
  isBroken = false
  offsets.length = 0
  await expect.poll(() => offsets).toEqual([String(part), String(2 * part)])
  await page.keyboard.press('r')
  await expect(page.locator('.reply-file')).toHaveCount(1)
  await workspace.send()
  await expect
    .poll(() => desk.stage.relay.mails.filter(({ raw }) => raw.includes('All of it is here.')))
    .toHaveLength(1)
  const mail = desk.stage.relay.mails.find(({ raw }) => raw.includes('All of it is here.'))
  expect(sha256(attachmentIn(mail?.raw ?? '', 'all.zip'))).toBe(sha256(bytes))
})
