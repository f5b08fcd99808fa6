/**
 * Reads mutated messages as the gateway does: the real reader with its thread, and the command that would hand them in,
 * judged by the wire's schema. Says what became of them.
 */
import { makeReader } from '../../../mail-gateway/inbound/reader.ts'
import { makeMessageHash } from '../../../mail-gateway/door/trace.ts'
import { makeBareCommand, makeCommand } from '../../../mail-gateway/inbound/mail-command.ts'
import { UNCHECKED } from '../../../mail-gateway/inbound/judge.ts'
import type { SpoolMeta } from '../../../mail-gateway/inbound/spool-entry.ts'
import type { Timers } from '../../../shared/kit/clock.ts'
import { parseWith } from '../../../shared/kit/schema.ts'
import { ReceiveMail } from '../../../shared/wire/mail.ts'
import { mutate } from './mutate.ts'

const RECEIVED_AT = Date.UTC(2026, 0, 5)
/** Longer than this is worth a look; far below the limit. */
const SLOW_MS = 1_000

/**
 * `unread`: a ticket that says so; `late` and `died`: the same, by a limit; `refused`: read, but the server would not
 * take it as it was read; `slow`: read, and it took long.
 */
export type Finding = {
  number: number
  end: 'unread' | 'late' | 'died' | 'refused' | 'slow'
  why: string
}

export async function readMutated(options: {
  messages: readonly Buffer[]
  seed: number
  from: number
  to: number
  timers: Timers
  /** After each message that was looked at. */
  onRead?: (number: number, findings: readonly Finding[]) => void
}): Promise<Finding[]> {
  const { messages, seed, from, to } = options
  const reader = makeReader({ timers: options.timers })
  const all: Finding[] = []
  try {
    // The thread starts with the first one; that is not its time.
    await reader.read(new Uint8Array(), { envelopeFrom: '', receivedAt: RECEIVED_AT })
    for (let number = from; number < to; number++) {
      const raw = mutate(messages, seed, number)
      const meta = describe(raw)
      const startedAt = performance.now()
      const read = await reader.read(raw, {
        envelopeFrom: meta.envelope.from,
        receivedAt: RECEIVED_AT,
      })
      const took = performance.now() - startedAt
      const findings: Finding[] = []
      const find = (end: Finding['end'], why: string) => findings.push({ number, end, why })
      const command = read.ok
        ? makeCommand(meta, read.value, UNCHECKED).command
        : makeBareCommand(meta, read.fault.detail, read.header ?? null)
      const taken = parseWith(ReceiveMail, command)
      if (!taken.ok) find('refused', taken.fault.detail)
      if (!read.ok) {
        const { detail } = read.fault
        find(
          /too long/.test(detail) ? 'late' : /died|memory/.test(detail) ? 'died' : 'unread',
          detail,
        )
      }
      if (took > SLOW_MS) find('slow', `${Math.round(took)} ms, ${raw.length} bytes`)
      all.push(...findings)
      options.onRead?.(number, findings)
    }
  } finally {
    await reader.close()
  }
  return all
}

function describe(raw: Buffer): SpoolMeta {
  const hash = makeMessageHash()
  hash.push(raw)
  const { hash: whole, digest } = hash.end()
  return {
    digest,
    hash: whole,
    bytes: raw.length,
    receivedAt: RECEIVED_AT,
    envelope: {
      from: 'ann@home.test',
      to: ['support@desk.test'],
      remoteAddress: '127.0.0.1',
      helo: 'home.test',
      isEncrypted: false,
    },
    file: null,
  }
}
