/**
 * Long work in short turns: whoever goes through very many things asks now and then, and the browser draws and takes
 * keys in between. Not inside a transaction of the database, which ends when nothing is asked of it.
 */
import type { Clock } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** Resolves at once while the turn is young, else in a new one. */
export type Breathe = () => Promise<void>

/** Where nobody draws, or takes keys: work is done in one go. */
export const breathless: Breathe = () => Promise.resolve()

/** @param nextTurn  resolves after the browser had its say */
export function makeBreathe(clock: Clock, nextTurn: () => Promise<unknown>): Breathe {
  let turnAt = clock.now()
  return async () => {
    if (clock.now() - turnAt < LIMITS.turnMs) return
    await nextTurn()
    turnAt = clock.now()
  }
}

type Scheduler = { yield(): Promise<unknown> }

function isScheduler(value: unknown): value is Scheduler {
  return typeof value === 'object' && value !== null && 'yield' in value
}

/** What was begun goes on before what is new (scheduler.yield), where the browser can say so. */
export function nextTurn(): Promise<unknown> {
  const scheduler: unknown = Reflect.get(globalThis, 'scheduler')
  if (isScheduler(scheduler)) return scheduler.yield()
  return new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
