/** The words of a note, with a chip for each person who is mentioned in them. */
import { For } from 'solid-js'
import type { Message } from '../../shared/ticket/ticket.ts'
import { namesOf, splitMentions } from '../state/mentions.ts'
import { useDesk } from '../state/replica-context.tsx'

export function NoteText(props: { message: Pick<Message, 'text' | 'mentions'> }) {
  const desk = useDesk()
  const pieces = () =>
    splitMentions(props.message.text, namesOf(props.message.mentions ?? [], desk.info().people))
  return (
    <For each={pieces()}>
      {({ text, person }) =>
        person === null ? (
          text
        ) : (
          <span class="mention" classList={{ 'is-me': person === desk.replica.me.id }}>
            <bdi>{text}</bdi>
          </span>
        )
      }
    </For>
  )
}
