/**
 * Ids: 26 lower-case Crockford base32 characters. Two ways to make one: in order of time (ULID, ulid/spec)
 * or from a digest, so that the same input gives the same id and a step may run twice.
 */
import type { Random } from './clock.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/

/** 26 characters from 17 bytes or more: the first 130 bits. */
export function idFromBytes(bytes: Uint8Array): string {
  let out = ''
  let bits = 0
  let value = 0
  for (let at = 0; out.length < 26; at++) {
    const byte = bytes[at]
    if (byte === undefined) throw new Error('an id needs 17 bytes')
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5 && out.length < 26) {
      bits -= 5
      out += ALPHABET[(value >> bits) & 31]
    }
  }
  return out
}

/** A ULID: 48 bits of `now` (epoch ms), 80 random bits. Sorts by time. */
export function makeId(now: number, random: Random): string {
  let time = ''
  let rest = Math.floor(now)
  for (let i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  const bytes = random(16)
  let tail = ''
  for (let i = 0; i < 16; i++) tail += ALPHABET[(bytes[i] ?? 0) & 31]
  return time + tail
}

/** A random 128-bit token as 26 base32 characters (130 bits), for links and reply addresses. Not ordered. */
export function makeToken(random: Random): string {
  return idFromBytes(random(17))
}

export function isId(text: string): boolean {
  return ID_PATTERN.test(text)
}
