/** Beside the thread: who asked, what we promised, what else they wrote, who watches. */
import { createSignal, For, lazy, Show } from 'solid-js'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import type { ClockFace, Row, Ticket } from '../../shared/ticket/ticket.ts'
import { callApi, Empty } from '../state/api.ts'
import { sayFault } from '../state/fault-words.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock, sayExactly } from '../state/relative-time.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { DueChip } from './due-chip.tsx'
import { Icon } from './icon.tsx'
import { LinkList } from './link-list.tsx'
import { OtherTickets, RequesterCard } from './requester-card.tsx'
import { SideRemovals } from './side-removals.tsx'
import { TierSection } from './tier-section.tsx'

const SlaSteps = lazy(() => import('./sla-steps.tsx').then((m) => ({ default: m.SlaSteps })))

export function SidePanel(props: {
  row: Row
  ticket: Ticket
  onOpen: (id: string) => void
  onLink: () => void
  onDelete: () => void
}) {
  const desk = useDesk()
  const isWatching = () => props.ticket.watchers.includes(desk.replica.me.id)
  const watch = () =>
    void desk.act([props.row.id], {
      op: isWatching() ? 'unwatch' : 'watch',
      person: desk.replica.me.id,
    })
  return (
    <aside class="side-panel" aria-label={ticketWords.side.label}>
      <RequesterCard row={props.row} ticket={props.ticket} />
      <TierSection ticket={props.ticket} />
      <Show when={props.row.organisation}>
        {(organisation) => (
          <section>
            <h2>{ticketWords.side.organisation}</h2>
            <p dir="auto">{organisation()}</p>
          </section>
        )}
      </Show>
      <section>
        <h2>{ticketWords.side.promises}</h2>
        <Show
          when={props.ticket.facts.clocks.length > 0}
          fallback={<p class="muted">{ticketWords.side.noPromises}</p>}
        >
          <ul class="clocks">
            <For each={props.ticket.facts.clocks}>{(clock) => <ClockLine clock={clock} />}</For>
          </ul>
          <Show when={props.row.id} keyed>
            {(id) => <WhyCounted ticket={id} />}
          </Show>
        </Show>
      </section>
      <OtherTickets row={props.row} onOpen={props.onOpen} />
      <LinkList row={props.row} ticket={props.ticket} onOpen={props.onOpen} onAdd={props.onLink} />
      <section>
        <h2>{ticketWords.side.watchers}</h2>
        <div class="watchers">
          <For each={props.ticket.watchers}>
            {(person) => <Avatar id={person} name={desk.nameOf(person)} size="m" />}
          </For>
          <button type="button" class="button is-small is-quiet" onClick={watch}>
            {isWatching() ? ticketWords.side.unwatch : ticketWords.side.watch}
          </button>
        </div>
      </section>
      <SeenBy row={props.row} />
      <section class="side-facts">
        <dl>
          <dt>{ticketWords.side.created}</dt>
          <dd title={sayExactly(props.row.createdAt)}>
            {sayClock(props.row.createdAt, desk.clock.minute())}
          </dd>
          <dt>{ticketWords.side.channel}</dt>
          <dd>{ticketWords.side.channels[props.ticket.facts.channel]}</dd>
        </dl>
      </section>
      <SideRemovals ticket={props.ticket} onDelete={props.onDelete} />
    </aside>
  )
}

/** The steps come from the server, when somebody asks for them. */
function WhyCounted(props: { ticket: string }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <button
        type="button"
        class="button is-small is-quiet"
        aria-expanded={isOpen()}
        onClick={() => setOpen(!isOpen())}
      >
        {isOpen() ? ticketWords.side.hideWhy : ticketWords.side.why}
      </button>
      <Show when={isOpen()}>
        <SlaSteps ticket={props.ticket} />
      </Show>
    </>
  )
}

/** Its own queue, and those that see it too. Opening and taking out is the server's to do. */
function SeenBy(props: { row: Row }) {
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
      <ul>
        <li dir="auto">{desk.queueName(props.row.queue)}</li>
        <For each={props.row.alsoIn ?? []}>
          {(queue) => (
            <li>
              <span dir="auto">{desk.queueName(queue)}</span>
              <button
                type="button"
                class="icon-button"
                aria-label={ticketWords.side.takeOut({ queue: desk.queueName(queue) })}
                title={ticketWords.side.takeOut({ queue: desk.queueName(queue) })}
                onClick={() => void takeOut(queue)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          )}
        </For>
      </ul>
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

function ClockLine(props: { clock: ClockFace }) {
  const desk = useDesk()
  const isTicking = () =>
    props.clock.dueAt !== null && props.clock.endedAt === null && props.clock.state !== 'paused'
  return (
    <li>
      <span>{ticketWords.side.targets[props.clock.target]}</span>
      <Show
        when={isTicking() ? props.clock.dueAt : null}
        fallback={
          <span class="muted" classList={{ 'is-broken': props.clock.state === 'breached' }}>
            {ticketWords.side.clock[props.clock.state]}
            <Show when={props.clock.endedAt}>
              {(at) => <> {sayClock(at(), desk.clock.minute())}</>}
            </Show>
          </span>
        }
      >
        {(dueAt) => (
          <DueChip due={{ dueAt: dueAt(), target: null, closures: props.clock.closures }} />
        )}
      </Show>
    </li>
  )
}
