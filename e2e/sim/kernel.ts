/**
 * Virtual time: events in order of their instant, one at a time, each run until nothing more can happen without
 * waiting. Every event belongs to a party (a process of the simulation); a party that crashed has no events left.
 * Knows nothing of desks.
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import type { Dice } from './dice.ts'
import { takeGlobals, turn } from './process-globals.ts'

/** One life of a process. After `end` nothing of it runs any more. */
export type Party = { name: string; isAlive: boolean }

type Event = { at: number; order: number; party: Party; run: () => void; isCancelled: boolean }

/** More turns than this for one event is a loop that does not end. */
const TURNS_MAX = 100_000

export type Kernel = {
  clock: Clock
  after(party: Party, delayMs: number, run: () => void): { cancel(): void }
  timersOf(party: Party): Timers
  /** Resolves after so much virtual time; never when the party ends before. */
  pause(party: Party, delayMs: number): Promise<void>
  /** Says that real I/O is under way: virtual time stands still until the answer is called. */
  hold(): () => void
  /** Runs one thing that has real I/O in it, with time standing still. */
  atOnce<T>(work: () => Promise<T>): Promise<T>
  /** Runs events until `until`, or until `isDone` says so. */
  run(until: number, isDone?: () => boolean): Promise<void>
  /** Events that wait, of parties that are alive. */
  waiting(party: Party): number
  eventCount(): number
  close(): void
}

export function makeKernel(startAt: number, dice: Dice): Kernel {
  let now = startAt
  let order = 0
  let eventCount = 0
  let immediates = 0
  let holds = 0
  let current: Party = { name: 'nobody', isAlive: true }
  const heap: Event[] = []
  const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(event: Event): void {
    let at = heap.push(event) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = heap[up]
      if (!parent || !isBefore(event, parent)) break
      heap[at] = parent
      at = up
    }
    heap[at] = event
  }

  function pop(): Event | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      let child = heap[down]
      const right = heap[down + 1]
      if (child && right && isBefore(right, child)) {
        down++
        child = right
      }
      if (!child || !isBefore(child, last)) break
      heap[at] = child
      at = down
    }
    heap[at] = last
    return first
  }

  function after(party: Party, delayMs: number, run: () => void): { cancel(): void } {
    const event = {
      at: now + Math.max(0, Number.isFinite(delayMs) ? delayMs : 0),
      order: order++,
      party,
      run,
      isCancelled: false,
    }
    push(event)
    return {
      cancel() {
        event.isCancelled = true
      },
    }
  }

  async function settle(): Promise<void> {
    for (let turns = 0; ; turns++) {
      await turn()
      if (immediates === 0 && holds === 0) return
      if (holds > 0) turns = 0
      if (turns > TURNS_MAX) throw new Error(`${current.name} does not come to rest`)
    }
  }

  function hold(): () => void {
    holds++
    let isHeld = true
    return () => {
      if (isHeld) holds--
      isHeld = false
    }
  }

  const giveBack = takeGlobals({
    fill: dice.fill,
    after: (delayMs, run) => after(current, delayMs, run),
    immediate() {
      immediates++
      let isCounted = true
      return () => {
        if (isCounted) immediates--
        isCounted = false
      }
    },
  })

  return {
    clock: { now: () => Math.floor(now) },
    after,
    timersOf: (party) => ({ after: (delayMs, run) => after(party, delayMs, run) }),
    pause: (party, delayMs) => new Promise((resolve) => after(party, delayMs, resolve)),
    hold,
    async atOnce(work) {
      const release = hold()
      try {
        return await work()
      } finally {
        release()
      }
    },
    async run(until, isDone) {
      await settle()
      while (!isDone?.()) {
        const event = pop()
        if (!event) break
        if (event.at > until) {
          push(event)
          break
        }
        if (event.isCancelled || !event.party.isAlive) continue
        now = event.at
        current = event.party
        eventCount++
        event.run()
        await settle()
      }
      if (!isDone?.()) now = Math.max(now, until)
    },
    waiting: (party) =>
      heap.filter((event) => event.party === party && party.isAlive && !event.isCancelled).length,
    eventCount: () => eventCount,
    close: giveBack,
  }
}
