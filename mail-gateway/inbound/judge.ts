/**
 * What SPF, DKIM, DMARC and ARC say about a sender (RFC 7208, 6376, 7489, 8617), as facts; what is made of them is in
 * shared/ticket/sender-trust. Runs after 250, never before, and with a short limit: a domain whose name servers are down has
 * not been judged, it has not failed. The one place that knows mailauth, which is loaded with the first message that
 * needs it.
 *
 * Mail that a server of ours brings has left its host behind. That server's own judgement counts then, if its name is
 * configured (RFC 8601 §5); nothing else that is written in a message about itself is believed.
 */
import { isIP } from 'node:net'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { VERDICTS, type Verdict } from '../../shared/ticket/sender.ts'
import type { SenderVerdicts } from '../../shared/wire/mail.ts'
import { domainOf, parseAuthResults, type AuthResults } from './auth-results.ts'
import { parseHeader, type Header } from './header.ts'
import { parseMailboxes } from './mailbox.ts'
import { makeAskNameServer } from './name-server.ts'
import { checkSpf, type SpfResolve } from './spf.ts'

export type Envelope = {
  remoteAddress: string
  helo: string
  envelopeFrom: string
  /** Of mail that was fetched: names under which the provider of that mailbox, and nobody else, is believed. */
  authservs?: readonly string[] | undefined
}
export type Judge = (raw: Uint8Array, envelope: Envelope) => Promise<SenderVerdicts>

/** Whom of those who wrote into a message we believe; lower case. */
export type Believed = {
  /** Names under which our own mail servers sign their judgement (authserv-id). */
  authservs: readonly string[]
  /** Domains of forwarders whose ARC seal counts. */
  sealers: readonly string[]
}

const WORDS_CHARS = 500
const DOMAINS_MAX = 10

export const UNCHECKED: SenderVerdicts = {
  spf: 'unchecked',
  dkim: 'unchecked',
  dmarc: 'unchecked',
  words: '',
}

/** Loopback, private, link-local and unique-local (RFC 1918, 4193, 6598): our own machines, or a relay of ours. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (isIP(plain) === 4)
    return /^(?:0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      plain,
    )
  return isIP(plain) !== 6 || /^(?:::1?$|f[cd]|fe[89ab])/.test(plain)
}

export function makeJudge(options: {
  timers: Timers
  log: Log
  believed?: Believed
  resolve?: SpfResolve
}): Judge {
  const { timers, log, resolve = makeAskNameServer() } = options
  const believed = options.believed ?? { authservs: [], sealers: [] }
  return async (raw, envelope) => {
    const header = parseHeader(raw)
    const { authservs } = envelope
    const isFetched = authservs !== undefined
    const isOurs = isFetched || isPrivateAddress(envelope.remoteAddress)
    const results = isOurs
      ? ofOurs(header, isFetched ? { ...believed, authservs } : believed)
      : null
    // Which host spoke to the provider only the provider knows.
    if (results === null && isFetched) return UNCHECKED
    if (results === null && isOurs)
      return isLocal(envelope, header, believed) ? { ...UNCHECKED, isLocal: true } : UNCHECKED
    let timer: { cancel(): void } | null = null
    const late = new Promise<SenderVerdicts>((resolve) => {
      timer = timers.after(LIMITS.judgeMs, () =>
        resolve({ ...UNCHECKED, words: 'not judged in time' }),
      )
    })
    const judged = results
      ? takeOver(results, { header, resolve })
      : ask(raw, envelope, { header, resolve, believed })
    // Whoever came late is not waited for, and must not end the process either.
    judged.catch(() => {})
    try {
      return await Promise.race([judged, late])
    } catch (error) {
      log('warn', 'A sender could not be judged.', { error: String(error) })
      return UNCHECKED
    } finally {
      clear(timer)
    }
  }
}

function clear(timer: { cancel(): void } | null): void {
  timer?.cancel()
}

/**
 * From a program on this very machine, so that a desk that is tried on a laptop behaves as it will: nobody outside can
 * send it. Not what a mail server here took from outside: it writes down whom it took it from (RFC 5321 §4.4), and then
 * it is for that server to judge.
 */
function isLocal({ remoteAddress }: Envelope, header: Header, { authservs }: Believed): boolean {
  const isLoopback = /^(?:::ffff:)?127\.|^::1$/i.test(remoteAddress)
  if (!isLoopback || authservs.length > 0) return false
  return header
    .all('received')
    .every((trace) =>
      [...trace.matchAll(/\[(?:IPv6:)?([0-9a-f.:]+)\]/gi)].every(([, address]) =>
        isPrivateAddress(address ?? ''),
      ),
    )
}

/** The topmost field of a server of ours; whatever stands below came with the message (RFC 8601 §5). */
function ofOurs(header: Header, { authservs }: Believed): AuthResults | null {
  for (const value of header.all('authentication-results')) {
    const results = parseAuthResults(value)
    if (results !== null && authservs.includes(results.authserv)) return results
  }
  return null
}

