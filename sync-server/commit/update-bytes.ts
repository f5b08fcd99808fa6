/**
 * A V1 update read by its bytes, without making a struct of it: what typing looks like (one client, letters and marks that
 * follow one another), and several such updates written as one. Anything unusual is left to Yjs: `null` is no verdict.
 * Not here: whether the update may be stored (draft-check).
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Something a struct builds on, or a stretch that is deleted: ids of `client` up to, not with, `end`. */
export type Reach = { client: number; end: number }

export type UpdateFacts = {
  /** The new structs of each client, in the order of the update; one entry a client. */
  blocks: { client: number; clock: number; end: number }[]
  /** What must be there: neighbours and parents of other clients, and what is deleted. */
  needs: Reach[]
  /** Root types that are named. */
  roots: string[]
}

/** One client's structs and what is deleted with them, as they lie in `bytes`. */
export type PlainUpdate = UpdateFacts & {
  bytes: Uint8Array
  client: number
  clock: number
  end: number
  count: number
  /** Between which two the first struct is put; the others follow one another. */
  left: { client: number; clock: number }
  right: { client: number; clock: number } | null
  structs: { from: number; to: number }
  deletes: { client: number; clock: number; length: number }[]
}

// Bits of a struct's first byte, and numbers of its contents (the V1 format of Yjs).
const HAS_LEFT = 0x80
const HAS_RIGHT = 0x40
const CONTENT = 0x1f
const CONTENT_DELETED = 1
const CONTENT_STRING = 4
const CONTENT_FORMAT = 6

/** Deep enough to overturn a reader takes more. */
const MARK_CHARS_MAX = 500
/** Each is walked. */
const RANGES_MAX = 32

/** The same decoder as lib0's: what it refuses, Yjs refuses. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Thrown inside, never out of this file: not plain. */
const UNUSUAL = new Error('not a plain update')

class Reader {
  at = 0
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  byte(): number {
    const value = this.bytes[this.at++]
    if (value === undefined) throw UNUSUAL
    return value
  }

  /** Numbers of up to 35 bits: ids of clients have 32, and nobody types more letters. */
  uint(): number {
    let value = 0
    let scale = 1
    for (let read = 0; read < 5; read++) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
    throw UNUSUAL
  }

  /** Passes over a string. @returns where its bytes begin; they end at `at` */
  string(): number {
    const length = this.uint()
    const from = this.at
    this.at += length
    if (this.at > this.bytes.length) throw UNUSUAL
    return from
  }

  text(): string {
    const from = this.string()
    return utf8.decode(this.bytes.subarray(from, this.at))
  }

  /** Passes over a string. @returns its length in UTF-16 units, as Yjs counts */
  units(): number {
    const from = this.string()
    for (let at = from; at < this.at; at++)
      if ((this.bytes[at] ?? 0) >= 0x80)
        return utf8.decode(this.bytes.subarray(from, this.at)).length
    return this.at - from
  }
}

/** The update when it is plain; null for anything else, be it rubbish or only rare. */
export function readPlain(bytes: Uint8Array): PlainUpdate | null {
  try {
    return read(new Reader(bytes))
  } catch {
    return null
  }
}

function read(reader: Reader): PlainUpdate {
  if (reader.uint() !== 1) throw UNUSUAL
  const count = reader.uint()
  const client = reader.uint()
  const clock = reader.uint()
  const needs: Reach[] = []
  const from = reader.at
  let end = clock
  const need = () => {
    const id = { client: reader.uint(), clock: reader.uint() }
    if (id.client !== client) needs.push({ client: id.client, end: id.clock + 1 })
    else if (id.clock >= end) throw UNUSUAL
    return id
  }
  let between: Pick<PlainUpdate, 'left' | 'right'> | null = null
  for (let at = 0; at < count; at++) {
    const info = reader.byte()
    // What begins a text or a list may have to be put before thousands: that is counted first (update-check-cost).
    if (!(info & HAS_LEFT)) throw UNUSUAL
    const left = need()
    const right = info & HAS_RIGHT ? need() : null
    if (at > 0 && (left.client !== client || left.clock !== end - 1)) throw UNUSUAL
    between ??= { left, right }
    end += contentLength(reader, info & CONTENT)
  }
  if (!between) throw UNUSUAL
  const to = reader.at
  const deletes = readDeletes(reader)
  if (reader.at !== reader.bytes.length) throw UNUSUAL
  for (const range of deletes)
    if (range.client !== client)
      needs.push({ client: range.client, end: range.clock + range.length })
    else if (range.clock + range.length > end) throw UNUSUAL
  return {
    bytes: reader.bytes,
    blocks: [{ client, clock, end }],
    needs,
    roots: [],
    client,
    clock,
    end,
    count,
    ...between,
    structs: { from, to },
    deletes,
  }
}

