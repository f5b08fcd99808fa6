/** The one-time setup link: made at start while the desk is not set up, in memory only, for 30 minutes. */
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeToken } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isSameSecret } from '../auth/tokens.ts'

export type SetupLink = { token: string; isValid(token: string): boolean; use(): void }

export function makeSetupLink(clock: Clock, random: Random): SetupLink {
  const token = makeToken(random)
  const expiresAt = clock.now() + LIMITS.setupLinkMs
  let isUsed = false
  return {
    token,
    isValid: (given) => !isUsed && clock.now() < expiresAt && isSameSecret(given, token),
    use() {
      isUsed = true
    },
  }
}
