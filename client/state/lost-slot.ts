/**
 * The place in a list for tickets that went from under one's eyes. Small, because the list is painted without it; what fills
 * it (parts/lost-rows) comes once the list is there.
 */
import { createSignal, type JSX } from 'solid-js'

/** `rights`: their queue was taken from this person. `left`: moved where they do not see, or deleted. */
export type WhyLost = 'rights' | 'left'

export type LostRows = {
  /** The list with the places of those that went a moment ago. */
  among(ids: readonly string[]): readonly string[]
  /** Such a place: it holds nothing of the ticket (RI2). */
  view(id: string, topPx: number): JSX.Element
  /** Who stood next to a ticket that went, if they are in the list; null: nobody, or it did not go. */
  beside(id: string | null): string | null
  /** Null: it did not go while this tab looked on. */
  why(id: string): WhyLost | null
}

export const [lostRows, showLostRows] = createSignal<LostRows | null>(null)
