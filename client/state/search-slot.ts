/**
 * The place between the list and the search: what is asked now, if anything. Small, because the list is painted without
 * it; what fills it (create-search) comes when somebody searches. Nobody else needs to know of the other.
 */
import { createSignal } from 'solid-js'
import type { Matcher } from './view.ts'

/** A part of a text; `isMarked`: the search stands there. */
export type Piece = { text: string; isMarked: boolean }

export type ShownSearch = {
  /** As it was typed. */
  words: string
  matcher: Matcher
  /** Null when nothing of it stands in the text. */
  pieces(text: string): readonly Piece[] | null
  /** Where it stands in what a ticket says, when that is known. */
  excerpt(id: string): string | null
  /** Tickets of which the server alone knows that they match. */
  also: readonly string[]
}

export const [shownSearch, showSearch] = createSignal<ShownSearch | null>(null)
/** More may be found: this device is being read, or the server asked. */
export const [isSearching, setSearching] = createSignal(false)

/** Ends what was begun for searching, with the desk it is of. */
const ends = new Set<() => void>()
export const onSearchEnd = (end: () => void): void => void ends.add(end)
export function endSearch(): void {
  for (const end of ends) end()
  ends.clear()
  showSearch(null)
}
