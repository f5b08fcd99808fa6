/**
 * The mail gateway as a process: opens the spool, the SMTP door, the way to the server and the way out,
 * and closes them in order. It serves no HTTP. One line on standard output says that mail is taken;
 * everything else is logged to standard error.
 */
import { createHash, randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import { idFromBytes } from '../shared/kit/id.ts'
import { LIMITS } from '../shared/kit/limits.ts'
import { makeJsonLog } from '../shared/kit/log.ts'
import { readConfig } from './config.ts'
import { makePeer } from './peer.ts'
import { openDoor } from './door/door.ts'
import { openRouteBook } from './door/routes.ts'
import { startIntake } from './inbound/intake.ts'
import { makeJudgeThread } from './inbound/judge-thread.ts'
import { openPoisonBook } from './inbound/poison.ts'
import { makeReader } from './inbound/reader.ts'
import { openSpool } from './inbound/spool.ts'
import { startFetching } from './fetch/fetching.ts'
import { openImapSession } from './fetch/imap-session.ts'
import { openMailboxBook } from './fetch/mailbox-book.ts'
import { startDelivery } from './outbound/lease.ts'

/** Ten seconds to stop: the door may take five of them. */
const STOP_MS = 9_000

const clock = { now: () => Date.now() }
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const log = makeJsonLog('mail-gateway', clock.now, (line) => process.stderr.write(line))

async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) {
    log('error', 'A setting is wrong.', { detail: config.fault.detail })
    process.exitCode = 1
    return
  }
  const settings = config.value
  const peer = makePeer({ ...settings, timers, worker: nameWorker(settings.spoolDir) })
  const spool = await openSpool({
    dir: settings.spoolDir,
    limits: { bytes: settings.spoolBytes, entries: LIMITS.spoolEntries },
    log,
    // What the disk holds after a failed sync is unknown: only a fresh start can tell (REL-19).
    onBroken: () => setImmediate(() => process.exit(1)),
  })
  const routes = await openRouteBook({ dir: settings.spoolDir, peer, clock, timers, log })
  const door = await openDoor({
    listeners: settings.listeners,
    name: settings.smtpName,
    tls: settings.tls,
    trusted: settings.trusted,
    proxies: settings.proxies,
    rateLimits: settings.rateLimits,
    routes,
    spool,
    spoolDir: settings.spoolDir,
    clock,
    timers,
    log,
  })
  const reader = makeReader({ timers })
  const { believed, nameServers } = settings
  const senders = {
    believed: { authservs: [...believed.authservs], sealers: [...believed.sealers] },
    nameServers,
  }
  const judging = makeJudgeThread({ timers, log, settings: senders })
  const poison = await openPoisonBook({ dir: settings.spoolDir, clock })
  const intake = startIntake({
    spool,
    reader,
    judge: judging.judge,
    peer,
    poison,
    clock,
    timers,
    log,
    isDoorBusy: door.isBusy,
  })
  const delivery =
    settings.relayUrl === null
      ? null
      : startDelivery({
          relayUrl: settings.relayUrl,
          relayTls: settings.relayTls,
          peer,
          clock,
          timers,
          log,
        })

  const fetching = startFetching({
    peer,
    spool,
    book: await openMailboxBook(settings.spoolDir),
    openSession: openImapSession,
    passwordFile: settings.mailboxPasswordsFile,
    clock,
    timers,
    chance: () => randomInt(1_000) / 1_000,
    log,
  })

  let isStopping = false
  async function stop(why: string): Promise<void> {
    if (isStopping) return
    isStopping = true
    log('info', 'The gateway stops.', { why })
    timers.after(STOP_MS, () => process.exit(1))
    await Promise.all([door.close(), fetching.stop(), intake.stop(), delivery?.stop()])
    routes.stop()
    await Promise.all([reader.close(), judging.close()])
    await spool.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  // Started by the launcher: without it nobody would start the gateway again, or stop it.
  if (process.send) process.on('disconnect', () => void stop('the launcher is gone'))

  const place = door.doors[0]?.address()
  const host = place?.family === 'IPv6' ? `[${place.address}]` : place?.address
  const port = place?.port
  log('info', 'The mail gateway is ready.', {
    ready: true,
    port,
    doors: door.doors.length,
    relay: settings.relayUrl !== null,
  })
  process.stdout.write(`mail gateway ready on smtp://${host}:${port}\n`)
}

/** The same id for the same spool on the same machine: only one gateway can have it. */
function nameWorker(spoolDir: string): string {
  return idFromBytes(createHash('sha256').update(`${hostname()}\n${spoolDir}`).digest())
}

main().catch((error: unknown) => {
  log('error', 'The gateway could not start.', { error: String(error) })
  process.exit(1)
})