/** Passes over a struct's contents. @returns how many ids it takes */
function contentLength(reader: Reader, content: number): number {
  switch (content) {
    case CONTENT_STRING: {
      const units = reader.units()
      if (units === 0) throw UNUSUAL
      return units
    }
    case CONTENT_DELETED: {
      const length = reader.uint()
      if (length === 0) throw UNUSUAL
      return length
    }
    case CONTENT_FORMAT:
      reader.text()
      readMark(reader)
      return 1
    default:
      throw UNUSUAL
  }
}

/** The value of a mark: true, null, or a link. A long one is not judged here. */
function readMark(reader: Reader): void {
  const json = reader.text()
  if (json.length > MARK_CHARS_MAX) throw UNUSUAL
  JSON.parse(json)
}

function readDeletes(reader: Reader): PlainUpdate['deletes'] {
  const deletes: PlainUpdate['deletes'] = []
  const clients = reader.uint()
  for (let at = 0; at < clients; at++) {
    const client = reader.uint()
    const ranges = reader.uint()
    for (let range = 0; range < ranges; range++) {
      const clock = reader.uint()
      const length = reader.uint()
      if (length === 0 || deletes.length >= RANGES_MAX) throw UNUSUAL
      deletes.push({ client, clock, length })
    }
  }
  return deletes
}

/** Several updates as one: each begins where the last of its client ended, and is applied in this order. */
export function joinPlain(updates: readonly PlainUpdate[]): Uint8Array {
  const [only] = updates
  if (only && updates.length === 1) return only.bytes
  const byClient = groupByClient(updates)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, byClient.size)
  // Readers that merge updates rely on the highest client first.
  for (const client of [...byClient.keys()].sort((a, b) => b - a)) {
    const parts = byClient.get(client) ?? []
    encoding.writeVarUint(
      encoder,
      parts.reduce((sum, part) => sum + part.count, 0),
    )
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, parts[0]?.clock ?? 0)
    for (const { bytes, structs } of parts)
      encoding.writeUint8Array(encoder, bytes.subarray(structs.from, structs.to))
  }
  writeDeletes(
    encoder,
    updates.flatMap((update) => update.deletes),
  )
  return encoding.toUint8Array(encoder)
}

/** Yjs sorts all that it merges anew for every struct: a thousand at once take twenty times as long as in small groups. */
const MERGED_AT_ONCE = 16

/** Updates of any kind as one. */
export function joinUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let left = [...updates]
  while (left.length > MERGED_AT_ONCE) {
    const groups: Uint8Array[] = []
    for (let at = 0; at < left.length; at += MERGED_AT_ONCE)
      groups.push(Y.mergeUpdates(left.slice(at, at + MERGED_AT_ONCE)))
    left = groups
  }
  const [only] = left
  return only && left.length === 1 ? only : Y.mergeUpdates(left)
}

function groupByClient<T extends { client: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const group = groups.get(one.client)
    if (group) group.push(one)
    else groups.set(one.client, [one])
  }
  return groups
}

function writeDeletes(encoder: encoding.Encoder, deletes: PlainUpdate['deletes']): void {
  const byClient = groupByClient(deletes)
  encoding.writeVarUint(encoder, byClient.size)
  for (const client of [...byClient.keys()].sort((a, b) => b - a)) {
    const ranges = (byClient.get(client) ?? []).sort((a, b) => a.clock - b.clock)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { clock, length } of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
}
