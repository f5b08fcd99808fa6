/** Secrets: random, at least 128 bit, hashed at rest, compared in constant time (assurance SEC-TOK-2). */
import { createHash, timingSafeEqual } from 'node:crypto'

/** What is stored of a token: SHA-256 in hex. Enough for random 128-bit secrets; never for passwords. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function isSameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
