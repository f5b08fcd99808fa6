/**
 * The grammar of an SPF record (RFC 7208 §4.6, §5, §7.1, §12). The whole record is read before any of it
 * counts: one mistake anywhere is a permanent error (§4.6). Asks nobody: what a record allows is in the gateway (spf), and
 * what the desk says of its own in the server (spf-walk).
 */

export type Qualifier = '+' | '-' | '~' | '?'
export type Mechanism =
  | { kind: 'all'; qualifier: Qualifier }
  | { kind: 'include' | 'exists'; qualifier: Qualifier; domain: string }
  | { kind: 'a' | 'mx'; qualifier: Qualifier; domain: string | null; bits4: number; bits6: number }
  | { kind: 'ptr'; qualifier: Qualifier; domain: string | null }
  | { kind: 'ip'; qualifier: Qualifier; network: string; bits: number }
export type SpfRecord = { mechanisms: Mechanism[]; redirect: string | null }

const MACRO = '%\\{[slodiphv]\\d*r?[.\\-+,/_=]*\\}|%%|%_|%-'
const EXPLAIN_MACRO = '%\\{[slodiphvcrt]\\d*r?[.\\-+,/_=]*\\}|%%|%_|%-'
const TEXT = '[\\x21-\\x24\\x26-\\x7e]'
/** §7.1: macro-string, then a top label that is not all digits, or a macro. */
const DOMAIN_SPEC = new RegExp(
  `^(?:${MACRO}|${TEXT})*(?:\\.(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])\\.?|${MACRO})$`,
  'i',
)
const MACRO_STRING = new RegExp(`^(?:${EXPLAIN_MACRO}|${TEXT})*$`, 'i')
/** A macro that asks for no part of its value at all (§7.3: digits are one or more, not zero). */
const ZERO_DIGITS = /%\{[a-z]0+(?:r?[.\-+,/_=]*)\}/i
const CIDR = /^(.*?)(?:\/(0|[1-9]\d?))?(?:\/\/(0|[1-9]\d{0,2}))?$/

/** @returns null for a permanent error */
export function parseSpf(text: string): SpfRecord | null {
  const record: SpfRecord = { mechanisms: [], redirect: null }
  const once = new Set<string>()
  // oxlint-disable-next-line no-control-regex
  if (/[^\x20-\x7e]/.test(text)) return null
  for (const term of text.split(' ').slice(1)) {
    if (term === '') continue
    const modifier = /^([a-z][a-z0-9._-]*)=(.*)$/i.exec(term)
    if (modifier) {
      const name = (modifier[1] ?? '').toLowerCase()
      const value = modifier[2] ?? ''
      if (name === 'redirect' || name === 'exp') {
        if (once.has(name) || !isDomainSpec(value)) return null
        once.add(name)
        if (name === 'redirect') record.redirect = value
      } else if (!MACRO_STRING.test(value)) return null
      continue
    }
    const mechanism = parseMechanism(term)
    if (mechanism === null) return null
    record.mechanisms.push(mechanism)
  }
  return record
}

function isDomainSpec(value: string): boolean {
  return value.length <= 1_000 && DOMAIN_SPEC.test(value) && !ZERO_DIGITS.test(value)
}

function parseMechanism(term: string): Mechanism | null {
  const match = /^([+?~-])?([a-z][a-z0-9_.-]*)(?:(:)(.*)|(\/.*))?$/i.exec(term)
  if (!match) return null
  const sign = match[1] ?? '+'
  const qualifier: Qualifier = sign === '-' || sign === '~' || sign === '?' ? sign : '+'
  const kind = (match[2] ?? '').toLowerCase()
  const value = match[3] ? (match[4] ?? '') : null
  const slash = match[5] ?? ''
  switch (kind) {
    case 'all':
      return value === null && slash === '' ? { kind, qualifier } : null
    case 'include':
    case 'exists':
      return value !== null && isDomainSpec(value) ? { kind, qualifier, domain: value } : null
    case 'ptr':
      if (slash !== '' || (value !== null && !isDomainSpec(value))) return null
      return { kind, qualifier, domain: value }
    case 'a':
    case 'mx': {
      const parts = CIDR.exec(value === null ? slash : value)
      const domain = parts?.[1] ?? ''
      const bits4 = Number(parts?.[2] ?? 32)
      const bits6 = Number(parts?.[3] ?? 128)
      if (!parts || bits4 > 32 || bits6 > 128) return null
      if (value === null ? domain !== '' : !isDomainSpec(domain)) return null
      return { kind, qualifier, domain: value === null ? null : domain, bits4, bits6 }
    }
    case 'ip4':
    case 'ip6': {
      const parts = /^([0-9a-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(value ?? '')
      const network = parts?.[1] ?? ''
      const bitsMax = kind === 'ip4' ? 32 : 128
      const bits = Number(parts?.[2] ?? bitsMax)
      if (!parts || bits > bitsMax || bytesOf(network)?.length !== bitsMax / 8) return null
      return { kind: 'ip', qualifier, network, bits }
    }
    default:
      return null
  }
}

/** Four or sixteen bytes; null when it is no address. An IPv4 address inside IPv6 stays IPv6 here. */
export function bytesOf(address: string): Uint8Array | null {
  if (!address.includes(':')) return bytesOfV4(address)
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  const four = tail ? bytesOfV4(tail[2] ?? '') : null
  if (tail && !four) return null
  const text = four
    ? `${tail?.[1] ?? ''}${hex(four[0], four[1])}:${hex(four[2], four[3])}`
    : address
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, rest] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const groups = [...(head ?? [])]
  if (rest) {
    const missing = 8 - groups.length - rest.length
    if (missing < 1) return null
    groups.push(...Array.from({ length: missing }, () => '0'), ...rest)
  }
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return Uint8Array.from(
    groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]),
  )
}

function hex(high = 0, low = 0): string {
  return ((high << 8) | low).toString(16)
}

function bytesOfV4(address: string): Uint8Array | null {
  const parts = address.split('.')
  if (parts.length !== 4) return null
  if (!parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null
  return Uint8Array.from(parts.map(Number))
}
