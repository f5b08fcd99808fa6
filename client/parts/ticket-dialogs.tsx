/** The dialog of what is being done with the open ticket, whichever that is. They come when one is asked for. */
import { Match, Switch } from 'solid-js'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { MergeDialog } from './merge-dialog.tsx'

export type TicketDialog = 'merge'

export function TicketDialogs(props: {
  kind: TicketDialog
  row: Row
  ticket: Ticket
  onClose: () => void
  onOpenTicket: (id: string) => void
}) {
  return (
    <Switch>
      <Match when={props.kind === 'merge'}>
        <MergeDialog row={props.row} onClose={props.onClose} onOpenTicket={props.onOpenTicket} />
      </Match>
    </Switch>
  )
}
