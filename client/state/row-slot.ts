/**
 * The place in a row for who else is on its ticket. Small, because the list is painted without it; what fills it
 * (parts/row-people) comes once the list is there.
 */
import { createSignal, type JSX } from 'solid-js'

export type RowPeople = {
  /** Draws them, and draws itself anew when they change. */
  view(ticket: string): JSX.Element
  /** The same in words; empty when nobody is there. */
  said(ticket: string): string
}

export const [rowPeople, showRowPeople] = createSignal<RowPeople | null>(null)
