/**
 * Whether the disk of the spool has room for a message (mail.md 3). Asked before MAIL is accepted, so that a
 * sender keeps its mail; a disk that fills up meanwhile is found by the write itself.
 */
import { statfsSync } from 'node:fs'
import type { Clock } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** Asked of the disk at most so often. */
const ASK_GAP_MS = 500
const SMALL_DISK_SHARE = 0.05

export type DiskSpace = { freeBytes: number; totalBytes: number }
export type FreeSpace = { hasRoom(bytes: number): boolean }

export function makeFreeSpace(options: {
  dir: string
  clock: Clock
  /** The disk, unless a test stands in for it. */
  ask?: (dir: string) => DiskSpace
}): FreeSpace {
  const ask = options.ask ?? askDisk
  let known: DiskSpace | null = null
  let askedAt = -Infinity
  return {
    hasRoom(bytes) {
      const now = options.clock.now()
      if (Math.abs(now - askedAt) >= ASK_GAP_MS) {
        askedAt = now
        known = tryAsk(ask, options.dir)
      }
      if (known === null) return true
      const least = Math.min(LIMITS.spoolFreeBytes, known.totalBytes * SMALL_DISK_SHARE)
      return known.freeBytes - bytes >= least
    },
  }
}

function askDisk(dir: string): DiskSpace {
  const { bavail, blocks, bsize } = statfsSync(dir)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

/** Some file systems tell nothing: then only the write can. */
function tryAsk(ask: (dir: string) => DiskSpace, dir: string): DiskSpace | null {
  try {
    const space = ask(dir)
    return space.totalBytes > 0 ? space : null
  } catch {
    return null
  }
}
