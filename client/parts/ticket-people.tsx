/**
 * Beside the thread: who is on the ticket besides its requester, and who of the desk can see it. Both are known without a
 * network, and somebody is taken off without one; putting somebody on it is the server's to do. Not here: who gets the next reply (recipient-line).
 */
import { createComputed, createSignal, For, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { callApi, Empty } from '../state/api.ts'
import { sayFault } from '../state/fault-words.ts'
import { agentsOn, peopleOn, seenThrough, type PersonOn } from '../state/people-on.ts'
import { useDesk } from '../state/replica-context.tsx'
import { readPeople } from '../state/typed-people.ts'
import { words } from '../words/first.ts'
import { listed, say } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'

const nameOf = ({ name, address }: PersonOn) => name || address

/** What stands between two of a list. */
const BETWEEN = listed(['', ''])

export function PeopleOn(props: { row: Row; ticket: Ticket }) {
  const desk = useDesk()
  const [isAdding, setAdding] = createSignal(false)
  let button: HTMLButtonElement | undefined
  const [people, setPeople] = createStore<PersonOn[]>([])
  // By their ids: a line stays the same while others go.
  createComputed(() => setPeople(reconcile(peopleOn(props.ticket), { key: 'id' })))
  const agents = () => agentsOn(props.ticket).map((id) => say.inside(desk.nameOf(id)))
  const isLive = () => desk.sync.status().link.state === 'live'
  const text = ticketWords.side.people
  const done = () => {
    setAdding(false)
    button?.focus()
  }
  const takeOff = async (person: PersonOn, from: Element) => {
    // The button goes with them: the focus goes to the next of its kind, else to what is always there.
    const line = from.closest('li')
    const next = line?.nextElementSibling ?? line?.previousElementSibling
    ;(next?.querySelector('button') ?? button)?.focus()
    const { askFor } = await import('../state/ticket-acts.ts')
    const { id: ticket, number } = props.row
    await askFor(desk, {
      ticket,
      command: { kind: 'take-off', ticket, person: person.id },
      words: { title: text.waitingOff({ name: nameOf(person) }), text: null },
      title: text.takenOff({ n: number }),
      back: { kind: 'put-back', ticket, person: person.id },
    })
  }
  return (
    <section class="people-on">
      <h2>{text.title}</h2>
      <Show when={people.length > 0} fallback={<p class="muted">{text.nobody}</p>}>
        <ul>
          <For each={people}>
            {(person) => (
              <li>
                <Avatar
                  id={person.address || person.id}
                  name={person.name || person.address}
                  size="s"
                  isDecoration
                  isContact
                />
                <span>
                  <span dir="auto">{person.name || person.address}</span>
                  <Show when={person.name && person.address}>
                    <bdi class="muted">{person.address}</bdi>
                  </Show>
                  <span class="muted">{text.how[person.how]}</span>
                </span>
                {/* A merged ticket takes no change. */}
                <Show when={props.row.mergedInto === undefined}>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={text.takeOff({ name: nameOf(person) })}
                    title={text.takeOff({ name: nameOf(person) })}
                    onClick={(event) => void takeOff(person, event.currentTarget)}
                    onKeyDown={(event) => {
                      if (event.key !== 'Delete' && event.key !== 'Backspace') return
                      event.preventDefault()
                      void takeOff(person, event.currentTarget)
                    }}
                  >
                    <Icon name="close" size={14} />
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={agents().length > 0}>
        <p class="muted">{text.desk({ names: listed(agents()) })}</p>
      </Show>
      <Show
        when={isAdding()}
        fallback={
          <button
            ref={button}
            type="button"
            class="button is-small is-quiet"
            aria-disabled={!isLive()}
            title={isLive() ? undefined : text.online}
            onClick={() => {
              if (isLive()) setAdding(true)
              else desk.say(text.online)
            }}
          >
            {text.add}
          </button>
        }
      >
        <AddPerson row={props.row} onDone={done} />
      </Show>
    </section>
  )
}

function AddPerson(props: { row: Row; onDone: () => void }) {
  const desk = useDesk()
  const text = ticketWords.side.people
  const [trouble, setTrouble] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  const add = async (typed: string) => {
    const { people, rest } = readPeople(typed)
    const [person, ...more] = people
    if (!person || more.length > 0 || rest !== '') return setTrouble(text.noAddress)
    if (isBusy()) return
    setBusy(true)
    const { name, address: email } = person
    const answer = await callApi('POST', `/api/tickets/${props.row.id}/participants`, Empty, {
      name,
      email,
    })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(text.added({ n: props.row.number, name: name || email }))
    props.onDone()
  }
  let field: HTMLInputElement | undefined
  return (
    <form
      class="people-add"
      onSubmit={(event) => {
        event.preventDefault()
        void add(field?.value ?? '')
      }}
    >
      <label>
        <span class="muted">{text.addLabel}</span>
        <input
          ref={(element) => {
            field = element
            queueMicrotask(() => element.focus())
          }}
          class="link-field"
          inputmode="email"
          autocomplete="off"
          dir="auto"
          aria-invalid={trouble() !== ''}
          onInput={() => setTrouble('')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            props.onDone()
          }}
        />
      </label>
      <p class="field-trouble" role="alert">
        {trouble()}
      </p>
      <div class="button-row">
        <button type="submit" class="button is-small" aria-disabled={isBusy()}>
          {text.put}
        </button>
        <button type="button" class="button is-small is-quiet" onClick={() => props.onDone()}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

/** The people behind its own queue, and behind those that see it too. Opening and taking out is the server's to do. */
export function WhoSees(props: { row: Row }) {
  const desk = useDesk()
  const path = () => `/api/tickets/${props.row.id}/queues`
  const others = () =>
    desk.info().queues.filter(({ slug }) => !queuesOfRow(props.row).includes(slug))
  const openTo = async (queue: string) => {
    const answer = await callApi('POST', path(), Empty, { queue })
    desk.say(
      answer.ok
        ? ticketWords.side.openedTo({ n: props.row.number, queue: desk.queueName(queue) })
        : sayFault(answer.fault),
    )
  }
  const takeOut = async (queue: string) => {
    const answer = await callApi('DELETE', `${path()}/${queue}`, Empty)
    desk.say(
      answer.ok
        ? ticketWords.side.takenOut({ n: props.row.number, queue: desk.queueName(queue) })
        : sayFault(answer.fault),
    )
  }
  return (
    <section class="seen-by">
      <h2>{ticketWords.side.queues}</h2>
      <For each={seenThrough(props.row, desk.info().people)}>
        {({ queue, people }) => (
          <div class="seen-through">
            <h3>
              <span dir="auto">{desk.queueName(queue)}</span>
              <Show when={queue !== props.row.queue}>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={ticketWords.side.takeOut({ queue: desk.queueName(queue) })}
                  title={ticketWords.side.takeOut({ queue: desk.queueName(queue) })}
                  onClick={() => void takeOut(queue)}
                >
                  <Icon name="close" size={14} />
                </button>
              </Show>
            </h3>
            <Show when={people}>
              {(known) => (
                <p>
                  <For each={known()}>
                    {({ id, name }, at) => (
                      <>
                        {at() > 0 ? BETWEEN : ''}
                        <Show when={id === desk.replica.me.id} fallback={<bdi>{name}</bdi>}>
                          {ticketWords.menu.me({ name })}
                        </Show>
                      </>
                    )}
                  </For>
                </p>
              )}
            </Show>
          </div>
        )}
      </For>
      <Show when={others().length > 0}>
        <label>
          <span class="sr-only">{ticketWords.side.openTo}</span>
          <select
            class="quiet-select"
            onChange={(event) => {
              const queue = event.currentTarget.value
              event.currentTarget.selectedIndex = 0
              if (queue !== '') void openTo(queue)
            }}
          >
            <option value="">{ticketWords.side.openTo}</option>
            <For each={others()}>
              {(queue) => (
                <option value={queue.slug} dir="auto">
                  {queue.name}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
    </section>
  )
}
