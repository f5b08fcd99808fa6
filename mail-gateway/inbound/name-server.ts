/**
 * Asking name servers, for the judgement of senders. Bounded: a server that says nothing costs a few seconds of one
 * message, after it was accepted, and then nobody was asked (RFC 7208 §2.6.6 calls that temperror).
 */
import { Resolver } from 'node:dns/promises'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { SpfResolve } from './spf.ts'

/**
 * @param servers   `address` or `address:port` of each; empty: those of this machine
 * @param answerMs  how long one answer may take; it is asked for twice
 */
export function makeAskNameServer(
  servers: readonly string[] = [],
  answerMs: number = LIMITS.nameServerMs,
): SpfResolve {
  return (name, type) => {
    // One for each question: cancelling or a slow answer to one must not touch another.
    const resolver = new Resolver({ timeout: answerMs, tries: 2 })
    if (servers.length > 0) resolver.setServers(servers)
    return resolver.resolve(name, type)
  }
}
