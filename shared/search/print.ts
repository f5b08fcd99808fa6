/** A search written out again, in the one way that parse reads as the same tree. */
import type { Leaf, Query } from './query.ts'

export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'or':
      return query.of.map((one) => printIn(one, 'or')).join(' OR ')
    case 'and':
      return query.of.map((one) => printIn(one, 'and')).join(' ')
    case 'not':
      return `-${printIn(query.of, 'not')}`
    default:
      return printLeaf(query)
  }
}

/** Inside AND an OR needs parentheses, and after a minus everything that is more than one. */
function printIn(query: Query, around: 'and' | 'or' | 'not'): string {
  const isGroup = query.kind === 'or' || (query.kind === 'and' && around === 'not')
  return isGroup ? `(${printQuery(query)})` : printQuery(query)
}

function printLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'words':
      return leaf.isPhrase ? `"${leaf.text}"` : leaf.text
    case 'from':
    case 'to':
    case 'org':
    case 'label':
    case 'in':
    case 'assignee':
      return `${leaf.kind}:${isPlain(leaf.text) ? leaf.text : `"${leaf.text}"`}`
    case 'is':
      return `is:${leaf.state}`
    case 'has':
      return `has:${leaf.what}`
    case 'status':
      return `status:${leaf.status}`
    case 'priority':
      return `priority:${leaf.priority}`
    case 'sla':
    case 'updated':
      return `${leaf.kind}:${leaf.span.than}${leaf.span.amount}${leaf.span.unit}`
    case 'before':
    case 'after':
      return `${leaf.kind}:${leaf.day}`
    case 'id':
      return `id:${leaf.number}`
  }
}

const isPlain = (text: string): boolean => !/[\s()"“”„«»]/u.test(text)

/** Whether a word stands for itself without quotation marks. */
export const isPlainWord = (text: string): boolean =>
  isPlain(text) && text !== 'OR' && !text.startsWith('-') && !/^[A-Za-z]+:(?!\/\/)/.test(text)
