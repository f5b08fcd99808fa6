/**
 * What SPF, DKIM and DMARC say about a sender (RFC 7208, 6376, 7489). Runs after 250, never before, and with
 * a short limit: a domain whose name servers are down has not been judged, it has not failed. The one place
 * that knows mailauth, which is loaded with the first message that needs it.
 */
import { isIP } from 'node:net'
import type { Timers } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { SenderVerdicts } from '../../shared/wire/mail.ts'

export type SenderFacts = { remoteAddress: string; helo: string; envelopeFrom: string }
export type Judge = (raw: Uint8Array, facts: SenderFacts) => Promise<SenderVerdicts>

const LIMIT_MS = 5_000
const WORDS_CHARS = 500

export const UNCHECKED: SenderVerdicts = {
  spf: 'unchecked',
  dkim: 'unchecked',
  dmarc: 'unchecked',
  words: '',
}

const Status = v.looseObject({ status: v.looseObject({ result: v.optional(v.string()) }) })
const Outcome = v.looseObject({
  spf: v.optional(v.union([Status, v.literal(false)]), false),
  dmarc: v.optional(v.union([Status, v.literal(false)]), false),
  dkim: v.optional(v.looseObject({ results: v.optional(v.array(Status), []) }), { results: [] }),
  headers: v.optional(v.string(), ''),
})

/** Loopback, private, link-local and unique-local (RFC 1918, 4193, 6598): our own machines, or a relay of ours. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (isIP(plain) === 4)
    return /^(?:0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      plain,
    )
  return isIP(plain) !== 6 || /^(?:::1?$|f[cd]|fe[89ab])/.test(plain)
}

export function makeJudge(options: { timers: Timers; log: Log }): Judge {
  const { timers, log } = options
  return async (raw, facts) => {
    if (isPrivateAddress(facts.remoteAddress)) return UNCHECKED
    let timer: { cancel(): void } | null = null
    const late = new Promise<SenderVerdicts>((resolve) => {
      timer = timers.after(LIMIT_MS, () => resolve({ ...UNCHECKED, words: 'not judged in time' }))
    })
    try {
      return await Promise.race([ask(raw, facts), late])
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

async function ask(raw: Uint8Array, facts: SenderFacts): Promise<SenderVerdicts> {
  const { authenticate } = await import('mailauth')
  const answer: unknown = await authenticate(Buffer.from(raw), {
    ip: facts.remoteAddress,
    helo: facts.helo,
    sender: facts.envelopeFrom,
    disableArc: true,
    disableBimi: true,
  })
  const parsed = parseWith(Outcome, answer)
  if (!parsed.ok) return UNCHECKED
  const { spf, dmarc, dkim, headers } = parsed.value
  const signatures = dkim.results.map((one) => toVerdict(one.status.result))
  return {
    spf: spf === false ? 'none' : toVerdict(spf.status.result),
    dkim: signatures.find((one) => one === 'pass') ?? signatures[0] ?? 'none',
    dmarc: dmarc === false ? 'none' : toVerdict(dmarc.status.result),
    words: headers
      .replace(/^authentication-results:/i, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, WORDS_CHARS),
  }
}

const VERDICTS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'] as const

function toVerdict(word: string | undefined): SenderVerdicts['spf'] {
  return VERDICTS.find((known) => known === word) ?? 'unchecked'
}
