/**
 * The place in a row for who else is on its ticket, and until when that is snoozed. Small, because the list is painted
 * without it; what fills it (parts/row-people, parts/row-asleep) comes once the list is there.
 */
import { createSignal, type JSX } from 'solid-js'

export type RowPeople = {
  /** Draws them, and draws itself anew when they change. */
  view(ticket: string): JSX.Element
  /** The same in words; empty when nobody is there and it is awake. */
  said(ticket: string): string
}

export const [rowPeople, showRowPeople] = createSignal<RowPeople | null>(null)
