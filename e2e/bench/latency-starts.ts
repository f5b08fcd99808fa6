/**
 * Starts that `latency` measures: the kept app without a network, a first visit over the network of one, the public form. What
 * a page is told of its largest paint (Largest Contentful Paint) is what there is to know of the last two.
 */
import type { Browser, CDPSession, Page } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import type { Cookies } from './device-page.ts'
import { FIRST_VISIT_NETWORK } from './latency-contract.ts'
import type { App } from './latency-acts.ts'
import { record } from './latency-trace.ts'
import type { Screen } from './profile.ts'

const STARTS = 10
const VISITS = 4
/** Between two starts, for what comes after the rows. */
const SEEN_MS = 300
/** The largest paint is the last that was told of when nothing larger comes for so long. */
const QUIET_MS = 1_000

/** With everything kept and no network, until rows are on the screen. */
export async function measureWarmStart({ browser, page, origin }: App): Promise<number[]> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.context().setOffline(true)
  try {
    const { rows } = await record(browser, page, async () => {
      for (let at = 0; at < STARTS; at++) {
        await page.goto(`${origin}/app/v/all`, { waitUntil: 'commit' })
        await page.locator('.row').first().waitFor()
        await page.waitForTimeout(SEEN_MS)
      }
    })
    return rows
  } finally {
    await page.context().setOffline(false)
  }
}

/** As often as a first visit, each in a window that keeps nothing. @returns ms of the largest paint of each */
export async function measureVisits(
  browser: Browser,
  visit: {
    url: string
    /** There when the page is what was asked for. */
    selector: string
    screen: Screen
    slowdown: number
    cookies?: Cookies
  },
): Promise<number[]> {
  const paints: number[] = []
  for (let at = 0; at < VISITS; at++) {
    const context = await browser.newContext({ ...visit.screen, locale: 'en-GB' })
    try {
      if (visit.cookies) await context.addCookies(visit.cookies)
      const page = await context.newPage()
      await page.addInitScript(watchLargestPaint)
      const session = await context.newCDPSession(page)
      await slowDown(session, visit.slowdown)
      await limitNetwork(session)
      await page.goto(visit.url, { waitUntil: 'commit' })
      await page.locator(visit.selector).first().waitFor()
      paints.push(await largestPaint(page))
    } finally {
      await context.close()
    }
  }
  return paints
}

/** @returns what the form offers to somebody without scripts */
export async function readWithoutScripts(browser: Browser, url: string): Promise<string[]> {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    await page.goto(url)
    return await page
      .locator('form [name]:visible')
      .evaluateAll((fields) => fields.map((field) => field.getAttribute('name') ?? ''))
  } finally {
    await context.close()
  }
}

/** The page's own threads: workers and the browser stay as fast as they are. */
export async function slowDown(session: CDPSession, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

export async function limitNetwork(session: CDPSession): Promise<void> {
  const { latency, bytesPerSecond } = FIRST_VISIT_NETWORK
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
}

export async function freeNetwork(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

function watchLargestPaint(): void {
  Reflect.set(globalThis, 'benchLargest', { ms: 0, toldAt: 0 })
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1)
    if (!last) return
    Reflect.set(globalThis, 'benchLargest', { ms: last.startTime, toldAt: performance.now() })
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

async function largestPaint(page: Page): Promise<number> {
  const look = async () => {
    const seen = await page.evaluate(() => ({
      ...Reflect.get(globalThis, 'benchLargest'),
      now: performance.now(),
    }))
    return v.parse(v.object({ ms: v.number(), toldAt: v.number(), now: v.number() }), seen)
  }
  for (;;) {
    const { ms, toldAt, now } = await look()
    if (ms > 0 && now - toldAt > QUIET_MS) return ms
    await page.waitForTimeout(100)
  }
}
