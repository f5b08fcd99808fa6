/** A calendar invitation shown as what it is: what, when for us and for them, where, who. Read, never carried out. */
import { For, Show } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import { createCards } from '../state/create-cards.ts'
import type { CalendarEvent } from '../state/card-facts.ts'
import { sayRepeat, sayWhen } from '../state/event-words.ts'
import { Icon } from './icon.tsx'

export function EventCards(props: { ticket: string; file: Attachment }) {
  const cards = createCards(props)
  const events = () => {
    const read = cards()
    return read?.is === 'events' ? read : null
  }
  return (
    <>
      <For each={events()?.events ?? []}>{(event) => <EventCard event={event} />}</For>
      <Show when={(events()?.more ?? 0) > 0}>
        <p class="muted card-more">{mailWords.event.more({ n: events()?.more ?? 0 })}</p>
      </Show>
      <Show when={cards()?.is === 'unreadable'}>
        <p class="muted card-more">{mailWords.files.unreadable}</p>
      </Show>
    </>
  )
}

function EventCard(props: { event: CalendarEvent }) {
  const { event: say } = mailWords
  const when = () => sayWhen(props.event)
  return (
    <section class="card" classList={{ 'is-cancelled': props.event.method === 'cancel' }}>
      <h2 class="card-title">
        <Icon name="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.3v3M10.5 2.3v3" size={15} />
        <span>
          <span class="card-kind">{say[props.event.method]}</span>
          <span class="card-name" dir="auto">
            {props.event.title || say.untitled}
          </span>
        </span>
      </h2>
      <dl>
        <Fact label={say.when} text={when()?.ours} />
        <Fact label={say.theirTime} text={when()?.theirs} />
        <Fact label={say.repeats} text={props.event.repeat && sayRepeat(props.event.repeat)} />
        <Fact label={say.where} text={props.event.where} />
        <Fact label={say.organiser} text={props.event.organiser} />
        <Show when={props.event.people.length > 0}>
          <dt>{say.people}</dt>
          <dd>
            <For each={props.event.people}>
              {(person) => (
                <div>
                  <bdi>{person.name}</bdi>
                  <Show when={say.answer[person.answer]}>
                    <span class="muted"> · {say.answer[person.answer]}</span>
                  </Show>
                </div>
              )}
            </For>
            <Show when={props.event.morePeople > 0}>
              <div class="muted">{say.morePeople({ n: props.event.morePeople })}</div>
            </Show>
          </dd>
        </Show>
      </dl>
      <Show when={props.event.about}>
        <p class="card-about" dir="auto">
          {props.event.about}
        </p>
      </Show>
    </section>
  )
}

export function Fact(props: { label: string; text: string | null | undefined }) {
  return (
    <Show when={props.text}>
      <dt>{props.label}</dt>
      <dd dir="auto">{props.text}</dd>
    </Show>
  )
}
