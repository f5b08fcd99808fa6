/**
 * The keys that mail is signed with, as last heard from the server. In memory alone: they are not written down here, and
 * a gateway that starts while the server is away has nothing to send anyway.
 */
import type { Clock } from '../../shared/kit/clock.ts'
import { ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { SigningKey } from '../../shared/wire/mail.ts'
import { isWorthRetrying, type Peer } from '../peer.ts'

export type KeyRing = {
  /** Keys of a sender's domain; none when it has none that is published. A fault: nobody could say, ask later. */
  keysFor(address: string, signal: AbortSignal): Promise<Result<SigningKey[]>>
}

export function makeKeyRing(options: {
  peer: Pick<Peer, 'fetchSigningKeys'>
  clock: Clock
  log: Log
}): KeyRing {
  const { peer, clock, log } = options
  let heard: { keys: SigningKey[]; at: number } | null = null
  /** The question that is under way; whoever needs keys meanwhile shares it. */
  let asking: Promise<Result<SigningKey[]>> | null = null

  async function ask(signal: AbortSignal): Promise<Result<SigningKey[]>> {
    const answer = await peer.fetchSigningKeys(signal)
    if (answer.ok) {
      heard = { keys: answer.value.keys, at: clock.now() }
      return ok(heard.keys)
    }
    // What was heard before may have been taken out of the name server since, which is rare; a mail that waits is not.
    if (heard) return ok(heard.keys)
    if (isWorthRetrying(answer.fault)) return answer
    // A server that knows no keys: the mail goes as it is.
    log('warn', 'The server did not say what to sign with.', { code: answer.fault.code })
    return ok([])
  }

  return {
    async keysFor(address, signal) {
      const isFresh = heard !== null && clock.now() - heard.at < LIMITS.signingKeysMs
      asking ??= isFresh
        ? null
        : ask(signal).finally(() => {
            asking = null
          })
      const keys: Result<SigningKey[]> = asking ? await asking : ok(heard?.keys ?? [])
      if (!keys.ok) return keys
      const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
      return ok(keys.value.filter((key) => key.domain === domain))
    },
  }
}
