/**
 * What an SPF record comes to when all of it is followed: how often it asks, which networks it allows, and what in it
 * leads nowhere. The worst case, which is a host that it does not name. Whether a given mail passes is the gateway's (spf).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import {
  bytesOf,
  parseSpf,
  type Mechanism,
  type Qualifier,
  type SpfRecord,
} from '../../../shared/kit/spf-record.ts'
import type { Ask } from './ask.ts'

type Network = { network: string; bits: number }
export type SpfWalk = {
  /** Terms that ask a name server (RFC 7208 §4.6.4). */
  lookups: number
  /** Names that were asked for and are not there. */
  empty: string[]
  /** The included domain that has no record, or none that can be read (§5.2). */
  broken: string | null
  networks: Network[]
  hasPtr: boolean
  /** What is with everybody else; null: nothing is said. */
  all: Qualifier | null
  /** The name that nobody answered for. */
  silent: string | null
}

export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text)

export async function walkSpf(ask: Ask, domain: string, record: SpfRecord): Promise<SpfWalk> {
  const walk: SpfWalk = {
    lookups: 0,
    empty: [],
    broken: null,
    networks: [],
    hasPtr: false,
    all: null,
    silent: null,
  }
  let followed = 0

  /** @returns what the record says of all others */
  async function follow(own: string, spf: SpfRecord): Promise<Qualifier | null> {
    for (const mechanism of spf.mechanisms) {
      if (mechanism.kind === 'all') return mechanism.qualifier
      await meet(own, mechanism)
    }
    if (spf.redirect === null) return null
    walk.lookups += 1
    const target = await read(spf.redirect)
    return target ? follow(spf.redirect, target) : null
  }

  async function meet(own: string, mechanism: Exclude<Mechanism, { kind: 'all' }>): Promise<void> {
    if (mechanism.kind === 'ip') {
      const { network, bits, qualifier } = mechanism
      if (qualifier === '+') walk.networks.push({ network, bits })
      return
    }
    walk.lookups += 1
    const name = mechanism.domain ?? own
    // What a macro stands for is known only when a mail is there.
    if (name.includes('%')) return
    switch (mechanism.kind) {
      case 'include': {
        const target = await read(name)
        if (target) await follow(name, target)
        return
      }
      case 'a':
        return allow(name, mechanism.bits4, mechanism.bits6)
      case 'mx': {
        const servers = await ask.mailServers(name)
        if (servers.state === 'silent') walk.silent ??= name
        if (servers.state === 'none') walk.empty.push(name)
        if (servers.state !== 'found') return
        // §4.6.4: ten of them are followed.
        for (const server of servers.values.slice(0, 10))
          await allow(server, mechanism.bits4, mechanism.bits6)
        return
      }
      case 'ptr':
        walk.hasPtr = true
        return
      case 'exists':
        return
    }
  }

  async function allow(name: string, bits4: number, bits6: number): Promise<void> {
    const found = await ask.addresses(name)
    if (found.state === 'silent') walk.silent ??= name
    if (found.state === 'none') walk.empty.push(name)
    if (found.state !== 'found') return
    for (const network of found.values)
      walk.networks.push({ network, bits: network.includes(':') ? bits6 : bits4 })
  }

  async function read(name: string): Promise<SpfRecord | null> {
    followed += 1
    if (name.includes('%') || followed > LIMITS.spfFollowed) return null
    const found = await ask.texts(name)
    if (found.state === 'silent') {
      walk.silent ??= name
      return null
    }
    const records = found.state === 'found' ? found.values.filter(isSpf) : []
    const parsed = records.length === 1 && records[0] !== undefined ? parseSpf(records[0]) : null
    if (parsed === null) walk.broken ??= name
    return parsed
  }

  walk.all = await follow(domain, record)
  return walk
}

/** Whether the record allows an address by what was found. */
export function isAllowed({ networks }: SpfWalk, address: string): boolean {
  const wanted = bytesOf(address)
  return wanted !== null && networks.some((one) => isWithin(wanted, one))
}

function isWithin(address: Uint8Array, one: Network): boolean {
  const { bits } = one
  const network = bytesOf(one.network)
  if (network === null || network.length !== address.length) return false
  for (let at = 0; at * 8 < bits; at++) {
    const left = bits - at * 8
    const mask = left >= 8 ? 255 : (255 << (8 - left)) & 255
    if (((address[at] ?? 0) & mask) !== ((network[at] ?? 0) & mask)) return false
  }
  return true
}
