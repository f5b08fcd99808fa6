/**
 * The door of the gateway: every port and socket on which it takes mail, with one judgement behind all of them.
 * Not here: what is answered (keeper.ts), the protocol (smtp-in.ts).
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Spool } from '../inbound/spool.ts'
import { forgetEnd, openCertificate } from './certificate.ts'
import { NOBODY, type AddressList } from './client-address.ts'
import { makeFreeSpace, type DiskSpace } from './free-space.ts'
import { makeKeeper } from './keeper.ts'
import { makeRates, NO_RATES } from './rates.ts'
import type { RouteBook } from './routes.ts'
import { openListener, type OpenListener } from './listener.ts'
import type { Listener } from './smtp-in.ts'

/** Within the ten seconds that a shutdown may take. */
const CLOSE_MS = 5_000

export type Door = {
  /** In the order of the listeners. */
  doors: readonly OpenListener[]
  /** True while messages come in: whoever has time should leave the machine to the door. */
  isBusy(): boolean
  /** No new mail; what is being written is finished. */
  close(): Promise<void>
}

export type DoorOptions = {
  listeners: readonly Listener[]
  name: string
  tls: { keyFile: string; certFile: string } | null
  /** Peers whose XCLIENT and XFORWARD are believed. */
  trusted?: AddressList
  /** Peers of the SMTP ports that send a PROXY header first. */
  proxies?: AddressList
  rateLimits: boolean
  routes: RouteBook
  spool: Spool
  spoolDir: string
  clock: Clock
  timers: Timers
  log: Log
  /** For tests: the disk, and shorter waits. */
  askDisk?: (dir: string) => DiskSpace
  idleMs?: number
  closeMs?: number
}

export async function openDoor(options: DoorOptions): Promise<Door> {
  const { clock, timers, log, routes, spool, trusted = NOBODY, proxies = NOBODY } = options
  const keeper = makeKeeper({
    routes,
    spool,
    freeSpace: makeFreeSpace({
      dir: options.spoolDir,
      clock,
      ...(options.askDisk ? { ask: options.askDisk } : {}),
    }),
    rates: options.rateLimits ? makeRates(clock) : NO_RATES,
    clock,
    timers,
    log,
  })
  const dir = options.spoolDir
  const certificate =
    options.tls && (await openCertificate({ ...options.tls, dir, clock, timers, log }))
  if (!certificate) await forgetEnd(dir)
  const { name, idleMs = LIMITS.smtpIdleMs, closeMs = CLOSE_MS } = options
  const doors: OpenListener[] = []
  for (const listener of options.listeners)
    doors.push(
      await openListener({
        ...listener,
        name,
        keeper,
        certificate,
        trusted,
        proxies: listener.speaks === 'lmtp' ? NOBODY : proxies,
        clock,
        timers,
        log,
        idleMs,
        closeMs,
      }),
    )
  return {
    doors,
    isBusy: keeper.isBusy,
    async close() {
      certificate?.stop()
      await Promise.all(doors.map((door) => door.close()))
      await keeper.settle()
    },
  }
}
