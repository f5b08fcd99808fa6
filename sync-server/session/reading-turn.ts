/**
 * How long all sockets together may read in one turn of the event loop. A peer that sends faster than it is read would
 * otherwise be read until its kernel's buffer is empty, megabytes of small frames, while everybody else waits. Each
 * socket is read a little in every turn. Not here: how many frames a peer may send at all (socket).
 */
import type { Duplex } from 'node:stream'

export type ReadingTurn = {
  /** Counts what reading costs on this connection; `pause` it until `resume` when the turn is over. */
  watch(wire: Duplex, flow: { pause(): void; resume(): void }): void
}

/** @param stopwatch  ms, with fractions */
export function makeReadingTurn(msMax: number, stopwatch: () => number): ReadingTurn {
  let spent = 0
  let begunAt = 0
  let isOpen = false
  let paused: (() => void)[] = []

  function openTurn(): void {
    if (isOpen) return
    isOpen = true
    setImmediate(() => {
      isOpen = false
      spent = 0
      const waiting = paused
      paused = []
      for (const resume of waiting) resume()
    })
  }

  return {
    watch(wire, { pause, resume }) {
      let isPaused = false
      wire.prependListener('data', () => {
        openTurn()
        begunAt = stopwatch()
      })
      wire.on('data', () => {
        spent += stopwatch() - begunAt
        if (spent < msMax || isPaused) return
        isPaused = true
        pause()
        paused.push(() => {
          isPaused = false
          resume()
        })
      })
    },
  }
}
