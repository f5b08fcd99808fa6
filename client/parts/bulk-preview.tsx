/** Before very many tickets are changed at once: what will be done, to which, and one button that does it. Lazy. */
import { For, onCleanup, Show } from 'solid-js'
import type { Asked } from '../state/batch.ts'
import { useDesk } from '../state/replica-context.tsx'
import { bulkWords } from '../words/bulk.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { StatusMark } from './status-mark.tsx'

const SHOWN = 8

export function BulkPreview(props: { asked: Asked }) {
  const desk = useDesk()
  const first = () => props.asked.tickets.slice(0, SHOWN)
  const more = () => props.asked.tickets.length - first().length
  const answer = props.asked.answer
  // Gone in any other way than by the button is no yes.
  onCleanup(() => answer(false))
  return (
    <Dialog
      title={bulkWords.preview.title}
      class="bulk-preview"
      onClose={() => props.asked.answer(false)}
    >
      <p>{bulkWords.preview.lead({ what: props.asked.what })}</p>
      <ul class="bulk-tickets">
        <For each={first()}>
          {(id) => (
            <Show when={desk.rows.byId(id)}>
              {(row) => (
                <li>
                  <StatusMark status={row().status} />
                  <span class="row-number">{words.ticketNumber({ n: row().number })}</span>
                  <span class="bulk-subject" dir="auto">
                    {row().subject || words.list.noSubject}
                  </span>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={more() > 0}>
        <p class="muted">{bulkWords.preview.more({ n: more() })}</p>
      </Show>
      <Show when={props.asked.unchanged > 0}>
        <p class="muted">{bulkWords.preview.unchanged({ n: props.asked.unchanged })}</p>
      </Show>
      <div class="button-row">
        <button type="button" class="button is-primary" onClick={() => props.asked.answer(true)}>
          {bulkWords.preview.go({ n: props.asked.tickets.length })}
        </button>
        <button type="button" class="button" onClick={() => props.asked.answer(false)}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  )
}
