/**
 * The certificate of the door, read from two PEM files and read again when they change, without a restart. A pair
 * that does not fit, or is half written, changes nothing: the one before it stays, and mail is taken meanwhile. When it ends
 * is kept beside the spool, for doctor and the app.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'

export type Pair = { key: Buffer; cert: Buffer }
export type Certificate = {
  /** The pair in use; null until there is a good one. */
  current(): Pair | null
  /** Tells of the pair in use, now and whenever it is another one. */
  follow(onPair: (pair: Pair) => void): void
  stop(): void
}

export async function openCertificate(options: {
  keyFile: string
  certFile: string
  /** Where it is kept when the one in use ends. */
  dir: string
  clock: Clock
  timers: Timers
  log: Log
}): Promise<Certificate> {
  const { keyFile, certFile, dir, clock, timers, log } = options
  const followers: ((pair: Pair) => void)[] = []
  let current: Pair | null = null
  let endsAt: number | null = null
  /** When it was last said that it ends soon. */
  let warnedAt = -Infinity
  let seen = ''
  let isStopped = false
  let timer: { cancel(): void } | null = null

  await look()

  async function look(): Promise<void> {
    const marks = await Promise.all([markOf(keyFile), markOf(certFile)])
    if (isStopped) return
    const now = marks.join(' ')
    if (now !== seen) {
      seen = now
      await load()
      await noteEnd(dir, endsAt, log)
    }
    warnOfEnd()
    if (!isStopped) timer = timers.after(LIMITS.certificateCheckMs, () => void look())
  }

  async function load(): Promise<void> {
    const read = await readPair(keyFile, certFile)
    if (!read.ok) {
      log('error', 'The certificate cannot be used.', {
        detail: read.fault.detail,
        hasEarlierOne: current !== null,
      })
      return
    }
    current = read.value.pair
    endsAt = read.value.endsAt
    warnedAt = -Infinity
    for (const follower of followers) follower(current)
    log('info', 'A certificate is in use.', { days: daysLeft(endsAt) })
  }

  /** Once a day: whoever renews it may have failed long after the gateway began. */
  function warnOfEnd(): void {
    const now = clock.now()
    if (endsAt === null || endsAt - now >= LIMITS.certificateWarnMs) return
    if (now - warnedAt < DAY_MS) return
    warnedAt = now
    log('warn', 'The certificate ends soon, or has ended.', { days: daysLeft(endsAt) })
  }

  function daysLeft(end: number): number {
    return Math.floor((end - clock.now()) / DAY_MS)
  }

  return {
    current: () => current,
    follow(onPair) {
      followers.push(onPair)
      if (current !== null) onPair(current)
    },
    stop() {
      isStopped = true
      timer?.cancel()
    },
  }
}

const NOTE = 'certificate.json'

/** `endsAt` null: there are files, and no pair of them can be used. */
async function noteEnd(dir: string, endsAt: number | null, log: Log): Promise<void> {
  try {
    await writeFile(join(dir, NOTE), JSON.stringify({ endsAt }))
  } catch (error) {
    log('warn', 'When the certificate ends could not be noted.', { error: String(error) })
  }
}

/** Of a door that has none any more. */
export const forgetEnd = (dir: string): Promise<void> => rm(join(dir, NOTE), { force: true })

async function readPair(
  keyFile: string,
  certFile: string,
): Promise<Result<{ pair: Pair; endsAt: number }>> {
  try {
    const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)])
    const first = new X509Certificate(cert)
    if (!first.checkPrivateKey(createPrivateKey(key)))
      return fail('kit/invalid', 'the key is not that of the certificate')
    createSecureContext({ key, cert })
    return ok({ pair: { key, cert }, endsAt: Date.parse(first.validTo) })
  } catch (error) {
    return fail('kit/invalid', String(error))
  }
}

/** Changes when the file does; also when a link is pointed elsewhere, as tools that renew certificates do. */
async function markOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs}/${size}/${ino}`
  } catch {
    return 'missing'
  }
}
