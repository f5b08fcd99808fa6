/** The times one may snooze to, in the time zone of the device. Pure: the moment is handed in. */
export type SnoozeChoice = {
  id: 'laterToday' | 'tomorrow' | 'nextWeek' | 'nextMonth'
  until: number
}

const HOUR_MS = 3_600_000
const MORNING_HOUR = 9

export function snoozeChoices(now: number): SnoozeChoice[] {
  const morning = (days: number) => {
    const at = new Date(now)
    at.setDate(at.getDate() + days)
    at.setHours(MORNING_HOUR, 0, 0, 0)
    return at.getTime()
  }
  // Days until the coming Monday, at least one.
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7
  return [
    { id: 'laterToday', until: now + 3 * HOUR_MS },
    { id: 'tomorrow', until: morning(1) },
    { id: 'nextWeek', until: morning(toMonday) },
    { id: 'nextMonth', until: morning(30) },
  ]
}
