/**
 * The agents' app in a Chromium, watched from inside: when rows are shown, every task that holds the page for more than
 * 50 ms; and from another tab of the same browser, what the app tells its tabs about how far it is. Not here: what is
 * done with it (device).
 */
import type { Browser, BrowserContext } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import type { Person, Stage } from '../stage.ts'
import { within } from '../stage/wait.ts'
import { openProfile, type Screen } from './profile.ts'

export const ID_CHARS = 26
const WAIT_MS_MAX = 90_000
/** What a phase has left to do after it is over, for the eye. */
const QUIET_MS = 700

export type LongTask = { at: number; ms: number }

const Seen = v.object({
  origin: v.number(),
  firstRow: v.nullable(v.number()),
  allRows: v.nullable(v.number()),
  online: v.nullable(v.number()),
  /** When the first page of the feed was asked for; null: none was. */
  feedAsked: v.nullable(v.number()),
  longTasks: v.array(v.object({ at: v.number(), ms: v.number() })),
})
type Seen = v.InferOutput<typeof Seen>

/** Times in ms from the navigation, or from the moment the network was back. */
export type Load = {
  firstRowMs: number
  rowsMs: number
  /** Until the app had started and asked for the first page of the feed. */
  askedMs: number
  endMs: number
  longTasks: LongTask[]
}
export type CatchUp = { ms: number; longTasks: LongTask[] }

export type Device = Awaited<ReturnType<typeof openDevice>>

/** A cookie of a signed-in session, and nothing else of the browser that got it. */
export async function signInOnce(browser: Browser, stage: Stage, agent: Person) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(await stage.signInLink(agent.email))
    await page.waitForSelector('.list-count')
    return await context.cookies()
  } finally {
    await context.close()
  }
}

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** A browser profile in which this desk was never open. */
export async function openDevice({
  stage,
  agent,
  cookies,
  screen,
}: {
  stage: Stage
  agent: Person
  cookies: Cookies
  screen?: Screen
}) {
  const { browser, context, close } = await openProfile(screen)
  context.setDefaultTimeout(WAIT_MS_MAX)
  await context.addCookies(cookies)
  const watcher = await context.newPage()
  await watcher.goto(`${stage.publicUrl}/icon.svg`)
  await watcher.evaluate(listen, `deskside-${agent.id}`)
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.bringToFront()

  const look = async (): Promise<Seen> => v.parse(Seen, await page.evaluate(readSeen))

  /** Epoch ms at which the app said that nothing is left to fetch, after `since`. */
  const whenDone = async (since: number): Promise<number> =>
    v.parse(
      v.number(),
      await within('everything is stored', WAIT_MS_MAX, watcher.evaluate(untilDone, since)),
    )

  return {
    browser,
    context,
    page,

    /** From the address bar until `tickets` are listed and, if asked for, everything is stored. */
    async load(tickets: number, isFirst: boolean): Promise<Load> {
      await page.goto(`${stage.publicUrl}/app/v/all`, { waitUntil: 'commit' })
      await within('all rows are listed', WAIT_MS_MAX, page.evaluate(untilListed, tickets))
      const { origin } = await look()
      const end = isFirst ? (await whenDone(origin)) - origin : null
      await page.waitForTimeout(QUIET_MS)
      const seen = await look()
      return {
        firstRowMs: seen.firstRow ?? Number.NaN,
        rowsMs: seen.allRows ?? Number.NaN,
        askedMs: seen.feedAsked ?? Number.NaN,
        endMs: end ?? seen.allRows ?? Number.NaN,
        longTasks: seen.longTasks,
      }
    },

    /** The app's own files are kept: the next start needs no server. */
    untilInstalled: () =>
      page.evaluate(async () => {
        await navigator.serviceWorker.ready
      }),

    /** The network goes, `change` happens elsewhere, the network is back. */
    async catchUp(change: () => Promise<void>): Promise<CatchUp> {
      await context.setOffline(true)
      await within('the page is offline', WAIT_MS_MAX, page.evaluate(untilOffline))
      await change()
      const isBack = page.evaluate(untilOnline)
      await context.setOffline(false)
      await within('the page is online', WAIT_MS_MAX, isBack)
      const { origin, online } = await look()
      if (online === null) throw new Error('the network is not back')
      const end = await whenDone(origin + online)
      await page.waitForTimeout(QUIET_MS)
      const { longTasks } = await look()
      return { ms: end - origin - online, longTasks: longTasks.filter((task) => task.at > online) }
    },

    /** Documents on the disk. */
    async countDocuments(): Promise<number> {
      return v.parse(v.number(), await watcher.evaluate(countStored, `deskside-${agent.id}`))
    },

    close,
  }
}

