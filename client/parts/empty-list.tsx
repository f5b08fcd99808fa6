/** In place of a list in which nothing is: what will fill it, and when something is due. Lazy, right behind the list. */
import { Show } from 'solid-js'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { emptyWords, sayNextDue } from '../empty-words.ts'

export function EmptyList(props: { kind: keyof typeof emptyWords; nextDue: number | null }) {
  const desk = useDesk()
  return (
    <div class="list-empty">
      <p class="empty-title">{emptyWords[props.kind][0]}</p>
      <Show when={props.nextDue} fallback={<p>{emptyWords[props.kind][1]}</p>}>
        {(at) => <p>{sayNextDue(sayClock(at(), desk.clock.minute()))}</p>}
      </Show>
    </div>
  )
}
