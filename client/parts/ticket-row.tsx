/** One line of a list. Shows the summary only; opening the ticket is the screen's business. */
import { createMemo, For, Show } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { dueOf } from '../../shared/ticket/due.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import { sayDue } from '../state/due.ts'
import { useDesk } from '../state/replica-context.tsx'
import { preferences } from '../state/preferences.ts'
import { sayAgo, sayClock, sayExactly } from '../state/relative-time.ts'
import { rowPeople } from '../state/row-slot.ts'
import { shownSearch } from '../state/search-slot.ts'
import { words } from '../words/first.ts'
import { listed } from '../words/read-words.ts'
import { Avatar } from './avatar.tsx'
import { DueChip } from './due-chip.tsx'
import { Icon } from './icon.tsx'
import { MarkedText } from './marked-text.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { StatusMark } from './status-mark.tsx'

/** Labels are dots in a row; their words are in its label and on hover. */
const TAGS_SHOWN = 3

export function TicketRow(props: {
  row: Row
  isCurrent: boolean
  isFocusable: boolean
  isGone: boolean
  /** Null: nothing is chosen in this list. */
  isChosen: boolean | null
  position: number
  count: number
  topPx: number
  onOpen: () => void
  onChoose: (isRange: boolean) => void
}) {
  const desk = useDesk()
  const isUnread = () => desk.rows.isUnread(props.row)
  const subject = () => props.row.subject || words.list.noSubject
  /** Of a search: where its words stand. */
  const snippet = () => shownSearch()?.excerpt(props.row.id) ?? props.row.snippet
  const isFromServer = () => shownSearch()?.also.includes(props.row.id)
  const isRanked = () => props.row.priority === 'high' || props.row.priority === 'urgent'
  const people = createMemo(() => rowPeople()?.said(props.row.id) ?? '')
  /** Read out in this order, whatever the layout shows. Kept: it is asked for with whatever else of the row changes. */
  const label = createMemo(() => {
    const row = props.row
    const due = dueOf(row)
    return listed(
      [
        isUnread() ? words.list.unread : '',
        row.requester || row.address,
        row.organisation ?? '',
        words.ticketNumber({ n: row.number }),
        subject(),
        snippet(),
        isFromServer() ? words.list.fromServer : '',
        words.status[row.status],
        isRanked() ? words.priority[row.priority] : '',
        due ? sayDue(due, desk.clock.minute()) : '',
        desk.nameOf(row.assignee),
        people(),
        listed(row.tags),
        row.hasFiles ? words.list.files : '',
        props.isGone ? words.list.gone : '',
        sayAgo(row.lastAt, desk.clock.minute()),
      ].filter(Boolean),
    )
  })
  return (
    // Enter and o come through the shortcut map, wherever the focus is.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      class="row"
      classList={{
        'is-current': props.isCurrent,
        'is-unread': isUnread(),
        'is-gone': props.isGone,
        'is-chosen': props.isChosen === true,
      }}
      style={{ transform: `translateY(${props.topPx}px)` }}
      tabindex={props.isFocusable ? 0 : -1}
      data-id={props.row.id}
      aria-selected={props.isChosen ?? props.isCurrent}
      aria-current={props.isCurrent}
      aria-posinset={props.position}
      aria-setsize={props.count}
      aria-label={label()}
      title={preferences().density === 'compact' ? label() : undefined}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) props.onChoose(event.shiftKey)
        else props.onOpen()
      }}
    >
      {/* For pointers: keys choose by the shortcut map, and nothing inside an option may take the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        class="row-check"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          props.onChoose(event.shiftKey)
        }}
      />
      <span class="row-dot" />
      <span class="row-line">
        <span class="row-head">
          <span class="row-who" dir="auto">
            <MarkedText text={props.row.requester || props.row.address} />
          </span>
          <Show when={props.row.organisation}>
            {(organisation) => (
              <span class="row-organisation" dir="auto">
                <MarkedText text={organisation()} />
              </span>
            )}
          </Show>
          <span class="row-number">{words.ticketNumber({ n: props.row.number })}</span>
        </span>
        <span class="row-when">
          {rowPeople()?.view(props.row.id)}
          <Show when={dueOf(props.row)}>{(due) => <DueChip due={due()} />}</Show>
          <time
            datetime={new Date(props.row.lastAt).toISOString()}
            title={sayExactly(props.row.lastAt)}
          >
            <span class="row-ago">{sayAgo(props.row.lastAt, desk.clock.minute())}</span>
            {/* Where the keys are: no pointer asks for it there. */}
            <Show when={props.isFocusable}>
              <span class="row-at">{sayClock(props.row.lastAt, desk.clock.minute())}</span>
            </Show>
          </time>
        </span>
      </span>
      <span class="row-line">
        <span class="row-text">
          <Show when={isRanked()}>
            <PriorityMark priority={props.row.priority} />
          </Show>
          <span class="row-subject" dir="auto">
            <MarkedText text={subject()} />
          </span>
          <span class="row-snippet" dir="auto">
            <MarkedText text={snippet()} />
          </span>
        </span>
        <span class="row-tail">
          <Show when={isFromServer()}>
            <span class="row-source">{words.list.fromServer}</span>
          </Show>
          <Show when={props.row.hasTrouble}>
            <span class="row-trouble">
              <Icon name="attention" size={13} />
            </span>
          </Show>
          <Show when={props.row.tags.length > 0}>
            <span class="row-tags" title={listed(props.row.tags)}>
              <For each={props.row.tags.slice(0, TAGS_SHOWN)}>
                {(tag) => <i style={{ '--person': colorOf(tag) }} />}
              </For>
            </span>
          </Show>
          <Show when={props.row.hasFiles}>
            <Icon name="clip" size={13} />
          </Show>
          <Show when={props.row.assignee}>
            {(assignee) => (
              <Avatar id={assignee()} name={desk.nameOf(assignee())} size="s" isDecoration />
            )}
          </Show>
          <StatusMark status={props.row.status} />
        </span>
      </span>
    </div>
  )
}
