/** At the end of the side panel, for those who may: deleting the ticket for good, erasing who asked. */
import { createSignal, Show } from 'solid-js'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { useDesk } from '../state/replica-context.tsx'
import { actWords } from '../words/act.ts'
import { EraseDialog } from './erase-dialog.tsx'

/** Of somebody who was erased already, or of whom no address is known (sync-server/commit/contacts). */
const NOBODYS = /(^|\.invalid)$/

export function SideRemovals(props: { ticket: Ticket; onDelete: () => void }) {
  const desk = useDesk()
  const [isErasing, setErasing] = createSignal(false)
  const requester = () => props.ticket.facts.requester
  const mayErase = () => desk.info().me.role === 'admin' && !NOBODYS.test(requester().address)
  return (
    <Show when={mayRemove(desk.info().me)}>
      <section class="side-removals">
        <button type="button" class="button is-small is-quiet" onClick={() => props.onDelete()}>
          {actWords.remove.openDelete}
        </button>
        <Show when={mayErase()}>
          <button type="button" class="button is-small is-quiet" onClick={() => setErasing(true)}>
            {actWords.remove.openErase}
          </button>
        </Show>
        <Show when={isErasing()}>
          <EraseDialog
            contact={requester().id}
            name={requester().name || requester().address}
            onClose={() => setErasing(false)}
          />
        </Show>
      </section>
    </Show>
  )
}
