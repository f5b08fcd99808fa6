/** Days of a person's calendar as moments: what `before:` and `after:` mean depends on where they are asked. */

const formats = new Map<string, Intl.DateTimeFormat>()
const FORMATS_KEPT = 50

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (formats.size >= FORMATS_KEPT) formats.clear()
  formats.set(zone, made)
  return made
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** The first moment of a day (2026-01-31) in a zone, epoch ms. Where midnight is left out, the first that there is. */
export function startOfDay(day: string, zone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const wall = Date.UTC(year, month - 1, date)
  // Asked twice, for the days on which clocks are changed.
  const first = wall - offsetMs(wall, zone)
  return wall - offsetMs(first, zone)
}

function offsetMs(at: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const there = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  )
  return there - Math.floor(at / 1000) * 1000
}
