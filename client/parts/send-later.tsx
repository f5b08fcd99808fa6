/** Sending a reply at a later hour: a few usual times, or any. What happens until then is the server's (held-reply). */
import { createSignal, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { snoozeChoices } from '../state/snooze.ts'
import { words } from '../strings.ts'
import { ticketWords } from '../ticket-words.ts'
import { ChoiceMenu } from './choice-menu.tsx'
import { Icon } from './icon.tsx'

const OTHER = 'other'

export function SendLater(props: { isDisabled: boolean; onPick: (at: number) => void }) {
  const desk = useDesk()
  const [anchor, setAnchor] = createSignal<DOMRect | null>(null)
  const [isPicking, setPicking] = createSignal(false)
  const choices = () => {
    const now = desk.replica.now()
    const usual = snoozeChoices(now).map(({ id, until }) => ({
      id: String(until),
      label: words.menu[id],
      hint: sayClock(until, now),
    }))
    return [...usual, { id: OTHER, label: ticketWords.composer.otherTime }]
  }
  return (
    <>
      <Show when={isPicking()}>
        <TimeField
          onDone={(at) => {
            setPicking(false)
            if (at !== null) props.onPick(at)
          }}
        />
      </Show>
      <button
        type="button"
        class="icon-button"
        aria-haspopup="listbox"
        aria-label={ticketWords.composer.sendLater}
        title={ticketWords.composer.sendLater}
        disabled={props.isDisabled}
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        <Icon name="waiting" />
      </button>
      <Show when={anchor()}>
        {(rect) => (
          <ChoiceMenu
            title={ticketWords.composer.sendLater}
            anchor={rect()}
            choices={choices()}
            onPick={(id) => {
              setAnchor(null)
              if (id === OTHER) setPicking(true)
              else props.onPick(Number(id))
            }}
            onClose={() => setAnchor(null)}
          />
        )}
      </Show>
    </>
  )
}

/** In the time zone of the device, as the field of the browser has it. */
function TimeField(props: { onDone: (at: number | null) => void }) {
  const desk = useDesk()
  const local = (at: number) => {
    const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
    return shifted.toISOString().slice(0, 16)
  }
  const finish = (value: string) => {
    const at = new Date(value).getTime()
    props.onDone(Number.isFinite(at) && at > desk.replica.now() ? at : null)
  }
  return (
    <input
      class="link-field is-time"
      type="datetime-local"
      aria-label={ticketWords.composer.otherTime}
      min={local(desk.replica.now())}
      max={local(desk.replica.now() + LIMITS.scheduleMs)}
      ref={(field) => queueMicrotask(() => field.focus())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value)
        else if (event.key === 'Escape') props.onDone(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  )
}
