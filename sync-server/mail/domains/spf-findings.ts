/** What a domain's SPF record says (RFC 7208), and whether it lets the desk's mail through. */
import { isIP } from 'node:net'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { parseSpf } from '../../../shared/kit/spf-record.ts'
import type { Finding } from '../../../shared/wire/mail-domains.ts'
import type { Ask } from './ask.ts'
import type { DomainFacts } from './domain-facts.ts'
import { isAllowed, isSpf, walkSpf, type SpfWalk } from './spf-walk.ts'

const LOOKUPS_MAX = 10
const EMPTY_MAX = 2

/** @returns also the record, when there is one that can be read */
export async function findSpf(
  ask: Ask,
  facts: DomainFacts,
): Promise<{ findings: Finding[]; record: string | null }> {
  const { domain } = facts
  const say = (code: Finding['code'], value = '', name = domain): Finding => ({
    kind: 'spf',
    code,
    name,
    value: value.slice(0, LIMITS.dnsRecordChars),
  })
  const only = (finding: Finding) => ({ findings: [finding], record: null })
  const found = await ask.texts(domain)
  if (found.state === 'silent') return only(say('spf/no-answer'))
  const records = found.state === 'found' ? found.values.filter(isSpf) : []
  const [record] = records
  if (record === undefined) return only(say('spf/missing'))
  if (records.length > 1)
    return { findings: [say('spf/several', String(records.length))], record: joinRecords(records) }
  const parsed = parseSpf(record)
  if (parsed === null) return only(say('spf/syntax', record))

  const walk = await walkSpf(ask, domain, parsed)
  const findings = mistakesOf(walk).map(([code, value, name]) => say(code, value || record, name))
  if (walk.silent !== null) findings.push(say('spf/no-answer', '', walk.silent))
  // What cannot be read lets nobody through.
  const isBroken = findings.some(({ code }) => BREAKING.has(code))
  if (!isBroken && walk.silent === null) {
    const sender = await senderAllowed(ask, facts, walk)
    if (sender.is === 'allowed') findings.push(say('spf/good', record))
    if (sender.is === 'missing') findings.push(say('spf/relay-missing', sender.name))
    if (sender.is === 'unknown') findings.push(say('spf/readable', record))
  }
  return { findings, record }
}

/** With these none of the record counts. */
const BREAKING: ReadonlySet<string> = new Set([
  'spf/too-many-lookups',
  'spf/empty-answers',
  'spf/broken-include',
])

function mistakesOf(walk: SpfWalk): [code: Finding['code'], value: string, name?: string][] {
  const mistakes: [Finding['code'], string, string?][] = []
  if (walk.lookups > LOOKUPS_MAX) mistakes.push(['spf/too-many-lookups', String(walk.lookups)])
  if (walk.empty.length > EMPTY_MAX)
    mistakes.push(['spf/empty-answers', [...new Set(walk.empty)].join(', ')])
  if (walk.broken !== null) mistakes.push(['spf/broken-include', '', walk.broken])
  if (walk.all === '+') mistakes.push(['spf/allows-all', ''])
  if (walk.all === null && walk.broken === null) mistakes.push(['spf/no-end', ''])
  if (walk.hasPtr) mistakes.push(['spf/ptr', ''])
  return mistakes
}

/** What each of them allows, in one. */
function joinRecords(records: readonly string[]): string {
  const terms = records.flatMap((record) => record.split(' ').slice(1))
  const kept = terms.filter((term) => term !== '' && !/^[+~?-]?all$/i.test(term))
  return ['v=spf1', ...new Set(kept), '~all'].join(' ')
}

type Sender = { is: 'allowed' | 'unknown' } | { is: 'missing'; name: string }

/** The machine that hands the desk's mail to the world, as far as it is known here. */
async function senderAllowed(
  ask: Ask,
  { relay, host }: DomainFacts,
  walk: SpfWalk,
): Promise<Sender> {
  const name = relay ?? host
  if (name === null || walk.all === '+') return { is: 'unknown' }
  const found =
    isIP(name) === 0 ? await ask.addresses(name) : ({ state: 'found', values: [name] } as const)
  if (found.state !== 'found') return { is: 'unknown' }
  return found.values.every((address) => isAllowed(walk, address))
    ? { is: 'allowed' }
    : { is: 'missing', name }
}
