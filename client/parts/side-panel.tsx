/**
 * Beside the thread: who asked, what we promised, what else they wrote, who else is on it, who watches, who sees it. Lazy: where
 * there is no room beside it, it is fetched when somebody opens it (details-sheet).
 */
import { createSignal, For, lazy, Show } from 'solid-js'
import type { ClockFace, Row, Ticket } from '../../shared/ticket/ticket.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock, sayExactly } from '../state/relative-time.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { DueChip } from './due-chip.tsx'
import { LinkList } from './link-list.tsx'
import { OtherTickets, RequesterCard } from './requester-card.tsx'
import { SideRemovals } from './side-removals.tsx'
import { PeopleOn, WhoSees } from './ticket-people.tsx'
import { TierSection } from './tier-section.tsx'

const SlaSteps = lazy(() => import('./sla-steps.tsx').then((m) => ({ default: m.SlaSteps })))

type Sections = {
  row: Row
  ticket: Ticket
  onOpen: (id: string) => void
  onLink: () => void
  onDelete: () => void
}

export function SidePanel(props: Sections) {
  return (
    <aside class="side-panel" aria-label={ticketWords.side.label}>
      <SideSections {...props} />
    </aside>
  )
}

export function SideSections(props: Sections) {
  const desk = useDesk()
  const isWatching = () => props.ticket.watchers.includes(desk.replica.me.id)
  const watch = () =>
    void desk.act([props.row.id], {
      op: isWatching() ? 'unwatch' : 'watch',
      person: desk.replica.me.id,
    })
  return (
    <>
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
      <PeopleOn row={props.row} ticket={props.ticket} />
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
      <WhoSees row={props.row} />
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
    </>
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
