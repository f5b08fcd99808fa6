/**
 * A search as a value: a tree of what somebody asked for. Made by parse, written out by print, answered by match.
 * Nothing here knows where a ticket is kept.
 */
import { PRIORITIES, STATUSES, type Priority, type Status } from '../ticket/ticket.ts'

/** What `is:` can say besides a status. */
export const STATES = [
  'open',
  'unread',
  'snoozed',
  'overdue',
  'assigned',
  'merged',
  'spam',
] as const
export type State = (typeof STATES)[number] | Status
export const IS_VALUES: readonly State[] = [...STATES, ...STATUSES.filter((one) => one !== 'open')]

export const HAS_VALUES = ['attachment', 'note', 'draft'] as const
export type HasValue = (typeof HAS_VALUES)[number]

export const UNITS = ['m', 'h', 'd', 'w'] as const
export type Unit = (typeof UNITS)[number]
/** `<2h`: less than two hours. */
export type Span = { than: '<' | '>'; amount: number; unit: Unit }

export type Leaf =
  | { kind: 'words'; text: string; isPhrase: boolean }
  | { kind: 'from' | 'to' | 'org' | 'label' | 'in' | 'assignee'; text: string }
  | { kind: 'is'; state: State }
  | { kind: 'has'; what: HasValue }
  | { kind: 'status'; status: Status }
  | { kind: 'priority'; priority: Priority }
  | { kind: 'sla' | 'updated'; span: Span }
  /** A day of the person's calendar, as 2026-01-31. */
  | { kind: 'before' | 'after'; day: string }
  | { kind: 'id'; number: number }

/** `of` has two entries or more, and none of the same kind: nothing is said in two ways. */
export type Query =
  | Leaf
  | { kind: 'and' | 'or'; of: readonly Query[] }
  | { kind: 'not'; of: Exclude<Query, { kind: 'not' }> }

/** Operators in the order in which they are offered. */
export const OPERATORS = [
  'is',
  'in',
  'assignee',
  'from',
  'to',
  'org',
  'label',
  'priority',
  'status',
  'has',
  'sla',
  'before',
  'after',
  'updated',
  'id',
] as const
export type Operator = (typeof OPERATORS)[number]

/** Other words for the same. */
export const ALIASES: Readonly<Record<string, Operator>> = {
  queue: 'in',
  tag: 'label',
  number: 'id',
}

/** What an operator can say, where that is a short list. */
export const VALUES: Partial<Record<Operator, readonly string[]>> = {
  is: IS_VALUES,
  has: HAS_VALUES,
  status: STATUSES,
  priority: PRIORITIES,
}

/** Why a search cannot be read: stable, for programs; `at` and `length` say where, in UTF-16 units. */
export type QueryFault = {
  why:
    | 'too-long'
    | 'too-many-terms'
    | 'too-deep'
    | 'open-quote'
    | 'open-group'
    | 'stray-close'
    | 'empty-group'
    | 'stray-or'
    | 'stray-not'
    | 'no-value'
    | 'no-words'
    | 'unknown-operator'
    | 'unknown-value'
    | 'not-known'
  at: number
  length: number
  /** In words for people. */
  detail: string
}

/** Tickets that are marked as spam are found by a search that names them, or one of them, and by no other (SP4). */
export const asksForSpam = (query: Query): boolean =>
  leavesOf(query).some(
    (leaf) => leaf.kind === 'id' || (leaf.kind === 'is' && leaf.state === 'spam'),
  )

export function leavesOf(query: Query, found: Leaf[] = []): Leaf[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      for (const one of query.of) leavesOf(one, found)
      return found
    case 'not':
      return leavesOf(query.of, found)
    default:
      found.push(query)
      return found
  }
}
