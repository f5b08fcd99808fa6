/** One quiet line about the last act, with its undo. Announced politely; never more than one. */
import { Show } from 'solid-js'
import { keyHint } from '../state/key-hint.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'

export function NoticeLine() {
  const desk = useDesk()
  return (
    <div class="notice-place" role="status" aria-live="polite">
      <Show when={desk.notice()}>
        {(notice) => (
          <div class="notice">
            <span dir="auto">{notice().text}</span>
            <Show when={notice().canUndo}>
              <button type="button" class="link" onClick={() => void desk.undo()}>
                {words.undo}
                <Show when={keyHint('undo')}>{(key) => <kbd>{key()}</kbd>}</Show>
              </button>
            </Show>
          </div>
        )}
      </Show>
    </div>
  )
}
