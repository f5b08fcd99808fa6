/**
 * One piece of work that comes round again and again beside requests: never two turns at once, and a turn that breaks is
 * logged and ends nothing. Each turn says when the next one is due. Not here: what is done in a turn.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'

export type Turns = {
  /** The next turn begins after `waitMs`, at once without it. While one is under way: counted from its end. */
  wake(waitMs?: number): void
  /** Nothing begins any more. Resolves when the turn that was under way is over. */
  stop(): Promise<void>
  /** For work that can end before it is done. */
  isStopped(): boolean
}

type TurnParts = {
  timers: Timers
  log: Log
  /** What the log says of a turn that broke. */
  trouble: string
  /** From a turn that broke to the next. */
  retryMs: number
  /** @returns in how many ms it wants its next turn; null: not before it is woken */
  work: () => Promise<number | null>
}

export function makeTurns({ timers, log, trouble, retryMs, work }: TurnParts): Turns {
  let isStopped = false
  let next: { cancel(): void } | null = null
  let running: Promise<void> | null = null
  /** What was asked for during a turn. */
  let askedMs: number | null = null

  async function takeTurn(): Promise<number | null> {
    try {
      return await work()
    } catch (error) {
      // What is cut off because everything is closed is no news.
      if (!isStopped) log('error', trouble, { error: String(error) })
      return retryMs
    }
  }

  function begin(): void {
    next = null
    running = takeTurn().then((wantedMs) => {
      running = null
      const waitMs = askedMs === null ? wantedMs : Math.min(askedMs, wantedMs ?? askedMs)
      askedMs = null
      if (waitMs !== null) plan(waitMs)
    })
  }

  function plan(waitMs: number): void {
    next?.cancel()
    if (isStopped) return
    if (waitMs > 0) next = timers.after(waitMs, begin)
    else begin()
  }

  return {
    wake(waitMs = 0) {
      if (running === null) plan(waitMs)
      else askedMs = Math.min(waitMs, askedMs ?? waitMs)
    },
    async stop() {
      isStopped = true
      next?.cancel()
      await running
    },
    isStopped: () => isStopped,
  }
}
