/** While the tickets of this device are opened; said only when it takes long enough to be noticed. */
import { Show } from 'solid-js'
import { words } from '../strings.ts'

export function BootScreen(props: { trouble: string | null; onRetry: () => void }) {
  return (
    <main class="boot" role="status">
      <Show when={props.trouble} fallback={<p class="boot-slow">{words.boot.opening}</p>}>
        <p class="empty-title">{words.boot.failed}</p>
        <p>{props.trouble}</p>
        <button type="button" class="button is-primary" onClick={() => props.onRetry()}>
          {words.boot.reload}
        </button>
      </Show>
    </main>
  )
}
