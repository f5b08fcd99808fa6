/** Until when a ticket is snoozed, in its row: *Mine* and a search show it meanwhile. Lazy. Not here: when it wakes. */
import { Show } from 'solid-js'
import { useDesk, type Desk } from '../state/replica-context.tsx'
import { sayClock, sayDate } from '../state/relative-time.ts'
import { isSnoozed } from '../state/view.ts'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

/** Null while it is awake. */
function untilOf(desk: Desk, ticket: string): number | null {
  const row = desk.rows.byId(ticket)
  // The clock ticks for those that sleep alone.
  if (!row || row.snoozedUntil === null) return null
  return isSnoozed(row, desk.clock.minute()) ? row.snoozedUntil : null
}

/** Empty while it is awake. */
export function sayAsleep(desk: Desk, ticket: string): string {
  const until = untilOf(desk, ticket)
  if (until === null) return ''
  return ticketWords.head.snoozedUntil({ when: sayClock(until, desk.clock.minute()) })
}

export function RowAsleep(props: { ticket: string }) {
  const desk = useDesk()
  // The hour where it is today, else the day: a row is narrow, and the whole is said on hover.
  const short = (until: number, now: number) =>
    new Date(until).toDateString() === new Date(now).toDateString()
      ? sayClock(until, now)
      : sayDate(until, now)
  return (
    <Show when={untilOf(desk, props.ticket)}>
      {(until) => (
        <span class="row-asleep" title={sayAsleep(desk, props.ticket)}>
          <Icon name="moon" size={12} />
          {short(until(), desk.clock.minute())}
        </span>
      )}
    </Show>
  )
}
