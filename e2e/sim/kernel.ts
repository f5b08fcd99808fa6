/**
 * Virtual time: events in order of their instant, one at a time, each run until nothing more can happen without
 * waiting. Every event belongs to a party (a process of the simulation); a party that crashed has no events left.
 * Knows nothing of desks.
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import type { Dice } from './dice.ts'
import { drainMicrotasks, realTurn, takeGlobals } from './process-globals.ts'

/** One life of a process. After `end` nothing of it runs any more. */
export type Party = { name: string; isAlive: boolean }

type Event = { at: number; order: number; party: Party; run: () => void; isCancelled: boolean }

type Task = { run: (() => void) | null }

/** More tasks than this for one event is a loop that does not end. */
const TASKS_MAX = 100_000
/** After so many events the process gets a turn, for its own timers. */
const EVENTS_PER_TURN = 200

export type Kernel = {
  clock: Clock
  after(party: Party, delayMs: number, run: () => void): { cancel(): void }
  timersOf(party: Party): Timers
  /** Resolves after so much virtual time; never when the party ends before. */
  pause(party: Party, delayMs: number): Promise<void>
  /** Says that real I/O is under way: virtual time stands still until the answer is called. */
  hold(): () => void
  /** Time does not move on: it is held, by more than `own` holds of who asks, or nobody runs it. */
  isStill(own?: number): boolean
  /** Runs one thing that has real I/O in it, with time standing still. */
  atOnce<T>(work: () => Promise<T>): Promise<T>
  /** Runs this after so many immediates of the party's: in the middle of what it does. Returns how to call it off. */
  interrupt(party: Party, tasks: number, run: () => void): () => void
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
  let holds = 0
  /** Immediates, in order. They run here and not in the process's loop: a turn of that costs more than most of them. */
  let tasks: Task[] = []
  let traps: { party: Party; left: number; run: () => void }[] = []
  let isRunning = false
  /** Goes on with the events once nothing holds time any more: meanwhile the machine is free for what is waited for. */
  let wake: (() => void) | null = null
  let isStepping = false
  let isPumping = false
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

  /** Runs everything that can run without waiting. */
  function settle(): void {
    drainMicrotasks()
    for (let count = 0; tasks.length > 0;) {
      const batch = tasks
      tasks = []
      for (const task of batch) {
        const { run } = task
        task.run = null
        if (!run) continue
        if (++count > TASKS_MAX) throw new Error(`${current.name} does not come to rest`)
        run()
        spring()
        drainMicrotasks()
      }
    }
  }

  function spring(): void {
    for (const trap of traps) {
      if (trap.party !== current || --trap.left > 0) continue
      traps = traps.filter((other) => other !== trap)
      trap.run()
    }
  }

  /** Immediates of what goes on while no event runs: the checks, a look at a disk. */
  function pump(): void {
    if (isStepping || isPumping) return
    isPumping = true
    realTurn(() => {
      isPumping = false
      if (isStepping) return
      isStepping = true
      try {
        settle()
      } finally {
        isStepping = false
      }
    })
  }

  /** Events until one of the ends; false when real I/O is waited for, or the process wants its turn. */
  function step(until: number, isDone: () => boolean): boolean {
    for (let count = 0; count < EVENTS_PER_TURN; count++) {
      settle()
      if (holds > 0) return false
      if (isDone()) return true
      const event = pop()
      if (!event || event.at > until) {
        if (event) push(event)
        now = Math.max(now, until)
        return true
      }
      if (event.isCancelled || !event.party.isAlive) continue
      now = event.at
      current = event.party
      eventCount++
      event.run()
    }
    return false
  }

  function hold(): () => void {
    holds++
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      holds--
      if (holds > 0 || !wake) return
      const go = wake
      wake = null
      realTurn(go)
    }
  }

  const giveBack = takeGlobals({
    fill: dice.fill,
    after: (delayMs, run) => after(current, delayMs, run),
    immediate(run) {
      const task: Task = { run }
      tasks.push(task)
      pump()
      return () => {
        task.run = null
      }
    },
  })

  return {
    clock: { now: () => Math.floor(now) },
    after,
    timersOf: (party) => ({ after: (delayMs, run) => after(party, delayMs, run) }),
    pause: (party, delayMs) => new Promise((resolve) => after(party, delayMs, resolve)),
    hold,
    isStill: (own = 0) => holds > own || !isRunning,
    async atOnce(work) {
      const release = hold()
      try {
        return await work()
      } finally {
        release()
      }
    },
    run: (until, isDone = () => false) =>
      new Promise((resolve, reject) => {
        isRunning = true
        const end = (answer: () => void) => {
          isRunning = false
          answer()
        }
        const go = () => {
          isStepping = true
          try {
            if (step(until, isDone)) end(resolve)
            else if (holds > 0) wake = go
            else realTurn(go)
          } catch (error) {
            end(() => reject(error))
          } finally {
            isStepping = false
          }
        }
        realTurn(go)
      }),
    interrupt(party, tasks, run) {
      const trap = { party, left: tasks, run }
      traps.push(trap)
      return () => {
        traps = traps.filter((other) => other !== trap)
      }
    },
    waiting: (party) =>
      heap.filter((event) => event.party === party && party.isAlive && !event.isCancelled).length,
    eventCount: () => eventCount,
    close: giveBack,
  }
}
