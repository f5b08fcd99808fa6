/** The dialog of what is being done with the open ticket, whichever that is. They come when one is asked for. */
import { Match, Switch } from 'solid-js'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import '../styles/acts.css'
import { ForwardDialog } from './forward-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { RemoveDialog, type Removal } from './remove-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'

export type TicketDialog = 'merge' | 'split' | 'link' | 'forward' | Removal

export function TicketDialogs(props: {
  kind: TicketDialog
  row: Row
  ticket: Ticket
  /** The message that the reader is at. */
  message: string | null
  onClose: () => void
  onOpenTicket: (id: string) => void
}) {
  return (
    <Switch>
      <Match when={props.kind === 'merge'}>
        <MergeDialog row={props.row} onClose={props.onClose} onOpenTicket={props.onOpenTicket} />
      </Match>
      <Match when={props.kind === 'split'}>
        <SplitDialog row={props.row} ticket={props.ticket} onClose={props.onClose} />
      </Match>
      <Match when={props.kind === 'link'}>
        <LinkDialog row={props.row} onClose={props.onClose} />
      </Match>
      <Match when={props.kind === 'forward'}>
        <ForwardDialog
          row={props.row}
          ticket={props.ticket}
          message={props.message}
          onClose={props.onClose}
        />
      </Match>
      <Match when={(props.kind === 'delete' || props.kind === 'redact') && props.kind} keyed>
        {(kind) => (
          <RemoveDialog
            kind={kind}
            row={props.row}
            ticket={props.ticket}
            message={props.message}
            onClose={props.onClose}
          />
        )}
      </Match>
    </Switch>
  )
}
