/** A reply that waits on this device until the server has taken it. What the server has is a message-card. */
import { Show } from 'solid-js'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { Waiting } from '../replica/api.ts'
import { withKey } from '../state/key-hint.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { MessageReaders } from './message-readers.tsx'
import { SaidText } from './said-text.tsx'

export function UnsentReply(props: {
  item: Waiting
  ticket: Ticket
  onUndo: () => void
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const state = () => {
    const { notBefore } = props.item
    if (notBefore === null) return ticketWords.delivery.waiting
    return ticketWords.delivery.scheduledWaiting({ when: sayClock(notBefore, desk.clock.minute()) })
  }
  return (
    <article class="message message-reply is-unsent">
      <Avatar id={desk.replica.me.id} name={desk.replica.me.name} isDecoration />
      <header class="message-head">
        <strong class="message-who" dir="auto">
          {desk.replica.me.name}
        </strong>
        <span class="message-kind">
          <Icon name="reply" size={13} />
          {ticketWords.message.reply}
        </span>
        <span class="spacer" />
        <span
          class="delivery"
          title={
            props.item.notBefore === null
              ? ticketWords.delivery.waitingHint
              : ticketWords.delivery.scheduledHint
          }
        >
          <Icon name="waiting" size={13} />
          {state()}
          <button type="button" class="link" onClick={() => props.onUndo()}>
            {withKey(words.undo, 'undo')}
          </button>
        </span>
      </header>
      <Show when={props.ticket.messages.find((one) => one.id === props.item.message)}>
        {(echo) => (
          <MessageReaders
            message={echo()}
            requester={props.ticket.facts.requester}
            delivery={undefined}
          />
        )}
      </Show>
      <div class="message-body">
        <div class="message-text" dir="auto">
          <SaidText
            text={props.item.text ?? ''}
            ticket={props.item.ticket}
            onOpenTicket={props.onOpenTicket}
          />
        </div>
      </div>
    </article>
  )
}
