/**
 * Which servers a message says it passed, and for whom they had it: by that the desk knows mail that an old server handed
 * on from mail that came straight here. Anybody can write such fields: it is counted by them, and nobody is trusted.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ReceiveMail } from '../../shared/wire/mail.ts'
import type { Header } from './header.ts'

/** Written by a server that delivers, or passes on what it delivered, and by no other on the way. */
const DELIVERED = [
  'delivered-to',
  'x-delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-gm-original-to',
  'resent-from',
]

/** Undefined where nothing is said. */
export function passedIn(header: Header): ReceiveMail['passed'] {
  const servers = new Set<string>()
  // RFC 5321 §4.4: `by` names the server that wrote the field.
  for (const trace of header.all('received').slice(0, LIMITS.tracesRead)) {
    const by = /(?:^|\s)by\s+([a-z0-9_.-]{1,253})/i.exec(trace.slice(0, 1_000))?.[1]
    if (by !== undefined) servers.add(by.toLowerCase().replace(/\.$/, ''))
  }
  const deliveredTo = new Set<string>()
  for (const name of DELIVERED)
    for (const value of header.all(name))
      for (const [address] of value
        .slice(0, 2_000)
        .matchAll(/[^\s<>,;:"()]{1,64}@[a-z0-9.-]{1,253}/gi))
        if (deliveredTo.size < LIMITS.tracesRead) deliveredTo.add(address.toLowerCase())
  if (servers.size === 0 && deliveredTo.size === 0) return undefined
  return { servers: [...servers], deliveredTo: [...deliveredTo] }
}
