/**
 * Keys for each new domain as soon as a queue has it, and a look at every domain's records once a day. Of several nodes
 * the first one looks: what it found is in the store, and fresh for the others.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { makeTurns } from '../../jobs/turns.ts'
import { checkDomain, listDomains, type DomainParts } from './check-domain.ts'
import { isForTrials } from './domain-facts.ts'
import { forgetRetired } from './domain-keys.ts'

/** Between two looks at what is due. */
const LOOK_MS = 60 * 60 * 1000

export type DomainWatch = {
  /** Makes what keys are missing. */
  prepare(): Promise<void>
  /**
   * Checks the domains whose last check is a day old or was not answered, and forgets keys that signed long ago.
   * @returns how many checks
   */
  checkDue(): Promise<number>
  start(): void
  stop(): void
}

export function makeDomainWatch(around: DomainParts): DomainWatch {
  const { parts, timers } = around
  /** Keys are made one desk change after the other. */
  let last: Promise<unknown> = Promise.resolve()

  function prepare(): Promise<void> {
    const done = last.then(async () => {
      if (!turns.isStopped()) await listDomains(around)
    })
    last = done.catch((error: unknown) => {
      if (!turns.isStopped())
        parts.log('error', 'keys of a mail domain could not be made', { error: String(error) })
    })
    return done
  }

  async function checkDue(): Promise<number> {
    const due = parts.clock.now() - LIMITS.domainCheckEveryMs
    const forgotten = parts.clock.now() - LIMITS.dkimForgottenMs
    await parts.database.write((tx) => forgetRetired(tx, forgotten))
    let count = 0
    for (const { domain, checkedAt, findings } of await listDomains(around)) {
      if (turns.isStopped()) break
      // Name servers that did not answer are asked at the next look: the network was away, not the records.
      const isAnswered = !findings.some(({ code }) => code.endsWith('/no-answer'))
      if (checkedAt !== null && checkedAt > due && isAnswered) continue
      // A desk that is only tried out asks nobody by itself.
      if (isForTrials(domain) && parts.config.nameServers.length === 0) continue
      await checkDomain(around, domain)
      count += 1
    }
    return count
  }

  const turns = makeTurns({
    timers,
    log: parts.log,
    trouble: 'mail domains could not be checked',
    retryMs: LOOK_MS,
    async work() {
      await checkDue()
      return LOOK_MS
    },
  })

  return {
    prepare,
    checkDue,
    start() {
      parts.settings.onChange(() => void prepare().catch(() => {}))
      void prepare().catch(() => {})
      turns.wake(LIMITS.domainCheckFirstMs)
    },
    stop: () => void turns.stop(),
  }
}
