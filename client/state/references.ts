/**
 * Other tickets that are named in what was said: where `#123` stands in plain words, and which ticket on this device it is.
 * A reading of the words and no part of them: nothing of it is stored or sent. Pure.
 */
import type { Row } from '../../shared/ticket/ticket.ts'

export type Reference = { from: number; to: number; number: number }

/**
 * What is code or an address is passed over whole; then a number that stands for itself: not `a#12`, `&#12;`, `#12-3`, `#1.5`.
 * The scheme of an address has a length, or a mail of nothing but dots would be read for minutes.
 */
const NAMED =
  /```[\s\S]*?(?:```|$)|`[^`\n]+`|(?:\b[a-z][a-z\d+.-]{0,20}:\/\/|\bwww\.|\bmailto:)\S+|(?<![\p{L}\p{N}_#&/=?.:@-])#([1-9]\d{0,8})(?![\p{L}\p{N}_]|[-.,:/]\p{N})/giu

/** What follows in the same text stays text: a mail of nothing but numbers draws no slower than another. */
const MOST = 200

export function findReferences(text: string): Reference[] {
  // Most of what people write names none.
  if (!/#\d/.test(text)) return []
  const found: Reference[] = []
  for (const { 0: written, 1: number, index } of text.matchAll(NAMED)) {
    if (number === undefined) continue
    found.push({ from: index, to: index + written.length, number: Number(number) })
    if (found.length === MOST) break
  }
  return found
}

const indexes = new WeakMap<readonly Row[], ReadonlyMap<number, Row>>()

/** @param rows  all of the device; as long as they are the same they are looked through once */
export function ticketOf(rows: readonly Row[], number: number): Row | undefined {
  let index = indexes.get(rows)
  if (!index) {
    index = new Map(rows.map((row) => [row.number, row]))
    indexes.set(rows, index)
  }
  return index.get(number)
}

/** One that is named on `ticket`: none is a link to itself. */
export function otherTicket(rows: readonly Row[], number: number, ticket: string): Row | undefined {
  const row = ticketOf(rows, number)
  return row?.id === ticket ? undefined : row
}

/** Where a ticket is in the app, for a tab of its own; in this one it is opened beside the list. */
export const addressOf = ({ id }: Pick<Row, 'id'>): string => `/app/t/${id}`

/** Pressed as any link, not to be opened elsewhere. */
export const isPlainPress = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
