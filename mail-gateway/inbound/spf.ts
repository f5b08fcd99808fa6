/**
 * Whether a host may send for a domain (RFC 7208). Runs on a name server that is handed in, within the limits
 * of §4.6.4: ten mechanisms that ask, two answers with nothing in them, ten hosts of an mx.
 *
 * Explanations (`exp=`) are checked for their grammar and never fetched: they are the sender's words to us.
 */
import { bytesOf, parseSpf, type Mechanism, type SpfRecord } from '../../shared/kit/spf-record.ts'

export type SpfResult =
  'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror'
export type SpfAnswer = { result: SpfResult; domain: string }
/** Throws with `code` ENOTFOUND or ENODATA where there is nothing, anything else where nobody answered. */
export type SpfResolve = (
  name: string,
  type: 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT',
) => Promise<unknown>

const QUERIES_MAX = 10
const VOIDS_MAX = 2
const HOSTS_MAX = 10
/** RFC 1035 §2.3.4. */
const NAME_CHARS = 253

type Asked = { ip: Uint8Array; helo: string; sender: string; queries: number; voids: number }
class PermanentError extends Error {}
class TemporaryError extends Error {}

const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

export async function checkSpf(
  resolve: SpfResolve,
  facts: { ip: string; helo: string; envelopeFrom: string },
): Promise<SpfAnswer> {
  // RFC 7208 §2.4: a null sender is postmaster of the host that says hello; §4.3: so is a missing local part.
  const from = facts.envelopeFrom === '' ? `postmaster@${facts.helo}` : facts.envelopeFrom
  const at = from.lastIndexOf('@')
  const domain = from.slice(at + 1).replace(/\.$/, '')
  const sender = at > 0 ? `${from.slice(0, at)}@${domain}` : `postmaster@${domain}`
  const ip = addressOf(facts.ip)
  if (ip === null) return { result: 'none', domain }
  const asked: Asked = { ip, helo: facts.helo, sender, queries: 0, voids: 0 }
  try {
    return { result: await checkHost(resolve, asked, domain), domain }
  } catch (error) {
    if (error instanceof PermanentError) return { result: 'permerror', domain }
    if (error instanceof TemporaryError) return { result: 'temperror', domain }
    throw error
  }
}

/** An IPv4 address that came in IPv6 clothes is what it is (§5). */
function addressOf(ip: string): Uint8Array | null {
  const bytes = bytesOf(ip)
  const isMapped =
    bytes?.length === 16 && bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255
  return isMapped && bytes[11] === 255 ? bytes.subarray(12) : bytes
}

/** §4.3: a name with two labels or more, each of 1 to 63 characters. */
function isName(name: string): boolean {
  const labels = name.split('.')
  return (
    labels.length >= 2 &&
    name.length <= NAME_CHARS &&
    labels.every((label) => label.length >= 1 && label.length <= 63 && !/[[\]]/.test(label))
  )
}

async function checkHost(resolve: SpfResolve, asked: Asked, domain: string): Promise<SpfResult> {
  if (!isName(domain)) return 'none'
  const record = await recordOf(resolve, domain)
  if (record === null) return 'none'
  for (const mechanism of record.mechanisms)
    if (await isMatch(resolve, asked, domain, mechanism)) return RESULTS[mechanism.qualifier]
  if (record.redirect === null) return 'neutral'
  countQuery(asked)
  const result = await checkHost(
    resolve,
    asked,
    await expand(resolve, asked, domain, record.redirect),
  )
  // §6.1: a redirection to nowhere is a mistake.
  if (result === 'none') throw new PermanentError()
  return result
}

async function recordOf(resolve: SpfResolve, domain: string): Promise<SpfRecord | null> {
  const texts = (await ask(resolve, domain, 'TXT')).map((value) =>
    Array.isArray(value) ? value.join('') : String(value),
  )
  const found = texts.filter((text) => /^v=spf1(?: |$)/i.test(text))
  if (found.length > 1) throw new PermanentError()
  if (found[0] === undefined) return null
  const record = parseSpf(found[0])
  if (record === null) throw new PermanentError()
  return record
}

async function isMatch(
  resolve: SpfResolve,
  asked: Asked,
  domain: string,
  mechanism: Mechanism,
): Promise<boolean> {
  if (mechanism.kind === 'all') return true
  if (mechanism.kind === 'ip') return isWithin(asked.ip, bytesOf(mechanism.network), mechanism.bits)
  countQuery(asked)
  const target =
    mechanism.domain === null ? domain : await expand(resolve, asked, domain, mechanism.domain)
  switch (mechanism.kind) {
    case 'include': {
      const result = await checkHost(resolve, asked, target)
      if (result === 'none') throw new PermanentError()
      return result === 'pass'
    }
    case 'exists':
      return (await askCounted(resolve, asked, target, 'A')).length > 0
    case 'a':
      return (await addressesOf(resolve, asked, target)).some((address) =>
        isWithin(
          asked.ip,
          bytesOf(address),
          asked.ip.length === 4 ? mechanism.bits4 : mechanism.bits6,
        ),
      )
    case 'mx': {
      const hosts = (await askCounted(resolve, asked, target, 'MX')).map(exchangeOf)
      // §4.6.4: more hosts than that is the domain's mistake.
      if (hosts.length > HOSTS_MAX) throw new PermanentError()
      for (const host of hosts) {
        if (!isName(host)) continue
        const addresses = await addressesOf(resolve, asked, host, false)
        const bits = asked.ip.length === 4 ? mechanism.bits4 : mechanism.bits6
        if (addresses.some((address) => isWithin(asked.ip, bytesOf(address), bits))) return true
      }
      return false
    }
    case 'ptr':
      return (await validatedNames(resolve, asked)).some((name) => isUnder(name, target))
  }
}

