/** The button of something that cannot be taken back: it asks once more, with the focus on the way back. */
import { createSignal, Show } from 'solid-js'
import { words } from '../words/first.ts'

export function SureButton(props: {
  text: string
  /** What goes and what stays. */
  ask: string
  isBusy: boolean
  onSure: () => void
}) {
  const [isAsking, setAsking] = createSignal(false)
  let first: HTMLButtonElement | undefined
  const keep = () => {
    setAsking(false)
    first?.focus()
  }
  return (
    <Show
      when={isAsking()}
      fallback={
        <button ref={first} type="button" class="button" onClick={() => setAsking(true)}>
          {props.text}
        </button>
      }
    >
      <div class="sure">
        <span role="status">{props.ask}</span>
        <button
          type="button"
          class="button"
          aria-disabled={props.isBusy}
          onClick={() => props.onSure()}
        >
          {props.text}
        </button>
        <button
          ref={(element) => queueMicrotask(() => element.focus())}
          type="button"
          class="button"
          onClick={keep}
        >
          {words.cancel}
        </button>
      </div>
    </Show>
  )
}
