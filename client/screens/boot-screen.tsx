/**
 * While the tickets of this device are opened, and when not even what went wrong can be said. Never a blank page. Not here:
 * what is said when they cannot be opened (trouble-screen).
 */
import { Show } from 'solid-js'
import { words } from '../words/first.ts'

export function BootScreen(props: { onReload?: () => void }) {
  return (
    <main class="boot" role="status">
      <Show when={props.onReload} fallback={<p class="boot-slow">{words.boot.opening}</p>}>
        <p class="empty-title">{words.boot.failed}</p>
        <button type="button" class="button is-primary" onClick={() => props.onReload?.()}>
          {words.boot.reload}
        </button>
      </Show>
    </main>
  )
}
