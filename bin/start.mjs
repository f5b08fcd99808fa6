/**
 * `npm start`: from an empty clone to a running desk. Prepares the tree, runs server and gateway as two
 * processes, starts them again when they die, and says once when both answer. Ctrl-C ends it.
 */
import { spawn } from 'node:child_process'
import http from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MALLOC_SETTINGS, NODE_FLAGS } from './engine.mjs'
import { assertNode, ensureBuild, ensurePackages, root, stop } from './tree.mjs'

const WAIT_MS_FIRST = 200
const WAIT_MS_MAX = 10_000
const DEATHS_MAX = 20
/** Before the desk was ever ready a death is most likely a wrong setting: say so soon. */
const DEATHS_MAX_AT_START = 3
const DEATHS_WINDOW_MS = 60_000
const STOP_MS_MAX = 10_000
const POLL_MS = 40
/** npm hands Ctrl-C on although the terminal sent it here too; that is one signal, not two. */
const SAME_SIGNAL_MS = 500

assertNode()
const web = {
  name: 'DESKSIDE_HTTP',
  host: address('DESKSIDE_HTTP_HOST'),
  port: port('DESKSIDE_HTTP_PORT', 8080),
}
const smtp = {
  name: 'DESKSIDE_SMTP',
  host: address('DESKSIDE_SMTP_HOST'),
  port: port('DESKSIDE_SMTP_PORT', 2525),
}
const publicUrl = process.env.DESKSIDE_PUBLIC_URL?.trim() || `http://localhost:${web.port}`

process.env.DESKSIDE_DATA_DIR ||= join(root, 'data')

let stopSignals = 0
let firstSignalAt = 0
/** Under npm its end is ours too, even when it is killed and can tell nobody. */
const npmPid = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid
let isAnnounced = false
const parts = []
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopParts)

// First of all: an update of the packages would pull the floor from under a desk that is running.
await assertFree(web)
await assertFree(smtp)
ensurePackages()
ensureBuild()

const server = runPart('server', join('dist', 'sync-server', 'main.mjs'), (line) =>
  process.stdout.write(`${line}\n`),
)
const gateway = runPart('gateway', join('dist', 'mail-gateway', 'main.mjs'), (line) => {
  if (line.startsWith('mail gateway ready')) markReady(gateway)
  else process.stdout.write(`${line}\n`)
})
void pollServer()

/** Starts one part and keeps it running. */
function runPart(name, file, onLine) {
  const part = { name, process: undefined, isReady: false, waitMs: WAIT_MS_FIRST, deaths: [] }
  parts.push(part)
  const start = () => {
    if (stopSignals > 0) return
    // Detached: Ctrl-C in a terminal reaches this process alone, which then asks each part once. The
    // channel tells a part that this process is gone, however it went.
    const child = spawn(process.execPath, [...NODE_FLAGS, join(root, file)], {
      env: { ...MALLOC_SETTINGS, ...process.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    part.process = child
    createInterface({ input: child.stdout }).on('line', onLine)
    child.once('error', (error) =>
      process.stderr.write(`The ${name} cannot be started: ${error.message}\n`),
    )
    child.once('close', (code, signal) => {
      part.process = undefined
      part.isReady = false
      if (stopSignals > 0) return
      scheduleRestart(part, start, signal ?? `exit ${code}`)
    })
  }
  start()
  return part
}

function scheduleRestart(part, start, how) {
  const now = Date.now()
  part.deaths = [...part.deaths.filter((at) => now - at < DEATHS_WINDOW_MS), now]
  const deathsMax = isAnnounced ? DEATHS_MAX : DEATHS_MAX_AT_START
  if (part.deaths.length >= deathsMax) {
    process.stderr.write(
      `The ${part.name} ended ${part.deaths.length} times within a minute (${how}); its last words are above. Deskside stops.\n`,
    )
    process.exitCode = 1
    stopParts()
    return
  }
  process.stderr.write(
    `The ${part.name} ended (${how}); it starts again in ${part.waitMs / 1000} s.\n`,
  )
  setTimeout(() => start(), part.waitMs)
  part.waitMs = Math.min(part.waitMs * 2, WAIT_MS_MAX)
}

/** A part that came up has earned a short wait should it die again. */
function markReady(part) {
  part.isReady = true
  part.waitMs = WAIT_MS_FIRST
  if (isAnnounced || !server.isReady || !gateway.isReady) return
  isAnnounced = true
  process.stdout.write(`Deskside is ready: ${publicUrl}\n`)
}

/** Asks /readyz often until the server answers, then once a second: it may have died and come back. */
async function pollServer() {
  while (stopSignals === 0) {
    if (npmPid !== undefined && process.ppid !== npmPid) return stopParts()
    if (server.process !== undefined && !server.isReady && (await isServerReady()))
      markReady(server)
    await new Promise((resolve) => setTimeout(resolve, isAnnounced ? 1_000 : POLL_MS).unref?.())
  }
}

function isServerReady() {
  return new Promise((resolve) => {
    const request = http.get(
      { host: web.host, port: web.port, path: '/readyz', agent: false, timeout: 2_000 },
      (response) => {
        response.resume()
        resolve(response.statusCode === 200)
      },
    )
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}

/** First signal: each part may finish, ten seconds at most. Second signal: now. */
function stopParts() {
  if (stopSignals === 0) firstSignalAt = Date.now()
  else if (Date.now() - firstSignalAt < SAME_SIGNAL_MS) return
  stopSignals += 1
  const running = parts.filter((part) => part.process !== undefined)
  for (const part of running) part.process.kill(stopSignals === 1 ? 'SIGTERM' : 'SIGKILL')
  if (running.length === 0 || stopSignals > 1) process.exit()
  let left = running.length
  for (const part of running) {
    part.process.once('close', () => {
      left -= 1
      if (left === 0) process.exit()
    })
  }
  setTimeout(stopParts, STOP_MS_MAX).unref()
}

function port(variable, usual) {
  const text = process.env[variable]?.trim() || String(usual)
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= 65535) return number
  return stop(`${variable} must be a port from 1 to 65535, not “${text}”.`)
}

/** Where to reach a part that listens everywhere. */
function address(variable) {
  const host = process.env[variable]?.trim() || '127.0.0.1'
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

/** Ends with words when a port cannot be had, before a process fails over it. */
function assertFree({ name, host, port }) {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        stop(
          `Port ${port} is in use, perhaps by another Deskside. Stop that, or choose another with ${name}_PORT=<port>.`,
        )
      stop(
        `Deskside cannot listen on ${host}:${port} (${error.code}). Choose another with ${name}_PORT and ${name}_HOST.`,
      )
    })
    probe.listen(port, host, () => probe.close(resolve))
  })
}
