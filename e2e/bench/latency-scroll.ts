/**
 * Ten seconds of scrolling through a long list by one even gesture, and how long the page's frames took meanwhile. Frames of the
 * page and not of the compositor: it goes on alone, but over rows that nobody has drawn yet.
 */
import type { CDPSession, Page } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import { REFRESH_MS } from './latency-contract.ts'

const SECONDS = 10
/** About five screens a second. */
const PX_PER_SECOND = 4_000
/** Frames come on the beat of the display, give or take. */
const JITTER_MS = 2

const Seen = v.object({ frames: v.array(v.number()), longTasks: v.array(v.number()) })

export type Scroll = {
  /** ms each. */
  frames: number[]
  longTasks: number[]
  scrolledPx: number
}

/** @param list  selector of what scrolls */
export async function measureScroll(
  page: Page,
  session: CDPSession,
  list: string,
): Promise<Scroll> {
  const box = await page.locator(list).boundingBox()
  if (!box) throw new Error(`${list} is not there`)
  const topOf = () => page.locator(list).evaluate((element) => element.scrollTop)
  const before = await topOf()
  await page.evaluate(watchFrames)
  await session.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -PX_PER_SECOND * SECONDS,
    speed: PX_PER_SECOND,
    // A wheel also on the phone: a finger cannot be led further than the screen is high.
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  const { frames, longTasks } = v.parse(Seen, await page.evaluate(readFrames))
  const scrolledPx = (await topOf()) - before
  if (scrolledPx < (PX_PER_SECOND * SECONDS) / 2) throw new Error(`only ${scrolledPx} px scrolled`)
  return { frames, longTasks, scrolledPx }
}

/** In percent: frames that took longer than `refreshes` of the display. */
export function shareOfLate({ frames }: Scroll, refreshes: number): number {
  const late = frames.filter((ms) => ms > refreshes * REFRESH_MS + JITTER_MS)
  return (100 * late.length) / frames.length
}

function watchFrames(): void {
  const seen = { frames: [] as number[], longTasks: [] as number[], isOver: false }
  Reflect.set(globalThis, 'benchFrames', seen)
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  let last: number | null = null
  const next = (now: number) => {
    if (last !== null) seen.frames.push(now - last)
    last = now
    if (seen.isOver) observer.disconnect()
    else requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
}

function readFrames(): unknown {
  const seen: unknown = Reflect.get(globalThis, 'benchFrames')
  if (typeof seen === 'object' && seen !== null) Reflect.set(seen, 'isOver', true)
  return seen
}
