/** Who asked, beside the thread: name, address, how far that is shown to be theirs, when they last wrote, what else they asked. */
import { createMemo, For, Show } from 'solid-js'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { compareRows } from '../state/view.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { StatusMark } from './status-mark.tsx'

const OTHERS_SHOWN = 8
const text = actWords.requester

export function RequesterCard(props: { row: Row; ticket: Ticket }) {
  const desk = useDesk()
  const requester = () => props.ticket.facts.requester
  const own = createMemo(() =>
    props.ticket.messages.filter(
      ({ kind, by }) => kind === 'inbound' && by.id === requester().id && by.kind === 'contact',
    ),
  )
  /** What a person has to know before they trust the name. */
  const proof = () => {
    if (requester().isVerified) return text.proved
    const mail = own().findLast(({ via }) => via === 'mail')
    if (mail?.sender === 'verified') return text.byMail
    return mail ? text.mailUnproved : text.unproved
  }
  /** On this device: their newest word here, or as the last word on another ticket of theirs. */
  const lastContact = createMemo(() => {
    let at = own().at(-1)?.at ?? 0
    // Of a row the time is that of the newest word on its ticket, and a note is one: of this ticket it is known better.
    for (const row of desk.rows.all())
      if (
        row.id !== props.row.id &&
        row.address === props.row.address &&
        row.lastKind === 'inbound' &&
        row.lastAt > at
      )
        at = row.lastAt
    return at
  })
  return (
    <section class="requester">
      <Avatar
        id={props.row.address}
        name={requester().name || props.row.address}
        size="l"
        isDecoration
        isContact
      />
      <div>
        <strong dir="auto">{requester().name || props.row.address}</strong>
        <a class="requester-address" href={`mailto:${props.row.address}`} rel="external">
          {props.row.address}
        </a>
        <span class="muted">{proof()}</span>
        <Show when={lastContact() > 0} fallback={<span class="muted">{text.never}</span>}>
          <span class="muted" title={sayExactly(lastContact())}>
            {text.last({ when: sayAgo(lastContact(), desk.clock.minute()) })}
          </span>
        </Show>
      </div>
    </section>
  )
}

/** What else they asked, newest first, and how many of it is open. */
export function OtherTickets(props: { row: Row; onOpen: (id: string) => void }) {
  const desk = useDesk()
  const others = createMemo(() =>
    desk.rows
      .all()
      .filter(
        (row) =>
          row.address === props.row.address &&
          row.id !== props.row.id &&
          row.isSpam === props.row.isSpam,
      )
      .sort(compareRows('newest')),
  )
  const openCount = () =>
    others().filter(({ status }) => status !== 'solved' && status !== 'closed').length
  return (
    <section>
      <h2>{ticketWords.side.others}</h2>
      <Show when={others().length > 0} fallback={<p class="muted">{ticketWords.side.noOthers}</p>}>
        <p class="muted">{text.others({ n: others().length, open: openCount() })}</p>
        <ul class="other-tickets">
          <For each={others().slice(0, OTHERS_SHOWN)}>
            {(row) => (
              <li>
                <button type="button" class="other-ticket" onClick={() => props.onOpen(row.id)}>
                  <StatusMark status={row.status} />
                  <span class="row-number">{words.ticketNumber({ n: row.number })}</span>
                  <span class="other-subject" dir="auto">
                    {row.subject}
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
