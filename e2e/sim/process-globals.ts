/**
 * What libraries take from the process instead of being handed it: random values, timers, immediates. While a
 * simulation runs these come from its seed and its virtual time; otherwise the process has its own. Must be imported
 * before lib0, which binds `getRandomValues` once. `Date.now` stays real: no result depends on it.
 */
import { webcrypto } from 'node:crypto'
import {
  LightController,
  LightHeaders,
  LightRequest,
  LightResponse,
  LightSignal,
} from './light-http.ts'
import { takeFiles } from './quick-files.ts'

export type Stand = {
  /** Fills with the seed's bytes. */
  fill(bytes: Uint8Array): void
  after(delayMs: number, run: () => void): { cancel(): void }
  /** Runs it once all that went before has run; returns how to call it off. */
  immediate(run: () => void): () => void
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
  structuredClone: globalThis.structuredClone,
  queueMicrotask: globalThis.queueMicrotask,
  Headers: globalThis.Headers,
  Request: globalThis.Request,
  Response: globalThis.Response,
  AbortController: globalThis.AbortController,
  AbortSignal: globalThis.AbortSignal,
}

// Dexie binds it when it is loaded, and tells all processes of the machine what it has stored.
Reflect.deleteProperty(globalThis, 'BroadcastChannel')

Object.defineProperty(webcrypto, 'getRandomValues', {
  configurable: true,
  writable: true,
  value(array: Uint8Array | Uint32Array) {
    if (!stand) return real.random(array)
    stand.fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    return array
  },
})

/** In the next turn of the real event loop: files and pipes have had their chance by then. */
export const realTurn = (run: () => void): void => void real.setImmediate(run)

/**
 * Runs everything promised and every `nextTick` now, as the process does between two callbacks. Its name is Node's own
 * and in no manual; without it every immediate costs a turn of the event loop.
 */
export const drainMicrotasks: () => void = (() => {
  const drain: unknown = Reflect.get(process, '_tickCallback')
  if (typeof drain !== 'function') throw new Error('this Node runs its ticks in another way')
  return () => void Reflect.apply(drain, process, [])
})()

/** A time limit in real time, for a simulation that does not end. */
export const realAfter = (delayMs: number, run: () => void): (() => void) => {
  const timer = real.setTimeout(run, delayMs)
  return () => real.clearTimeout(timer)
}

/** What `structuredClone` gives for plain data and bytes, at a tenth of its price; anything else goes to it. */
function clonePlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' || typeof value === 'symbol'
      ? real.structuredClone(value)
      : value
  if (Array.isArray(value)) return value.map(clonePlain)
  if (value instanceof Uint8Array) return new Uint8Array(value)
  // It does not change.
  if (value instanceof Blob) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return real.structuredClone(value)
  const copy: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) copy[key] = clonePlain(inner)
  return copy
}

const settled = Promise.resolve()
const { then } = Promise.prototype

/** At the same moment as the process's own, which makes a resource for async hooks each time. */
const soon = (run: () => void): void => void Reflect.apply(then, settled, [run])

type Callback = (...args: unknown[]) => void

/** Puts the simulation's own in the place of the process's; returns how to put those back. */
export function takeGlobals(next: Stand): () => void {
  stand = next
  const timers = new Map<number, { cancel(): void }>()
  const immediates = new Map<number, () => void>()
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
      const id = ++lastId
      immediates.set(
        id,
        next.immediate(() => {
          immediates.delete(id)
          run(...args)
        }),
      )
      return id
    },
    clearImmediate(id: unknown) {
      if (typeof id !== 'number') return
      immediates.get(id)?.()
      immediates.delete(id)
    },
    structuredClone: clonePlain,
    queueMicrotask: soon,
    Headers: LightHeaders,
    Request: LightRequest,
    Response: LightResponse,
    AbortController: LightController,
    AbortSignal: LightSignal,
  }
  const giveBackFiles = takeFiles()
  Object.assign(globalThis, replaced)
  const exits = new Set(process.listeners('exit'))

  return () => {
    stand = null
    giveBackFiles()
    const { random: _random, ...own } = real
    Object.assign(globalThis, own)
    // y-websocket adds one a provider outside of browsers; a killed tab removes none.
    for (const listen of process.listeners('exit'))
      if (!exits.has(listen)) process.off('exit', listen)
  }
}
