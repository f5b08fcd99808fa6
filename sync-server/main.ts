/** The sync server's process: opens the desk, listens for HTTP and WebSocket, stops cleanly. */
import { fileURLToPath } from 'node:url'
import { existsSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { LIMITS } from '../shared/kit/limits.ts'
import { makeJsonLog } from '../shared/kit/log.ts'
import { readConfig } from './config.ts'
import { openDesk, realSurroundings } from './desk.ts'
import { makeApp } from './http/app.ts'
import { makeSetupLink } from './http/setup-link.ts'
import { makeDomainWatch } from './mail/domains/domain-watch.ts'
import { acquireDataLock } from './operator/data-lock.ts'
import { pingHolder } from './operator/operator-call.ts'
import { makeOwnProcess } from './process/own-process.ts'
import { makeRest } from './process/rest.ts'
import { makeRooms } from './room/rooms.ts'
import { makeUpgrades } from './session/upgrade.ts'

const STOP_MS = 8_000
/** A command such as `demo seed` may be at work on the data when the server starts. */
const COMMAND_WAIT_MS = 60_000

async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) {
    process.stderr.write(`deskside: ${config.fault.detail}\n`)
    process.exit(1)
  }
  const log = makeJsonLog(
    'sync-server',
    () => Date.now(),
    (line) => process.stderr.write(line),
  )
  const tell = (line: string) => void process.stdout.write(line + '\n')
  const { dataDir, httpHost, httpPort } = config.value
  const lock = await acquireDataLock(
    dataDir,
    { host: httpHost, port: httpPort },
    (note) => pingHolder(dataDir, note),
    COMMAND_WAIT_MS,
  )
  if (!lock.ok) {
    process.stderr.write(`deskside: ${lock.fault.detail}\n`)
    process.exit(1)
  }
  const around = realSurroundings(log)
  const desk = await openDesk(config.value, around)
  // Before anybody connects: from here on nothing that others do is missed.
  await desk.nodes?.start()
  const setup = makeSetupLink(around.clock, around.random)
  const rooms = makeRooms(desk)
  const upgrades = makeUpgrades(desk, rooms)
  const app = makeApp({
    desk,
    setup,
    tell,
    clientFolder: clientFolder(),
    counts: () => ({ sockets: upgrades.count(), rooms: rooms.count() }),
  })

  const server = serve(
    {
      fetch: app.fetch,
      port: config.value.httpPort,
      hostname: config.value.httpHost,
      // A large file over a slow line: Node itself would end it after five minutes.
      serverOptions: { requestTimeout: LIMITS.uploadMs },
    },
    () => {
      void announce()
    },
  )
  server.on('error', (error: Error) => {
    process.stderr.write(`deskside: the web server could not start: ${error.message}\n`)
    process.exit(1)
  })
  server.on('upgrade', upgrades.handle)
  desk.jobs.start()
  desk.pushes.start()
  desk.hooks.start()
  desk.feeds.start()
  desk.housekeeping.start()
  desk.searchFill.start()
  desk.rollups.start()
  desk.digests.start()
  desk.searchListing.start()
  const domains = makeDomainWatch(desk)
  domains.start()
  const rest = makeRest(makeOwnProcess(), around.timers, log)
  rest.start()

  async function announce(): Promise<void> {
    log('info', 'listening', { port: config.ok ? config.value.httpPort : 0 })
    if (!desk.parts.settings.get().isSetUp && (await desk.people.count()) === 0)
      tell(
        `Set up this desk (once, within 30 minutes): ${desk.config.publicUrl}/setup#${setup.token}`,
      )
  }

  // A bug in one request or session ends neither the others nor the process; one that breaks the process ends it, and
  // the launcher starts it anew: everything acknowledged is on the disk.
  process.on('unhandledRejection', (error) => {
    log('error', 'a promise was rejected and nobody looked', { error: String(error) })
  })
  process.on('uncaughtException', (error) => {
    log('error', 'the process is in an unknown state and ends', { error: String(error) })
    process.exit(1)
  })

  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    setTimeout(() => process.exit(1), STOP_MS).unref()
    rest.stop()
    domains.stop()
    upgrades.close()
    server.close()
    void desk
      .close()
      .then(() => lock.value.release())
      .finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Started by the launcher: without it there is nobody who would stop us.
  if (process.send) process.on('disconnect', stop)
}

/** Built: dist/sync-server beside dist/client. From source: the same folder, seen from here. */
function clientFolder(): string {
  const built = fileURLToPath(new URL('../client', import.meta.url))
  return existsSync(`${built}/service-worker.ts`)
    ? fileURLToPath(new URL('../dist/client', import.meta.url))
    : built
}

main().catch((error: unknown) => {
  process.stderr.write(
    `deskside: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
})
