/** The domains the desk writes from, and what of its settings a check of their records needs. Asks nobody. */
import { isIP } from 'node:net'
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { senderOf } from '../outbound/outgoing.ts'

/** Addresses of queues by their domain, in the order of the settings. */
export function domainsOf(parts: CommitParts): Map<string, string[]> {
  const { queues } = parts.settings.get()
  const own = queues.flatMap(({ address }) => (address === null ? [] : [address]))
  // Without one, mail is sent from the host of the desk.
  const addresses = own.length > 0 ? own : [senderOf(parts, '').address]
  const domains = new Map<string, string[]>()
  for (const address of addresses) {
    const domain = splitAddress(address)?.domain
    if (domain === undefined || !isName(domain)) continue
    domains.set(domain, [...(domains.get(domain) ?? []), address])
  }
  return domains
}

export type DomainFacts = {
  domain: string
  /** The name under which this desk is reached; null when the world has none for it. */
  host: string | null
  /** Another machine that takes the mail; null: this one sends it. */
  relay: string | null
  signer: 'desk' | 'relay'
}

export function factsOf({ config }: CommitParts, domain: string): DomainFacts {
  const host = hostOf(config.publicUrl)
  const relay = config.relayUrl === null ? '' : hostOf(config.relayUrl)
  return {
    domain,
    host: isName(host) ? host : null,
    // A name without a dot is another container of this machine.
    relay: isName(relay) || (isIP(relay) !== 0 && !isOwn(relay)) ? relay : null,
    signer: config.dkim,
  }
}

/** Names for trials and examples, which no name server of the world knows (RFC 6761 §6.2 to §6.5). */
export const isForTrials = (domain: string): boolean =>
  /(^|\.)(test|example|invalid|localhost)$/.test(domain)

/** Two labels or more that a name server can be asked for (RFC 1035 §2.3.4); no address, and not this machine. */
function isName(text: string): boolean {
  const labels = text.split('.')
  return (
    text.length <= 253 &&
    labels.length >= 2 &&
    isIP(text) === 0 &&
    labels.at(-1) !== 'localhost' &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/i.test(label))
  )
}

/** Addresses that only this machine and its neighbours know. */
const isOwn = (address: string): boolean =>
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80)/i.test(address)

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase()
  } catch {
    return ''
  }
}
