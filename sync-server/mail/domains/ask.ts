/**
 * Name servers, asked about the desk's own domains. Each answer is one of three: what is there, that nothing is there, or
 * that nobody said. Bounded twice: each question, and all questions of one check.
 */
import { Resolver } from 'node:dns/promises'
import type { Timers } from '../../../shared/kit/clock.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'

export type Answered<T> = { state: 'found'; values: T[] } | { state: 'none' } | { state: 'silent' }

export type Ask = {
  texts(name: string): Promise<Answered<string>>
  /** Names of mail servers, the first choice first; empty for a null MX (RFC 7505). */
  mailServers(name: string): Promise<Answered<string>>
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<Answered<string>>
  close(): void
}

/** Nothing by that name, nothing of that type, or no name at all: an answer all the same. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])

export function openAsk(options: {
  /** `address` or `address:port`; empty: those of this machine. */
  servers: readonly string[]
  timers: Timers
  answerMs?: number
}): Ask {
  const resolver = new Resolver({ timeout: options.answerMs ?? LIMITS.nameServerMs, tries: 2 })
  if (options.servers.length > 0) resolver.setServers(options.servers)
  let isOver = false
  const limit = options.timers.after(LIMITS.domainCheckMs, () => {
    isOver = true
    resolver.cancel()
  })

  async function ask<T>(question: () => Promise<T[]>): Promise<Answered<T>> {
    if (isOver) return { state: 'silent' }
    try {
      const values = (await question()).slice(0, LIMITS.dnsRecords)
      return values.length > 0 ? { state: 'found', values } : { state: 'none' }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      return { state: NOTHING.has(code) ? 'none' : 'silent' }
    }
  }

  return {
    texts: (name) =>
      ask(async () => (await resolver.resolveTxt(name)).map((strings) => strings.join(''))),
    mailServers: (name) =>
      ask(async () =>
        (await resolver.resolveMx(name))
          .toSorted((one, other) => one.priority - other.priority)
          .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, '')),
      ),
    async addresses(name) {
      const answers = await Promise.all([
        ask(() => resolver.resolve4(name)),
        ask(() => resolver.resolve6(name)),
      ])
      const values = answers.flatMap((answer) => (answer.state === 'found' ? answer.values : []))
      if (values.length > 0) return { state: 'found', values }
      return { state: answers.some(({ state }) => state === 'silent') ? 'silent' : 'none' }
    },
    close: () => limit.cancel(),
  }
}
