/**
 * What the server says in the room `w:`: who else is on which ticket. One y-websocket style message with a type of our own; it
 * holds what changed, and a ticket without people is one that nobody is on any more.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fail, type Result } from '../kit/fault.ts'
import { parseWith, v } from '../kit/schema.ts'
import { ROOM_MESSAGE } from './frame.ts'

const Whereabout = v.object({
  ticket: v.string(),
  /** Who is replying comes first. Names are those of the desk. */
  people: v.array(v.object({ person: v.string(), isReplying: v.boolean() })),
})
export type Whereabout = v.InferOutput<typeof Whereabout>

export function encodeWhereabouts(news: readonly Whereabout[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, ROOM_MESSAGE.whereabouts)
  encoding.writeVarString(encoder, JSON.stringify(news))
  return encoding.toUint8Array(encoder)
}

/** `wire/malformed` for anything else. */
export function decodeWhereabouts(payload: Uint8Array): Result<Whereabout[]> {
  try {
    const decoder = decoding.createDecoder(payload)
    if (decoding.readVarUint(decoder) === ROOM_MESSAGE.whereabouts)
      return parseWith(
        v.array(Whereabout),
        JSON.parse(decoding.readVarString(decoder)),
        'wire/malformed',
      )
  } catch {
    // Said below.
  }
  return fail('wire/malformed', 'this does not say who is where')
}
