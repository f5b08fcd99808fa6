/**
 * Mail as an agent sees it: the new words with the rest folded, as it was sent or as plain words by one key, its files as
 * what they are, the original, and the whole thread on paper.
 */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openAgent } from '../actors/agent.ts'
import { replyAddress } from '../actors/correspondent.ts'
import { ADMIN, expect, QUEUES, test } from '../actors/desk-test.ts'
import { makeLockedPdf, makePdfFile } from '../actors/pdf-file.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'

const SUPPORT = QUEUES[0].address
const SAM = 'sam@outside.test'
const FRAME = 'iframe.mail-frame'

test.use({
  stageOptions: { environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_UNDO_SECONDS: '0' } },
})
test.setTimeout(400_000)

type Part = { name: string; type: string; content: string | Uint8Array; cid?: string }

function rawMail(subject: string, html: string, parts: readonly Part[] = [], more: string[] = []) {
  const files = parts.map(({ name, type, content, cid }) =>
    [
      '--b',
      `Content-Type: ${type}`,
      `Content-Disposition: ${cid ? 'inline' : 'attachment'}; filename="${name}"`,
      ...(cid ? [`Content-ID: <${cid}>`] : []),
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
    ].join('\r\n'),
  )
  const head = [`From: Sam Porter <${SAM}>`, `To: ${SUPPORT}`, `Subject: ${subject}`, ...more]
  return Buffer.from(
    [
      ...head,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      ...files,
      '--b--',
      '',
    ].join('\r\n'),
  )
}

/** What the last frame shows, as a person sees it. */
const shownText = (page: Page) =>
  page
    .locator(`${FRAME}[data-shown]`)
    .last()
    .evaluate((frame) =>
      frame instanceof HTMLIFrameElement ? frame.contentDocument?.body.innerText.trim() : null,
    )

test('[MA13] [MR25] the new words show and the rest folds; plain words and the original are a key away', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const forwarded = `<p>Please see below.</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Kim</div><p>The lamp is broken.</p></div>`
  const first = rawMail('The lamp', forwarded)
  await sendMail(stage.smtpPort, { from: SAM, to: [SUPPORT] }, first)
  const { id, number } = await oracle.bySubject('The lamp')
  const { page, workspace, context } = await openAgent(browser, stage, ADMIN.email)
  await workspace.open(number)

  // The first mail of a ticket is whole: what it forwards is what it says.
  await expect.poll(() => shownText(page)).toContain('The lamp is broken.')
  await expect(page.getByRole('button', { name: 'Show quoted text' })).toHaveCount(0)

  const sam = desk.correspondent('Sam Porter', SAM)
  const said = await stage
    .api(oracle.token)
    .post(`/api/tickets/${id}/replies`, { text: 'Which lamp?' })
  expect(said.status, said.text).toBe(201)
  const received = await sam.read('the reply', ({ mail }) =>
    (mail.text ?? '').includes('Which lamp?'),
  )
  const answer = `<div dir="ltr"><p>The <b>left</b> one.</p></div><div class="gmail_quote"><div class="gmail_attr">On Tue, 3 Mar 2026 at 09:12, Support &lt;support@desk.test&gt; wrote:<br></div><blockquote class="gmail_quote"><p>Which lamp?</p></blockquote></div>`
  const to = replyAddress(received)
  const thread = [`In-Reply-To: ${received.mail.messageId ?? ''}`]
  await sendMail(
    stage.smtpPort,
    { from: SAM, to: [to] },
    rawMail('Re: The lamp', answer, [], thread),
  )
  await expect(page.locator(`${FRAME}[data-shown]`)).toHaveCount(2)
  const last = workspace.ticket.locator('article.message').last()

  await expect.poll(() => shownText(page)).toBe('The left one.')
  await last.getByRole('button', { name: 'Show quoted text' }).click()
  await expect.poll(() => shownText(page)).toContain('Which lamp?')
  await page.keyboard.press('q')
  await expect.poll(() => shownText(page)).toBe('The left one.')

  // One key: as plain words, with the same fold; and back.
  await page.keyboard.press('t')
  await expect(last.locator(FRAME)).toHaveCount(0)
  await expect(last.locator('.message-text')).toHaveText('The left one.')
  await expect(last.locator('.message-quoted')).toBeHidden()
  await page.keyboard.press('q')
  await expect(last.locator('.message-quoted')).toContainText('Which lamp?')
  await page.keyboard.press('q')
  await page.keyboard.press('t')
  await expect.poll(() => shownText(page)).toBe('The left one.')

  // Keys pressed inside the mail are the app's.
  await page.frameLocator(FRAME).last().locator('b').click()
  await page.keyboard.press('t')
  await expect(last.locator(FRAME)).toHaveCount(0)
  await page.keyboard.press('t')

  // `,` goes to the message before; its original comes as it was sent.
  await page.keyboard.press(',')
  await page.keyboard.press(',')
  await page.keyboard.press(',')
  const saving = page.waitForEvent('download')
  await page.keyboard.press('v')
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('original.eml')
  expect((await readFile((await saved.path()) ?? '')).toString()).toContain(first.toString().trim())
  // Which rule put it there is said to who asks.
  await last.getByRole('button', { name: 'About this message' }).click()
  await expect(last.locator('.origin')).toContainText('Sent to this ticket’s own reply address')
  await context.close()

  // Where the formatted mail cannot be had, its words stand in for it.
  const away = await openAgent(browser, stage, ADMIN.email, { serviceWorkers: 'block' })
  await away.context.route('**/api/tickets/*/blobs/*', (route) => route.abort())
  await away.workspace.open(number)
  const words = away.workspace.ticket.locator('article.message').last()
  await expect(words.locator('.message-text')).toHaveText('The left one.')
  await expect(words.locator('.message-text')).toBeVisible()
  await expect(words.locator('.message-missing')).toBeVisible()
  await away.context.close()
})

