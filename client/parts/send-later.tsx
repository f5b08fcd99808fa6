/**
 * Sending a reply at a later hour: a few usual times, or any, and the status that its ticket takes then. What happens until
 * then is the server's (held-reply).
 */
import { createSignal, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Status } from '../../shared/ticket/ticket.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { snoozeChoices } from '../state/snooze.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { ChoiceMenu } from './choice-menu.tsx'
import { Icon } from './icon.tsx'
import { SENT_STATUSES } from './send-then.tsx'
import { StatusMark } from './status-mark.tsx'

const OTHER = 'other'
const MINUTE_MS = 60_000

export function SendLater(props: {
  isDisabled: boolean
  onPick: (wish: { notBefore: number; status: Status | null }) => void
}) {
  const desk = useDesk()
  const [anchor, setAnchor] = createSignal<DOMRect | null>(null)
  const [status, setStatus] = createSignal<Status | null>(null)
  const [isPicking, setPicking] = createSignal(false)
  let button: HTMLButtonElement | undefined
  const choices = () => {
    const now = desk.replica.now()
    const usual = snoozeChoices(now).map(({ id, until }) => ({
      id: String(until),
      label: ticketWords.menu[id],
      hint: sayClock(until, now),
    }))
    const statuses = SENT_STATUSES.map((one) => ({
      id: one,
      label: ticketWords.composer.thenStatus({ status: words.status[one] }),
      isCurrent: one === status(),
      mark: () => <StatusMark status={one} />,
    }))
    return [...usual, { id: OTHER, label: ticketWords.composer.otherTime }, ...statuses]
  }
  const pick = (notBefore: number) => props.onPick({ notBefore, status: status() })
  const pickId = (id: string) => {
    const chosen = SENT_STATUSES.find((one) => one === id)
    // The hour is still to be chosen.
    if (chosen) return setStatus(chosen === status() ? null : chosen)
    setAnchor(null)
    if (id === OTHER) setPicking(true)
    else pick(Number(id))
  }
  return (
    <>
      <Show when={isPicking()}>
        <TimeField
          onDone={(at) => {
            setPicking(false)
            if (at === null) button?.focus()
            else pick(at)
          }}
        />
      </Show>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-haspopup="listbox"
        aria-label={ticketWords.composer.sendLater}
        title={ticketWords.composer.sendLater}
        disabled={props.isDisabled}
        onClick={(event) => {
          setStatus(null)
          setAnchor(event.currentTarget.getBoundingClientRect())
        }}
      >
        <Icon name="waiting" />
      </button>
      <Show when={anchor()}>
        {(rect) => (
          <ChoiceMenu
            title={ticketWords.composer.sendLater}
            anchor={rect()}
            choices={choices()}
            isMany
            onPick={pickId}
            onClose={() => setAnchor(null)}
          />
        )}
      </Show>
    </>
  )
}

/**
 * In the time zone of the device, as the field of the browser has it. Only Enter or the button sends: whoever goes back to
 * the text with a time half chosen has not asked for anything. What is no time ahead, the browser says.
 */
function TimeField(props: { onDone: (at: number | null) => void }) {
  const desk = useDesk()
  let field: HTMLInputElement | undefined
  const local = (at: number) => {
    const shifted = new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS)
    return shifted.toISOString().slice(0, 16)
  }
  const now = desk.replica.now()
  return (
    <form
      class="time-field"
      onSubmit={(event) => {
        event.preventDefault()
        if (field) props.onDone(new Date(field.value).getTime())
      }}
    >
      <input
        class="link-field"
        type="datetime-local"
        required
        aria-label={ticketWords.composer.otherTime}
        min={local(now + MINUTE_MS)}
        max={local(now + LIMITS.scheduleMs)}
        value={local(snoozeChoices(now).find(({ id }) => id === 'tomorrow')?.until ?? now)}
        ref={(element) => {
          field = element
          queueMicrotask(() => element.focus())
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          props.onDone(null)
        }}
      />
      <button type="submit" class="button">
        {ticketWords.composer.sendThen}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={words.cancel}
        title={words.cancel}
        onClick={() => props.onDone(null)}
      >
        <Icon name="close" />
      </button>
    </form>
  )
}
