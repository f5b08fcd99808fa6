/**
 * When what a key did was on the screen, out of a trace of Chromium. The trace and not PerformanceObserver: both know the
 * same moments (Event Timing, W3C: from the timestamp of the input to the frame that was presented after its handlers), but a
 * page is told multiples of 8 ms and nothing below 16, and learns of no frame that comes later, as one that waits for the
 * disk does. Frames are `AnimationFrame` events: what stood in the document before the end of one is in it.
 */
import type { Browser, Page } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import { INPUT_MARK, ROWS_MARK, SHOWN_MARK } from './latency-watch.ts'

const CATEGORIES = ['devtools.timeline', 'blink.user_timing']
const NAMES = ['EventTiming', 'AnimationFrame', INPUT_MARK, SHOWN_MARK, ROWS_MARK]
/** The last frame of a part has so long to be presented. */
const LAST_FRAME_MS = 500

/** In ms of the machine's monotonic clock (`process.hrtime` on Linux has the same). */
export type Recording = {
  /** From each key or tap to the next frame. */
  nextPaints: number[]
  /** From the key or tap before, to the frame that shows what was waited for. */
  shown: number[]
  /** When that frame was on the screen. */
  shownAt: number[]
  inputsAt: number[]
  /** From the navigation to the frame with the first rows. */
  rows: number[]
}

const Event = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  ts: v.number(),
  id2: v.optional(v.object({ local: v.optional(v.string()) })),
  args: v.optional(
    v.object({
      id: v.optional(v.string()),
      data: v.optional(
        v.object({
          type: v.optional(v.string()),
          interactionId: v.optional(v.number()),
          duration: v.optional(v.number()),
          startTime: v.optional(v.number()),
        }),
      ),
    }),
  ),
})
type Event = v.InferOutput<typeof Event>
const Trace = v.object({ traceEvents: v.array(v.unknown()) })

type Frame = { pid: number; endAt: number; presentedAt: number }

export async function record(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<Recording> {
  await browser.startTracing(page, { categories: CATEGORIES })
  try {
    await work()
    await page.waitForTimeout(LAST_FRAME_MS)
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  return readRecording((await browser.stopTracing()).toString('utf8'))
}

/** @throws when something was shown and no frame with it is in the trace */
export function readRecording(text: string): Recording {
  const events = v
    .parse(Trace, JSON.parse(text))
    .traceEvents.filter(isWanted)
    .map((one) => v.parse(Event, one))
    .sort((a, b) => a.ts - b.ts)
  const frames = framesIn(events)
  const inputs = events.filter(({ name }) => name === INPUT_MARK)
  const shown = events.filter(({ name }) => name === SHOWN_MARK)
  const before = (mark: Event) =>
    inputs.findLast(({ ts, pid }) => ts <= mark.ts && pid === mark.pid) ?? mark
  return {
    nextPaints: nextPaintsIn(events),
    shown: shown.map((mark) => presentedAfter(frames, mark) - before(mark).ts / 1000),
    shownAt: shown.map((mark) => presentedAfter(frames, mark)),
    inputsAt: inputs.map(({ ts }) => ts / 1000),
    rows: events
      .filter(({ name }) => name === ROWS_MARK)
      .map((mark) => {
        const sinceStart = mark.args?.data?.startTime ?? Number.NaN
        return presentedAfter(frames, mark) - mark.ts / 1000 + sinceStart
      }),
  }
}

const isWanted = (one: unknown): boolean => {
  if (typeof one !== 'object' || one === null || !('name' in one)) return false
  const { name } = one
  return (
    typeof name === 'string' && (NAMES.includes(name) || name === 'AnimationFrame::Presentation')
  )
}

/** An interaction is the press and what comes of it, and as long as the longest of them. */
function nextPaintsIn(events: readonly Event[]): number[] {
  const interactions = new Map<string, number>()
  for (const { name, ph, pid, args } of events) {
    const { type, interactionId = 0, duration } = args?.data ?? {}
    if (name !== 'EventTiming' || ph !== 'b' || duration === undefined || interactionId === 0)
      continue
    if (type !== 'keydown' && type !== 'keypress' && type !== 'click') continue
    const id = `${pid}/${interactionId}`
    interactions.set(id, Math.max(interactions.get(id) ?? 0, duration))
  }
  return [...interactions.values()]
}

function framesIn(events: readonly Event[]): Frame[] {
  const presented = new Map<string, number>()
  for (const { name, pid, args, ts } of events)
    if (name === 'AnimationFrame::Presentation') presented.set(`${pid}/${args?.id}`, ts / 1000)
  const frames: Frame[] = []
  const open = new Map<string, string>()
  for (const { name, ph, pid, id2, args, ts } of events) {
    if (name !== 'AnimationFrame') continue
    const track = `${pid}/${id2?.local}`
    if (ph === 'b') open.set(track, `${pid}/${args?.id}`)
    const presentedAt = presented.get(open.get(track) ?? '')
    if (ph !== 'e' || presentedAt === undefined) continue
    frames.push({ pid, endAt: ts / 1000, presentedAt })
  }
  return frames
}

function presentedAfter(frames: readonly Frame[], mark: Event): number {
  const frame = frames.find(({ pid, endAt }) => pid === mark.pid && endAt >= mark.ts / 1000)
  if (!frame) throw new Error(`no frame after ${mark.name} in the trace`)
  return frame.presentedAt
}
