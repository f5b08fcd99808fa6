/** Priority as bars, one to three, and a mark for urgent. */
import type { Priority } from '../../shared/ticket/ticket.ts'

const BARS: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 3 }

export function PriorityMark(props: { priority: Priority }) {
  return (
    <svg
      class="priority-mark"
      classList={{ [`priority-${props.priority}`]: true }}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <rect x="1.5" y="8.5" width="2.6" height="4" rx="0.8" />
      <rect
        x="5.7"
        y="5.5"
        width="2.6"
        height="7"
        rx="0.8"
        class={BARS[props.priority] < 2 ? 'off' : ''}
      />
      <rect
        x="9.9"
        y="2"
        width="2.6"
        height="10.5"
        rx="0.8"
        class={BARS[props.priority] < 3 ? 'off' : ''}
      />
    </svg>
  )
}
