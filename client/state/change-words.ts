/** One changed field of a ticket as a sentence. Unknown fields and values of a newer server are said as they are. */
import type { Change } from '../../shared/ticket/ticket.ts'
import { words } from '../strings.ts'
import { ticketWords } from '../ticket-words.ts'

export type ChangeNames = {
  nameOf(person: string | null): string
  queueName(slug: string): string
}

export function sayChange(who: string, change: Change, names: ChangeNames): string {
  const { field, from, to } = change
  if (field === 'tag') {
    if (to !== null) return ticketWords.tagged(who, to)
    return ticketWords.untagged(who, from ?? '')
  }
  if (field === 'alsoIn') {
    if (to !== null) return ticketWords.openedTo(who, names.queueName(to))
    return ticketWords.closedTo(who, names.queueName(from ?? ''))
  }
  return ticketWords.change(
    who,
    valueIn(ticketWords.fields, field),
    from === null ? null : sayValue(field, from, names),
    to === null ? null : sayValue(field, to, names),
  )
}

export function sayValue(field: string, value: string, names: ChangeNames): string {
  switch (field) {
    case 'assignee':
      return names.nameOf(value)
    case 'queue':
      return names.queueName(value)
    case 'status':
      return valueIn(words.status, value)
    case 'priority':
      return valueIn(words.priority, value)
    default:
      return value
  }
}

function valueIn(table: Readonly<Record<string, string>>, key: string): string {
  return table[key] ?? key
}
