/** The next promise of a ticket: words, a shape and a colour, so that none of them is needed alone. */
import { createMemo } from 'solid-js'
import { leftOf, type Due } from '../../shared/ticket/due.ts'
import { lookOf, sayDue, SECONDS_BELOW_MS, type DueLook } from '../state/due.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayExactly } from '../state/relative-time.ts'

const MINUTE_MS = 60_000

const SHAPES: Record<DueLook, string> = {
  calm: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3',
  soon: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  late: 'M8 1.8 14.2 8 8 14.2 1.8 8zM8 5v3.6M8 10.8v.1',
}

export function DueChip(props: { due: Due }) {
  const desk = useDesk()
  const isNear = createMemo(
    // What the clock of minutes says may be a minute old.
    () => Math.abs(leftOf(props.due, desk.clock.minute())) < SECONDS_BELOW_MS + MINUTE_MS,
  )
  const now = createMemo(() => {
    if (!isNear()) return desk.clock.minute()
    desk.clock.wantSeconds()
    return desk.clock.second()
  })
  const look = () => lookOf(props.due, now())
  return (
    <span
      class="due-chip"
      classList={{ [`due-${look()}`]: true }}
      title={sayExactly(props.due.dueAt)}
    >
      <svg class="icon" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[look()]} classList={{ 'half-filled': look() === 'soon' }} />
      </svg>
      {sayDue(props.due, now())}
    </span>
  )
}
