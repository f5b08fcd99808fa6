/** Pictures that a mail points to: loaded when an agent asks, by the server alone, for that mail and this time. */
import { openAgent } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { filePart, rawMail, SUPPORT } from '../hostile/raw-mail.ts'
import { FRAME, NOTHING, watchMail } from '../pages/mail-watch.ts'
import type { Workspace } from '../pages/workspace.ts'
import { openCanary } from '../stage/canary.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'

test.use({
  stageOptions: {
    environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_EGRESS_ALLOW: '127.0.0.1/32' },
  },
})
test.setTimeout(900_000)

test('[MA31] [MR21] remote images are loaded when an agent asks, by the server alone', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const canary = await openCanary()
  const at = `http://127.0.0.1:${canary.port}`
  const sender = await openSmtpSender(stage.smtpPort)
  const html = `<p>Our news</p><img src="${at}/one.png?a=1&amp;b=2" width="40" height="40"><img src="${at}/one.png?a=1&amp;b=2"><img src="${at}/missing.png"><img src="${at}/x.png" srcset="${at}/y.png 2x"><p style="background:url(${at}/z.png)">x</p><img src="cid:logo@outside.test">`
  const logo = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
  const part = filePart('logo.gif', 'image/gif', '', ['Content-ID: <logo@outside.test>'])
    .replace('attachment;', 'inline;')
    .concat(logo)
  for (const subject of ['News one', 'News two']) {
    const raw = rawMail({ subject, html, parts: [part] })
    expect((await sender.send({ from: 'sam@outside.test', to: [SUPPORT] }, raw)).code).toBe(250)
  }
  sender.close()
  const [one, two] = [await oracle.bySubject('News one'), await oracle.bySubject('News two')]

  const agent = await openAgent(browser, stage, ADMIN.email, { serviceWorkers: 'block' })
  const seen = await watchMail(agent.context, agent.page, canary)
  const shown = async (workspace: Workspace, number: number) => {
    await workspace.open(number)
    await expect(agent.page.locator(`${FRAME}[data-shown]`)).toHaveCount(1)
    return agent.page.frameLocator(FRAME).locator('img')
  }
  const pictures = await shown(agent.workspace, one.number)
  await expect(agent.page.locator('.mail-remote')).toContainText('4 images are not loaded')
  // What came with the mail is there at once, from this device.
  await expect(pictures.last()).toHaveAttribute('src', /^blob:/)
  expect(seen.found()).toEqual(NOTHING)

  await agent.page.getByRole('button', { name: 'Load remote images' }).click()
  await expect(agent.page.locator('.mail-remote')).toContainText('3 of 4 images were loaded')
  await expect(pictures.first()).toHaveAttribute('src', /^blob:/)
  const widths = () =>
    agent.page.evaluate(
      (selector) =>
        [
          ...(document.querySelector<HTMLIFrameElement>(selector)?.contentDocument?.images ?? []),
        ].map((image) => image.naturalWidth),
      FRAME,
    )
  await expect.poll(widths).toEqual([1, 1, 0, 1, 1])
  // Each address once, nothing of styles and sets, and not a word of who looks.
  expect(canary.heard.map(({ url }) => url).sort()).toEqual([
    '/missing.png',
    '/one.png?a=1&b=2',
    '/x.png',
  ])
  for (const { headers } of canary.heard) {
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('referer')
    expect(headers['user-agent']).not.toMatch(/Chrome/)
  }
  expect(seen.found()).toMatchObject({ ran: [], asked: [], moved: [] })

  // For that mail, and this time: the next one asks again.
  await shown(agent.workspace, two.number)
  await expect(agent.page.locator('.mail-remote')).toContainText('4 images are not loaded')
  expect(canary.heard).toHaveLength(3)
  await agent.context.close()
  await canary.close()
})
