/**
 * Who is at the other end: the form under which a client's address is counted, and lists of peers that are trusted.
 * Not here: the addresses of mail (address.ts).
 */
import { BlockList, isIP } from 'node:net'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'

/** Without the prefix that a socket for both families puts before IPv4. */
export function plainAddress(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
}

/** What is counted as one client: an IPv4 address, or a /64 of IPv6, which is one customer (RFC 6177). */
export function countedAddress(address: string): string {
  const plain = plainAddress(address)
  if (isIP(plain) !== 6) return plain
  const [head = '', tail = ''] = plain.replace(/%.*$/, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = plain.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

export type AddressList = { has(address: string): boolean }

export const NOBODY: AddressList = { has: () => false }

/** @param text  addresses and networks with commas between: `192.0.2.1, 10.0.0.0/8, 2001:db8::/32` */
export function parseAddressList(text: string): Result<AddressList> {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [address = '', bits, ...rest] = entry.split('/')
    const family = isIP(address)
    const bitsMax = family === 4 ? 32 : 128
    const isWhole = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax)
    if (family === 0 || !isWhole || rest.length > 0)
      return fail('kit/invalid', `“${entry}” is no address and no network`)
    list.addSubnet(address, Number(bits ?? bitsMax), family === 4 ? 'ipv4' : 'ipv6')
  }
  return ok({
    has(address) {
      const plain = plainAddress(address)
      const family = isIP(plain)
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
    },
  })
}
