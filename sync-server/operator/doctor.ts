/**
 * `doctor`, the part that looks at the machine and the configuration from outside, also when the desk itself does not
 * open. Changes nothing but a small file it takes away again. Not here: what is inside the database (desk-checks).
 */
import { access, constants, mkdir, open, stat, statfs, unlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Clock } from '../../shared/kit/clock.ts'
import { DAY_MS } from '../../shared/kit/limits.ts'
import type { Config } from '../config.ts'
import type { Check } from './desk-checks.ts'
import { checkCertificate, checkSpool, lookAtSpool, readCertificate } from './spool-check.ts'

const GIB = 1024 ** 3
const FSYNC_TIMES = 10
/** A commit waits for one fsync; beyond this people notice. */
const FSYNC_MS_GOOD = 50

export type Around = {
  clock: Clock
  /** Precise, monotonic ms. */
  stopwatch(): number
  nodeVersion: string
  /** True when a desk answers with this data directory; its ports are then taken by itself. */
  isRunning: boolean
}

export async function checksOfMachine(config: Config, around: Around): Promise<Check[]> {
  const isWritable = await canWrite(config.dataDir)
  return [
    nodeCheck(around.nodeVersion),
    isWritable
      ? { name: 'data directory', state: 'ok', detail: config.dataDir }
      : {
          name: 'data directory',
          state: 'bad',
          detail: `${config.dataDir} cannot be written; set DESKSIDE_DATA_DIR or its owner`,
        },
    ...(isWritable ? [await diskCheck(config), await fsyncCheck(config, around)] : []),
    await keysCheck(config),
    ...checkSpool(await lookAtSpool(config.dataDir), around.clock.now()),
    ...checkCertificate(await readCertificate(config.dataDir), around.clock.now()),
    await portCheck('web port', config.httpHost, config.httpPort, around.isRunning),
    await portCheck('mail port', config.smtpHost, config.smtpPort, around.isRunning),
    urlCheck(config),
    relayCheck(config),
    config.rateLimits || isLoopback(config.httpHost)
      ? { name: 'rate limits', state: 'ok', detail: config.rateLimits ? 'on' : 'off, on loopback' }
      : {
          name: 'rate limits',
          state: 'bad',
          detail: 'off on an address others can reach; unset DESKSIDE_RATE_LIMITS',
        },
    clockCheck(around.clock),
  ]
}

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22
  return {
    name: 'node',
    state: isFit ? 'ok' : 'bad',
    detail: isFit ? version : `${version}; Deskside needs 20.19 or newer, or 22.13 and up`,
  }
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

async function diskCheck({ dataDir }: Config): Promise<Check> {
  const { bavail, blocks, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const share = blocks === 0 ? 1 : bavail / blocks
  const detail = `${(free / GIB).toFixed(1)} GiB free`
  if (free < 0.1 * GIB || share < 0.02)
    return { name: 'disk', state: 'bad', detail: `${detail}; writes fail soon, make room` }
  if (free < GIB || share < 0.05)
    return { name: 'disk', state: 'advice', detail: `${detail}; that is little` }
  return { name: 'disk', state: 'ok', detail }
}

/** How long one fsync takes here, measured: every acknowledgement waits for one. */
async function fsyncCheck({ dataDir }: Config, { stopwatch }: Around): Promise<Check> {
  const path = join(dataDir, `doctor.${process.pid}.tmp`)
  const file = await open(path, 'w', 0o600)
  const took: number[] = []
  try {
    for (let time = 0; time < FSYNC_TIMES; time++) {
      await file.write(new Uint8Array(4_096))
      const before = stopwatch()
      await file.sync()
      took.push(stopwatch() - before)
    }
  } finally {
    await file.close()
    await unlink(path)
  }
  took.sort((a, b) => a - b)
  const middle = took[Math.floor(took.length / 2)] ?? 0
  const detail = `fsync takes ${middle.toFixed(1)} ms, ${(took.at(-1) ?? 0).toFixed(1)} ms at most`
  if (middle < 0.05)
    return {
      name: 'disk sync',
      state: 'advice',
      detail: `${detail}; that fast means the disk may not really sync, or is memory`,
    }
  return { name: 'disk sync', state: middle <= FSYNC_MS_GOOD ? 'ok' : 'advice', detail }
}

/** Keys that others on the machine can read let them in. */
async function keysCheck({ dataDir }: Config): Promise<Check> {
  for (const name of ['operator.key', 'gateway.key']) {
    const found = await stat(join(dataDir, name)).catch(() => null)
    if (found && (found.mode & 0o077) !== 0)
      return { name: 'keys', state: 'bad', detail: `${name} can be read by others; chmod 600 it` }
  }
  return { name: 'keys', state: 'ok', detail: 'readable by their owner only' }
}

async function portCheck(
  name: string,
  host: string,
  port: number,
  isRunning: boolean,
): Promise<Check> {
  const code = await tryPort(host, port)
  if (code === null)
    return isRunning
      ? { name, state: 'bad', detail: `nothing listens on ${host}:${port}, though the desk runs` }
      : { name, state: 'ok', detail: `${host}:${port} is free` }
  if (code === 'EADDRINUSE')
    return isRunning
      ? { name, state: 'ok', detail: `${host}:${port} is in use by the running desk` }
      : { name, state: 'bad', detail: `${host}:${port} is taken by another program` }
  return { name, state: 'bad', detail: `${host}:${port} cannot be listened on (${code})` }
}

function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
  })
}

function urlCheck({ publicUrl, httpPort }: Config): Check {
  const name = 'public address'
  let url: URL
  try {
    url = new URL(publicUrl)
  } catch {
    return { name, state: 'bad', detail: `“${publicUrl}” is no address; set DESKSIDE_PUBLIC_URL` }
  }
  const isLocal = isLoopback(url.hostname)
  if (url.protocol === 'https:') return { name, state: 'ok', detail: publicUrl }
  if (!isLocal)
    return {
      name,
      state: 'bad',
      detail: `${publicUrl}: browsers work offline only over https; put a reverse proxy in front`,
    }
  return {
    name,
    state: 'advice',
    detail: `${publicUrl || `http://localhost:${httpPort}`}: for this machine only`,
  }
}

function relayCheck({ relayUrl }: Config): Check {
  const name = 'relay'
  if (relayUrl === null)
    return {
      name,
      state: 'advice',
      detail: 'none: outgoing mail is kept under Sent mail; set DESKSIDE_RELAY_URL',
    }
  try {
    const { protocol, hostname } = new URL(relayUrl)
    if ((protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '')
      return { name, state: 'ok', detail: `${protocol}//${hostname}` }
  } catch {
    // Said below; never with the address itself, which may hold a password.
  }
  return { name, state: 'bad', detail: 'DESKSIDE_RELAY_URL is not smtp://… or smtps://…' }
}

/** A clock before this program was written is wrong for certain. */
const WRITTEN_AT = Date.UTC(2025, 0, 1)

function clockCheck(clock: Clock): Check {
  const now = clock.now()
  const isSane = now > WRITTEN_AT && now < WRITTEN_AT + 100 * 366 * DAY_MS
  return {
    name: 'time',
    state: isSane ? 'ok' : 'bad',
    detail: `${new Date(now).toISOString()}${isSane ? '' : ': set the clock of this machine'}`,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host)
}
