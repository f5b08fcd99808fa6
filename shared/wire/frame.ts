/**
 * Frames on `/sync`: `[varuint channel][payload]`. Channel 0 is control: one lib0 `any` value. Every other channel is a
 * room and carries y-websocket messages unchanged (architecture §4).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { makeByteReader } from '../kit/byte-reader.ts'
import { fail, ok, type Result } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'

export const CONTROL = 0

/** y-websocket message types, and the two we add. */
export const ROOM_MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  ack: 4,
  whereabouts: 5,
} as const
export const SYNC_STEP = { step1: 0, step2: 1, update: 2 } as const

export type Frame = { channel: number; payload: Uint8Array }

/** lib0 `any` knows no `undefined` and no class instances; wire types hold neither. */
export function encodeControl(message: object): Uint8Array {
  // Wire types are plain values (see up and down); lib0's own type for that has no optional keys.
  const value = message as encoding.AnyEncodable
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, CONTROL)
  encoding.writeAny(encoder, value)
  return encoding.toUint8Array(encoder)
}

export function encodeRoomFrame(channel: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, channel)
  encoding.writeUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

export function decodeFrame(bytes: Uint8Array): Result<Frame> {
  try {
    const decoder = decoding.createDecoder(bytes)
    const channel = decoding.readVarUint(decoder)
    return ok({ channel, payload: bytes.subarray(decoder.pos) })
  } catch {
    return fail('wire/malformed', 'the frame has no channel')
  }
}

/** A server decodes what anybody may have sent: what would take long is refused before. */
export function decodeForeignControl(payload: Uint8Array): Result<unknown> {
  try {
    makeByteReader(payload).skipAny(FOREIGN)
  } catch {
    return fail('wire/malformed', 'the control message is too large or could not be read')
  }
  return decodeControl(payload)
}

const FOREIGN = {
  depth: LIMITS.updateDepth,
  values: LIMITS.controlValues,
  keys: LIMITS.controlKeys,
}

/** The control message in a payload; its shape is still to be parsed. */
export function decodeControl(payload: Uint8Array): Result<unknown> {
  try {
    const decoder = decoding.createDecoder(payload)
    const value: unknown = decoding.readAny(decoder)
    if (decoding.hasContent(decoder)) return fail('wire/malformed', 'bytes after the message')
    return ok(value)
  } catch {
    return fail('wire/malformed', 'the control message could not be read')
  }
}
