/**
 * Headers of a webhook as Standard Webhooks 1.0 has them: an id that stays over retries, when it was sent, and an HMAC with
 * SHA-256 over id, time and body, so that the receiver knows who sent it and that nothing was changed or sent again later.
 */
import { createHmac } from 'node:crypto'
import type { Random } from '../../shared/kit/clock.ts'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

export const makeSecret = (random: Random): string =>
  PREFIX + Buffer.from(random(SECRET_BYTES)).toString('base64')

export function signedHeaders(
  secret: string,
  { id, body, now }: { id: string; body: string; now: number },
): Record<string, string> {
  const at = String(Math.floor(now / 1000))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'user-agent': 'Deskside',
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${signature}`,
  }
}
