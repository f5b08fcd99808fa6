/**
 * Who a reply went to, when that was more than the requester, and what became of it for each. Bcc is for agents alone: this
 * is the one place that shows it.
 */
import { For, Show } from 'solid-js'
import type { Delivery, MailPerson, Message, Requester } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { nameOf } from '../state/create-recipients.ts'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

export function MessageReaders(props: {
  message: Message
  requester: Pick<Requester, 'name'>
  delivery: Delivery | undefined
}) {
  const cc = () => props.message.cc ?? []
  const bcc = () => props.message.bcc ?? []
  return (
    <Show when={cc().length + bcc().length > 0}>
      <p class="message-readers">
        <Show when={!props.message.forwardOf}>
          <span class="readers">
            <span class="recipients-as">{mailWords.recipients.to}</span>
            <span dir="auto">{props.requester.name}</span>
          </span>
        </Show>
        <Readers
          people={cc()}
          label={props.message.forwardOf ? mailWords.forwardedTo : mailWords.recipients.cc}
          delivery={props.delivery}
        />
        <Readers people={bcc()} label={mailWords.recipients.bcc} delivery={props.delivery} />
        <Show when={bcc().length > 0}>
          <span class="muted">{mailWords.recipients.bccHint}</span>
        </Show>
      </p>
    </Show>
  )
}

function Readers(props: {
  people: readonly MailPerson[]
  label: string
  delivery: Delivery | undefined
}) {
  const stateOf = (address: string) =>
    props.delivery?.readers?.find((one) => one.address === address)
  return (
    <Show when={props.people.length > 0}>
      <span class="readers">
        <span class="recipients-as">{props.label}</span>
        <For each={props.people}>
          {(person, at) => (
            <span class="reader" title={person.address}>
              <span dir="auto">{nameOf(person)}</span>
              <Show when={troubleOf(stateOf(person.address)?.state)}>
                {(state) => (
                  <span class="reader-trouble" title={stateOf(person.address)?.detail}>
                    <Icon name="attention" size={12} />
                    {ticketWords.delivery[state()]}
                  </span>
                )}
              </Show>
              {at() < props.people.length - 1 ? ',' : ''}
            </span>
          )}
        </For>
      </span>
    </Show>
  )
}

function troubleOf(state: string | undefined): 'bounced' | 'failed' | 'deferred' | null {
  return state === 'bounced' || state === 'failed' || state === 'deferred' ? state : null
}
