/**
 * Random bytes for ids and secrets, taken from the system in larger pieces: asking takes longer than the bytes do. Every
 * byte is given out once.
 */
import { randomBytes } from 'node:crypto'
import type { Random } from '../../shared/kit/clock.ts'

const POOL_BYTES = 4096
/** More than this at once is asked for by itself. */
const SHARE_BYTES = 64

export function makeRandomPool(ask: (bytes: number) => Uint8Array = randomBytes): Random {
  let pool: Uint8Array = new Uint8Array()
  let at = 0
  return (bytes) => {
    if (bytes > SHARE_BYTES) return ask(bytes)
    if (at + bytes > pool.length) {
      pool = ask(POOL_BYTES)
      at = 0
    }
    const from = at
    at += bytes
    // A copy: whoever keeps an id does not keep the pool.
    return pool.slice(from, at)
  }
}
