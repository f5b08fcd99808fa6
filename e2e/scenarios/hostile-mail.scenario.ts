/**
 * Mail that wants more than to be read, in a real browser: it comes by SMTP through the gateway and is opened by an agent.
 * Nothing in it runs, asks anybody, moves the reader or lies over the app: with everything in place, with the gateway's
 * cleaning taken away, and with both cleanings taken away. Then pictures, when an agent asks for them.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { openAgent } from '../actors/agent.ts'
import { ADMIN, expect, QUEUES, test } from '../actors/desk-test.ts'
import { fillSnippet, HOSTILE_WORDS, SNIPPETS } from '../hostile/mail-snippets.ts'
import { openCanary, type Canary } from '../stage/canary.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { databaseName } from '../pages/device-trouble.ts'
import type { Workspace } from '../pages/workspace.ts'

const SUPPORT = QUEUES[0].address
/** As in `fillSnippet`; nobody may even look it up. */
const NAME = 'lookup.canary.test'
const FRAME = 'iframe.mail-frame'

test.use({
  stageOptions: {
    environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_EGRESS_ALLOW: '127.0.0.1/32' },
  },
})
test.setTimeout(900_000)

type Mail = { from?: string; subject?: string; html: string; parts?: string[] }

/** Written by hand, as a program that means ill would: no library tidies it up. */
function rawMail({ from = 'Sam <sam@outside.test>', subject = 'x', html, parts = [] }: Mail) {
  const id = randomUUID()
  const body = ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '']
  const head = [
    `From: ${from}`,
    `To: ${SUPPORT}`,
    `Subject: ${encodeWord(subject)}`,
    `Message-ID: <${id}@outside.test>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
  ]
  const words = [...body, wrap(Buffer.from(html).toString('base64'))]
  if (parts.length === 0) return Buffer.from([...head, ...words, ''].join('\r\n'))
  const mixed = ['Content-Type: multipart/mixed; boundary=b', '', '--b', ...words]
  return Buffer.from(
    [...head, ...mixed, ...parts.flatMap((part) => ['--b', part]), '--b--', ''].join('\r\n'),
  )
}

const encodeWord = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const wrap = (text: string) => text.replace(/(.{76})/g, '$1\r\n')
const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`

function filePart(name: string, type: string, content: string, more: string[] = []): string {
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
    ...more,
    'Content-Transfer-Encoding: base64',
    '',
    wrap(Buffer.from(content).toString('base64')),
  ].join('\r\n')
}

/** A browser that writes down every request and every name it looks up. */
async function openWatchedBrowser(launch: Parameters<typeof chromium.launch>[0]) {
  const path = join(tmpdir(), `deskside-net-${randomUUID()}.json`)
  const browser = await chromium.launch({
    ...launch,
    args: [...(launch?.args ?? []), `--log-net-log=${path}`],
  })
  return {
    browser,
    /** Everything the browser said to the network, once it is closed. */
    async close(): Promise<string> {
      await browser.close()
      const log = readFileSync(path, 'utf8')
      rmSync(path, { force: true })
      return log
    },
  }
}

/** What must not happen in a page, counted. */
async function watch(context: BrowserContext, page: Page, canary: Canary) {
  const ran: string[] = []
  const asked: string[] = []
  const moved: string[] = []
  await context.exposeBinding('HIT', ({ frame }) => void ran.push(frame.url()))
  page.on('dialog', (dialog) => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    const isOwn = origin === new URL(page.url()).origin || ['blob:', 'data:'].includes(protocol)
    if (!isOwn) asked.push(request.url())
  })
  context.on('page', (opened) => moved.push(opened.url()))
  page.on('framenavigated', (frame) => {
    const path = new URL(frame.url(), 'http://none.test').pathname
    const isOwn =
      frame.parentFrame() === null ? path.startsWith('/app') : path === '/mail-frame.html'
    if (!isOwn && frame.url() !== 'about:blank') moved.push(frame.url())
  })
  return {
    /** Empty lists, whatever was opened. */
    found: () => ({ ran, asked, moved, heard: canary.heard.map(({ url }) => url) }),
  }
}

const NOTHING = { ran: [], asked: [], moved: [], heard: [] }

