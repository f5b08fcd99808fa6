/** The ticket on screen as a store: read from the replica, read again when it changed, messages keyed by their id. */
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { Desk } from './replica-context.tsx'

export type TicketState = 'loading' | 'here' | 'missing'

export type TicketSignals = {
  state: Accessor<TicketState>
  /** Only meaningful while `state` is `here`. */
  ticket: { value: Ticket | null }
  hasUnsent: Accessor<boolean>
  id: Accessor<string>
}

export function createTicket(desk: Desk, id: Accessor<string>): TicketSignals {
  const [state, setState] = createSignal<TicketState>('loading')
  const [hasUnsent, setHasUnsent] = createSignal(false)
  const [ticket, setTicket] = createStore<{ value: Ticket | null }>({ value: null })
  let turn = 0
  const read = async (wanted: string) => {
    const mine = ++turn
    const opened = await desk.replica.openTicket(wanted)
    // A newer read, or another ticket, has taken over.
    if (mine !== turn) return
    if (!opened.ok) {
      setState('missing')
      setTicket('value', null)
      return
    }
    setTicket('value', reconcile(opened.value.ticket, { key: 'id' }))
    setHasUnsent(opened.value.hasUnsent)
    setState('here')
  }
  createEffect(
    on(id, (wanted) => {
      setState('loading')
      setTicket('value', null)
      void read(wanted)
      onCleanup(desk.replica.onTicket(wanted, () => void read(wanted)))
      onCleanup(() => turn++)
    }),
  )
  return { state, ticket, hasUnsent, id }
}
