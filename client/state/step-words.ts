/**
 * The steps of a clock as somebody reads them: the server's sentences, which are in their language, with what these say in UTC
 * told in the zone of the calendar, which the hours in them are of, or in the reader's own where no calendar counts. Pure.
 * Not here: the sentences (shared/sla/step-words).
 */
import { intl } from '../words/read-words.ts'
import { HOUR_STYLE } from './hour-style.ts'

/** Words as they stand, or an instant: as it was said, and as it is read. */
export type StepPart = string | { iso: string; said: string }

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/
/** Of one clock. */
export type Told = {
  steps: readonly string[]
  /** By step, the zone of the calendar that counts from there on; null: as before. */
  zones: readonly (string | null)[]
}

/**
 * @param zone  the reader's, as IANA names it
 * @param now   epoch ms: a year that is not this one is said
 */
export function tellSteps({ steps, zones }: Told, zone: string, now: number): StepPart[][] {
  let counted = zone
  return steps.map((step, at) => {
    counted = zones[at] ?? counted
    return step
      .split(INSTANT)
      .filter((part) => part !== '')
      .map((part) =>
        INSTANT.test(part) ? { iso: part, said: sayInstant(part, counted, zone, now) } : part,
      )
  })
}

function sayInstant(iso: string, counted: string, zone: string, now: number): string {
  const at = new Date(iso)
  const style: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(iso.startsWith(`${new Date(now).getUTCFullYear()}`) ? {} : { year: 'numeric' }),
    hour: HOUR_STYLE,
    minute: '2-digit',
    ...(at.getUTCSeconds() === 0 ? {} : { second: '2-digit' }),
  }
  const sayIn = (timeZone: string, over: Intl.DateTimeFormatOptions = {}) =>
    new Intl.DateTimeFormat(intl, { ...style, ...over, timeZone }).format(at)
  const own = sayIn(zone)
  try {
    return sayIn(counted) === own ? own : sayIn(counted, { timeZoneName: 'short' })
  } catch {
    // A zone that the server knows and this browser does not.
    return own
  }
}
