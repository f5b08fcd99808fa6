/**
 * A trace of Chromium read for one thing: which tasks held the app's main thread for long, and what they did. The
 * trace itself can be kept and opened in the browser's performance panel.
 */
import type { Browser, Page } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'toplevel',
  'v8.execute',
]
const LONG_MS = 50
const PARTS_MAX = 3

const Event = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.optional(v.number(), 0),
  dur: v.optional(v.number(), 0),
  /** Of `dur`, what the thread had of a processor: on a busy machine much less. */
  tdur: v.optional(v.number(), 0),
  args: v.optional(v.record(v.string(), v.unknown()), {}),
})
type Event = v.InferOutput<typeof Event>
const Trace = v.object({ traceEvents: v.array(v.unknown()) })

/** @returns what `work` gave, and a line for each long task of the page's busiest main thread */
export async function traced<T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<{ value: T; lines: string[]; trace: Buffer }> {
  await browser.startTracing(page, { categories: CATEGORIES })
  const value = await work()
  const trace = await browser.stopTracing()
  return { value, lines: readTrace(trace.toString('utf8')), trace }
}

function readTrace(text: string): string[] {
  const { traceEvents } = v.parse(Trace, JSON.parse(text))
  const mains = new Map<string, Event[]>()
  const threadOf = ({ pid, tid }: Event) => `${pid}/${tid}`
  for (const event of traceEvents.filter(isOf('M')).flatMap(readEvent))
    if (event.name === 'thread_name' && event.args['name'] === 'CrRendererMain')
      mains.set(threadOf(event), [])
  for (const event of traceEvents.filter(isOf('X')).flatMap(readEvent))
    mains.get(threadOf(event))?.push(event)
  const busy = (events: readonly Event[]) => tasksOf(events).reduce((sum, { dur }) => sum + dur, 0)
  const [events = []] = [...mains.values()].sort((a, b) => busy(b) - busy(a))
  const begin = Math.min(...tasksOf(events).map(({ ts }) => ts))
  return tasksOf(events)
    .filter(({ dur }) => dur / 1000 > LONG_MS)
    .map((task) => {
      const at = (task.ts - begin) / 1000
      const [ms, ownMs] = [task.dur, task.tdur].map((microseconds) =>
        (microseconds / 1000).toFixed(0),
      )
      return `${at.toFixed(0)} ms: ${ms} ms (${ownMs} on the processor), ${describeParts(task, events)}`
    })
}

/** Most events are of no interest here, and there are many. */
const isOf = (phase: string) => (one: unknown) =>
  typeof one === 'object' && one !== null && 'ph' in one && one.ph === phase

function readEvent(one: unknown): Event[] {
  const parsed = v.safeParse(Event, one)
  return parsed.success ? [parsed.output] : []
}

const tasksOf = (events: readonly Event[]) => events.filter(({ name }) => name === 'RunTask')

/** The longest parts of a task by the time they took themselves, without what they called. */
function describeParts(task: Event, events: readonly Event[]): string {
  const inside = events
    .filter(({ ts, dur }) => ts >= task.ts && ts + dur <= task.ts + task.dur)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
  const own = new Map<string, number>()
  const open: Event[] = []
  for (const event of inside) {
    while (open.length > 0 && ends(open.at(-1)) <= event.ts) open.pop()
    const parent = open.at(-1)
    if (parent) own.set(nameOf(parent), (own.get(nameOf(parent)) ?? 0) - event.dur)
    own.set(nameOf(event), (own.get(nameOf(event)) ?? 0) + event.dur)
    open.push(event)
  }
  return [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, PARTS_MAX)
    .map(([name, microseconds]) => `${name} ${(microseconds / 1000).toFixed(0)} ms`)
    .join(', ')
}

const ends = (event: Event | undefined): number => (event ? event.ts + event.dur : 0)

/** Of a function the place it is at in the built file. */
function nameOf({ name, args }: Event): string {
  const data = v.safeParse(
    v.object({ functionName: v.string(), url: v.string(), lineNumber: v.number() }),
    args['data'],
  )
  if (!data.success) return name
  const file = data.output.url.split('/').at(-1) ?? ''
  return `${name} ${data.output.functionName || '(no name)'} (${file}:${data.output.lineNumber})`
}
