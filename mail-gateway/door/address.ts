/**
 * Which queue a RCPT TO address belongs to, judged with the routes alone: no network, no disk.
 * Not here: From, To and Cc of the header (mailbox.ts); they route nothing.
 */
import { domainToASCII } from 'node:url'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Routes } from '../../shared/wire/mail.ts'

/** Is its own normal form: the last label is no number, which would make it an IPv4 address (URL standard). */
const PLAIN_DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/

/** Lower case, the domain as A-labels (RFC 5890), without the closing dot; null when it is not one. */
export function normaliseDomain(domain: string): string | null {
  if (PLAIN_DOMAIN.test(domain) && !domain.includes('xn--')) return domain
  const ascii = domainToASCII(domain.trim().toLowerCase().replace(/\.$/, ''))
  return ascii === '' ? null : ascii
}

/** RFC 5321 §4.5.1 and RFC 2142 §5: these are always taken at a domain of ours. */
const ALWAYS = new Set(['postmaster', 'abuse'])

/** Routing that somebody else would have to do: percent hack, bang path, source route, quoted address. */
const RELAY_SIGNS = /[%!"\\]|@.*@|^@/

/** True for a path that is refused whatever the routes are. */
export function asksForRelay(address: string): boolean {
  return RELAY_SIGNS.test(address)
}

/**
 * @param address  the mailbox of RCPT TO, without angle brackets
 * @returns        the address as kept in the envelope: lower case, A-label domain, tag and all
 */
export function judgeRecipient(routes: Routes, address: string): Result<string> {
  if (address.toLowerCase() === 'postmaster') {
    // RFC 5321 §4.5.1: `RCPT TO:<postmaster>` without a domain means this host's.
    const home = routes.domains[0]
    return home ? ok(`postmaster@${home}`) : fail('mail/unknown-address', 'no domain is set up')
  }
  if (asksForRelay(address)) return fail('mail/no-relay', 'the address asks to be relayed')
  const at = address.lastIndexOf('@')
  const domain = normaliseDomain(address.slice(at + 1))
  const local = address.slice(0, at).toLowerCase()
  if (at < 1 || domain === null || !isOurs(routes, domain))
    return fail('mail/no-relay', 'the domain is not ours')
  const whole = `${local}@${domain}`
  // RFC 5233: what follows the first plus is the subaddress; the queue belongs to what stands before it.
  const base = `${local.split('+', 1)[0]}@${domain}`
  const known = routes.addresses.some((route) => route.address === whole || route.address === base)
  if (known || ALWAYS.has(local)) return ok(whole)
  return fail('mail/unknown-address', 'no queue has this address')
}

function isOurs(routes: Routes, domain: string): boolean {
  return (
    routes.domains.includes(domain) ||
    routes.addresses.some((route) => route.address.endsWith(`@${domain}`))
  )
}
