/**
 * What stands beside a ticket, over it: in windows in which nothing stands beside it. Fetched when somebody asks for it. Not
 * here: what that is (side-panel), how the way back closes it (state/create-sheet).
 */
import { onCleanup } from 'solid-js'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { keyWords } from '../words/key.ts'
import { ticketWords } from '../words/ticket.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { SideSections } from './side-panel.tsx'

export function DetailsSheet(props: {
  row: Row
  ticket: Ticket
  onOpen: (id: string) => void
  onLink: () => void
  onDelete: () => void
  /** All else that can be done with the ticket. */
  onCommands: () => void
  onClose: () => void
}) {
  const before = document.activeElement
  // The browser gives the focus back when it closes a dialog itself; by the way back this one is gone at once.
  onCleanup(() =>
    queueMicrotask(() => {
      const isKept = before instanceof HTMLElement && before !== document.body && before.isConnected
      const to = isKept ? before : document.querySelector('.details-open')
      if (to instanceof HTMLElement && document.activeElement === document.body)
        to.focus({ preventScroll: true })
    }),
  )
  return (
    <Dialog title={ticketWords.side.label} class="drawer details" onClose={props.onClose}>
      <div class="side-panel">
        <SideSections
          row={props.row}
          ticket={props.ticket}
          onOpen={props.onOpen}
          onLink={props.onLink}
          onDelete={props.onDelete}
        />
        <section>
          <button type="button" class="button" onClick={() => props.onCommands()}>
            <Icon name="search" size={14} />
            {keyWords.palette.commands}
          </button>
        </section>
      </div>
    </Dialog>
  )
}
