/**
 * Mail that wants more than to be read, in a real browser: it comes by SMTP through the gateway and is opened by an agent.
 * Nothing in it runs, asks anybody, moves the reader or lies over the app: with everything in place, with the gateway's
 * cleaning taken away, and with both cleanings taken away. Names, subjects and files: hostile-words.
 */
import type { Browser } from '@playwright/test'
import { openAgent } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { fillSnippet, SNIPPETS } from '../hostile/mail-snippets.ts'
import { rawMail, SUPPORT } from '../hostile/raw-mail.ts'
import { databaseName } from '../pages/device-trouble.ts'
import { installLooks } from '../pages/mail-looks.ts'
import {
  FRAME,
  lookAtApp,
  NOTHING,
  openById,
  openWatchedBrowser,
  watchMail,
} from '../pages/mail-watch.ts'
import { openCanary } from '../stage/canary.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'

/** As in `fillSnippet`; nobody may even look it up. */
const NAME = 'lookup.canary.test'

test.use({
  stageOptions: {
    // The server could ask the canary: that it does not is what is shown.
    environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_EGRESS_ALLOW: '127.0.0.1/32' },
  },
})
test.setTimeout(900_000)

test('[MA14] [MR20] [MR21] hostile mail is only read', async ({ desk }, info) => {
  const { stage, oracle } = desk
  const canary = await openCanary()
  const { step } = test
  const launch = info.project.use.launchOptions
  const snippets = SNIPPETS.map((snippet) => fillSnippet(snippet, canary.port))
  expect(snippets.length).toBeGreaterThanOrEqual(150)

  const ids = await step('it comes in by SMTP, every one a ticket', async () => {
    const sender = await openSmtpSender(stage.smtpPort)
    for (const [at, html] of snippets.entries()) {
      const from = `s${at}@outside.test`
      const raw = rawMail({ from, subject: `snippet ${at}.`, html: `<p>shown ${at}</p>${html}` })
      expect((await sender.send({ from, to: [SUPPORT] }, raw)).code).toBe(250)
    }
    sender.close()
    const tickets = await until(
      'every mail is a ticket',
      async () => {
        const all = await oracle.list()
        return all.length >= snippets.length && all
      },
      { waitMsMax: 120_000 },
    )
    return snippets.map((_html, at) => {
      const found = tickets.find(({ subject }) => subject === `snippet ${at}.`)
      if (!found) throw new Error(`snippet ${at} is no ticket`)
      return found.id
    })
  })

  const open = async (browser: Browser) => {
    const agent = await openAgent(browser, stage, ADMIN.email, { serviceWorkers: 'block' })
    await agent.workspace.isSaved()
    const seen = await watchMail(agent.context, agent.page, canary)
    await openById(agent.page, ids[0] ?? '')
    await expect(agent.page.locator(`${FRAME}[data-shown]`)).toHaveCount(1)
    await agent.page.evaluate(installLooks, FRAME)
    return { ...agent, seen }
  }

  await step('opened, none of it runs, asks, moves or covers', async () => {
    const watched = await openWatchedBrowser(launch)
    const { page, seen } = await open(watched.browser)
    const refused: string[] = []
    page.on('console', (line) => {
      if (/Content Security Policy/i.test(line.text())) refused.push(line.text())
    })
    for (const [at, id] of ids.entries()) {
      await page.evaluate(([to, subject]) => looks.ticket(to, subject), [
        id,
        `snippet ${at}.`,
      ] as const)
      expect(await page.evaluate(lookAtApp, FRAME), snippets[at]).toEqual([])
      expect(seen.found(), snippets[at]).toEqual(NOTHING)
    }
    // Nothing was left for the policy to refuse.
    expect(refused).toEqual([])
    const log = await watched.close()
    expect(log).toContain(`:${stage.httpPort}`)
    expect(log).not.toContain(NAME)
    expect(log).not.toContain(`127.0.0.1:${canary.port}`)
  })

  await step('without the gateway’s cleaning the device’s is enough', async () => {
    const watched = await openWatchedBrowser(launch)
    const { context, page, seen } = await open(watched.browser)
    let served = ''
    await context.route('**/api/tickets/*/blobs/*', (route) =>
      route.fulfill({ body: `<p>raw</p>${served}` }),
    )
    const database = await databaseName(page)
    for (const snippet of snippets) {
      served = snippet
      await page.evaluate((name) => looks.again(name), database)
      const text = page.evaluate(
        (selector) =>
          document.querySelector<HTMLIFrameElement>(selector)?.contentDocument?.body.innerText,
        FRAME,
      )
      expect(await text, snippet).toMatch(/^raw/)
      expect(await page.evaluate(lookAtApp, FRAME), snippet).toEqual([])
      expect(seen.found(), snippet).toEqual(NOTHING)
    }
    const log = await watched.close()
    expect(log).not.toContain(NAME)
    expect(log).not.toContain(`127.0.0.1:${canary.port}`)
  })

  await step('without any cleaning the frame lets nothing run and nothing out', async () => {
    const watched = await openWatchedBrowser(launch)
    const { page, seen } = await open(watched.browser)
    for (const snippet of snippets) {
      await page.evaluate((html) => looks.bare(html), snippet)
      // Playwright names what the policy then stops: what was asked is left to the canary.
      expect({ ...seen.found(), asked: [], moved: [] }, snippet).toEqual(NOTHING)
    }
    expect(new URL(page.url()).pathname).toMatch(/^\/app\//)
    await watched.close()
    expect(canary.heard).toEqual([])
  })
  await canary.close()
})
