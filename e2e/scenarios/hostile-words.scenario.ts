/**
 * Names, subjects and files that are hostile, of mail that came in and of mail that is held, and hostile names of all that a
 * desk names itself: on every address of the app, and outside, they are words.
 */
import { openAgent } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { nameHostile } from '../hostile/hostile-names.ts'
import { fillSnippet, HOSTILE_WORDS } from '../hostile/mail-snippets.ts'
import { filePart, quote, rawMail, SUPPORT } from '../hostile/raw-mail.ts'
import { FRAME, NOTHING, openById, watchMail } from '../pages/mail-watch.ts'
import { appAddresses } from '../screens/addresses.ts'
import { openCanary } from '../stage/canary.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'

/** What words of somebody else must never become. */
const MADE = ':is([onerror], [onload], [onclick], img[src="x"], body script:not([src]):not([type]))'

/** Every address is a start of the app, one after the other. */
const OPEN_MS_MAX = 60_000

test.use({
  stageOptions: {
    // The server could ask the canary: that it does not is what is shown.
    environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_EGRESS_ALLOW: '127.0.0.1/32' },
  },
})
test.setTimeout(900_000)

test('[MA14] [MA32] [SEC-XSS] hostile names, subjects and files are words', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const canary = await openCanary()
  const sender = await openSmtpSender(stage.smtpPort)
  const said = HOSTILE_WORDS.map((words) => fillSnippet(words, canary.port))
  for (const [at, words] of said.entries()) {
    const event = `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:${words}\r\nLOCATION:${words}\r\nDESCRIPTION:${words}\r\nURL:javascript:top.HIT()\r\nORGANIZER;CN=${quote(words.replaceAll('"', ''))}:mailto:a@b.test\r\nDTSTART:20260303T093000Z\r\nEND:VEVENT\r\nEND:VCALENDAR`
    const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${words}\r\nNOTE:${words}\r\nURL:javascript:top.HIT()\r\nEND:VCARD`
    const raw = rawMail({
      from: `${quote(words)} <n${at}@outside.test>`,
      subject: `${at} ${words}`,
      html: `<p>words ${at}</p>`,
      parts: [
        filePart(`${words}.txt`, 'text/plain', words),
        filePart(`${words}.html`, 'text/html', `<script>top.HIT()</script>${words}`),
        filePart(`${words}.svg`, 'image/svg+xml', `<svg onload="top.HIT()"/>`),
        filePart('e.ics', 'text/calendar', event),
        filePart('c.vcf', 'text/vcard', card),
      ],
    })
    const from = `n${at}@outside.test`
    expect((await sender.send({ from, to: [SUPPORT] }, raw)).code).toBe(250)
  }
  // What is held is shown to admins, as words too.
  for (const [at, words] of said.entries()) {
    const from = 'machine@outside.test'
    const raw = rawMail({ from, subject: `held ${at} ${words}`, html: words }).toString()
    await sender.send(
      { from, to: [SUPPORT] },
      Buffer.from(`Auto-Submitted: auto-replied\r\n${raw}`),
    )
  }
  sender.close()
  await until('all are there', async () => (await oracle.list()).length >= said.length)

  const agent = await openAgent(browser, stage, ADMIN.email, { serviceWorkers: 'block' })
  await agent.workspace.isSaved()
  const seen = await watchMail(agent.context, agent.page, canary)
  for (const { id, subject } of await oracle.list()) {
    await openById(agent.page, id)
    await expect(agent.page.locator('.subject-button')).toHaveText(subject.trim())
    await expect(agent.page.locator(`${FRAME}[data-shown]`)).toHaveCount(1)
    await expect(agent.page.locator('.card')).toHaveCount(2)
    await agent.page.getByRole('button', { name: 'About this message' }).click()
    await expect(agent.page.locator('.origin')).toBeVisible()
    await agent.page
      .getByRole('button', { name: /^Look at / })
      .first()
      .click()
    await expect(agent.page.locator('.file-looked pre')).toBeVisible()
    await agent.page.keyboard.press('Escape')
    expect(seen.found(), subject).toEqual(NOTHING)
    // Only words came of it.
    const made =
      'article.ticket :is(script, object, embed, image, use, iframe:not(.mail-frame), [onerror], [onload])'
    expect(await agent.page.locator(made).count(), subject).toBe(0)
  }
  await agent.page.goto(`${stage.publicUrl}/app/settings`)
  await expect(agent.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  expect(seen.found()).toEqual(NOTHING)
  await agent.context.close()
  await canary.close()
})

test('[MA14] [SEC-XSS] hostile names of everything are words on every address of the app', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const canary = await openCanary()
  const said = HOSTILE_WORDS.map((words) => fillSnippet(words, canary.port))
  const { id, view } = await nameHostile(stage, oracle, said)
  const agent = await openAgent(browser, stage, ADMIN.email, { serviceWorkers: 'block' })
  await agent.workspace.isSaved()
  const seen = await watchMail(agent.context, agent.page, canary)
  const addresses = appAddresses({ views: ['q-support', view], id })
  for (const address of addresses) {
    await agent.page.goto(address)
    const title = agent.page.getByRole('heading', { level: 1 }).first()
    await expect(title, address).toBeVisible({ timeout: OPEN_MS_MAX })
    // The side bar names the queue on each of them.
    await expect(agent.page.getByText(said[1] ?? '', { exact: false }).first()).toBeAttached()
    await agent.page.waitForLoadState('networkidle')
    expect(await agent.page.locator(MADE).count(), address).toBe(0)
    expect(seen.found(), address).toEqual(NOTHING)
  }
  await agent.context.close()

  const outside = await browser.newContext({ baseURL: stage.publicUrl })
  const ran: string[] = []
  await outside.exposeBinding('HIT', ({ frame }) => void ran.push(frame.url()))
  const page = await outside.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => ran.push(dialog.message())))
  for (const address of ['/', '/q/support', '/q/support/status', '/sign-in', '/setup#none']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }).first(), address).toBeVisible()
    expect(await page.locator(MADE).count(), address).toBe(0)
  }
  expect({ ran, heard: canary.heard }).toEqual({ ran: [], heard: [] })
  await outside.close()
  await canary.close()
})
