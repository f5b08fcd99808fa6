/** The head of a ticket: subject, number, who is here, and the fields as quiet buttons. */
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { dueOf } from '../../shared/ticket/due.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Present } from '../replica/api.ts'
import { withKey } from '../state/key-hint.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { words } from '../words/first.ts'
import { listed } from '../words/read-words.ts'
import { snoozeWords } from '../words/snooze.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { DueChip } from './due-chip.tsx'
import type { FieldKind } from './field-menu.tsx'
import { Icon } from './icon.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { StatusMark } from './status-mark.tsx'
import { SyncPill } from './sync-pill.tsx'

export function TicketHeader(props: {
  row: Row
  present: readonly Present[]
  /** There is room for the side panel. */
  isBeside: boolean
  isSideOpen: boolean
  onField: (kind: FieldKind, anchor: DOMRect) => void
  onSubject: (subject: string) => void
  onBack: () => void
  onStep: (step: 1 | -1) => void
  onCopyNumber: () => void
  onSide: () => void
  onSpam: () => void
  onSync: () => void
}) {
  const desk = useDesk()
  const [isEditing, setEditing] = createSignal(false)
  createEffect(
    on(
      () => props.row.id,
      () => setEditing(false),
      { defer: true },
    ),
  )
  desk.commands.bind('edit-subject', () => setEditing(true))
  const field = (kind: FieldKind) => (event: MouseEvent & { currentTarget: HTMLElement }) =>
    props.onField(kind, event.currentTarget.getBoundingClientRect())
  return (
    <header class="ticket-head">
      <div class="ticket-title">
        <button
          type="button"
          class="icon-button only-narrow"
          aria-label={ticketWords.head.back}
          onClick={() => props.onBack()}
        >
          <Icon name="back" />
        </button>
        <Show
          when={isEditing()}
          fallback={
            <h1>
              <button
                type="button"
                class="subject-button"
                title={ticketWords.head.editSubject}
                onClick={() => setEditing(true)}
                dir="auto"
              >
                {props.row.subject || words.list.noSubject}
              </button>
            </h1>
          }
        >
          <SubjectField
            subject={props.row.subject}
            onDone={(subject) => {
              setEditing(false)
              if (subject && subject !== props.row.subject) props.onSubject(subject)
            }}
          />
        </Show>
        <div class="ticket-people">
          <For each={props.present}>
            {(person) => (
              <Avatar id={person.person} name={person.name} isReplying={person.isReplying} />
            )}
          </For>
        </div>
        <div class="ticket-steps">
          <button
            type="button"
            class="icon-button"
            aria-label={ticketWords.head.previous}
            title={withKey(ticketWords.head.previous, 'ticket-previous')}
            onClick={() => props.onStep(-1)}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={ticketWords.head.next}
            title={withKey(ticketWords.head.next, 'ticket-next')}
            onClick={() => props.onStep(1)}
          >
            <Icon name="down" />
          </button>
          <Show when={props.isBeside}>
            <button
              type="button"
              class="icon-button"
              aria-label={ticketWords.head.more}
              title={ticketWords.head.more}
              aria-pressed={props.isSideOpen}
              onClick={() => props.onSide()}
            >
              <Icon name="side" />
            </button>
          </Show>
        </div>
      </div>
      <div class="ticket-sync only-narrow">
        <SyncPill onOpen={props.onSync} />
      </div>
      <div class="ticket-line">
        <div class="ticket-fields">
          <button
            type="button"
            class="field-button is-number"
            aria-label={ticketWords.head.copyNumber({ n: props.row.number })}
            title={withKey(ticketWords.head.copyNumber({ n: props.row.number }), 'copy-number')}
            onClick={() => props.onCopyNumber()}
          >
            {words.ticketNumber({ n: props.row.number })}
          </button>
          <button
            type="button"
            class="field-button"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.status, 'status')}
            onClick={field('status')}
          >
            <StatusMark status={props.row.status} />
            {words.status[props.row.status]}
          </button>
          <button
            type="button"
            class="field-button"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.priority, 'priority')}
            onClick={field('priority')}
          >
            <PriorityMark priority={props.row.priority} />
            {words.priority[props.row.priority]}
          </button>
          <button
            type="button"
            class="field-button"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.assignee, 'assign')}
            onClick={field('assign')}
          >
            <Show when={props.row.assignee} fallback={<Icon name="nobody" size={14} />}>
              {(assignee) => (
                <Avatar id={assignee()} name={desk.nameOf(assignee())} size="s" isDecoration />
              )}
            </Show>
            <span dir="auto">{desk.nameOf(props.row.assignee)}</span>
          </button>
          <button
            type="button"
            class="field-button"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.queue, 'move')}
            onClick={field('move')}
          >
            <Icon name="queue" size={14} />
            <span dir="auto">
              {queuesOfRow(props.row)
                .map((queue) => desk.queueName(queue))
                .join(' + ')}
            </span>
          </button>
          <button
            type="button"
            class="field-button"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.tags, 'label')}
            onClick={field('label')}
          >
            <Icon name="tag" size={14} />
            <Show
              when={props.row.tags.length > 0}
              fallback={<span class="muted">{ticketWords.head.addTag}</span>}
            >
              <span dir="auto">{listed(props.row.tags)}</span>
            </Show>
          </button>
          {/* The way back is in the line above the composer; a merged ticket takes no change. */}
          <Show when={!props.row.isSpam && props.row.mergedInto === undefined}>
            <button
              type="button"
              class="field-button is-act"
              aria-label={ticketWords.head.markSpam}
              title={withKey(ticketWords.head.markSpam, 'spam')}
              onClick={() => props.onSpam()}
            >
              <Icon name="spam" size={14} />
            </button>
          </Show>
          <Show when={props.row.snoozedUntil}>
            {(until) => (
              <Show when={until() > desk.clock.minute()}>
                <button type="button" class="field-button" onClick={field('snooze')}>
                  <Icon name="moon" size={14} />
                  {(props.row.isSnoozeFirm ? snoozeWords.firmUntil : ticketWords.head.snoozedUntil)(
                    {
                      when: sayClock(until(), desk.clock.minute()),
                    },
                  )}
                </button>
              </Show>
            )}
          </Show>
          <span class="spacer" />
          <Show when={dueOf(props.row)}>{(due) => <DueChip due={due()} />}</Show>
        </div>
        <Show when={!props.isBeside}>
          <button
            type="button"
            class="field-button details-open"
            aria-haspopup="dialog"
            title={withKey(ticketWords.head.more, 'side-panel')}
            onClick={() => props.onSide()}
          >
            <Icon name="info" size={14} />
            {ticketWords.head.more}
          </button>
        </Show>
      </div>
    </header>
  )
}

function SubjectField(props: { subject: string; onDone: (subject: string | null) => void }) {
  let isOver = false
  const finish = (subject: string | null) => {
    if (isOver) return
    isOver = true
    props.onDone(subject)
  }
  return (
    <input
      class="subject-field"
      dir="auto"
      aria-label={ticketWords.head.subject}
      maxlength={LIMITS.subjectChars}
      value={props.subject}
      ref={(field) =>
        queueMicrotask(() => {
          field.focus()
          field.select()
        })
      }
      onKeyDown={(event) => {
        if (event.isComposing) return
        if (event.key === 'Enter') finish(event.currentTarget.value.trim())
        if (event.key === 'Escape') finish(null)
        if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
      }}
      onBlur={(event) => finish(event.currentTarget.value.trim())}
    />
  )
}
