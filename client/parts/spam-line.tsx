/** Above the composer of a ticket that is marked as spam: what that means, whether somebody answered after all, and the way back. */
import { Show } from 'solid-js'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

export function SpamLine(props: { isAnswered: boolean; onBack: () => void }) {
  return (
    <section class="merged-line is-spam" role="status">
      <Icon name="spam" />
      <p>
        <strong>{ticketWords.spamLine.title}</strong>
        <Show when={props.isAnswered}>
          {' '}
          <strong>{ticketWords.spamLine.answered}</strong>
        </Show>
        <span class="merged-draft">{ticketWords.spamLine.means}</span>
      </p>
      <button type="button" class="button is-primary" onClick={() => props.onBack()}>
        {ticketWords.spamLine.back}
      </button>
    </section>
  )
}
