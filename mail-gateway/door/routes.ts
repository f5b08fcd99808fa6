/**
 * The routes as last heard from the server, kept on disk so that recipients are judged while it is
 * down. An address nobody knows is asked for once more before it is refused: its queue may be a second old.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { fail, type Result } from '../../shared/kit/fault.ts'
import type { Log } from '../../shared/kit/log.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { Routes } from '../../shared/wire/mail.ts'
import type { Peer } from '../peer.ts'
import { asksForRelay, judgeRecipient } from './address.ts'

/** Between two refreshes when nothing asks for one. */
const REFRESH_MS = 5_000
/** Between two refreshes that unknown recipients ask for. */
const ASK_GAP_MS = 1_000

export type RouteBook = {
  /** The routes in force; null when none were ever heard. */
  current(): Routes | null
  /** The envelope form of a recipient, or the refusal; null when the server must be asked first. */
  judgeAtOnce(address: string): Result<string> | null
  /** The same. Asks the server once when the address is unknown. */
  judge(address: string): Promise<Result<string>>
  stop(): void
}

export async function openRouteBook(options: {
  dir: string
  peer: Pick<Peer, 'fetchRoutes'>
  clock: Clock
  timers: Timers
  log: Log
}): Promise<RouteBook> {
  const { peer, clock, timers, log } = options
  const file = join(options.dir, 'routes.json')
  const stopped = new AbortController()
  let routes = await readKept(file)
  let askedAt = -Infinity
  let refreshing: Promise<void> | null = null
  /** The refresh that has not begun yet; everyone who asks meanwhile shares it. */
  let upcoming: Promise<void> | null = null
  let timer: { cancel(): void } | null = null

  await mkdir(options.dir, { recursive: true })
  void loop()

  async function loop(): Promise<void> {
    await refresh()
    if (stopped.signal.aborted) return
    timer = timers.after(REFRESH_MS, () => void loop())
  }

  function refresh(): Promise<void> {
    refreshing ??= fetchOnce().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  async function fetchOnce(): Promise<void> {
    askedAt = clock.now()
    const heard = await peer.fetchRoutes(stopped.signal)
    if (!heard.ok) {
      if (!stopped.signal.aborted)
        log('debug', 'The routes could not be refreshed.', { code: heard.fault.code })
      return
    }
    const isSame = routes !== null && JSON.stringify(routes) === JSON.stringify(heard.value)
    if (isSame) return
    routes = heard.value
    log('info', 'The routes have changed.', {
      version: routes.version,
      addresses: routes.addresses.length,
    })
    await keep(file, routes, log)
  }

  /** A refresh that begins after now, at most one a second, shared by all who wait for it. */
  function refreshAfterNow(): Promise<void> {
    upcoming ??= (async () => {
      await refreshing
      const waitMs = askedAt + ASK_GAP_MS - clock.now()
      if (waitMs > 0 && routes !== null)
        await new Promise<void>((resolve) => timers.after(waitMs, resolve))
      upcoming = null
      await refresh()
    })()
    return upcoming
  }

  function judgeAtOnce(address: string): Result<string> | null {
    const first = routes && judgeRecipient(routes, address)
    return first && (first.ok || asksForRelay(address)) ? first : null
  }

  return {
    current: () => routes,
    judgeAtOnce,
    async judge(address) {
      const first = judgeAtOnce(address)
      if (first !== null) return first
      await refreshAfterNow()
      if (routes === null) return fail('kit/busy', 'no routes were heard from the server yet')
      return judgeRecipient(routes, address)
    },
    stop() {
      stopped.abort()
      timer?.cancel()
    },
  }
}

async function readKept(file: string): Promise<Routes | null> {
  try {
    const parsed = parseWith(Routes, JSON.parse(await readFile(file, 'utf8')))
    return parsed.ok ? parsed.value : null
  } catch {
    // Missing on first start; unreadable only if the disk lied. Both are mended by the next refresh.
    return null
  }
}

async function keep(file: string, routes: Routes, log: Log): Promise<void> {
  try {
    const handle = await open(`${file}.new`, 'w')
    try {
      await handle.writeFile(JSON.stringify(routes))
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.new`, file)
  } catch (error) {
    // The routes in memory stay in force; the next change tries the disk again.
    log('warn', 'The routes could not be kept on disk.', { error: String(error) })
  }
}
