/** Time and randomness as things that are handed in, so that simulations decide them. */

/** Epoch milliseconds, now. */
export type Clock = { now(): number }

/** `bytes` random bytes. */
export type Random = (bytes: number) => Uint8Array

/** A timer that can be cancelled; the real one is made in each part's `main`. */
export type Timers = {
  after(delayMs: number, run: () => void): { cancel(): void }
}
