/**
 * Answers a search for one row after the other. Three answers: yes, no, and null for what cannot be told from what is
 * here; nothing that cannot be told is shown as a hit or left out as none. What lies deeper than the row, its words, is
 * asked of whoever keeps them.
 */
import { dueOf, leftOf } from '../ticket/due.ts'
import { queuesOfRow } from '../ticket/row.ts'
import type { Row, Status } from '../ticket/ticket.ts'
import { startOfDay } from './day.ts'
import { fold, hasWanted, packTokens, tokensOf, wantedOf } from './fold.ts'
import { asksForSpam, type Leaf, type Query, type Span, type State, type Unit } from './query.ts'

export type Answer = boolean | null
export type Test = (row: Row) => Answer

/** Leaves that are answered by words of the ticket, not by its row. */
export type DeepLeaf = Leaf & { kind: 'words' | 'from' | 'to' | 'has' }

export type SearchFacts = {
  me: string
  now: number
  /** IANA name: where the days of this person begin. */
  zone: string
  nameOf(person: string): string
  queueName(slug: string): string
  isUnread(row: Row): boolean
  hasDraft(row: Row): boolean
}

export function isDeep(leaf: Leaf): leaf is DeepLeaf {
  if (leaf.kind === 'has') return leaf.what === 'note'
  return leaf.kind === 'words' || leaf.kind === 'from' || leaf.kind === 'to'
}

/** What a leaf looks for in tokens; null for one that looks for none. */
export function wantedOfLeaf(leaf: DeepLeaf) {
  return leaf.kind === 'has' ? null : wantedOf(leaf.text, leaf.kind === 'words' && leaf.isPhrase)
}

/** What a search finds: the whole of it, with what it leaves out unsaid. @param deep  made once for each deep leaf */
export function makeSearchTest(
  query: Query,
  facts: SearchFacts,
  deep: (leaf: DeepLeaf) => Test,
): Test {
  const test = makeTest(query, facts, deep)
  return asksForSpam(query) ? test : (row) => (row.isSpam === true ? false : test(row))
}

export function makeTest(query: Query, facts: SearchFacts, deep: (leaf: DeepLeaf) => Test): Test {
  switch (query.kind) {
    case 'and': {
      const tests = query.of.map((one) => makeTest(one, facts, deep))
      return (row) => {
        let answer: Answer = true
        for (const test of tests) {
          const one = test(row)
          if (one === false) return false
          if (one === null) answer = null
        }
        return answer
      }
    }
    case 'or': {
      const tests = query.of.map((one) => makeTest(one, facts, deep))
      return (row) => {
        let answer: Answer = false
        for (const test of tests) {
          const one = test(row)
          if (one === true) return true
          if (one === null) answer = null
        }
        return answer
      }
    }
    case 'not': {
      const test = makeTest(query.of, facts, deep)
      return (row) => {
        const one = test(row)
        return one === null ? null : !one
      }
    }
    default:
      return isDeep(query) ? deep(query) : makeLeafTest(query, facts)
  }
}

const DONE: ReadonlySet<Status> = new Set<Status>(['solved', 'closed'])
const UNIT_MS: Record<Unit, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const lengthMs = ({ amount, unit }: Span): number => amount * UNIT_MS[unit]

function makeLeafTest(leaf: Exclude<Leaf, DeepLeaf> | Leaf, facts: SearchFacts): Test {
  switch (leaf.kind) {
    case 'words':
    case 'from':
    case 'to':
      return () => null
    case 'has':
      if (leaf.what === 'draft') return (row) => facts.hasDraft(row)
      return leaf.what === 'attachment' ? (row) => row.hasFiles : () => null
    case 'in': {
      const wanted = fold(leaf.text)
      return (row) =>
        queuesOfRow(row).some((slug) => slug === wanted || fold(facts.queueName(slug)) === wanted)
    }
    case 'assignee':
      return assigneeTest(leaf.text, facts)
    case 'label': {
      const wanted = fold(leaf.text)
      return (row) => row.tags.some((tag) => fold(tag) === wanted)
    }
    case 'org': {
      const wanted = wantedOf(leaf.text, false)
      return (row) => row.organisation !== null && hasWanted(pack(row.organisation), wanted)
    }
    case 'status':
      return (row) => row.status === leaf.status
    case 'priority':
      return (row) => row.priority === leaf.priority
    case 'id':
      return (row) => row.number === leaf.number
    case 'is':
      return stateTest(leaf.state, facts)
    case 'sla': {
      const ms = lengthMs(leaf.span)
      const isLess = leaf.span.than === '<'
      return (row) => {
        const due = dueOf(row)
        if (due === null) return false
        const left = leftOf(due, facts.now, ms + 1)
        return isLess ? left < ms : left > ms
      }
    }
    case 'updated': {
      const ms = lengthMs(leaf.span)
      const isLess = leaf.span.than === '<'
      return ({ lastAt }) => (isLess ? facts.now - lastAt < ms : facts.now - lastAt > ms)
    }
    case 'before':
    case 'after': {
      const at = startOfDay(leaf.day, facts.zone)
      return leaf.kind === 'before' ? (row) => row.createdAt < at : (row) => row.createdAt >= at
    }
  }
}

const pack = (text: string): string => packTokens(tokensOf(text))

function assigneeTest(who: string, facts: SearchFacts): Test {
  const wanted = fold(who)
  if (wanted === 'none') return (row) => row.assignee === null
  if (wanted === 'me') return (row) => row.assignee === facts.me
  const name = wantedOf(who, false)
  const known = new Map<string, boolean>()
  const isWho = (person: string) => {
    const before = known.get(person)
    if (before !== undefined) return before
    const found =
      person === who || (name.tokens.length > 0 && hasWanted(pack(facts.nameOf(person)), name))
    known.set(person, found)
    return found
  }
  return (row) => row.assignee !== null && isWho(row.assignee)
}

function stateTest(state: State, facts: SearchFacts): Test {
  switch (state) {
    // As people say it: not done. The status by that name is `status:open`.
    case 'open':
      return (row) => !DONE.has(row.status)
    case 'unread':
      return (row) => facts.isUnread(row)
    case 'snoozed':
      return (row) => row.snoozedUntil !== null && row.snoozedUntil > facts.now
    case 'overdue':
      return (row) => {
        const due = dueOf(row)
        return due !== null && leftOf(due, facts.now, 1) < 0
      }
    case 'assigned':
      return (row) => row.assignee !== null
    case 'merged':
      return (row) => row.mergedInto !== undefined
    case 'spam':
      return (row) => row.isSpam === true
    case 'new':
    case 'waiting':
    case 'on-hold':
    case 'solved':
    case 'closed':
      return (row) => row.status === state
  }
}
