/** Chooses another ticket by number or words: type to narrow, arrows and Enter to choose. */
import { createMemo, createSignal } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { findTickets } from '../state/find-ticket.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { createPicker, PickList } from './picker.tsx'
import { StatusMark } from './status-mark.tsx'

const SHOWN = 8

export function TicketFinder(props: {
  from: Pick<Row, 'id' | 'address'>
  /** What else can be typed. */
  hint?: string
  onPick: (row: Row) => void
  onTyped?: (typed: string) => void
  /** Enter, with no ticket found. */
  onNothing?: () => void
}) {
  const desk = useDesk()
  const [typed, setTyped] = createSignal('')
  const found = createMemo(() =>
    findTickets(desk.rows.all(), { typed: typed(), from: props.from, most: SHOWN }),
  )
  const picker = createPicker({
    id: 'found-tickets',
    items: found,
    onPick: (row) => props.onPick(row),
    onNothing: () => props.onNothing?.(),
  })
  return (
    <div class="ticket-finder">
      <label class="field">
        <span>{actWords.find.label}</span>
        <input
          {...picker.field()}
          placeholder={actWords.find.placeholder}
          dir="auto"
          autofocus
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            picker.moveTo(0)
            props.onTyped?.(event.currentTarget.value)
          }}
        />
      </label>
      <p class="act-hint">
        {props.hint ?? (typed() === '' ? actWords.find.same : actWords.find.onDevice)}
      </p>
      <PickList
        picker={picker}
        class="found-tickets"
        label={actWords.find.list}
        nothing={<p class="choice-none">{actWords.find.nothing}</p>}
      >
        {(row) => (
          <>
            <StatusMark status={row.status} />
            <span class="row-number">{words.ticketNumber({ n: row.number })}</span>
            <span class="palette-title" dir="auto">
              {row.subject || words.list.noSubject}
            </span>
            <span class="muted found-who" dir="auto">
              {row.requester}
            </span>
          </>
        )}
      </PickList>
    </div>
  )
}
