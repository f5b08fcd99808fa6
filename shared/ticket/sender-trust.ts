/**
 * The one judgement that is made of what was said of a mail's sender. Apart from the facts, which every ticket has: the inbox
 * judges nothing. Not here: what the desk lets a sender do (sync-server/mail/inbound/sender-powers).
 */
import { splitAddress } from './address.ts'
import type { SenderFacts } from './sender.ts'

/**
 * What is made of it:
 * `proved`     the domain of From stands by it
 * `unchecked`  nobody could judge it: not shown to be false, and worth nothing
 * `unproved`   judged, and nothing stands by it
 * `disowned`   the domain of From asks that such mail is not taken as its own
 */
export type SenderTrust = 'proved' | 'unchecked' | 'unproved' | 'disowned'

/** @param from  the address of From as it was read; a judgement of another domain says nothing about it */
export function trustOf(facts: SenderFacts, from: string | null): SenderTrust {
  const { dmarc, aligned = [], fromDomain, policy } = facts
  const isSame =
    from !== null && (fromDomain === undefined || splitAddress(from)?.domain === fromDomain)
  if (dmarc === 'fail' && !aligned.includes('arc'))
    return policy === 'reject' || policy === 'quarantine' ? 'disowned' : 'unproved'
  if (dmarc === 'unchecked' || dmarc === 'temperror') return 'unchecked'
  if (!isSame) return 'unproved'
  // Without a record there is no DMARC to pass; what is aligned says the same (mail.md 33).
  return dmarc === 'pass' || aligned.length > 0 ? 'proved' : 'unproved'
}
