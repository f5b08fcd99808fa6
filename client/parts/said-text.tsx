/**
 * The plain words of a message or note, with a chip for each person who is mentioned and a link for each other ticket on this
 * device that is named. Not here: formatted mail (mail-frame).
 */
import { createMemo, For, Show } from 'solid-js'
import { namesOf, splitMentions } from '../state/mentions.ts'
import { addressOf, findReferences, isPlainPress, otherTicket } from '../state/references.ts'
import { useDesk } from '../state/replica-context.tsx'

type Piece = { text: string; person: string | null; number: number | null }

export function SaidText(props: {
  text: string
  /** Of a note: who is mentioned in it. */
  mentions?: readonly string[] | undefined
  /** Where it was said: a ticket is no link to itself. */
  ticket: string
  /** Without it tickets are no links. */
  onOpenTicket?: ((id: string) => void) | undefined
}) {
  const desk = useDesk()
  const pieces = createMemo((): Piece[] => {
    const { text, mentions } = props
    const said = mentions
      ? splitMentions(text, namesOf(mentions, desk.info().people))
      : [{ text, person: null }]
    const named = props.onOpenTicket ? findReferences(text) : []
    const found: Piece[] = []
    let at = 0
    for (const { text: part, person } of said) {
      const end = at + part.length
      if (person === null)
        for (const { from, to, number } of named.filter((one) => one.from >= at && one.to <= end)) {
          if (from > at) found.push({ text: text.slice(at, from), person: null, number: null })
          found.push({ text: text.slice(from, to), person: null, number })
          at = to
        }
      if (end > at) found.push({ text: text.slice(at, end), person, number: null })
      at = end
    }
    return found
  })
  const ticketAt = (number: number | null) =>
    number === null ? undefined : otherTicket(desk.rows.all(), number, props.ticket)
  return (
    <For each={pieces()}>
      {({ text, person, number }) =>
        person !== null ? (
          <span class="mention" classList={{ 'is-me': person === desk.replica.me.id }}>
            <bdi>{text}</bdi>
          </span>
        ) : (
          <Show when={ticketAt(number)} fallback={text}>
            {(row) => (
              <a
                class="named-ticket"
                href={addressOf(row())}
                title={row().subject}
                onClick={(event) => {
                  if (!isPlainPress(event)) return
                  event.preventDefault()
                  props.onOpenTicket?.(row().id)
                }}
              >
                <bdi>{text}</bdi>
              </a>
            )}
          </Show>
        )
      }
    </For>
  )
}
