/** A ticket's status as a shape: ring, half, bars, tick. The word stands beside it or in the label. */
import type { JSX } from 'solid-js'
import type { Status } from '../../shared/ticket/ticket.ts'

export function StatusMark(props: { status: Status }) {
  return (
    <svg
      class="status-mark"
      classList={{ [`status-${props.status}`]: true }}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {shapeOf(props.status)}
    </svg>
  )
}

function shapeOf(status: Status): JSX.Element {
  switch (status) {
    case 'new':
      return <circle cx="7" cy="7" r="5.2" stroke-dasharray="2.2 1.9" />
    case 'open':
      return (
        <>
          <circle cx="7" cy="7" r="5.2" />
          <circle cx="7" cy="7" r="2.4" class="fill" />
        </>
      )
    case 'waiting':
      return (
        <>
          <circle cx="7" cy="7" r="5.2" />
          <path d="M7 3.8V7l2 1.6" />
        </>
      )
    case 'on-hold':
      return (
        <>
          <circle cx="7" cy="7" r="5.2" />
          <path d="M5.5 5v4M8.5 5v4" />
        </>
      )
    case 'solved':
      return (
        <>
          <circle cx="7" cy="7" r="5.8" class="fill" />
          <path d="M4.3 7.2 6.2 9l3.6-3.8" class="cut" />
        </>
      )
    case 'closed':
      return (
        <>
          <circle cx="7" cy="7" r="5.2" />
          <path d="M4.3 7.2 6.2 9l3.6-3.8" />
        </>
      )
  }
}
