/**
 * Memory is given back when nobody works any more: what a busy hour left on the heap would else stay until the next one
 * makes the engine collect it. Looks at the process as a stranger would: how much it holds, how much it works. Not here:
 * documents, which go one by one when they are left (rooms, shadows).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'

/** The process as it sees itself. */
export type OwnProcess = {
  residentBytes(): number
  /** Processor time so far. */
  busyMs(): number
  /** Collects what is garbage. For some tens of ms nobody is served. */
  collect(): void
}

export type Rest = { start(): void; stop(): void }

export function makeRest(own: OwnProcess, timers: Timers, log: Log): Rest {
  let next: { cancel(): void } | null = null
  let busyMs = 0
  let quietLooks = 0
  /** What was held at the look after memory was given back. The start leaves some too. */
  let heldBytes: number | null = 0
  /** The first time frees, the second gives back pages that were free before it: half as long each, at two looks. */
  let isHalfDone = false

  function look(): void {
    plan()
    const worked = own.busyMs() - busyMs
    busyMs += worked
    quietLooks = worked <= LIMITS.restBusyMs ? quietLooks + 1 : 0
    const bytes = own.residentBytes()
    heldBytes ??= bytes
    if (quietLooks < LIMITS.restQuietLooks) return
    if (!isHalfDone && bytes - heldBytes < LIMITS.restWorthBytes) return
    own.collect()
    const ms = own.busyMs() - busyMs
    busyMs += ms
    log('info', 'memory is given back', { bytes, ms: Math.round(ms) })
    if (isHalfDone) heldBytes = null
    isHalfDone = !isHalfDone
  }

  function plan(): void {
    next = timers.after(LIMITS.restLookMs, look)
  }

  return { start: plan, stop: () => next?.cancel() }
}
