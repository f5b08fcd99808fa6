/** What went wrong with what somebody just did, said at once to a screen reader. Nothing while all is well. */
import { Show } from 'solid-js'

export function TroubleLine(props: { text: string }) {
  return (
    <Show when={props.text}>
      <p class="page-trouble" role="alert">
        {props.text}
      </p>
    </Show>
  )
}
