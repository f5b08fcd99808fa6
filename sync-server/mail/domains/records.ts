/** The records a domain should have, to be copied into its name server. What is there and right stays as it is. */
import { isIP } from 'node:net'
import { parseSpf } from '../../../shared/kit/spf-record.ts'
import type { DnsRecord, Finding } from '../../../shared/wire/mail-domains.ts'
import type { DomainFacts } from './domain-facts.ts'
import type { KnownKey } from './domain-keys.ts'
import { recordName, recordValue } from './key-pair.ts'

export type Found = {
  findings: readonly Finding[]
  /** The SPF record that is there now. */
  spf: string | null
}

export function recordsOf(
  facts: DomainFacts,
  keys: readonly KnownKey[],
  found: Found,
): DnsRecord[] {
  const { domain, host } = facts
  const has = (code: Finding['code']) => found.findings.some((finding) => finding.code === code)
  const isElsewhere = has('mx/elsewhere')
  return [
    ...(host === null ? [] : [record('mx', domain, 'MX', `10 ${host}.`, isElsewhere)]),
    record('spf', domain, 'TXT', spfOf(facts, found), false),
    ...(facts.signer === 'relay' ? [] : keys)
      .filter((key) => key.state !== 'retired')
      .map((key) =>
        record(
          'dkim',
          recordName(domain, key),
          'TXT',
          recordValue(key.algorithm, key.publicKey),
          key.algorithm === 'ed25519-sha256',
        ),
      ),
    record('dmarc', `_dmarc.${domain}`, 'TXT', dmarcOf(facts, keys, found), false),
  ]
}

const record = (
  kind: DnsRecord['kind'],
  name: string,
  type: DnsRecord['type'],
  value: string,
  isOptional: boolean,
): DnsRecord => ({ kind, name, type, value, isOptional })

/** One that can be read gets our server as a further word before its end; else one is made. */
function spfOf({ relay, host }: DomainFacts, { findings, spf }: Found): string {
  const sender = relay ?? host
  const word =
    sender === null ? 'mx' : isIP(sender) === 0 ? `a:${sender}` : `ip${isIP(sender)}:${sender}`
  const isMissing = findings.some(({ code }) => code === 'spf/relay-missing')
  if (spf === null || parseSpf(spf) === null) return `v=spf1 ${word} ~all`
  const open = spf.replace(/ \+?all\b/i, ' ~all').trim()
  const ended = / [-~?]all\b/i.test(open) || /\bredirect=/i.test(open) ? open : `${open} ~all`
  return isMissing ? ended.replace(/^v=spf1/i, `v=spf1 ${word}`) : ended
}

/** Watch first; ask for more once what is signed can be believed. */
function dmarcOf({ signer }: DomainFacts, keys: readonly KnownKey[], { findings }: Found): string {
  const good = findings.find(({ code }) => code === 'dmarc/good')
  if (good) return good.value
  const isSigned = signer === 'relay' || keys.some((key) => key.state === 'signing')
  return `v=DMARC1; p=${isSigned ? 'quarantine' : 'none'}`
}