/** In the page, before anything of the app. */
function watch(): void {
  const seen: {
    origin: number
    firstRow: number | null
    allRows: number | null
    online: number | null
    count: string
    longTasks: { at: number; ms: number }[]
  } = {
    origin: performance.timeOrigin,
    firstRow: null,
    allRows: null,
    online: null,
    count: '',
    longTasks: [],
  }
  Reflect.set(globalThis, 'benchSeen', seen)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      seen.longTasks.push({ at: entry.startTime, ms: entry.duration })
  }).observe({ type: 'longtask', buffered: true })
  addEventListener('online', () => (seen.online = performance.now()))
  const look = () => {
    if (!document.querySelector('.row')) return
    // With the frame it is drawn in.
    if (seen.firstRow === null) {
      seen.firstRow = 0
      requestAnimationFrame(() => (seen.firstRow = performance.now()))
    }
    const count = (document.querySelector('.list-count')?.textContent ?? '').replace(/\D/g, '')
    if (count === seen.count) return
    seen.count = count
    requestAnimationFrame(() => (seen.allRows = performance.now()))
  }
  new MutationObserver(look).observe(document, {
    childList: true,
    characterData: true,
    subtree: true,
  })
}

function readSeen(): unknown {
  const asked = performance
    .getEntriesByType('resource')
    .find((entry) => new URL(entry.name).pathname === '/feed')
  return { ...Reflect.get(globalThis, 'benchSeen'), feedAsked: asked?.startTime ?? null }
}

/** The number above the list; while rows come it says two. */
const untilListed = (tickets: number): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      const count = document.querySelector('.list-count')?.textContent ?? ''
      if (count.replace(/\D/g, '') === String(tickets)) resolve()
      else setTimeout(look, 50)
    }
    look()
  })

const untilOffline = (): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      const pills = [...document.querySelectorAll('.sync-pill')]
      if (pills.some((pill) => pill.textContent?.includes('Offline'))) resolve()
      else setTimeout(look, 50)
    }
    look()
  })

const untilOnline = (): Promise<void> =>
  new Promise((resolve) => {
    addEventListener('online', () => resolve(), { once: true })
  })

/** In the watching tab. */
function listen(name: string): void {
  const done: number[] = []
  Reflect.set(globalThis, 'benchDone', done)
  const channel = new BroadcastChannel(name)
  Reflect.set(globalThis, 'benchChannel', channel)
  channel.addEventListener('message', ({ data }: MessageEvent<Record<string, unknown>>) => {
    if (data['type'] === 'progress' && data['progress'] === null && data['isChecking'] === false)
      done.push(performance.timeOrigin + performance.now())
  })
}

const untilDone = (since: number): Promise<number> =>
  new Promise((resolve) => {
    const look = () => {
      const done: unknown = Reflect.get(globalThis, 'benchDone')
      const at: unknown = Array.isArray(done)
        ? done.find((one) => typeof one === 'number' && one > since)
        : undefined
      if (typeof at === 'number') resolve(at)
      else setTimeout(look, 20)
    }
    look()
  })

async function countStored(name: string): Promise<number> {
  const opening = indexedDB.open(name)
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error ?? new Error('no database'))
  })
  const counting = database.transaction('docs').objectStore('docs').count()
  const count = await new Promise<number>((resolve, reject) => {
    counting.onsuccess = () => resolve(counting.result)
    counting.onerror = () => reject(counting.error ?? new Error('not counted'))
  })
  database.close()
  return count
}
