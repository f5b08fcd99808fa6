/** What the lock screen shows, and when nothing is left to show. Not here: why a device locks (replica). */
import type { Fault } from '../../shared/kit/fault.ts'
import type { Leftovers, LockReason } from '../replica/leftovers.ts'

/** `left` is null until everything that must go has gone. */
export type Lock = { why: LockReason; left: Leftovers | null }

/** Why a device that would not open is locked; null when it is for another reason. */
export function lockOf(fault: Fault): LockReason | null {
  switch (fault.code) {
    case 'auth/required':
      return 'signed-out'
    case 'auth/denied':
      return 'revoked'
    case 'auth/lease':
      return fault.more?.['lock'] === 'clock' ? 'clock' : 'lease'
    default:
      return null
  }
}

/** Nobody is signed in, and nothing of anybody's is left: there is only the sign-in page. */
export const isJustSignedOut = ({ why, left }: Lock): boolean =>
  why === 'signed-out' && left?.items.length === 0

/** As a file to be kept: every text under what it was. */
export function sayLeftovers({ items }: Leftovers): string {
  return items
    .map(({ title, text }) => (text === null ? title : `${title}\n\n${text}`))
    .join('\n\n---\n\n')
}