test('[MA32] [MR20] [MR22] files are shown as what they are, and what can run is called so', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const picture = await readFile(new URL('../../public/icon-192.png', import.meta.url))
  const event = `BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nSUMMARY:Inspection\r\nDTSTART;TZID=Asia/Tokyo:20260303T093000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU\r\nEND:VEVENT\r\nEND:VCALENDAR`
  const parts: Part[] = [
    { name: 'lamp.png', type: 'image/png', content: picture, cid: 'lamp@outside.test' },
    { name: 'photo.png', type: 'image/png', content: picture },
    { name: 'log.txt', type: 'text/plain', content: '<b>not bold</b>' },
    { name: 'invoice.pdf.exe', type: 'image/png', content: 'MZ' },
    { name: 'page.html', type: 'text/html', content: '<script>1</script>' },
    { name: 'invite.ics', type: 'text/calendar', content: event },
    {
      name: 'kim.vcf',
      type: 'text/vcard',
      content: 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kim Duarte\r\nEND:VCARD',
    },
  ]
  const raw = rawMail('Files', '<p>See <img src="cid:lamp@outside.test"></p>', parts)
  await sendMail(stage.smtpPort, { from: SAM, to: [SUPPORT] }, raw)
  const { number } = await oracle.bySubject('Files')
  const { page, workspace, context } = await openAgent(browser, stage, ADMIN.email)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await workspace.open(number)

  const inFrame = page.frameLocator(FRAME).locator('img')
  await expect(inFrame).toHaveAttribute('src', /^blob:/)
  const items = workspace.ticket.locator('.file')
  await expect(items).toHaveCount(6)
  await expect(items.filter({ hasText: 'invoice.pdf.exe' })).toContainText('can run programs')
  await expect(items.filter({ hasText: 'page.html' })).toContainText('not shown here')
  await expect(workspace.ticket.locator('.card.is-cancelled')).toContainText(
    'Tuesday, 3 March 2026',
  )
  await expect(workspace.ticket.locator('.card.is-cancelled')).toContainText(
    'every week on Tuesday',
  )
  await expect(workspace.ticket.locator('.card').last()).toContainText('Kim Duarte')

  await page.getByRole('button', { name: 'Look at photo.png' }).click()
  await expect(page.locator('.file-looked img')).toHaveJSProperty('naturalWidth', 192)
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.file-looked pre')).toHaveText('<b>not bold</b>')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'About this message' }).click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // What a mail itself looks like is its sender's.
    const { violations } = await new AxeBuilder({ page }).exclude(FRAME).analyze()
    expect(violations.map((one) => `${one.id}: ${one.help}`)).toEqual([])
  }

  // A program is only ever saved.
  const saving = page.waitForEvent('download')
  await items.filter({ hasText: 'invoice.pdf.exe' }).getByRole('link').click()
  expect((await saving).suggestedFilename()).toBe('invoice.pdf.exe')
  // No file has an address that a page could show.
  const paths = asked
    .map((url) => new URL(url).pathname)
    .filter((path) => path !== '/mail-frame.html')
  expect(paths.filter((path) => /\.(png|html|exe|ics)$/.test(path))).toEqual([])
  await context.close()
})

