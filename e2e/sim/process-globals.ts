/**
 * What libraries take from the process instead of being handed it: random values, timers, immediates. While a
 * simulation runs these come from its seed and its virtual time; otherwise the process has its own. Must be imported
 * before lib0, which binds `getRandomValues` once. `Date.now` stays real: no result depends on it.
 */
import { webcrypto } from 'node:crypto'

export type Stand = {
  /** Fills with the seed's bytes. */
  fill(bytes: Uint8Array): void
  after(delayMs: number, run: () => void): { cancel(): void }
  /** Counts an immediate that is under way; called back when it has run or was cleared. */
  immediate(): () => void
}

let stand: Stand | null = null

const real = {
  random: webcrypto.getRandomValues.bind(webcrypto),
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  timeout: AbortSignal.timeout.bind(AbortSignal),
}

Object.defineProperty(webcrypto, 'getRandomValues', {
  configurable: true,
  writable: true,
  value(array: Uint8Array | Uint32Array) {
    if (!stand) return real.random(array)
    stand.fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    return array
  },
})

/** One turn of the real event loop: everything that could run without waiting has run. */
export const turn = (): Promise<void> => new Promise((resolve) => real.setImmediate(resolve))

/** A time limit in real time, for a simulation that does not end. */
export const realAfter = (delayMs: number, run: () => void): (() => void) => {
  const timer = real.setTimeout(run, delayMs)
  return () => real.clearTimeout(timer)
}

type Callback = (...args: unknown[]) => void

/** Puts the simulation's own in the place of the process's; returns how to put those back. */
export function takeGlobals(next: Stand): () => void {
  stand = next
  const timers = new Map<number, { cancel(): void }>()
  const immediates = new Map<object, () => void>()
  let lastId = 0

  const set = (run: Callback, delayMs: number, isRepeated: boolean, args: unknown[]): number => {
    const id = ++lastId
    const arm = () =>
      timers.set(
        id,
        next.after(delayMs, () => {
          timers.delete(id)
          if (isRepeated) arm()
          run(...args)
        }),
      )
    arm()
    return id
  }
  const clear = (id: unknown) => {
    if (typeof id !== 'number') return
    timers.get(id)?.cancel()
    timers.delete(id)
  }
  const replaced = {
    setTimeout: (run: Callback, delayMs = 0, ...args: unknown[]) => set(run, delayMs, false, args),
    setInterval: (run: Callback, delayMs = 0, ...args: unknown[]) => set(run, delayMs, true, args),
    clearTimeout: clear,
    clearInterval: clear,
    setImmediate(run: Callback, ...args: unknown[]) {
      const done = next.immediate()
      const handle = real.setImmediate(() => {
        immediates.delete(handle)
        done()
        run(...args)
      })
      immediates.set(handle, done)
      return handle
    },
    clearImmediate(handle: NodeJS.Immediate | undefined) {
      real.clearImmediate(handle)
      if (!handle) return
      immediates.get(handle)?.()
      immediates.delete(handle)
    },
  }
  Object.assign(globalThis, replaced)
  const exits = new Set(process.listeners('exit'))
  // A request's time limit is the simulated network's affair: it always answers, or fails, in virtual time.
  AbortSignal.timeout = () => new AbortController().signal

  return () => {
    stand = null
    const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } =
      real
    Object.assign(globalThis, {
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      setImmediate,
      clearImmediate,
    })
    AbortSignal.timeout = real.timeout
    // y-websocket adds one a provider outside of browsers; a killed tab removes none.
    for (const listen of process.listeners('exit'))
      if (!exits.has(listen)) process.off('exit', listen)
  }
}
