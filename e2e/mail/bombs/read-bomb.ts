/** One bomb through the spool and the real reader, as the gateway does it, and what that costs the thread of the SMTP door. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { makeMessageHash } from '../../../mail-gateway/door/trace.ts'
import { UNCHECKED } from '../../../mail-gateway/inbound/judge.ts'
import { makeBareCommand, makeCommand } from '../../../mail-gateway/inbound/mail-command.ts'
import type { Reader } from '../../../mail-gateway/inbound/reader.ts'
import { openSpool } from '../../../mail-gateway/inbound/spool.ts'
import { unwrap } from '../../../shared/kit/fault.ts'
import { noLog } from '../../../shared/kit/log.ts'
import { parseWith } from '../../../shared/kit/schema.ts'
import { ReceiveMail } from '../../../shared/wire/mail.ts'

export type BombEnd = {
  bytes: number
  /** Null: it was read. */
  problem: string | null
  isTaken: boolean
  ms: number
  /** The longest that this thread did nothing else. */
  heldMs: number
}

export async function readBomb(reader: Reader, text: string): Promise<BombEnd> {
  const dir = await mkdtemp(join(tmpdir(), 'deskside-bomb-'))
  const spool = await openSpool({ dir, log: noLog })
  try {
    const raw = Buffer.from(text, 'latin1')
    const hash = makeMessageHash()
    hash.push(raw)
    const { hash: whole, digest } = hash.end()
    const path = join(spool.incomingDir, 'bomb.part')
    await writeFile(path, raw)
    const envelope = {
      from: 'a@b.test',
      to: ['support@desk.test'],
      remoteAddress: '127.0.0.1',
      helo: 'b.test',
      isEncrypted: false,
    }
    const about = { digest, hash: whole, bytes: raw.length, receivedAt: Date.now(), envelope }
    unwrap(await spool.append(about, raw.length > 256 * 1024 ? { path } : { chunks: [raw] }))
    const ref = spool.take()
    if (ref === null) throw new Error('it was not spooled')

    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const startedAt = performance.now()
    const found = unwrap(await spool.read(ref))
    const { meta } = found
    const context = { envelopeFrom: envelope.from, receivedAt: meta.receivedAt }
    const read = await reader.read(found.raw, context, found.path)
    const command = read.ok
      ? makeCommand(meta, read.value, UNCHECKED).command
      : makeBareCommand(meta, read.fault.detail, read.header ?? null)
    const ms = performance.now() - startedAt
    await new Promise((resolve) => setImmediate(resolve))
    delay.disable()
    return {
      bytes: raw.length,
      problem: read.ok ? null : read.fault.detail,
      isTaken: parseWith(ReceiveMail, command).ok,
      ms,
      heldMs: delay.max / 1e6,
    }
  } finally {
    await spool.close()
    await rm(dir, { recursive: true, force: true })
  }
}