/** RFC 8601 §2.2: a judgement of our own mail server, which knew the host. It often leaves DMARC to us. */
async function takeOver(
  { authserv, results }: AuthResults,
  { header, resolve }: { header: Header; resolve: SpfResolve },
): Promise<SenderVerdicts> {
  const of = (method: string) => results.filter((one) => one.method === method)
  const [spf] = of('spf')
  const mailfrom = spf?.properties.get('smtp.mailfrom') ?? spf?.properties.get('smtp.helo')
  const signatures = of('dkim').map((one) => ({
    verdict: toVerdict(one.result),
    domain: one.properties.get('header.d') ?? domainOf(one.properties.get('header.i') ?? ''),
  }))
  const found: Found = {
    from: parseMailboxes(header.first('from')).map((one) => one.address),
    spf: { verdict: spf ? toVerdict(spf.result) : 'unchecked', domain: domainOf(mailfrom ?? '') },
    signatures,
    hasOneFrom: header.all('from').length === 1,
  }
  const [dmarc] = of('dmarc')
  const own = await judgeDomain(found, resolve)
  const policy = dmarc ? policyOf(dmarc.comment) : own.policy
  const isSame =
    dmarc === undefined || dmarc.properties.get('header.from') === undefined
      ? true
      : domainOf(dmarc.properties.get('header.from') ?? '') === own.fromDomain
  const words = results.map(({ method, result }) => `${method}=${result}`)
  return {
    ...factsOf(found, own),
    // Its word about another domain than the one that is shown says nothing.
    ...(dmarc && isSame ? { dmarc: toVerdict(dmarc.result) } : {}),
    ...(policy ? { policy } : {}),
    judgedBy: authserv.slice(0, 255),
    words: `${authserv}: ${words.join('; ')}`.slice(0, WORDS_CHARS),
  }
}

function policyOf(comment: string): Policy | undefined {
  const found = /\bp=(none|quarantine|reject)\b/i.exec(comment)?.[1]?.toLowerCase()
  return POLICIES.find((known) => known === found)
}

async function ask(
  raw: Uint8Array,
  envelope: Envelope,
  { header, resolve, believed }: { header: Header; resolve: SpfResolve; believed: Believed },
): Promise<SenderVerdicts> {
  const { arc, dkimVerify } = await import('mailauth')
  const resolver = textsOnly(resolve)
  const [signed, spf] = await Promise.all([
    dkimVerify(Buffer.from(raw), { sender: envelope.envelopeFrom, resolver }),
    checkSpf(resolve, { ...envelope, ip: envelope.remoteAddress }),
  ])
  const found: Found = {
    from: signed.headerFrom,
    spf: { verdict: toVerdict(spf.result), domain: spf.domain.toLowerCase() },
    signatures: signed.results
      // A message without a signature has one result that says so, and no domain.
      .filter((one) => one.status.result !== 'none')
      .map((one) => ({
        // RFC 6376 §6.1.3: words that do not fit their signature are a failure, not an opinion.
        verdict: /body hash/i.test(String(one.status.comment ?? ''))
          ? 'fail'
          : toVerdict(one.status.result),
        domain: one.signingDomain.toLowerCase(),
        // RFC 6376 §8.2: of a body that is signed in part the rest may be anybody's.
        isPart: Boolean(one.status.underSized),
      })),
    hasOneFrom: header.all('from').length === 1,
  }
  const judged = await judgeDomain(found, resolve)
  const sealed = signed.arc && (signed.arc.chain || signed.arc.error) ? signed.arc : null
  const chain = sealed ? await arc({ ...sealed, chain: sealed.chain || [] }, { resolver }) : null
  const verdict = chain ? toVerdict(chain.status.result) : null
  const sealer =
    verdict === 'pass' && judged.fromDomain !== null
      ? believedSealer(header, judged.fromDomain, believed.sealers)
      : null
  const words = [
    ...signed.results.map((one) => one.info),
    `spf=${spf.result} smtp.mailfrom=${spf.domain}`,
    ...(judged.words ? [judged.words] : []),
    ...(verdict ? [`arc=${verdict}`] : []),
  ]
  const facts = factsOf(found, judged)
  return {
    ...facts,
    ...(verdict ? { arc: verdict } : {}),
    ...(sealer ? { sealer, aligned: [...(facts.aligned ?? []), 'arc' as const] } : {}),
    words: words.join('; ').replace(/\s+/g, ' ').trim().slice(0, WORDS_CHARS),
  }
}

/**
 * Who of the listed forwarders saw DMARC pass before it passed the message on (RFC 8617 §7.2.1). From the newest seal
 * backwards, as long as each is of one that is listed: what an unlisted one says of those before it is its own word.
 */
