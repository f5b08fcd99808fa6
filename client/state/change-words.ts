/** One changed field of a ticket as a sentence. Unknown fields and values of a newer server are said as they are. */
import type { Change, PersonChange } from '../../shared/ticket/ticket.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { sayClock } from './relative-time.ts'

export type ChangeNames = {
  nameOf(person: string | null): string
  queueName(slug: string): string
}

/** @param now  so that a moment of today is said without its day */
export function sayChange(who: string, change: Change, names: ChangeNames, now: number): string {
  const { field, from, to } = change
  if (field === 'snoozedUntil')
    return to === null
      ? ticketWords.woken({ who })
      : ticketWords.snoozed({ who, when: sayClock(Date.parse(to), now) })
  if (field === 'tag') {
    if (to !== null) return ticketWords.tagged({ who, tag: to })
    return ticketWords.untagged({ who, tag: from ?? '' })
  }
  if (field === 'alsoIn') {
    if (to !== null) return ticketWords.openedTo({ who, queue: names.queueName(to) })
    return ticketWords.closedTo({ who, queue: names.queueName(from ?? '') })
  }
  if (field === 'spam')
    return to === null ? ticketWords.notSpam({ who }) : ticketWords.spam({ who })
  const about = { who, field: valueIn(ticketWords.fields, field) }
  if (to === null) return ticketWords.changeCleared(about)
  const value = sayValue(field, to, names)
  if (from === null) return ticketWords.changeSet({ ...about, to: value })
  return ticketWords.change({ ...about, from: sayValue(field, from, names), to: value })
}

/** Of whoever was erased since, what stands in their place. */
export const sayPerson = (who: string, { name, address, is }: PersonChange): string =>
  ticketWords.person[is]({ who, name: name || address })

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
