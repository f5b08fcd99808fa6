/** Where mail for a domain goes, and whether that is here. */
import { isIP } from 'node:net'
import type { Finding } from '../../../shared/wire/mail-domains.ts'
import type { Ask } from './ask.ts'
import type { DomainFacts } from './domain-facts.ts'

/** More are nobody's wish, and each is asked for. */
const SERVERS_MAX = 10

export async function findMx(ask: Ask, { domain, host }: DomainFacts): Promise<Finding[]> {
  const say = (code: Finding['code'], value = ''): Finding => ({
    kind: 'mx',
    code,
    name: domain,
    value: value.slice(0, 253),
  })
  const found = await ask.mailServers(domain)
  if (found.state === 'silent') return [say('mx/no-answer')]
  if (found.state === 'none') return [say('mx/missing')]
  const servers = found.values.slice(0, SERVERS_MAX)
  // RFC 7505: one record with a bare dot.
  if (servers.every((server) => server === '')) return [say('mx/none-taken')]
  const here = host === null ? null : await ask.addresses(host)
  const own = new Set(here?.state === 'found' ? here.values : [])
  const findings: Finding[] = []
  let isHere = false
  const named: string[] = []
  for (const server of servers) {
    if (isIP(server) !== 0) {
      findings.push(say('mx/is-address', server))
      continue
    }
    const addresses = await ask.addresses(server)
    if (addresses.state === 'silent') findings.push({ ...say('mx/no-answer'), name: server })
    if (addresses.state === 'none') findings.push(say('mx/no-address', server))
    if (addresses.state !== 'found') continue
    named.push(server)
    isHere ||= server === host || addresses.values.some((address) => own.has(address))
  }
  if (named.length > 0) findings.push(say(isHere ? 'mx/here' : 'mx/elsewhere', named.join(', ')))
  return findings
}