test('[MA20] [MR28] somebody else’s mail is marked, and shown to the requester when an agent says so', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const sam = desk.correspondent('Sam Porter', SAM)
  await sam.write({ to: SUPPORT, subject: 'The lamp blinks', text: 'Since noon.' })
  const { id, number } = await oracle.bySubject('The lamp blinks')
  const said = await stage
    .api(oracle.token)
    .post(`/api/tickets/${id}/replies`, { text: 'Who could look?' })
  expect(said.status, said.text).toBe(201)
  const received = await sam.read('the reply', ({ mail }) =>
    (mail.text ?? '').includes('Who could look?'),
  )
  const kim = desk.correspondent('Kim Duarte', 'kim@outside.test')
  expect(await kim.answer(received, 'I looked at it for Sam.')).toBe(250)

  const { workspace, context } = await openAgent(browser, stage, ADMIN.email)
  await workspace.open(number)
  const message = workspace.message('I looked at it for Sam.')
  await expect(message.locator('.origin-line')).toContainText('Not the requester')
  await message.getByRole('button', { name: 'About this message' }).click()
  await message.getByRole('button', { name: 'Show to the requester…' }).click()
  const dialog = workspace.page.getByRole('dialog', { name: 'Show this mail to Sam Porter?' })
  await expect(dialog.locator('.show-preview')).toContainText('I looked at it for Sam.')
  await dialog.getByRole('button', { name: 'Show it' }).click()
  await expect(message.locator('.origin-line')).toContainText('Shown to the requester by Ada')
  await expect(message.getByRole('button', { name: 'Show to the requester…' })).toHaveCount(0)
  await context.close()
})

test('[MR30] whose mail was forwarded is offered, and becomes the requester when an agent says so', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const uma = 'From: Uma Novak <uma@user.test>\r\nSubject: The tap\r\n\r\nIt drips.\r\n'
  const file = { name: 'mail.eml', type: 'message/rfc822', content: uma }
  await sendMail(
    stage.smtpPort,
    { from: SAM, to: [SUPPORT] },
    rawMail('Fwd: The tap', '<p>One for you.</p>', [file]),
  )
  const { number } = await oracle.bySubject('Fwd: The tap')
  const { workspace, context } = await openAgent(browser, stage, ADMIN.email)
  await workspace.open(number)
  const message = workspace.message('One for you.')
  await message.getByRole('button', { name: 'About this message' }).click()
  const offer = message.getByRole('button', { name: 'Make Uma Novak the requester' })
  await offer.click()
  await expect(message.locator('.sure')).toContainText('uma@user.test')
  await offer.click()
  await expect(offer).toHaveCount(0)
  await expect(workspace.ticket).toContainText('The requester is another person now.')
  await expect(workspace.page.locator('section.requester')).toContainText('Uma Novak')
  expect((await oracle.ticket(number)).requester).toMatchObject({ email: 'uma@user.test' })
  await context.close()
})

