/**
 * What a mail that is open must not do to the page around it: run, ask anybody, move the reader, lie over the app. And a
 * browser that writes down what it says to the network.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import type { Canary } from '../stage/canary.ts'

/** Where a mail is shown as it was sent. */
export const FRAME = 'iframe.mail-frame'

/** A browser that writes down every request and every name it looks up. */
export async function openWatchedBrowser(launch: Parameters<typeof chromium.launch>[0]) {
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
export async function watchMail(context: BrowserContext, page: Page, canary: Canary) {
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

export const NOTHING = { ran: [], asked: [], moved: [], heard: [] }

/** In the page: the frame lies inside its message, holds no frame, and everything of the app is on top of itself. */
export function lookAtApp(selector: string) {
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

export async function openById(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/app/v/inbox/t/${to}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, id)
}
