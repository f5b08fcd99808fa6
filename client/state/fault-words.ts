/**
 * What went wrong, for people. Which one it was comes from the server or the replica, in English: in another language it is
 * said in that (fault-details), or stands in brackets behind the sentence that is translated where nobody has words for it.
 * Lazy: nothing has gone wrong before the first list.
 */
import type { Fault, FaultCode } from '../../shared/kit/fault.ts'
import { faultWords } from '../words/fault.ts'
import { locale } from '../words/read-words.ts'
import { sayDetail } from './fault-details.ts'

/** A fault in words for people: what it means, then which one. */
export function sayFault(fault: Fault): string {
  const title = faultWords[fault.code]
  const detail = fault.detail.trim()
  // The server says for programs what the title says for people: once is enough.
  if (detail === '' || SAYS_ALL.has(fault.code) || bare(detail) === bare(title)) return title
  const [first = ''] = detail.split(' ')
  if (locale !== 'en') return sayAbroad(fault, title)
  // An address stays as it is written.
  const begun = first.includes('@') ? detail : detail.charAt(0).toUpperCase() + detail.slice(1)
  const sentence = /[.!?…]$/.test(begun) ? begun : `${begun}.`
  return IS_SAID_BETTER.has(fault.code) ? sentence : `${title} ${sentence}`
}

function sayAbroad({ code, detail, more }: Fault, title: string): string {
  const known = sayDetail(detail.trim(), more)
  if (known === null) return `${title} (${detail.trim()})`
  return IS_SAID_BETTER.has(code) || known === title ? known : `${title} ${known}`
}

/** Of these the title says less than the detail: what is busy, what is not there, what is taken, who locked it. */
const IS_SAID_BETTER: ReadonlySet<FaultCode> = new Set([
  'kit/busy',
  'kit/not-found',
  'desk/exists',
  'ticket/locked',
  'ticket/changed',
])

const SAYS_ALL: ReadonlySet<FaultCode> = new Set(['ticket/merged', 'ticket/stale'])

const bare = (words: string): string => words.toLowerCase().replace(/[.!?…]+$/, '')
