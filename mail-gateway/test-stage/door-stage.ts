/**
 * A door of tests over real sockets: a real spool in a folder of its own, routes from a stand-in for the server.
 * What was taken is read back from the spool, as the intake would.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Routes } from '../../shared/wire/mail.ts'
import { openDoor, type Door, type DoorOptions } from '../door/door.ts'
import { openRouteBook } from '../door/routes.ts'
import { openSpool, type Spool, type SpoolLimits } from '../inbound/spool.ts'
import type { SpoolMeta } from '../inbound/spool-entry.ts'
import { openTalk, type Place, type Talk } from './smtp-talk.ts'

export const ROUTES: Routes = {
  version: 1,
  addresses: [
    { address: 'support@desk.test', queue: 'support' },
    { address: 'hilfe@xn--bcher-kva.test', queue: 'hilfe' },
  ],
  domains: ['desk.test', 'xn--bcher-kva.test'],
  mailBytes: 25 * 1024 * 1024,
}

export const realTimers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

/** Timers that go off when the test says so; short ones go off by themselves. */
export function makeHandTimers(shortMs: number) {
  const waiting = new Set<{ delayMs: number; run: () => void }>()
  return {
    waiting: () => [...waiting].map(({ delayMs }) => delayMs),
    after(delayMs: number, run: () => void) {
      if (delayMs <= shortMs) return realTimers.after(delayMs, run)
      const entry = { delayMs, run }
      waiting.add(entry)
      return { cancel: () => waiting.delete(entry) }
    },
    /** Lets every timer of this length go off. */
    fire(delayMs: number) {
      for (const entry of [...waiting])
        if (entry.delayMs === delayMs && waiting.delete(entry)) entry.run()
    },
  }
}

export type Taken = { meta: SpoolMeta; raw: string }
export type DoorStage = {
  dir: string
  door: Door
  spool: Spool
  server: { isDown: boolean; routes: Routes }
  logged: { level: string; sentence: string }[]
  place(index?: number): Place
  talk(index?: number): Promise<Talk>
  /** What the spool has that was not seen yet. */
  taken(): Promise<Taken[]>
  /** Closes the door and what is behind it; the folder stays. */
  close(): Promise<void>
  remove(): Promise<void>
}

export type StageOptions = Partial<Omit<DoorOptions, 'routes' | 'spool' | 'spoolDir' | 'log'>> & {
  dir?: string
  spoolLimits?: SpoolLimits
  sync?: (handle: { datasync(): Promise<void> }) => Promise<void>
}

export async function openDoorStage(options: StageOptions = {}): Promise<DoorStage> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'deskside-door-')))
  const { clock = { now: () => Date.now() }, timers = realTimers, spoolLimits, sync } = options
  const server = { isDown: false, routes: ROUTES }
  const logged: DoorStage['logged'] = []
  const log: Log = (level, sentence) => logged.push({ level, sentence })
  const peer = {
    async fetchRoutes(): Promise<Result<Routes>> {
      return server.isDown ? fail('kit/busy', 'down') : ok(server.routes)
    },
  }
  const spool = await openSpool({
    dir,
    log,
    ...(spoolLimits ? { limits: spoolLimits } : {}),
    ...(sync ? { sync } : {}),
  })
  const routes = await openRouteBook({ dir, peer, clock, timers: realTimers, log })
  const { listeners = [{ speaks: 'smtp', at: { host: '127.0.0.1', port: 0 } }] } = options
  const door = await openDoor({
    tls: null,
    rateLimits: false,
    name: 'mx.desk.test',
    ...options,
    listeners,
    clock,
    timers,
    routes,
    spool,
    spoolDir: dir,
    log,
  })
  const stage: DoorStage = {
    dir,
    door,
    spool,
    server,
    logged,
    place(index = 0) {
      const at = listeners[index]?.at
      if (at && 'path' in at) return at
      return { port: door.doors[index]?.address()?.port ?? 0 }
    },
    talk: (index) => openTalk(stage.place(index)),
    async taken() {
      const all: Taken[] = []
      for (let ref = spool.take(); ref; ref = spool.take()) {
        const found = await spool.read(ref)
        if (!found.ok) throw new Error(found.fault.detail)
        all.push({ meta: found.value.meta, raw: found.value.raw.toString('latin1') })
      }
      return all
    },
    async close() {
      await door.close()
      routes.stop()
      await spool.close()
    },
    remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  }
  return stage
}

export const HELLO = ['EHLO client.test', 'MAIL FROM:<ann@home.test>'] as const

/** Through greeting, EHLO, MAIL and RCPT to the 354 of DATA. */
export async function beginData(talk: Talk, to = 'support@desk.test'): Promise<void> {
  await talk.reply()
  for (const line of [...HELLO, `RCPT TO:<${to}>`, 'DATA']) {
    const reply = await talk.say(line)
    if (!/^[23]/.test(reply)) throw new Error(`${line}: ${reply}`)
  }
}
