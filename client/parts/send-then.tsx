/** Sending, and what the ticket does then: another status, or sleep until an hour. Not here: sending later (send-later). */
import { Show } from 'solid-js'
import { STATUSES, type Status } from '../../shared/ticket/ticket.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { snoozeChoices } from '../state/snooze.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { ChoiceMenu, type Choice } from './choice-menu.tsx'
import { Icon } from './icon.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { StatusMark } from './status-mark.tsx'

/** An answered ticket is new no more. */
export const SENT_STATUSES = STATUSES.filter((status) => status !== 'new')

export type Then = { status: Status } | { snoozeUntil: number }
/** Which part of the menu is asked for. */
export type ThenMenu = 'all' | 'snooze'

const SNOOZE = 'snooze:'
const OTHER = 'other'

export function SendThen(props: {
  isDisabled: boolean
  open: ThenMenu | null
  onOpen: (menu: ThenMenu | null) => void
  onPick: (then: Then) => void
}) {
  const desk = useDesk()
  let button: HTMLButtonElement | undefined
  const choices = (): Choice[] => {
    const now = desk.replica.now()
    const statuses = SENT_STATUSES.map((status) => ({
      id: status,
      label: ticketWords.composer.thenStatus({ status: words.status[status] }),
      mark: () => <StatusMark status={status} />,
    }))
    const times = snoozeChoices(now).map(({ id, until }) => ({
      id: `${SNOOZE}${until}`,
      label: ticketWords.composer.thenSnooze({ when: ticketWords.menu[id] }),
      hint: sayClock(until, now),
      mark: () => <Icon name="moon" size={14} />,
    }))
    return [...statuses, ...times, { id: OTHER, label: ticketWords.composer.otherTime }]
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-haspopup="listbox"
        aria-label={ticketWords.composer.sendThenMenu}
        title={ticketWords.composer.sendThenMenu}
        disabled={props.isDisabled}
        onClick={() => props.onOpen('all')}
      >
        <Icon name="down" />
      </button>
      <Show when={props.open === 'snooze'}>
        <SnoozeMenu
          title={ticketWords.composer.sendSnooze}
          anchor={button?.getBoundingClientRect() ?? null}
          rows={[]}
          onPick={(until) => {
            if (until !== null) props.onPick({ snoozeUntil: until })
          }}
          onClose={() => {
            if (props.open === 'snooze') props.onOpen(null)
          }}
        />
      </Show>
      <Show when={props.open === 'all'}>
        <ChoiceMenu
          title={ticketWords.composer.sendThenMenu}
          anchor={button?.getBoundingClientRect() ?? null}
          choices={choices()}
          onPick={(id) => {
            props.onOpen(null)
            // This one is gone first.
            if (id === OTHER) return queueMicrotask(() => props.onOpen('snooze'))
            const status = SENT_STATUSES.find((one) => one === id)
            if (status) props.onPick({ status })
            else props.onPick({ snoozeUntil: Number(id.slice(SNOOZE.length)) })
          }}
          onClose={() => {
            if (props.open === 'all') props.onOpen(null)
          }}
        />
      </Show>
    </>
  )
}
