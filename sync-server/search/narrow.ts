/**
 * What of a search the database can answer: a condition that lets through every ticket that is found, and tells whether
 * it lets through others too. Those are told apart row by row (shared/search/match). Not here: rights, pages.
 */
import { wantedOfLeaf, isDeep, type DeepLeaf } from '../../shared/search/match.ts'
import { leavesOf, type Leaf, type Query } from '../../shared/search/query.ts'
import { wantedOf } from '../../shared/search/fold.ts'
import type { Database } from '../store/database.ts'
import { ticketsWith, TICKETS_WITH_NOTES, type Condition } from './word-index.ts'

/** `where` null: every ticket. */
export type Narrowed = { where: string | null; params: Condition['params']; isExact: boolean }

const EVERY: Narrowed = { where: null, params: [], isExact: false }

export function narrow(database: Database, query: Query): Narrowed {
  switch (query.kind) {
    case 'and':
      return join(
        query.of.map((one) => narrow(database, one)),
        ' AND ',
      )
    case 'or': {
      const parts = query.of.map((one) => narrow(database, one))
      return parts.some(({ where }) => where === null) ? EVERY : join(parts, ' OR ')
    }
    case 'not': {
      const inner = narrow(database, query.of)
      if (!inner.isExact || inner.where === null) return EVERY
      return { ...inner, where: `NOT (${inner.where})` }
    }
    default:
      return narrowLeaf(database, query)
  }
}

function join(parts: readonly Narrowed[], connective: string): Narrowed {
  const said = parts.filter(({ where }) => where !== null)
  if (said.length === 0) return EVERY
  return {
    where: said.map(({ where }) => `(${where})`).join(connective),
    params: said.flatMap(({ params }) => params),
    isExact: parts.every(({ isExact }) => isExact),
  }
}

function narrowLeaf(database: Database, leaf: Leaf): Narrowed {
  if (isDeep(leaf)) return { ...conditionOf(database, leaf), isExact: true }
  switch (leaf.kind) {
    case 'id':
      return { where: 'number = ?', params: [leaf.number], isExact: true }
    case 'status':
      return { where: 'status = ?', params: [leaf.status], isExact: true }
    case 'is':
      return leaf.state === 'spam' ? { where: 'is_spam = 1', params: [], isExact: true } : EVERY
    case 'label':
    case 'org': {
      // Both are in the head of a ticket, among other words.
      const wanted = wantedOf(leaf.text, false)
      return { ...ticketsWith(database, wanted, null), isExact: false }
    }
    default:
      // Of the row alone.
      return EVERY
  }
}

function conditionOf(database: Database, leaf: DeepLeaf): Condition {
  const wanted = wantedOfLeaf(leaf)
  if (wanted === null) return TICKETS_WITH_NOTES
  return ticketsWith(
    database,
    wanted,
    leaf.kind === 'from' || leaf.kind === 'to' ? leaf.kind : null,
  )
}

/** Each deep leaf as a column that says whether the ticket has it. */
export function deepColumns(
  database: Database,
  query: Query,
): { leaf: DeepLeaf; column: string; condition: Condition }[] {
  return leavesOf(query)
    .filter(isDeep)
    .map((leaf, at) => ({ leaf, column: `deep_${at}`, condition: conditionOf(database, leaf) }))
}
