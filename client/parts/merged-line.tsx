/** In place of the composer of a ticket that was merged: where it goes on, and that what was being written is there. */
import { Show } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { words } from '../strings.ts'
import { Icon } from './icon.tsx'

export function MergedLine(props: {
  /** The ticket it goes on in; undefined when it is not this person's to see. */
  into: Row | undefined
  /** A reply with words waits there. */
  hasDraft: boolean
  onOpen: (id: string, isWriting: boolean) => void
}) {
  return (
    <section class="merged-line" role="status">
      <Icon name="link" />
      <Show when={props.into} fallback={<p>{words.merged.unseen}</p>}>
        {(into) => (
          <>
            <p dir="auto">
              <strong>{words.merged.into(into().number)}</strong> {into().subject}
              <Show when={props.hasDraft}>
                <span class="merged-draft">{words.merged.draft}</span>
              </Show>
            </p>
            <button
              type="button"
              class="button is-primary"
              onClick={() => props.onOpen(into().id, props.hasDraft)}
            >
              {props.hasDraft ? words.merged.goOn(into().number) : words.merged.open(into().number)}
            </button>
          </>
        )}
      </Show>
    </section>
  )
}
