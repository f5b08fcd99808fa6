/**
 * The last report of each length on this device, for when the server cannot be reached. It holds figures alone, no ticket,
 * and goes as soon as one of its queues may no longer be seen (rule RE4).
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { KEPT } from './kept.ts'
import { Report, type ReportView } from './report.ts'

const Kept = v.object({ queues: v.array(v.string()), report: Report })

/** By what was asked, but for its dates: tomorrow's thirty days have today's as their last. */
function keyOf({ from, to, by, queue }: ReportView): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return `${KEPT.report}${days} ${by} ${queue ?? ''}`
}

/** Full storage costs the copy, nothing else. */
export function keepReport(storage: Storage, view: ReportView, report: Report): void {
  const key = keyOf(view)
  const figures = { ...report, breaches: { ...report.breaches, newest: [] } }
  const queues = report.queues.map(({ slug }) => slug)
  try {
    storage.setItem(key, JSON.stringify({ queues, report: figures }))
  } catch {
    storage.removeItem(key)
  }
}

/** Undefined when there is none that this version can read, or none that may be seen. */
export function readKeptReport(
  storage: Storage,
  view: ReportView,
  seen: readonly string[],
): Report | undefined {
  forgetReports(storage, seen)
  try {
    const kept = parseWith(Kept, JSON.parse(storage.getItem(keyOf(view)) ?? 'null'))
    return kept.ok ? kept.value.report : undefined
  } catch {
    return undefined
  }
}

/** Those with a queue that is not among these, and those that cannot be read. */
export function forgetReports(storage: Storage, seen: readonly string[]): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  for (const key of keys)
    if (key.startsWith(KEPT.report) && !isSeen(storage.getItem(key), seen)) storage.removeItem(key)
}

function isSeen(text: string | null, seen: readonly string[]): boolean {
  try {
    const kept = parseWith(Kept, JSON.parse(text ?? 'null'))
    return kept.ok && kept.value.queues.every((slug) => seen.includes(slug))
  } catch {
    return false
  }
}
