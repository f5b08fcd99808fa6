/**
 * The file system of `node:fs/promises`, watched and made to fail: what is written and not synced, names whose folder
 * is not synced, and one step that goes wrong. For `vi.mock('node:fs/promises', …)`; the disk below is the real one.
 */
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

export type Step = { call: string; path: string }
/** How a step goes wrong: an error of this code, or a write that takes only a part and says so without an error. */
export type Mishap = 'EIO' | 'ENOSPC' | 'short'

const WRITES = new Set(['write', 'writev', 'writeFile', 'appendFile', 'truncate'])
const SYNCS = new Set(['sync', 'datasync'])

export function makeFailingDisk() {
  const steps: Step[] = []
  const unsynced = new Set<string>()
  const unsyncedNames = new Set<string>()
  let isWatching = false
  let failsAt = -1
  let mishap: Mishap = 'EIO'

  /** The routes are kept meanwhile; losing them loses no mail. */
  const isSeen = (path: string) => isWatching && !path.includes('routes.json')

  /** One step is over, or goes wrong before it is done. */
  function step(call: string, path: string): Mishap | null {
    if (!isSeen(path)) return null
    steps.push({ call, path })
    return steps.length - 1 === failsAt ? mishap : null
  }

  function throwIf(found: Mishap | null): void {
    if (found === null || found === 'short') return
    throw Object.assign(new Error(`${found}: made to fail`), { code: found })
  }

  function watchHandle(handle: FileHandle, path: string): FileHandle {
    return new Proxy(handle, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (typeof name !== 'string' || !(WRITES.has(name) || SYNCS.has(name)))
          return value.bind(target)
        return async (...args: unknown[]) => {
          const found = step(name, path)
          throwIf(found)
          if (WRITES.has(name) && isSeen(path)) unsynced.add(path)
          if (found === 'short' && name === 'writev') return shortWrite(target, args)
          const done: unknown = await Reflect.apply(value, target, args)
          if (SYNCS.has(name)) {
            unsynced.delete(path)
            for (const name of unsyncedNames) if (dirname(name) === path) unsyncedNames.delete(name)
          }
          return done
        }
      },
    })
  }

  return {
    steps,
    /** What would be lost if the machine stopped now. */
    atRisk: () => [...unsynced, ...[...unsyncedNames].map((name) => `the name ${name}`)],
    /** From here on: the step with this number goes wrong, once; -1: none does. */
    watch(at: number, how: Mishap) {
      steps.length = 0
      unsynced.clear()
      unsyncedNames.clear()
      isWatching = true
      failsAt = at
      mishap = how
    },
    rest() {
      isWatching = false
    },
    /** The module, in place of the real one. */
    mock(real: typeof import('node:fs/promises')) {
      return {
        ...real,
        async open(path: string, flags?: string, mode?: number) {
          throwIf(step(`open ${flags}`, path))
          if (isSeen(path) && flags?.startsWith('w')) unsyncedNames.add(path)
          return watchHandle(await real.open(path, flags, mode), path)
        },
        async rename(from: string, to: string) {
          throwIf(step('rename', from))
          await real.rename(from, to)
          if (unsynced.delete(from)) unsynced.add(to)
          unsyncedNames.delete(from)
          if (isSeen(to)) unsyncedNames.add(to)
        },
      }
    },
  }
}

async function shortWrite(handle: FileHandle, args: unknown[]): Promise<{ bytesWritten: number }> {
  const [buffers, position] = args
  const whole = Buffer.concat(Array.isArray(buffers) ? buffers : [])
  const half = whole.subarray(0, whole.length >> 1)
  const { bytesWritten } = await handle.write(
    half,
    0,
    half.length,
    typeof position === 'number' ? position : null,
  )
  return { bytesWritten }
}
