/** V1 updates written byte by byte, so that a test can say what no honest Yjs client would. */
import * as encoding from 'lib0/encoding'

export type RawId = readonly [client: number, clock: number]
type Encoder = encoding.Encoder

/** Where a struct says it belongs. */
export type RawPlace =
  | { root: string; key?: string }
  | { type: RawId; key?: string }
  | { origin: RawId; right?: RawId }
  | { right: RawId }

export type RawStruct =
  | { place: RawPlace; content: RawContent }
  | { gc: number }
  | { skip: number }
  | { bytes: readonly number[] }

export type RawContent =
  | { deleted: number }
  | { json: readonly string[] }
  | { binary: Uint8Array }
  | { text: string }
  | { embed: string }
  | { format: readonly [name: string, json: string] }
  | { type: number; name?: string }
  | { any: readonly unknown[] }
  /** `any` as bytes: nesting, false lengths. */
  | { anyBytes: readonly number[]; length: number }
  | { doc: string }

export type RawUpdate = {
  clients: readonly {
    client: number
    clock?: number
    structs: readonly RawStruct[]
    /** How many structs it claims to have, when that is a lie. */
    claims?: number
  }[]
  deletes?: readonly {
    client: number
    ranges: readonly (readonly [clock: number, length: number])[]
  }[]
  clientsClaimed?: number
  more?: readonly number[]
}

export function rawUpdate(update: RawUpdate): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, update.clientsClaimed ?? update.clients.length)
  for (const { client, clock = 0, structs, claims } of update.clients) {
    encoding.writeVarUint(encoder, claims ?? structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const struct of structs) writeStruct(encoder, struct)
  }
  const deletes = update.deletes ?? []
  encoding.writeVarUint(encoder, deletes.length)
  for (const { client, ranges } of deletes) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
  for (const byte of update.more ?? []) encoding.writeUint8(encoder, byte)
  return encoding.toUint8Array(encoder)
}

function writeStruct(encoder: Encoder, struct: RawStruct): void {
  if ('bytes' in struct) {
    for (const byte of struct.bytes) encoding.writeUint8(encoder, byte)
    return
  }
  if ('gc' in struct || 'skip' in struct) {
    encoding.writeUint8(encoder, 'gc' in struct ? 0 : 10)
    encoding.writeVarUint(encoder, 'gc' in struct ? struct.gc : struct.skip)
    return
  }
  const { place, content } = struct
  const [number, write] = contentOf(content)
  const origin = 'origin' in place ? place.origin : null
  const right = 'right' in place ? (place.right ?? null) : null
  const key = 'key' in place ? place.key : undefined
  encoding.writeUint8(
    encoder,
    number | (origin ? 128 : 0) | (right ? 64 : 0) | (key === undefined ? 0 : 32),
  )
  for (const id of [origin, right]) if (id) writeId(encoder, id)
  if ('root' in place) {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, place.root)
  } else if ('type' in place) {
    encoding.writeVarUint(encoder, 0)
    writeId(encoder, place.type)
  }
  if (!origin && !right && key !== undefined) encoding.writeVarString(encoder, key)
  write(encoder)
}

function contentOf(content: RawContent): [number, (encoder: Encoder) => void] {
  if ('deleted' in content) return [1, (to) => encoding.writeVarUint(to, content.deleted)]
  if ('json' in content)
    return [
      2,
      (to) => {
        encoding.writeVarUint(to, content.json.length)
        for (const text of content.json) encoding.writeVarString(to, text)
      },
    ]
  if ('binary' in content) return [3, (to) => encoding.writeVarUint8Array(to, content.binary)]
  if ('text' in content) return [4, (to) => encoding.writeVarString(to, content.text)]
  if ('embed' in content) return [5, (to) => encoding.writeVarString(to, content.embed)]
  if ('format' in content)
    return [
      6,
      (to) => {
        for (const text of content.format) encoding.writeVarString(to, text)
      },
    ]
  if ('type' in content)
    return [
      7,
      (to) => {
        encoding.writeVarUint(to, content.type)
        if (content.name !== undefined) encoding.writeVarString(to, content.name)
      },
    ]
  if ('any' in content)
    return [
      8,
      (to) => {
        encoding.writeVarUint(to, content.any.length)
        for (const value of content.any) encoding.writeAny(to, value as encoding.AnyEncodable)
      },
    ]
  if ('anyBytes' in content)
    return [
      8,
      (to) => {
        encoding.writeVarUint(to, content.length)
        for (const byte of content.anyBytes) encoding.writeUint8(to, byte)
      },
    ]
  return [
    9,
    (to) => {
      encoding.writeVarString(to, content.doc)
      encoding.writeAny(to, {})
    },
  ]
}

function writeId(encoder: Encoder, [client, clock]: RawId): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

/**
 * A V2 update of a few bytes that claims `structs` structs. Its columns end where they began, and Yjs then repeats their
 * last value as often as it is asked: the decoder never comes to an end.
 */
export function v2Bomb(structs: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, 0)
  // Columns: key clocks, clients, left and right clocks, info (0: collected), strings, parents, types, lengths.
  for (const column of [[], [5], [], [], [0], [0], [], [], []])
    encoding.writeVarUint8Array(encoder, new Uint8Array(column))
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, structs)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** Client ids of tests: one of the device that says things, and one that somebody else has used. */
export const MINE = 70_001
export const BERTS = 80_001

/** Structs under one's own client id, from its beginning. */
export const mine = (...structs: RawStruct[]): Uint8Array =>
  rawUpdate({ clients: [{ client: MINE, structs }] })

export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))
