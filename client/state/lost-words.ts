/** A change that came too late, as a sentence with its values marked. Who wins is the server's word; this only says it. */
import type { FieldValue, LostChange } from '../../shared/ticket/ticket.ts'
import { ticketWords } from '../ticket-words.ts'
import { sayValue, type ChangeNames } from './change-words.ts'
import { sayClock } from './relative-time.ts'

/** A sentence in pieces; what is `em` stands out. */
export type Part = string | { em: string }

/** A change is called *offline* when it reached the server this much after it was made. */
const OFFLINE_AFTER_MS = 60_000

export type LostWords = {
  lost: LostChange
  /** When the server had it. */
  at: number
  /** Whose change it was; null: one's own. */
  by: string | null
}

export function sayLost({ lost, at, by }: LostWords, names: ChangeNames, now: number): Part[] {
  const about = {
    mine: sayFieldValue(lost.field, lost.mine, names, now),
    stays: sayFieldValue(lost.field, lost.stays, names, now),
    when: sayClock(lost.claimedAt, now),
  }
  if (by !== null) return ticketWords.lost.theirs(by, about)
  return ticketWords.lost.mine({ ...about, isOffline: at - lost.claimedAt > OFFLINE_AFTER_MS })
}

export function sayFieldValue(
  field: string,
  value: FieldValue,
  names: ChangeNames,
  now: number,
): string {
  if (field === 'snoozedUntil')
    return typeof value === 'number'
      ? ticketWords.lost.snoozed(sayClock(value, now))
      : ticketWords.lost.awake
  if (value === null || value === '')
    return field === 'assignee' ? names.nameOf(null) : ticketWords.lost.nothing
  return sayValue(field, String(value), names)
}
