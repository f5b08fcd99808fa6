/**
 * A host that somebody outside named becomes the one address that may be asked: every address of its name was checked,
 * the first is used, and the name is not asked again, so that what was checked is what is connected to. Not here: which
 * addresses are public (network-address), what is asked.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress, type Networks } from './network-address.ts'

export type Address = { address: string; family: number }
export type Resolve = (host: string) => Promise<Address[]>

export const resolveAll: Resolve = (host) => resolveName(host, { all: true, verbatim: true })

/**
 * Every address of the name must be one that may be asked: then the first is.
 *
 * @param listed  networks an admin allows beside the public ones, at any port
 */
export async function addressOf(
  url: URL,
  listed: Networks,
  resolve: Resolve,
): Promise<Address | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family === 0 ? await resolve(host) : [{ address: host, family }]
  const isOpen = ({ address }: Address) =>
    listed.has(address) || (isPublicAddress(address) && url.port === '')
  return found.every(isOpen) ? (found[0] ?? null) : null
}

/** A lookup that knows one answer. */
export function pinTo(target: Address): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [target])
    else done(null, target.address, target.family)
  }
}

/** A resolver keeps no time limit of ours. */
export function withLimit<T>(work: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    over.addEventListener('abort', () => failed(new Error('took too long')), { once: true })
    work.then(done, failed)
  })
}
