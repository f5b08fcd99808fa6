/**
 * Reads a V1 update's bytes without making anything of them, before Yjs may: counts, depth and order within limits, and
 * every byte accounted for. What passes here decodes in time linear to its size, and means the same to every reader.
 * Not here: who may write what, or whether it fits a document (update-check).
 */
import { FaultError, fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** Bits of a struct's first byte (Yjs `Item.write`). */
const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_KEY = 32
const CONTENT = 31
const SKIP = 10

const JSON_OPEN = new Set(['[', '{'])
const JSON_CLOSE = new Set([']', '}'])
// As lib0 decodes: what it would throw on is refused here.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function checkBytes(update: Uint8Array): Result<void> {
  if (update.length > LIMITS.updateBytes)
    return fail('ticket/too-big', `an update may have ${LIMITS.updateBytes} bytes`, {
      limit: LIMITS.updateBytes,
    })
  try {
    scan(update)
    return ok()
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault }
    throw error
  }
}

function scan(update: Uint8Array): void {
  const reader = makeReader(update)
  readStructs(reader)
  readDeletes(reader)
  // V2 bytes read as V1 are an update that ends before its bytes do.
  if (reader.left() > 0) refuse('only V1 updates are taken')
}

function readStructs(reader: Reader): void {
  let structs = 0
  const seen = new Set<number>()
  const clients = reader.count(LIMITS.updateClients, 'clients')
  for (let at = 0; at < clients; at++) {
    structs += reader.count(LIMITS.updateStructs - structs, 'structs')
    const client = reader.uint()
    // Yjs keeps the last stretch of a client that comes twice, a merge the first: two readers, two documents.
    if (seen.has(client)) refuse('a client comes twice in the update')
    seen.add(client)
    let clock = reader.uint()
    for (let left = reader.last(); left > 0; left--) {
      const length = readStruct(reader)
      // Nothing that has no length is written honestly; it would be integrated without being new.
      if (length === 0) refuse('the update holds empty structs')
      clock += length
      if (!Number.isSafeInteger(clock)) refuse('a clock runs out of numbers')
    }
  }
}

/** @returns the clocks it takes */
function readStruct(reader: Reader): number {
  const info = reader.byte()
  const content = info & CONTENT
  if (content === 0 || content === SKIP) {
    // Yjs reads what other bits say in one place and not in the other.
    if (info !== content) refuse('a struct that says two things')
    return reader.uint()
  }
  if (info & HAS_ORIGIN) reader.skipId()
  if (info & HAS_RIGHT_ORIGIN) reader.skipId()
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.uint() === 1) reader.text()
    else reader.skipId()
    if (info & HAS_KEY) reader.text()
  }
  return readContent(reader, content)
}

function readContent(reader: Reader, content: number): number {
  switch (content) {
    case 1: // deleted
      return reader.uint()
    case 2: {
      // JSON of old versions
      const length = reader.count(LIMITS.updateStructs, 'values')
      for (let at = 0; at < length; at++) reader.skipJson()
      return length
    }
    case 3: // binary
      reader.skipBytes()
      return 1
    case 4: // a string: as many clocks as UTF-16 units
      return reader.text().length
    case 5: // embed
      reader.skipJson()
      return 1
    case 6: // format
      reader.skipBytes()
      reader.skipJson()
      return 1
    case 7: {
      const type = reader.uint()
      if (type > 6) refuse('there is no such type')
      // XML elements and hooks carry a name.
      if (type === 3 || type === 5) reader.skipBytes()
      return 1
    }
    case 8: {
      const length = reader.count(LIMITS.updateStructs, 'values')
      for (let at = 0; at < length; at++) reader.skipAny(LIMITS.updateDepth)
      return length
    }
    case 9: // a document within
      reader.skipBytes()
      reader.skipAny(LIMITS.updateDepth)
      return 1
    default:
      return refuse('there is no such content')
  }
}

