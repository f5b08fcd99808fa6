/** A text with the words of the search marked in it, when there is a search. */
import { For, Show } from 'solid-js'
import { shownSearch } from '../state/search-slot.ts'

export function MarkedText(props: { text: string }) {
  return (
    <Show when={shownSearch()?.pieces(props.text)} fallback={props.text}>
      {(pieces) => (
        <For each={pieces()}>
          {(piece) => (piece.isMarked ? <mark>{piece.text}</mark> : <>{piece.text}</>)}
        </For>
      )}
    </Show>
  )
}