test('the whole thread goes on paper, every message whole', async ({ desk, browser }) => {
  const { stage, oracle } = desk
  const number = await desk.ticket(
    'Long story',
    Array.from({ length: 150 }, (_, n) => `line ${n}.`).join('\n'),
  )
  const { id } = await oracle.bySubject('Long story')
  const api = stage.api(oracle.token)
  const COUNT = 60
  for (let n = 0; n < COUNT; n++)
    expect(
      (await api.post(`/api/tickets/${id}/replies`, { text: `Answer ${n}.`, force: true })).status,
    ).toBe(201)
  await api.post(`/api/tickets/${id}/notes`, { text: 'Between us.' })
  const { page, workspace, context } = await openAgent(browser, stage, ADMIN.email)
  await workspace.open(number)
  await until('all answers have come', async () =>
    (await workspace.ticket.locator('article.message').last().textContent())?.includes(
      'Between us.',
    ),
  )
  await expect(workspace.message('line 149.')).toHaveCount(0)

  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(workspace.ticket.locator('article.message-reply')).toHaveCount(COUNT)
  const look = () =>
    page.evaluate(() => {
      const messages = [...document.querySelectorAll('article.message')].filter(
        (one) => getComputedStyle(one).display !== 'none',
      )
      /** Every letter lies within each element around it that would cut it off. */
      const isWhole = (element: Element) => {
        const box = element.getBoundingClientRect()
        for (let up = element.parentElement; up; up = up.parentElement) {
          if (getComputedStyle(up).overflowY === 'visible') continue
          const around = up.getBoundingClientRect()
          const isRoot = up === document.documentElement || up === document.body
          if (!isRoot && (box.top < around.top - 1 || box.bottom > around.bottom + 1)) return false
        }
        return true
      }
      return {
        shown: messages.length,
        whole: messages.filter(isWhole).length,
        hasNote: messages.some((one) => one.textContent?.includes('Between us.')),
        hasList: document.querySelector('.list-pane')?.checkVisibility() ?? false,
        heightPx: document.documentElement.scrollHeight,
      }
    })
  const paper = await look()
  expect(paper).toMatchObject({
    shown: COUNT + 1,
    whole: COUNT + 1,
    hasNote: false,
    hasList: false,
  })
  expect(paper.heightPx).toBeGreaterThan(COUNT * 30)
  // Notes only when they are ticked.
  await page.evaluate(() => (document.documentElement.dataset['print'] = 'notes'))
  expect(await look()).toMatchObject({ shown: COUNT + 2, whole: COUNT + 2, hasNote: true })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(workspace.message('line 149.')).toHaveCount(0)
  await context.close()
})

test('[MA32] a PDF is looked at page by page; nothing in it runs, and one that cannot be shown says so', async ({
  desk,
}) => {
  const { stage, oracle } = desk
  const elsewhere = 'https://elsewhere.invalid/told'
  const type = 'application/pdf'
  const raw = rawMail('Papers', '<p>Attached.</p>', [
    { name: 'contract.pdf', type, content: makePdfFile('Agreed on Monday', elsewhere) },
    { name: 'locked.pdf', type, content: makeLockedPdf() },
    { name: 'broken.pdf', type: 'application/octet-stream', content: 'no such thing' },
  ])
  await sendMail(stage.smtpPort, { from: SAM, to: [SUPPORT] }, raw)
  const { number } = await oracle.bySubject('Papers')
  const { page, workspace, context } = await desk.agent(ADMIN.email)
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  const refused: string[] = []
  page.on('console', (line) => {
    if (/Content Security Policy/.test(line.text())) refused.push(line.text())
  })
  await workspace.open(number)

  await page.getByRole('button', { name: 'Look at contract.pdf' }).click()
  const looked = page.locator('.file-looked')
  /** Of the page that is drawn: how many of its points are as bright as each of four kinds. */
  const shades = () =>
    looked.locator('canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas')
      const { width, height } = canvas
      const points = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      const counts = [0, 0, 0, 0]
      for (let at = 0; at < points.length; at += 4)
        counts[Math.min(3, Math.floor((points[at] ?? 0) / 64))]! += 4 / points.length
      return counts
    })
  await expect(looked.locator('pre')).toHaveText('Agreed on Monday')
  await expect(looked.getByRole('status')).toHaveText('Page 1 of 2')
  const [ink = 0, , , paper = 0] = await shades()
  expect(ink).toBeGreaterThan(0.001)
  expect(paper).toBeGreaterThan(0.9)

  // A click on a page is a click on a picture.
  await looked.locator('canvas').click()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(looked.getByRole('status')).toHaveText('Page 2 of 2')
  // Four bands of grey: its decoder came, and ran where it can reach nothing.
  await expect
    .poll(async () => (await shades()).every((share) => share > 0.2 && share < 0.3))
    .toBe(true)
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled()
  const { violations } = await new AxeBuilder({ page }).include('.file-dialog').analyze()
  expect(violations.map((one) => `${one.id}: ${one.help}`)).toEqual([])

  await page.keyboard.press('ArrowRight')
  await expect(looked).toContainText('asks for a password')
  await page.keyboard.press('ArrowRight')
  await expect(looked).toContainText('could not be read')
  await page.keyboard.press('Escape')

  // What the browser has kept of the reader is enough for the next one.
  await expect
    .poll(() =>
      page.evaluate(async () => (await caches.keys()).some((name) => name.includes('precache'))),
    )
    .toBe(true)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Look at contract.pdf' }).click()
  await expect(looked.locator('pre')).toHaveText('Agreed on Monday')
  const { origin } = new URL(page.url())
  expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([])
  expect(refused).toEqual([])
  expect(context.pages()).toHaveLength(1)
  await context.close()
})