function readDeletes(reader: Reader): void {
  let ranges = 0
  const seen = new Set<number>()
  const clients = reader.count(LIMITS.updateClients, 'clients')
  for (let at = 0; at < clients; at++) {
    const client = reader.uint()
    if (seen.has(client)) refuse('a client comes twice in the deletions')
    seen.add(client)
    ranges += reader.count(LIMITS.updateDeletes - ranges, 'deletions')
    let end = 0
    for (let left = reader.last(); left > 0; left--) {
      const clock = reader.uint()
      const length = reader.uint()
      // Each range is walked: ranges over one another would be walked again and again.
      if (clock < end || length === 0) refuse('deletions out of order')
      end = clock + length
      if (!Number.isSafeInteger(end)) refuse('a clock runs out of numbers')
    }
  }
}

type Reader = ReturnType<typeof makeReader>

function makeReader(bytes: Uint8Array) {
  let at = 0
  let lastCount = 0

  function byte(): number {
    const value = bytes[at++]
    return value === undefined ? refuse('the update ends too early') : value
  }
  function uint(): number {
    let value = 0
    let times = 1
    for (;;) {
      const part = byte()
      value += (part & 127) * times
      if (value > Number.MAX_SAFE_INTEGER) refuse('a number is too large')
      if (part < 128) return value
      times *= 128
    }
  }
  function count(most: number, what: string): number {
    lastCount = uint()
    if (lastCount > most)
      throw new FaultError({
        code: 'ticket/too-big',
        detail: `an update with too many ${what}`,
        more: { limit: most },
      })
    return lastCount
  }
  function skip(length: number): void {
    if (length > bytes.length - at) refuse('the update ends too early')
    at += length
  }
  function text(): string {
    const length = uint()
    const start = at
    skip(length)
    try {
      return utf8.decode(bytes.subarray(start, at))
    } catch {
      return refuse('a text that is not UTF-8')
    }
  }
  /** JSON is parsed by Yjs without a limit, and written again by recursion: its depth is counted on the text. */
  function skipJson(): void {
    let depth = 0
    let isInString = false
    const json = text()
    for (let index = 0; index < json.length; index++) {
      const letter = json.charAt(index)
      if (letter === '"') isInString = !isInString
      else if (isInString) {
        if (letter === '\\') index++
      } else if (JSON_OPEN.has(letter)) {
        if (++depth > LIMITS.updateDepth) refuse('a value lies too deep')
      } else if (JSON_CLOSE.has(letter)) depth--
    }
  }
  function varInt(): void {
    for (let length = 0; byte() >= 128; length++) if (length > 8) refuse('a number is too large')
  }
  /** lib0 `any`; the types are numbered downwards from 127. */
  function skipAny(depth: number): void {
    if (depth === 0) refuse('a value lies too deep')
    switch (byte()) {
      case 127:
      case 126:
      case 121:
      case 120:
        return
      case 125:
        return varInt()
      case 124:
        return skip(4)
      case 123:
      case 122:
        return skip(8)
      case 119:
      case 116:
        return skip(uint())
      case 118: {
        for (let left = uint(); left > 0; left--) {
          // Set on an object it would not be a key of it but its prototype, and gone when written again.
          if (text() === '__proto__') refuse('a key that is none')
          skipAny(depth - 1)
        }
        return
      }
      case 117: {
        for (let left = uint(); left > 0; left--) skipAny(depth - 1)
        return
      }
      default:
        return refuse('there is no such value')
    }
  }
  return {
    byte,
    uint,
    count,
    text,
    skipJson,
    skipAny,
    /** What `count` gave last. */
    last: () => lastCount,
    left: () => bytes.length - at,
    skipBytes: () => skip(uint()),
    skipId() {
      uint()
      uint()
    },
  }
}

function refuse(detail: string): never {
  const fault: Fault = { code: 'ticket/invalid', detail }
  throw new FaultError(fault)
}
