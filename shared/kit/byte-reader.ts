/**
 * Walks over bytes in lib0's encoding without making values of them, so that hostile ones are refused before anybody
 * decodes them: nothing is read beyond the end, nothing lies too deep, nothing is too many.
 * Not here: what the values mean.
 */
import { decodeUtf8 } from 'lib0/string'

/** Thrown on the first byte that is wrong; caught where the walk began. */
export class BytesError extends Error {
  readonly isTooMany: boolean
  constructor(detail: string, isTooMany = false) {
    super(detail)
    this.isTooMany = isTooMany
  }
}

export type AnyBounds = {
  depth: number
  /** Values in all. */
  values: number
  /** Keys of one object: very many make it slow for ever. */
  keys: number
}

export type ByteReader = ReturnType<typeof makeByteReader>

export function makeByteReader(bytes: Uint8Array) {
  let at = 0

  function byte(): number {
    const value = bytes[at++]
    return value === undefined ? refuse('the bytes end too early') : value
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
  function skip(length: number): void {
    if (length > bytes.length - at) refuse('the bytes end too early')
    at += length
  }
  function text(): string {
    const length = uint()
    const start = at
    skip(length)
    try {
      return decodeUtf8(bytes.subarray(start, at))
    } catch {
      return refuse('a text that is not UTF-8')
    }
  }
  function skipVarInt(): void {
    for (let length = 0; byte() >= 128; length++) if (length > 8) refuse('a number is too large')
  }

  /** One lib0 `any`; its types are numbered downwards from 127. */
  function skipAny(bounds: AnyBounds): void {
    let left = bounds.values
    const walk = (depth: number): void => {
      if (depth === 0) refuse('a value lies too deep')
      if (left-- === 0) throw new BytesError('too many values', true)
      switch (byte()) {
        case 127: // undefined
        case 126: // null
        case 121: // false
        case 120: // true
          return
        case 125:
          return skipVarInt()
        case 124:
          return skip(4)
        case 123:
        case 122:
          return skip(8)
        case 119: // a string
        case 116: // bytes
          return skip(uint())
        case 118: {
          const keys = uint()
          if (keys > bounds.keys) throw new BytesError('too many keys', true)
          for (let key = 0; key < keys; key++) {
            // Set on an object it would not be a key of it but its prototype, and gone when written again.
            if (text() === '__proto__') refuse('a key that is none')
            walk(depth - 1)
          }
          return
        }
        case 117: {
          for (let count = uint(); count > 0; count--) walk(depth - 1)
          return
        }
        default:
          return refuse('there is no such value')
      }
    }
    walk(bounds.depth)
  }

  return {
    byte,
    uint,
    text,
    skip,
    skipAny,
    skipBytes: () => skip(uint()),
    left: () => bytes.length - at,
  }
}

function refuse(detail: string): never {
  throw new BytesError(detail)
}
