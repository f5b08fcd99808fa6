/** A change that came too late, as a sentence with its values marked. Who wins is the server's word; this only says it. */
import type { FieldValue, LostChange } from '../../shared/ticket/ticket.ts'
import { ticketWords } from '../words/ticket.ts'
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
    mine: marked(sayFieldValue(lost.field, lost.mine, names, now)),
    stays: marked(sayFieldValue(lost.field, lost.stays, names, now)),
    when: sayClock(lost.claimedAt, now),
  }
  if (by !== null) return partsOf(ticketWords.lost.theirs({ ...about, who: by }))
  const isOffline = at - lost.claimedAt > OFFLINE_AFTER_MS
  return partsOf((isOffline ? ticketWords.lost.mineOffline : ticketWords.lost.mine)(about))
}

export function sayFieldValue(
  field: string,
  value: FieldValue,
  names: ChangeNames,
  now: number,
): string {
  if (field === 'snoozedUntil')
    return typeof value === 'number'
      ? ticketWords.lost.snoozed({ when: sayClock(value, now) })
      : ticketWords.lost.awake
  if (field === 'spam') return value === true ? ticketWords.lost.spam : ticketWords.lost.notSpam
  if (value === null || value === '')
    return field === 'assignee' ? names.nameOf(null) : ticketWords.lost.nothing
  return sayValue(field, String(value), names)
}

/** Of nobody's script: nobody types them, and a sentence keeps them in whatever order its language has. */
const [MARK, MARK_END] = ['\uE000', '\uE001']

const marked = (value: string) => `${MARK}${value.replace(/[\uE000\uE001]/g, '')}${MARK_END}`

function partsOf(sentence: string): Part[] {
  return sentence.split(MARK).flatMap((piece, at): Part[] => {
    if (at === 0) return piece === '' ? [] : [piece]
    const [em = '', rest = ''] = piece.split(MARK_END)
    return rest === '' ? [{ em }] : [{ em }, rest]
  })
}
