/** What stands where the desk's keys should be published (RFC 6376 §3.6.1), and so which of them may sign. */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Finding } from '../../../shared/wire/mail-domains.ts'
import type { Ask } from './ask.ts'
import type { DomainFacts } from './domain-facts.ts'
import type { KnownKey, Seen } from './domain-keys.ts'
import { keyTypeOf, recordName } from './key-pair.ts'
import { parseTags } from './tag-list.ts'

type Looked = { selector: string; seen: Seen; findings: Finding[] }

export async function findDkim(
  ask: Ask,
  { domain, signer }: DomainFacts,
  keys: readonly KnownKey[],
  now: number,
): Promise<{ findings: Finding[]; seen: Map<string, Seen> }> {
  if (signer === 'relay')
    return {
      findings: [{ kind: 'dkim', code: 'dkim/relay', name: domain, value: '' }],
      seen: new Map(),
    }
  const looked = await Promise.all(
    keys.map(async (key): Promise<Looked> => {
      const { seen, code, value } = await look(ask, recordName(domain, key), key)
      const codes = code === null ? [] : [code]
      if (key.state === 'retired') return lookedAtOld(domain, key, seen, now)
      if (code === 'dkim/missing') codes.splice(0, 1, missingCode(key, keys))
      return {
        selector: key.selector,
        seen,
        findings: [
          ...codes,
          ...(seen !== 'seen' && key.isVouched ? (['dkim/vouched'] as const) : []),
        ].map((one) => ({ kind: 'dkim', code: one, name: recordName(domain, key), value })),
      }
    }),
  )
  return {
    findings: looked.flatMap(({ findings }) => findings),
    seen: new Map(looked.map(({ selector, seen }) => [selector, seen])),
  }
}

type Look = { seen: Seen; code: Finding['code'] | null; value: string }

async function look(ask: Ask, name: string, key: KnownKey): Promise<Look> {
  const found = await ask.texts(name)
  if (found.state === 'silent') return { seen: 'unknown', code: 'dkim/no-answer', value: '' }
  if (found.state === 'none') return { seen: 'gone', code: 'dkim/missing', value: '' }
  const gone = (code: Finding['code'], value = ''): Look => ({
    seen: 'gone',
    code,
    value: value.slice(0, LIMITS.dnsRecordChars),
  })
  const [record = ''] = found.values
  if (found.values.length > 1) return gone('dkim/several', String(found.values.length))
  const tags = parseTags(record)
  const published = tags?.get('p')?.replace(/\s/g, '')
  const version = tags?.get('v')
  // §3.6.1: v= comes first where it is, and there is but one.
  const isKey = version === undefined || (version === 'DKIM1' && /^\s*v\s*=/.test(record))
  if (!tags || published === undefined || !isKey) return gone('dkim/syntax', record)
  if (published === '') return gone('dkim/revoked')
  const type = tags.get('k') ?? 'rsa'
  if (published !== key.publicKey || type !== keyTypeOf(key.algorithm)) return gone('dkim/differs')
  const isTest = tags
    .get('t')
    ?.split(':')
    .some((mark) => mark.trim() === 'y')
  return { seen: 'seen', code: isTest ? 'dkim/testing' : 'dkim/good', value: '' }
}

function missingCode(key: KnownKey, keys: readonly KnownKey[]): Finding['code'] {
  const hasOther = keys.some(
    (other) =>
      other.selector !== key.selector &&
      other.algorithm === key.algorithm &&
      other.state === 'signing',
  )
  if (key.state === 'waiting' && hasOther) return 'dkim/next-missing'
  return key.algorithm === 'ed25519-sha256' ? 'dkim/second-missing' : 'dkim/missing'
}

function lookedAtOld(domain: string, key: KnownKey, seen: Seen, now: number): Looked {
  const until = key.removableAt ?? now
  const isOver = until <= now
  const code =
    seen === 'unknown'
      ? null
      : seen === 'seen'
        ? isOver
          ? 'dkim/old-removable'
          : 'dkim/old-needed'
        : isOver
          ? null
          : 'dkim/old-gone'
  const value = new Date(until).toISOString().slice(0, 10)
  const name = recordName(domain, key)
  return {
    selector: key.selector,
    seen,
    findings: code === null ? [] : [{ kind: 'dkim', code, name, value }],
  }
}
