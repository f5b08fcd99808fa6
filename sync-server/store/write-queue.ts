/**
 * Writes that wait for their COMMIT, handed out in groups: one COMMIT, and so one fsync, serves all that wait. One group
 * at a time, in the order asked for. Not here: transactions (sqlite-database, postgres-database).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Tx } from './database.ts'

export type Waiting = {
  body: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  /** Times it was begun and could not be finished for another's sake. */
  tries: number
}

export type WriteQueue = {
  write<T>(body: (tx: Tx) => Promise<T>): Promise<T>
  /** Refuses what comes from now on; resolves when everything before is answered. */
  close(): Promise<void>
}

/**
 * @param groupMax  at most this many share one COMMIT, so that the first does not wait for ever
 * @param runGroup  answers every write of the group but those it gives back: they open the next group, in their order
 */
export function makeWriteQueue(
  groupMax: number,
  runGroup: (group: Waiting[]) => Promise<Waiting[]>,
): WriteQueue {
  const waiting: Waiting[] = []
  let isDraining = false
  let isClosed = false

  async function drain(): Promise<void> {
    if (isDraining) return
    isDraining = true
    while (waiting.length > 0) {
      // Everything that was asked for in this turn of the loop goes into the group; between two, others have their turn.
      await new Promise<void>((resolve) => setImmediate(resolve))
      waiting.unshift(...(await runGroup(waiting.splice(0, groupMax))))
    }
    isDraining = false
  }

  return {
    write<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
      if (isClosed)
        return Promise.reject(
          new FaultError({ code: 'kit/busy', detail: 'the server is shutting down' }),
        )
      if (waiting.length >= LIMITS.groupCommitWaiting)
        return Promise.reject(
          new FaultError({ code: 'kit/busy', detail: 'too many writes are waiting' }),
        )
      return new Promise<T>((resolve, reject) => {
        waiting.push({ body, resolve: (value) => resolve(value as T), reject, tries: 0 })
        void drain()
      })
    },
    async close() {
      isClosed = true
      while (isDraining || waiting.length > 0)
        await new Promise<void>((resolve) => setImmediate(resolve))
    },
  }
}
