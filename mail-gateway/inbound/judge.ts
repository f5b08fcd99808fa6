/**
 * What SPF, DKIM and DMARC say about a sender (RFC 7208, 6376, 7489). Runs after 250, never before, and with
 * a short limit: a domain whose name servers are down has not been judged, it has not failed. The one place
 * that knows mailauth, which is loaded with the first message that needs it.
 */
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Timers } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { SenderVerdicts } from '../../shared/wire/mail.ts'
import { checkSpf, type SpfResolve } from './spf.ts'

export type SenderFacts = { remoteAddress: string; helo: string; envelopeFrom: string }
export type Judge = (raw: Uint8Array, facts: SenderFacts) => Promise<SenderVerdicts>

const LIMIT_MS = 5_000
const DNS_MS = 2_000
const WORDS_CHARS = 500

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

export function makeJudge(options: { timers: Timers; log: Log; resolve?: SpfResolve }): Judge {
  const { timers, log, resolve = askNameServer } = options
  return async (raw, facts) => {
    if (isPrivateAddress(facts.remoteAddress)) return UNCHECKED
    let timer: { cancel(): void } | null = null
    const late = new Promise<SenderVerdicts>((resolve) => {
      timer = timers.after(LIMIT_MS, () => resolve({ ...UNCHECKED, words: 'not judged in time' }))
    })
    try {
      return await Promise.race([ask(raw, facts, resolve), late])
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

function askNameServer(...[name, type]: Parameters<SpfResolve>): Promise<unknown> {
  return new Resolver({ timeout: DNS_MS, tries: 2 }).resolve(name, type)
}

async function ask(
  raw: Uint8Array,
  facts: SenderFacts,
  resolve: SpfResolve,
): Promise<SenderVerdicts> {
  const { arc, dkimVerify, dmarc } = await import('mailauth')
  // DKIM, DMARC and ARC keep everything in TXT records.
  const resolver = async (name: string): Promise<string[][]> => {
    const answer = await resolve(name, 'TXT')
    if (!Array.isArray(answer)) return []
    return answer.map((value) => (Array.isArray(value) ? value.map(String) : [String(value)]))
  }
  const [signed, spf] = await Promise.all([
    dkimVerify(Buffer.from(raw), { sender: facts.envelopeFrom, resolver }),
    checkSpf(resolve, { ...facts, ip: facts.remoteAddress }),
  ])
  const aligned =
    signed.headerFrom.length > 0
      ? await dmarc({
          headerFrom: signed.headerFrom,
          spfDomains: spf.result === 'pass' ? [spf.domain] : [],
          dkimDomains: signed.results
            .filter((one) => one.status.result === 'pass')
            .map(({ id, signingDomain, status }) => ({
              ...(id === undefined ? {} : { id }),
              domain: signingDomain,
              ...(status.aligned === undefined ? {} : { aligned: status.aligned }),
              ...(status.underSized === undefined ? {} : { underSized: status.underSized }),
            })),
          resolver,
        })
      : false
  // RFC 8617: shown, and no more; nobody's seal has been said to be trusted.
  const sealed = signed.arc && (signed.arc.chain || signed.arc.error) ? signed.arc : null
  const chain = sealed ? await arc({ ...sealed, chain: sealed.chain || [] }, { resolver }) : null
  const signatures = signed.results.map((one) => toVerdict(one.status.result))
  const words = [
    ...signed.results.map((one) => one.info),
    `spf=${spf.result} smtp.mailfrom=${spf.domain}`,
    ...(aligned === false ? [] : [aligned.info]),
    ...(chain ? [`arc=${chain.status.result}`] : []),
  ]
  return {
    spf: toVerdict(spf.result),
    dkim: signatures.find((one) => one === 'pass') ?? signatures[0] ?? 'none',
    dmarc: aligned === false ? 'none' : toVerdict(aligned.status.result),
    words: words.join('; ').replace(/\s+/g, ' ').trim().slice(0, WORDS_CHARS),
  }
}

const VERDICTS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'] as const

function toVerdict(word: string | undefined): SenderVerdicts['spf'] {
  return VERDICTS.find((known) => known === word) ?? 'unchecked'
}
