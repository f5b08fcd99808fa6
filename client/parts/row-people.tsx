/**
 * Who else is on a ticket just now, in its row: those who are answering are ringed and have an arrow. Lazy. Not here: the head
 * of the open ticket, which listens in the ticket's own room (create-presence); what else comes into a row later (row-asleep).
 */
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import type { Whereabout } from '../../shared/wire/whereabouts.ts'
import type { Stop } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { showRowPeople } from '../state/row-slot.ts'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { RowAsleep, sayAsleep } from './row-asleep.tsx'

type People = Whereabout['people']

/** As many fit beside a due time in a list of 360 px. */
const SHOWN = 2
const NOBODY: People = []

/** Draws nothing where it stands: it fills the place in the rows as long as it is there. */
export function PeopleInRows() {
  const desk = useDesk()
  const [known, setKnown] = createSignal<ReadonlyMap<string, People>>(new Map())
  let isOver = false
  let stop: Stop = () => {}
  onCleanup(() => {
    isOver = true
    stop()
    showRowPeople(null)
  })
  void desk.replica.whereabouts(setKnown).then(
    (stopNow) => {
      if (isOver) stopNow()
      else stop = stopNow
    },
    // The network went before it was here: rows do without.
    () => {},
  )

  const namesOf = (people: People) => listed(people.map(({ person }) => desk.nameOf(person)))
  const said = (people: People) => {
    const replying = people.filter((one) => one.isReplying)
    const here = people.filter((one) => !one.isReplying)
    const { head } = ticketWords
    const names = namesOf(replying)
    return listed(
      [
        replying.length > 1 ? head.replyingMany({ names }) : '',
        replying.length === 1 ? head.replying({ name: names }) : '',
        here.length > 0 ? head.present({ names: namesOf(here) }) : '',
      ].filter(Boolean),
    )
  }

  function RowPeople(props: { ticket: string }) {
    // The same list until somebody came or went here: other rows stay as they are.
    const people = createMemo(() => known().get(props.ticket) ?? NOBODY)
    return (
      <Show when={people().length > 0}>
        <span class="row-people" title={said(people())}>
          <Show when={people().some((one) => one.isReplying)}>
            <Icon name="reply" size={12} />
          </Show>
          <For each={people().slice(0, SHOWN)}>
            {({ person, isReplying }) => (
              <Avatar
                id={person}
                name={desk.nameOf(person)}
                size="s"
                isReplying={isReplying}
                isDecoration
              />
            )}
          </For>
          <Show when={people().length > SHOWN}>
            <span class="row-more">+{people().length - SHOWN}</span>
          </Show>
        </span>
      </Show>
    )
  }

  showRowPeople({
    view: (ticket) => (
      <>
        <RowAsleep ticket={ticket} />
        <RowPeople ticket={ticket} />
      </>
    ),
    said: (ticket) =>
      listed([sayAsleep(desk, ticket), said(known().get(ticket) ?? NOBODY)].filter(Boolean)),
  })
  return null
}
