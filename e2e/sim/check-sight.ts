/** I4: every version that left the server towards a person was in one of their queues. */
import type { History } from './history.ts'
import type { Ledger } from './ledger.ts'
import { sees } from './sight.ts'

export function judgeSightings(ledger: Ledger, history: History): string[] {
  const problems = new Set<string>()
  for (const { sight, ticket, version, how } of ledger.sightings) {
    if (sight === null) continue
    const seen = history.of(ticket)
    const queues = seen?.queues[version]
    // Its log lost its bytes before the server, which had crashed, could tell of this version.
    if (queues === undefined && seen !== undefined && hasHoles(seen.queues)) continue
    if (!sees(sight, queues))
      problems.add(
        `I4 ${ticket} version ${version} (${queues?.join(' and ') ?? 'unknown'}) went to a person who may not see it, by ${how}`,
      )
  }
  return [...problems]
}

function hasHoles(versions: readonly unknown[]): boolean {
  for (let version = 1; version < versions.length; version++)
    if (versions[version] === undefined) return true
  return false
}