function countQuery(asked: Asked): void {
  if (++asked.queries > QUERIES_MAX) throw new PermanentError()
}

async function ask(
  resolve: SpfResolve,
  name: string,
  type: Parameters<SpfResolve>[1],
): Promise<unknown[]> {
  try {
    const answer = await resolve(name, type)
    return Array.isArray(answer) ? answer : []
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw new TemporaryError()
  }
}

/** §4.6.4: answers with nothing in them are counted; a name that cannot be one is not asked for. */
async function askCounted(
  resolve: SpfResolve,
  asked: Asked,
  name: string,
  type: Parameters<SpfResolve>[1],
): Promise<unknown[]> {
  const answer = isName(name) ? await ask(resolve, name, type) : []
  if (answer.length === 0 && ++asked.voids > VOIDS_MAX) throw new PermanentError()
  return answer
}

async function addressesOf(
  resolve: SpfResolve,
  asked: Asked,
  name: string,
  isCounted = true,
): Promise<string[]> {
  const type = asked.ip.length === 4 ? 'A' : 'AAAA'
  const answer = isCounted
    ? await askCounted(resolve, asked, name, type)
    : await ask(resolve, name, type)
  return answer.map(String)
}

function exchangeOf(value: unknown): string {
  const isEntry = typeof value === 'object' && value !== null && 'exchange' in value
  return isEntry ? String(value.exchange).replace(/\.$/, '') : ''
}

/** §5.5: names of the address that lead back to it; mistakes on the way are no match. */
async function validatedNames(resolve: SpfResolve, asked: Asked): Promise<string[]> {
  const names = await ask(resolve, reverseName(asked.ip), 'PTR').catch(() => [])
  const found: string[] = []
  for (const name of names.slice(0, HOSTS_MAX).map((value) => String(value).replace(/\.$/, ''))) {
    const addresses = await addressesOf(resolve, asked, name, false).catch(() => [])
    const isSame = (address: string) => isWithin(asked.ip, bytesOf(address), asked.ip.length * 8)
    if (addresses.some(isSame)) found.push(name.toLowerCase())
  }
  return found
}

function isUnder(name: string, domain: string): boolean {
  const wanted = domain.toLowerCase()
  return name === wanted || name.endsWith(`.${wanted}`)
}

function isWithin(ip: Uint8Array, network: Uint8Array | null, bits: number): boolean {
  if (network === null || network.length !== ip.length) return false
  for (let at = 0; at * 8 < bits; at++) {
    const mask = bits - at * 8 >= 8 ? 255 : (255 << (8 - (bits - at * 8))) & 255
    if (((ip[at] ?? 0) & mask) !== ((network[at] ?? 0) & mask)) return false
  }
  return true
}

function dotted(ip: Uint8Array): string {
  return ip.length === 4 ? [...ip].join('.') : [...Buffer.from(ip).toString('hex')].join('.')
}

function reverseName(ip: Uint8Array): string {
  const labels = dotted(ip).split('.').toReversed().join('.')
  return `${labels}.${ip.length === 4 ? 'in-addr' : 'ip6'}.arpa`
}

/** §7: macros become what they stand for; a name that grows too long loses labels from the left. */
async function expand(
  resolve: SpfResolve,
  asked: Asked,
  domain: string,
  spec: string,
): Promise<string> {
  let name = ''
  for (const [token, letter, digits, isReversed, delimiters] of spec.matchAll(
    /%\{([a-z])(\d*)(r?)([.\-+,/_=]*)\}|%[%_-]|[^%]+/gi,
  )) {
    if (letter !== undefined) {
      const value = await macroValue(resolve, asked, domain, letter.toLowerCase())
      const marks = delimiters || '.'
      let parts = splitBy(value, marks)
      if (isReversed) parts = parts.toReversed()
      if (digits) parts = parts.slice(-Number(digits))
      const text = parts.join('.')
      name += letter === letter.toLowerCase() ? text : encodeURIComponent(text)
    } else if (token === '%%') name += '%'
    else if (token === '%_') name += ' '
    else if (token === '%-') name += '%20'
    else name += token
  }
  let plain = name.replace(/\.$/, '')
  while (plain.length > NAME_CHARS && plain.includes('.'))
    plain = plain.slice(plain.indexOf('.') + 1)
  return plain
}

function splitBy(value: string, marks: string): string[] {
  const parts = ['']
  for (const char of value) {
    if (marks.includes(char)) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

async function macroValue(
  resolve: SpfResolve,
  asked: Asked,
  domain: string,
  letter: string,
): Promise<string> {
  const at = asked.sender.lastIndexOf('@')
  switch (letter) {
    case 's':
      return asked.sender
    case 'l':
      return asked.sender.slice(0, at)
    case 'o':
      return asked.sender.slice(at + 1)
    case 'd':
      return domain
    case 'i':
      return dotted(asked.ip)
    case 'v':
      return asked.ip.length === 4 ? 'in-addr' : 'ip6'
    case 'h':
      return asked.helo
    default: {
      const names = await validatedNames(resolve, asked)
      const own = names.find((name) => name === domain.toLowerCase())
      return own ?? names.find((name) => isUnder(name, domain)) ?? names[0] ?? 'unknown'
    }
  }
}
