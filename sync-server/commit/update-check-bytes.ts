/**
 * Reads a V1 update's bytes without making anything of them, before Yjs may: counts, depth and order within limits, and
 * every byte accounted for. What passes here decodes in time linear to its size, and means the same to every reader.
 * Not here: who may write what, or whether it fits a document (update-check).
 */
import { BytesError, makeByteReader, type ByteReader } from '../../shared/kit/byte-reader.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** Bits of a struct's first byte (Yjs `Item.write`). */
const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_KEY = 32
const CONTENT = 31
const SKIP = 10

/** Values of a ticket are plain, and attributes of a draft too. */
const ANY = {
  depth: LIMITS.updateDepth,
  values: LIMITS.updateValues,
  keys: LIMITS.updateKeys,
}
const JSON_OPEN = new Set(['[', '{'])
const JSON_CLOSE = new Set([']', '}'])

export function checkBytes(update: Uint8Array): Result<void> {
  if (update.length > LIMITS.updateBytes)
    return fail('ticket/too-big', `an update may have ${LIMITS.updateBytes} bytes`, {
      limit: LIMITS.updateBytes,
    })
  try {
    scan(update)
    return ok()
  } catch (error) {
    if (!(error instanceof BytesError)) throw error
    return fail(error.isTooMany ? 'ticket/too-big' : 'ticket/invalid', error.message)
  }
}

function scan(update: Uint8Array): void {
  const reader = makeByteReader(update)
  readStructs(reader)
  readDeletes(reader)
  // V2 bytes read as V1 are an update that ends before its bytes do.
  if (reader.left() > 0) refuse('only V1 updates are taken')
}

function readStructs(reader: ByteReader): void {
  let structs = 0
  const seen = new Set<number>()
  const clients = countOf(reader, LIMITS.updateClients, 'clients')
  for (let at = 0; at < clients; at++) {
    const count = countOf(reader, LIMITS.updateStructs - structs, 'structs')
    structs += count
    const client = reader.uint()
    // Yjs keeps the last stretch of a client that comes twice, a merge the first: two readers, two documents.
    if (seen.has(client)) refuse('a client comes twice in the update')
    seen.add(client)
    let clock = reader.uint()
    for (let left = count; left > 0; left--) {
      const length = readStruct(reader)
      // Nothing that has no length is written honestly; it would be integrated without being new.
      if (length === 0) refuse('the update holds empty structs')
      clock += length
      if (!Number.isSafeInteger(clock)) refuse('a clock runs out of numbers')
    }
  }
}

/** @returns the clocks it takes */
function readStruct(reader: ByteReader): number {
  const info = reader.byte()
  const content = info & CONTENT
  if (content === 0 || content === SKIP) {
    // Yjs reads what other bits say in one place and not in the other.
    if (info !== content) refuse('a struct that says two things')
    return reader.uint()
  }
  if (info & HAS_ORIGIN) skipId(reader)
  if (info & HAS_RIGHT_ORIGIN) skipId(reader)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.uint() === 1) reader.text()
    else skipId(reader)
    if (info & HAS_KEY) reader.text()
  }
  return readContent(reader, content)
}

function readContent(reader: ByteReader, content: number): number {
  switch (content) {
    case 1: // deleted
      return reader.uint()
    case 2: {
      // JSON of old versions
      const length = countOf(reader, LIMITS.updateStructs, 'values')
      for (let at = 0; at < length; at++) skipJson(reader)
      return length
    }
    case 3: // binary
      reader.skipBytes()
      return 1
    case 4: // a string: as many clocks as UTF-16 units
      return reader.text().length
    case 5: // embed
      skipJson(reader)
      return 1
    case 6: // format
      reader.skipBytes()
      skipJson(reader)
      return 1
    case 7: {
      const type = reader.uint()
      if (type > 6) refuse('there is no such type')
      // XML elements and hooks carry a name.
      if (type === 3 || type === 5) reader.skipBytes()
      return 1
    }
    case 8: {
      const length = countOf(reader, LIMITS.updateStructs, 'values')
      for (let at = 0; at < length; at++) reader.skipAny(ANY)
      return length
    }
    case 9: // a document within
      reader.skipBytes()
      reader.skipAny(ANY)
      return 1
    default:
      return refuse('there is no such content')
  }
}

function readDeletes(reader: ByteReader): void {
  let ranges = 0
  const seen = new Set<number>()
  const clients = countOf(reader, LIMITS.updateClients, 'clients')
  for (let at = 0; at < clients; at++) {
    const client = reader.uint()
    if (seen.has(client)) refuse('a client comes twice in the deletions')
    seen.add(client)
    const count = countOf(reader, LIMITS.updateDeletes - ranges, 'deletions')
    ranges += count
    let end = 0
    for (let left = count; left > 0; left--) {
      const clock = reader.uint()
      const length = reader.uint()
      // Each range is walked: ranges over one another would be walked again and again.
      if (clock < end || length === 0) refuse('deletions out of order')
      end = clock + length
      if (!Number.isSafeInteger(end)) refuse('a clock runs out of numbers')
    }
  }
}

function countOf(reader: ByteReader, most: number, what: string): number {
  const count = reader.uint()
  if (count > most) throw new BytesError(`an update with too many ${what}`, true)
  return count
}

/** JSON is parsed by Yjs without a limit, and written again by recursion: its depth is counted on the text. */
function skipJson(reader: ByteReader): void {
  let depth = 0
  let isInString = false
  const json = reader.text()
  for (let at = 0; at < json.length; at++) {
    const letter = json.charAt(at)
    if (letter === '"') isInString = !isInString
    else if (isInString) {
      if (letter === '\\') at++
    } else if (JSON_OPEN.has(letter)) {
      if (++depth > LIMITS.updateDepth) refuse('a value lies too deep')
    } else if (JSON_CLOSE.has(letter)) depth--
  }
}

function skipId(reader: ByteReader): void {
  reader.uint()
  reader.uint()
}

function refuse(detail: string): never {
  throw new BytesError(detail)
}
