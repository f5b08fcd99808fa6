/**
 * A rollup: what began or happened on one UTC day in one queue, as columns of whole numbers. A report over a million events
 * reads some hundreds of these and makes no object of any row; a percentile is taken of all durations, so it is exact, which
 * no histogram of classes would be. Instants are epoch seconds, so any span, zone, hour and weekday can be asked of it.
 *
 * The same tickets give the same bytes, however they came in: a rollup that was kept is compared with one made anew.
 * Not here: what of a ticket goes in (ticket-part), where packs are kept (rollup-rows).
 */
import { assert } from '../../shared/kit/fault.ts'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'

/** Kinds of rows as they are kept: what happened to a ticket, then the clocks in the order of `TARGETS`. */
export const ARRIVED = 0
export const SOLVED = 1
export const REOPENED = 2
export const FIRST_CLOCK = 3
export const kindOfTarget = (target: TargetName): number => FIRST_CLOCK + TARGETS.indexOf(target)

/** States of a clock as they are kept. A solving has 0, or `UNDONE` when the ticket was opened again after it. */
export const STATES = ['running', 'paused', 'met', 'breached', 'cancelled'] as const
export const RUNNING = 0
export const MET = 2
export const BREACHED = 3
export const UNDONE = 1

/** By what of a ticket reports keep it apart; '' for none. A new word stands last: what was written before has fewer. */
export const TRAITS = ['organisation', 'agent', 'channel', 'tags', 'tier'] as const
export type Trait = (typeof TRAITS)[number]
/** Tags are one word, each on its line. */
export type Traits = Record<Trait, string>

/** Whole seconds; 0 stands for none. */
export type Entry = {
  kind: number
  state: number
  at: number
  endedAt: number
  counted: number
  wall: number
  passesAt: number
}

export type PartOfDay = { ticket: string; traits: Traits; entries: readonly Entry[] }

export type StoredPack = { net: number; words: string; tickets: string; pack: Uint8Array }

/** Tickets, rows, and traits of a ticket: one that is added later is '' in what was written before. */
const HEAD = 3
const ROW = 7
/** Numbers are kept little-endian, on whatever machine. */
const IS_BIG = new Uint8Array(new Uint32Array([1]).buffer)[0] === 0

/** @param parts  each ticket once, in any order */
export function makePack(parts: readonly PartOfDay[]): StoredPack {
  const sorted = [...parts].sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
  const places = new Map<string, number>([['', 0]])
  const placeOf = (word: string): number => {
    const known = places.get(word)
    if (known !== undefined) return known
    places.set(word, places.size)
    return places.size - 1
  }
  const rows = sorted.reduce((sum, { entries }) => sum + entries.length, 0)
  const start = HEAD + sorted.length * TRAITS.length
  const cells = new Uint32Array(start + rows * ROW)
  cells[0] = sorted.length
  cells[1] = rows
  cells[2] = TRAITS.length
  let net = 0
  let row = start
  // Written in place: a pack of thousands of rows is made for every few tickets that change.
  for (let ticket = 0; ticket < sorted.length; ticket++) {
    const part = sorted[ticket]
    if (!part) continue
    for (let at = 0; at < TRAITS.length; at++) {
      const trait = TRAITS[at]
      cells[HEAD + ticket * TRAITS.length + at] = trait ? placeOf(part.traits[trait]) : 0
    }
    for (const entry of inOrder(part.entries)) {
      cells[row] = ticket
      cells[row + rows] = entry.kind * 256 + entry.state
      cells[row + 2 * rows] = entry.at
      cells[row + 3 * rows] = entry.endedAt
      cells[row + 4 * rows] = entry.counted
      cells[row + 5 * rows] = entry.wall
      cells[row + 6 * rows] = entry.passesAt
      net += netOf(entry.kind)
      row += 1
    }
  }
  return {
    net,
    words: JSON.stringify([...places.keys()]),
    tickets: sorted.map(({ ticket }) => ticket).join('\n'),
    pack: bytesOf(cells),
  }
}

/** By how many tickets the backlog grows. */
export const netOf = (kind: number): number => (kind >= FIRST_CLOCK ? 0 : kind === SOLVED ? -1 : 1)

const compare = (a: Entry, b: Entry): number =>
  a.at - b.at || a.kind - b.kind || a.endedAt - b.endedAt || a.state - b.state

const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.length < 2 ? entries : [...entries].sort(compare)

/** Columns of a pack. `traits` are places among the words, `width` of them a ticket. */
export type Columns = {
  tickets: number
  rows: number
  width: number
  traits: Uint32Array
  ticket: Uint32Array
  kindState: Uint32Array
  at: Uint32Array
  endedAt: Uint32Array
  counted: Uint32Array
  wall: Uint32Array
  passesAt: Uint32Array
}

export function readColumns(pack: Uint8Array): Columns {
  const cells = cellsOf(pack)
  const [tickets = 0, rows = 0, width = 0] = cells
  const start = HEAD + tickets * width
  assert(cells.length === start + rows * ROW, 'a rollup is as long as it says')
  const column = (place: number) => cells.subarray(start + place * rows, start + (place + 1) * rows)
  return {
    tickets,
    rows,
    width,
    traits: cells.subarray(HEAD, start),
    ticket: column(0),
    kindState: column(1),
    at: column(2),
    endedAt: column(3),
    counted: column(4),
    wall: column(5),
    passesAt: column(6),
  }
}

/** The parts that a pack was made of, so that some can be put in the place of others. */
export function readParts(
  words: readonly string[],
  tickets: string,
  pack: Uint8Array,
): PartOfDay[] {
  const columns = readColumns(pack)
  const parts = tickets.split('\n').map((ticket, place) => ({
    ticket,
    traits: traitsAt(columns, words, place),
    entries: new Array<Entry>(),
  }))
  for (let row = 0; row < columns.rows; row++)
    parts[columns.ticket[row] ?? -1]?.entries.push(entryAt(columns, row))
  return columns.tickets === 0 ? [] : parts
}

export function entryAt(columns: Columns, row: number): Entry {
  const kindState = columns.kindState[row] ?? 0
  return {
    kind: kindState >> 8,
    state: kindState & 255,
    at: columns.at[row] ?? 0,
    endedAt: columns.endedAt[row] ?? 0,
    counted: columns.counted[row] ?? 0,
    wall: columns.wall[row] ?? 0,
    passesAt: columns.passesAt[row] ?? 0,
  }
}

/** Where among the words what a ticket says of itself is. */
export function placeOfTrait(columns: Columns, ticket: number, trait: Trait): number {
  const at = TRAITS.indexOf(trait)
  return at < columns.width ? (columns.traits[ticket * columns.width + at] ?? 0) : 0
}

function traitsAt(columns: Columns, words: readonly string[], ticket: number): Traits {
  const word = (trait: Trait) => words[placeOfTrait(columns, ticket, trait)] ?? ''
  return {
    organisation: word('organisation'),
    agent: word('agent'),
    channel: word('channel'),
    tags: word('tags'),
    tier: word('tier'),
  }
}

function bytesOf(cells: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(cells.buffer)
  return IS_BIG ? swapped(bytes) : bytes
}

function cellsOf(pack: Uint8Array): Uint32Array {
  // A copy: what a driver hands over begins at any byte.
  const bytes = Uint8Array.from(pack)
  return new Uint32Array((IS_BIG ? swapped(bytes) : bytes).buffer)
}

const swapped = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(bytes, (_, at) => bytes[at - (at % 4) + 3 - (at % 4)] ?? 0)
