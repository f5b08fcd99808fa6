/** Whether it is quiet hours for somebody now: minutes of the day in their own time zone. Pure. */
import type { QuietHours } from '../../shared/wire/push.ts'

export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (!quiet) return false
  const minute = minuteIn(quiet.zone, now)
  const { from, to } = quiet
  if (from === to) return true
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

function minuteIn(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return numberOf('hour') * 60 + numberOf('minute')
}
