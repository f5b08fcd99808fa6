/** In place of the composer of a ticket that was merged: where it goes on, and that what was being written is there. */
import { Show } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

export function MergedLine(props: {
  /** The ticket it goes on in; undefined when it is not this person's to see. */
  into: Row | undefined
  /** A reply with words waits there. */
  hasDraft: boolean
  onOpen: (id: string, isWriting: boolean) => void
  /** There while the merge can be taken back. */
  onApart: (() => void) | undefined
}) {
  return (
    <section class="merged-line" role="status">
      <Icon name="link" />
      <Show when={props.into} fallback={<p>{ticketWords.merged.unseen}</p>}>
        {(into) => (
          <>
            <p>
              <strong>{ticketWords.merged.into({ n: into().number })}</strong>{' '}
              <bdi>{into().subject}</bdi>
              <Show when={props.hasDraft}>
                <span class="merged-draft">{ticketWords.merged.draft}</span>
              </Show>
            </p>
            <button
              type="button"
              class="button is-primary"
              onClick={() => props.onOpen(into().id, props.hasDraft)}
            >
              {props.hasDraft
                ? ticketWords.merged.goOn({ n: into().number })
                : ticketWords.merged.open({ n: into().number })}
            </button>
          </>
        )}
      </Show>
      <Show when={props.onApart}>
        {(apart) => (
          <button type="button" class="button is-quiet" onClick={() => apart()()}>
            {ticketWords.merged.apart}
          </button>
        )}
      </Show>
    </section>
  )
}
