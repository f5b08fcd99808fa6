/** What other programs hand to the app: shared words and files, mail addresses, links to tickets; and what its manifest says of it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { goOffline, untilInstalled } from '../actors/agent.ts'
import { withText } from '../actors/oracle.ts'

/** As the system does: a POST that becomes the page. */
async function share(
  page: Page,
  words: { title?: string; text?: string; url?: string },
  file?: { name: string; text: string },
): Promise<void> {
  await page.evaluate(
    ({ words: fields, file: brought }) => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = '/app/share'
      form.enctype = 'multipart/form-data'
      for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input')
        Object.assign(input, { type: 'hidden', name, value })
        form.append(input)
      }
      const input = document.createElement('input')
      Object.assign(input, { type: 'file', name: 'files' })
      if (brought) {
        const list = new DataTransfer()
        list.items.add(new File([brought.text], brought.name, { type: 'text/plain' }))
        input.files = list.files
      }
      form.append(input)
      document.body.append(form)
      form.submit()
    },
    { words, file: file ?? null },
  )
}

test('[PU13] shared without a network it is kept, and becomes a note with its file', async ({
  desk,
}) => {
  const number = await desk.ticket('The door is stuck')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await untilInstalled(page)
  await workspace.open(number)
  await workspace.isSaved()
  await page.goto('/app/v/all')
  await workspace.isSaved()
  await goOffline(context)
  await share(
    page,
    { title: 'A photo', text: 'Taken at the door', url: 'https://example.test/1' },
    { name: 'door.txt', text: 'not a photo' },
  )
  const dialog = page.getByRole('dialog', { name: 'Shared with Deskside' })
  await expect(dialog).toContainText('Taken at the door')
  await expect(dialog.getByRole('button', { name: 'Save door.txt' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/share.png' })
  // Closed and started anew: it waits.
  await page.keyboard.press('Escape')
  await page.reload()
  await dialog.getByRole('button', { name: 'Note on a ticket' }).click()
  await page.keyboard.type('stuck')
  await page.keyboard.press('Enter')
  const note = page.getByRole('textbox', { name: /note/i })
  await expect(note).toHaveText('A photoTaken at the doorhttps://example.test/1')
  await expect(dialog).toBeHidden()
  await context.setOffline(false)
  await expect(page.locator('.reply-file')).toContainText('door.txt')
  await page.keyboard.press('Control+Enter')
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(number), 'Taken at the door')).toHaveLength(1)
  await expect(workspace.message('Taken at the door').locator('.file-name')).toHaveText('door.txt')
  await page.reload()
  await expect(workspace.pill).toBeVisible()
  await expect(dialog).toHaveCount(0)
})

test('[PU13] it becomes a new ticket that can still be changed; discarded it is gone', async ({
  desk,
}) => {
  const { page } = await desk.agent(ADMIN.email)
  await untilInstalled(page)
  await share(page, { title: 'Ruth rang', text: 'The door is stuck again.' })
  const dialog = page.getByRole('dialog', { name: 'Shared with Deskside' })
  await dialog.getByRole('button', { name: 'New ticket' }).click()
  const made = page.getByRole('dialog', { name: 'New ticket' })
  await expect(made.getByLabel('Subject')).toHaveValue('Ruth rang')
  await expect(made.getByLabel('What happened, and what is to be done')).toHaveValue(
    'The door is stuck again.',
  )
  await made.getByRole('button', { name: 'Discard' }).click()
  await share(page, { text: 'Never mind' })
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
  await expect(dialog).toHaveCount(0)
})

test('[PU15] a mail address begins a mail, a link opens its ticket, an opened mail begins a ticket', async ({
  desk,
}) => {
  const number = await desk.ticket('The door is stuck')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  const mailto = 'mailto:ruth@outside.test?subject=Your%20door&body=It%20comes%20on%20Friday.'
  await page.goto(`/app/?mailto=${encodeURIComponent(mailto)}`)
  const made = page.getByRole('dialog', { name: 'New ticket' })
  await expect(made.getByLabel('Mail address', { exact: true })).toHaveValue('ruth@outside.test')
  await expect(made.getByLabel('Subject')).toHaveValue('Your door')
  await expect(workspace.editor).toContainText('It comes on Friday.')
  await made.getByRole('button', { name: 'Discard' }).click()
  // Once is enough.
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
  await expect(made).toHaveCount(0)

  await page.goto(`/app/?link=${encodeURIComponent(`web+deskside:ticket/${number}`)}`)
  await expect(page.getByRole('heading', { name: 'The door is stuck' })).toBeVisible()
  await page.goto(`/app/?link=${encodeURIComponent('web+deskside:ticket/99999')}`)
  await expect(page.getByText('This link leads to no ticket of this desk.')).toBeVisible()

  // The system hands opened files over in a queue; nobody can do that from outside the browser.
  await context.addInitScript(() => {
    const mail = 'From: Ruth <ruth@outside.test>\nSubject: Stuck again\n\nThe door again.\n'
    Object.defineProperty(window, 'launchQueue', {
      value: {
        setConsumer: (take: (params: { files: object[] }) => void) =>
          take({ files: [{ getFile: async () => new File([mail], 'a.eml') }] }),
      },
    })
  })
  await page.goto('/app/')
  await expect(made.getByLabel('Subject')).toHaveValue('Stuck again')
  await expect(made.getByLabel('Name')).toHaveValue('Ruth')
  await expect(made.getByLabel('What happened, and what is to be done')).toHaveValue(
    /^Mail from Ruth <ruth@outside.test>\n\nThe door again\.$/,
  )
})

test('[PU15] the manifest can be installed, and says what the app takes', async ({ desk }) => {
  const { page } = await desk.agent(ADMIN.email)
  const session = await page.context().newCDPSession(page)
  const { data, errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest: unknown = JSON.parse(data ?? '{}')
  expect(manifest).toMatchObject({
    id: '/app/',
    display: 'standalone',
    launch_handler: { client_mode: ['navigate-existing', 'auto'] },
    share_target: {
      action: '/app/share',
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'files' }] },
    },
    file_handlers: [{ action: '/app/', accept: { 'message/rfc822': ['.eml'] } }],
    protocol_handlers: [
      { protocol: 'mailto', url: '/app/?mailto=%s' },
      { protocol: 'web+deskside', url: '/app/?link=%s' },
    ],
  })
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A window without a profile of its own can install nothing; nothing else stands in the way.
  expect(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ).toEqual([])
})
