/**
 * Which addresses the server may ask when somebody outside names them: public ones, and what an admin listed. An IPv4
 * address counts however it is written or wrapped. Not here: resolving names (fetch-picture).
 */
import { BlockList, isIP } from 'node:net'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'

/** IANA's special-purpose registry (RFC 6890), and what clouds use for themselves. */
const CLOSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
/** Within global unicast (RFC 4291 §2.4): protocol assignments with Teredo, documentation, 6to4. */
const CLOSED_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const
/** An IPv4 address in the last 32 bits: mapped (RFC 4291 §2.5.5.2), NAT64 (RFC 6052 §2.1). */
const WRAPPED = [
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
] as const

const closed = new BlockList()
for (const [network, bits] of CLOSED_IPV4) closed.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of CLOSED_IPV6) closed.addSubnet(network, bits, 'ipv6')
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
const wrapped = new BlockList()
for (const [network, bits] of WRAPPED) wrapped.addSubnet(network, bits, 'ipv6')

export type Networks = { has(address: string): boolean }

/** `10.1.0.0/16,fd00::/8`; a fault names the entry that is none. */
export function parseNetworks(text: string | null): Result<Networks> {
  const list = new BlockList()
  for (const entry of (text ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [network = '', bits = ''] = entry.split('/')
    const version = isIP(network)
    if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128))
      return fail('kit/invalid', `DESKSIDE_EGRESS_ALLOW: “${entry}” is not a network`)
    list.addSubnet(network, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  }
  return ok({
    has: (address) => {
      const plain = unwrap(address)
      return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
    },
  })
}

/** @param address  an address as a resolver gives it; a name is never public */
export function isPublicAddress(address: string): boolean {
  const plain = unwrap(address)
  switch (isIP(plain)) {
    case 4:
      return !closed.check(plain, 'ipv4')
    case 6:
      return globalUnicast.check(plain, 'ipv6') && !closed.check(plain, 'ipv6')
    default:
      return false
  }
}

/** The IPv4 address inside, where there is one. */
function unwrap(address: string): string {
  if (isIP(address) !== 6 || address.includes('%') || !wrapped.check(address, 'ipv6'))
    return address
  // The URL parser writes every IPv6 address in one way: the last two groups are the four bytes (WHATWG URL §3.5).
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':').slice(-2)
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
