/** What a domain asks to be done with mail that is not its own (DMARC, RFC 7489 §6.3 and §6.6.3). */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Finding } from '../../../shared/wire/mail-domains.ts'
import type { Ask } from './ask.ts'
import type { DomainFacts } from './domain-facts.ts'
import { parseTags } from './tag-list.ts'

/** Domains above that are asked (RFC 9989 §4.10 walks up the tree instead of knowing all registries). */
const PARENTS_MAX = 8

export async function findDmarc(ask: Ask, { domain }: DomainFacts): Promise<Finding[]> {
  for (const at of namesFrom(domain)) {
    const name = `_dmarc.${at}`
    const say = (code: Finding['code'], value = ''): Finding => ({
      kind: 'dmarc',
      code,
      name,
      value: value.slice(0, LIMITS.dnsRecordChars),
    })
    const found = await ask.texts(name)
    if (found.state === 'silent') return [say('dmarc/no-answer')]
    const records =
      found.state === 'found'
        ? found.values.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text))
        : []
    const [record] = records
    if (record === undefined) continue
    if (records.length > 1) return [say('dmarc/several', String(records.length))]
    return judge(record, at !== domain, say)
  }
  return [{ kind: 'dmarc', code: 'dmarc/missing', name: `_dmarc.${domain}`, value: '' }]
}

/** The domain itself, then those above it, down to two labels. */
function namesFrom(domain: string): string[] {
  const labels = domain.split('.')
  return labels
    .slice(0, -1)
    .map((_, at) => labels.slice(at).join('.'))
    .slice(0, PARENTS_MAX)
}

function judge(
  record: string,
  isFromAbove: boolean,
  say: (code: Finding['code'], value?: string) => Finding,
): Finding[] {
  const tags = parseTags(record)
  const own = tags?.get('p')?.toLowerCase()
  const policy = (isFromAbove ? tags?.get('sp')?.toLowerCase() : undefined) ?? own
  const part = Number(tags?.get('pct') ?? 100)
  const isPolicy = (word: string | undefined) =>
    word === 'none' || word === 'quarantine' || word === 'reject'
  if (!isPolicy(own) || !isPolicy(policy) || !(part >= 0 && part <= 100))
    return [say('dmarc/syntax', record)]
  if (policy === 'none') return [say('dmarc/none', record)]
  return [say('dmarc/good', record), ...(part < 100 ? [say('dmarc/partly', String(part))] : [])]
}
