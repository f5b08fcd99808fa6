/** This process as it sees itself, and the one thing it can do about its memory. Not here: when (rest). */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { v } from '../../shared/kit/schema.ts'
import type { OwnProcess } from './rest.ts'

const Collector = v.custom<() => void>((value) => typeof value === 'function')

/** A context that is made while the flag is set has the engine's own function; nothing else changes. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return v.parse(Collector, found)
}

export function makeOwnProcess(): OwnProcess {
  const collect = findCollector()
  return {
    residentBytes: () => process.memoryUsage.rss(),
    busyMs() {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    },
    collect() {
      // What the first pass leaves scattered, the second moves together.
      collect()
      collect()
    },
  }
}