/** In the page: the frame lies inside its message, holds no frame, and everything of the app is on top of itself. */
function lookAtApp(selector: string) {
  const wrong: string[] = []
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(selector)) {
    const body = frame.closest('.message-body')?.getBoundingClientRect()
    const box = frame.getBoundingClientRect()
    if (!body || box.left < body.left - 1 || box.right > body.right + 1)
      wrong.push('the frame is wider than its message')
    if (!body || box.top < body.top - 1 || box.bottom > body.bottom + 1)
      wrong.push('the frame is higher than its message')
    const inside = frame.contentDocument
    if (inside?.location.pathname !== '/mail-frame.html') wrong.push('the frame is elsewhere')
    if ((frame.contentWindow?.length ?? 0) > 0) wrong.push('there is a frame in the frame')
    if (
      inside?.querySelector(
        'script, style:not(head style), form, input, svg, [id], [class]:not(.quote)',
      )
    )
      wrong.push('something is there that should not be')
  }
  const own =
    '.nav-item, .ticket-head h1, .ticket-fields button, .composer-open, .list-search input'
  for (const element of document.querySelectorAll(own)) {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || box.bottom < 0 || box.top > innerHeight) continue
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    if (!top || !(element.contains(top) || top.contains(element)))
      wrong.push(`${element.className} is covered by ${top?.tagName}`)
  }
  return wrong
}

async function openById(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/app/v/inbox/t/${to}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, id)
}

/** In the page, so that nothing waits for the test: puts the selector and its helpers where the loops find them. */
function installLooks(selector: string) {
  const passed = (isSo: () => boolean, what: string) =>
    new Promise<void>((done, failed) => {
      const endAt = performance.now() + 30_000
      const look = () => {
        if (isSo()) done()
        else if (performance.now() > endAt) failed(new Error(`in vain: ${what}`))
        else setTimeout(look, 5)
      }
      look()
    })
  const frame = () => document.querySelector<HTMLIFrameElement>(`${selector}[data-shown]`)
  const toggle = () =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }))
  Object.assign(window, {
    looks: {
      async ticket(id: string, subject: string) {
        history.pushState(null, '', `/app/v/inbox/t/${id}`)
        dispatchEvent(new PopStateEvent('popstate'))
        const title = () => document.querySelector('.subject-button')?.textContent
        await passed(() => title() === subject && frame() !== null, subject)
      },
      /** The open mail once more, from the server. */
      async again(database: string) {
        await new Promise<void>((done, failed) => {
          const opening = indexedDB.open(database)
          opening.addEventListener('error', failed)
          opening.addEventListener('success', () => {
            const write = opening.result.transaction('blobs', 'readwrite')
            write.objectStore('blobs').clear()
            write.addEventListener('complete', () => {
              opening.result.close()
              done()
            })
          })
        })
        toggle()
        await passed(() => frame() === null, 'the mail as plain text')
        toggle()
        await passed(() => frame() !== null, 'the mail as it was sent')
      },
      /** In a frame like the app's, as it came, with nothing taken out. */
      async bare(html: string) {
        const old = document.querySelector<HTMLIFrameElement>(selector)
        const bare = old?.cloneNode()
        if (!(bare instanceof HTMLIFrameElement)) throw new Error('there is no frame')
        bare.loading = 'eager'
        await new Promise((loaded) => {
          bare.addEventListener('load', loaded, { once: true })
          old?.replaceWith(bare)
        })
        const inside = bare.contentDocument
        if (!inside) throw new Error('the frame is empty')
        // Scripts made like this run wherever scripts may.
        const range = inside.createRange()
        range.selectNodeContents(inside.body)
        inside.body.append(range.createContextualFragment(html))
        inside.querySelector<HTMLElement>('a, button')?.dispatchEvent(new MouseEvent('mouseover'))
        await new Promise((drawn) => setTimeout(drawn))
      },
    },
  })
}

/** What `installLooks` put there. */
type Looks = {
  ticket(id: string, subject: string): Promise<void>
  again(database: string): Promise<void>
  bare(html: string): Promise<void>
}
declare global {
  var looks: Looks
}

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
        const all = await listAll(stage, oracle.token)
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
    const seen = await watch(agent.context, agent.page, canary)
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

/** Every page of the list. */
async function listAll(
  stage: { api(token?: string): { get(path: string): Promise<{ text: string }> } },
  token: string,
) {
  const all: { id: string; subject: string }[] = []
  let cursor = ''
  do {
    const answer = JSON.parse(
      (await stage.api(token).get(`/api/tickets?limit=200${cursor && `&cursor=${cursor}`}`)).text,
    ) as { tickets: typeof all; cursor?: string | null; next?: string | null }
    all.push(...answer.tickets)
    cursor = answer.cursor ?? answer.next ?? ''
  } while (cursor !== '')
  return all
}

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
  const seen = await watch(agent.context, agent.page, canary)
  for (const { id, subject } of await oracle.list()) {
    await openById(agent.page, id)
    await expect(agent.page.locator('.subject-button')).toHaveText(subject.trim())
    await expect(agent.page.locator(`${FRAME}[data-shown]`)).toHaveCount(1)
    await expect(agent.page.locator('.card')).toHaveCount(2)
    await agent.page.getByRole('button', { name: 'About this mail' }).click()
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
  const seen = await watch(agent.context, agent.page, canary)
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
