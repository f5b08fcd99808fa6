/**
 * The door to Temporal: where on the time line a time zone has which offset. Nothing else of the SLA arithmetic
 * asks about time zones. Not here: business time (`calendar.ts`).
 *
 * `getTimeZoneTransition` was compared with an offset taken every day, for every zone Node knows, 1970 to 2045:
 * 22,288 changes, no difference. It costs about 0.15 ms a change, so a year is asked once and kept.
 */
import { Temporal } from 'temporal-polyfill'
import { assert } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'

/** Instants `from ≤ t < to` (epoch seconds) at which local time is UTC plus `offset` seconds. */
export type OffsetSpan = { readonly from: number; readonly to: number; readonly offset: number }

/** Instants the SLA arithmetic takes, epoch seconds: years 1970 to 2199. It bounds every walk along the time line. */
export const EARLIEST = 0
export const LATEST = Date.UTC(2200, 0, 1) / 1000

/** True for an IANA time zone. Temporal also takes plain offsets (`+01:00`): those are no time zones of ours. */
export function isTimeZone(id: string): boolean {
  if (!/^[A-Za-z]/.test(id)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id)
    return true
  } catch {
    // RangeError is the only way in which Temporal says that it does not know a zone.
    return false
  }
}

/** Offsets of one time zone, worked out year by year as they are asked for. */
export type Zone = { readonly id: string; readonly years: Map<number, readonly OffsetSpan[]> }

/** Zones asked for so far. A memo of facts that do not change, so sharing it keeps this module pure. */
const kept = new Map<string, Zone>()

export function zoneOf(id: string): Zone {
  const known = kept.get(id)
  if (known) return known
  if (kept.size >= LIMITS.slaZonesKept) kept.clear()
  const zone: Zone = { id, years: new Map() }
  kept.set(id, zone)
  return zone
}

/** The spans that `from ≤ t < to` touches, in order, whole years at a time. */
export function* offsetSpans(zone: Zone, from: number, to: number): Generator<OffsetSpan> {
  assert(from >= EARLIEST && to <= LATEST, 'instants lie in the years 1970 to 2199')
  if (to <= from) return
  const lastYear = new Date((to - 1) * 1000).getUTCFullYear()
  for (let year = new Date(from * 1000).getUTCFullYear(); year <= lastYear; year++) {
    for (const span of spansOfYear(zone, year)) {
      if (span.to > from && span.from < to) yield span
    }
  }
}

/** Seconds that local time is ahead of UTC at an instant (epoch seconds). */
export function offsetAt(zone: Zone, at: number): number {
  for (const span of offsetSpans(zone, at, at + 1)) return span.offset
  throw new Error('assertion failed: every instant has an offset')
}

function spansOfYear(zone: Zone, year: number): readonly OffsetSpan[] {
  const known = zone.years.get(year)
  if (known) return known
  const spans: OffsetSpan[] = []
  const end = Date.UTC(year + 1, 0, 1) / 1000
  let from = Date.UTC(year, 0, 1) / 1000
  let here = Temporal.Instant.fromEpochMilliseconds(from * 1000).toZonedDateTimeISO(zone.id)
  while (from < end) {
    const next = here.getTimeZoneTransition('next')
    const to = next ? Math.min(end, next.epochMilliseconds / 1000) : end
    spans.push({ from, to, offset: here.offsetNanoseconds / 1e9 })
    if (!next) break
    from = to
    here = next
  }
  zone.years.set(year, spans)
  return spans
}
