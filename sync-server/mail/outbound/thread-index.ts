/**
 * Outlook's Thread-Index, one step on (MS-OXOMSG 2.2.1.3): 22 bytes that name the conversation, then five for each
 * answer. It is sent back as it came with ours behind it, so that Outlook keeps the thread together. The desk never
 * reads it as a sign: everybody who ever saw a mail of the thread has it, and forwards take it along (decision 10).
 */
import type { Random } from '../../../shared/kit/clock.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'

const HEADER_BYTES = 22
const STEP_BYTES = 5
/** 100 ns from 1601 to 1970 (FILETIME). */
const EPOCH_TICKS = 116_444_736_000_000_000n

/** @returns  the index with a step behind it; null when it is none, or full */
export function nextThreadIndex(parent: string, now: number, random: Random): string | null {
  const bytes = Buffer.from(parent, 'base64')
  const isIndex =
    bytes.length >= HEADER_BYTES &&
    (bytes.length - HEADER_BYTES) % STEP_BYTES === 0 &&
    bytes[0] === 1
  if (!isIndex) return null
  const next = Buffer.concat([bytes, stepAfter(bytes, now, random)]).toString('base64')
  return next.length > LIMITS.threadIndexChars ? null : next
}

/** One bit for the unit, 31 bits of time since the conversation began, four of chance, four of a count (always 0). */
function stepAfter(bytes: Buffer, now: number, random: Random): Buffer {
  // The header keeps the upper six bytes of the time.
  const began = bytes.readUIntBE(0, 6)
  const began64 = BigInt(began) << 16n
  const ticks = BigInt(Math.floor(now)) * 10_000n + EPOCH_TICKS
  const passed = ticks > began64 ? ticks - began64 : 0n
  // Less than 2^49 of 100 ns, about 1.7 years: without its low 18 bits; more: without its low 23.
  const isLong = passed >> 49n !== 0n
  const time = Number((passed >> (isLong ? 23n : 18n)) & 0x7fff_ffffn)
  const step = Buffer.alloc(STEP_BYTES)
  step.writeUInt32BE(((isLong ? 0x8000_0000 : 0) + time) >>> 0)
  step[4] = (random(1)[0] ?? 0) & 0xf0
  return step
}