function believedSealer(
  header: Header,
  fromDomain: string,
  sealers: readonly string[],
): string | null {
  const instance = (value: string) => Number(/(?:^|;)\s*i\s*=\s*(\d{1,2})/.exec(value)?.[1] ?? 0)
  const seals = header.all('arc-seal').sort((a, b) => instance(b) - instance(a))
  for (const seal of seals) {
    const domain = /;\s*d\s*=\s*([^;\s]+)/i.exec(`;${seal}`)?.[1]?.toLowerCase() ?? ''
    if (!sealers.includes(domain)) return null
    const said = header
      .all('arc-authentication-results')
      .find((value) => instance(value) === instance(seal))
    const results = parseAuthResults((said ?? '').replace(/^\s*i\s*=\s*\d+\s*;/, ''))
    const dmarc = results?.results.find((one) => one.method === 'dmarc')
    if (dmarc?.result === 'pass')
      return domainOf(dmarc.properties.get('header.from') ?? '') === fromDomain ? domain : null
  }
  return null
}

/** What was found of host and signatures, before it is held against From. */
type Found = {
  from: readonly string[]
  spf: { verdict: Verdict; domain: string }
  signatures: readonly { verdict: Verdict; domain: string; isPart?: boolean }[]
  hasOneFrom: boolean
}
const POLICIES = ['none', 'quarantine', 'reject'] as const
type Policy = (typeof POLICIES)[number]
type Judged = {
  dmarc: Verdict
  fromDomain: string | null
  aligned: ('spf' | 'dkim')[]
  policy?: Policy | undefined
  words: string
}

/** RFC 7489 §6.6: one From, its domain, and what stands by it. */
async function judgeDomain(found: Found, resolve: SpfResolve): Promise<Judged> {
  const [from] = found.from
  // §6.6.1: with two of them nobody knows which one a reader will be shown.
  if (from === undefined || found.from.length !== 1 || !found.hasOneFrom)
    return { dmarc: 'none', fromDomain: null, aligned: [], words: '' }
  const { dmarc } = await import('mailauth')
  const spfDomains = found.spf.verdict === 'pass' ? [found.spf.domain] : []
  const dkimDomains = found.signatures
    .filter((one) => one.verdict === 'pass' && !one.isPart)
    .map((one) => one.domain)
  const query = {
    headerFrom: [from],
    spfDomains,
    dkimDomains: dkimDomains.map((domain) => ({ domain })),
  }
  const answer = await dmarc({ ...query, resolver: textsOnly(resolve) })
  // The same question without a record: which of them are of the organisation of From.
  const relaxed = await dmarc({ ...query, resolver: async () => [['v=DMARC1; p=none']] })
  if (answer === false || relaxed === false)
    return { dmarc: 'none', fromDomain: null, aligned: [], words: '' }
  const fromDomain = domainOf(String(relaxed.status.header?.['d'] ?? domainOf(from)))
  const stands = (domains: readonly string[], kin: unknown, isStrict: boolean): boolean =>
    isStrict ? domains.includes(fromDomain) : Boolean(kin)
  const isSpf = stands(
    spfDomains,
    relaxed.alignment?.spf?.result,
    answer.alignment?.spf?.strict === true,
  )
  const isDkim = stands(
    dkimDomains,
    relaxed.alignment?.dkim?.result,
    answer.alignment?.dkim?.strict === true,
  )
  const verdict = toVerdict(answer.status.result)
  const isOpen =
    found.spf.verdict === 'temperror' || found.signatures.some((one) => one.verdict === 'temperror')
  return {
    dmarc:
      verdict !== 'pass' && verdict !== 'fail'
        ? verdict
        : isSpf || isDkim
          ? 'pass'
          : // §6.6.2: what could not be asked might have stood by it.
            isOpen
            ? 'temperror'
            : 'fail',
    fromDomain,
    aligned: [...(isSpf ? ['spf' as const] : []), ...(isDkim ? ['dkim' as const] : [])],
    policy: POLICIES.find((known) => known === answer.policy),
    words: answer.info,
  }
}

function factsOf(found: Found, judged: Judged): Omit<SenderVerdicts, 'words'> {
  const domains = found.signatures
    .filter((one) => one.verdict === 'pass' && one.domain !== '')
    .map((one) => one.domain.slice(0, 255))
  const signatures = found.signatures.map((one) => one.verdict)
  return {
    spf: found.spf.verdict,
    dkim: signatures.find((one) => one === 'pass') ?? signatures[0] ?? 'none',
    dmarc: judged.dmarc,
    ...(judged.fromDomain ? { fromDomain: judged.fromDomain.slice(0, 255) } : {}),
    ...(found.spf.domain ? { spfDomain: found.spf.domain.slice(0, 255) } : {}),
    ...(domains.length > 0 ? { dkimDomains: [...new Set(domains)].slice(0, DOMAINS_MAX) } : {}),
    ...(judged.aligned.length > 0 ? { aligned: judged.aligned } : {}),
    ...(judged.policy ? { policy: judged.policy } : {}),
  }
}

/** DKIM, DMARC and ARC keep everything in TXT records. */
function textsOnly(resolve: SpfResolve): (name: string) => Promise<string[][]> {
  return async (name) => {
    const answer = await resolve(name, 'TXT')
    if (!Array.isArray(answer)) return []
    return answer.map((value) => (Array.isArray(value) ? value.map(String) : [String(value)]))
  }
}

function toVerdict(word: string | undefined): Verdict {
  return VERDICTS.find((known) => known === word) ?? 'unchecked'
}
