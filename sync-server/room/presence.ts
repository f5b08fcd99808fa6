/**
 * Presence in one room: y-protocols awareness states, in memory only. A client id belongs to the member that used it
 * first, and the `user` in every state is the authenticated one, whatever was sent.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Member } from './member.ts'

type State = { clock: number; json: string; member: Member }

export type Presence = {
  /** Takes an awareness update; what the others should hear, or null. */
  update(member: Member, bytes: Uint8Array): Uint8Array | null
  /** Everybody who is here, or null when nobody is. */
  all(): Uint8Array | null
  /** Removes a member's states; what the others should hear, or null. */
  leave(member: Member): Uint8Array | null
}

const STATES_PER_MEMBER = 4
const GONE = 'null'

export function makePresence(): Presence {
  const states = new Map<number, State>()

  /** A flood of ids costs no memory, and is given to nobody who comes later. */
  function countOf(member: Member): number {
    let count = 0
    for (const state of states.values()) if (state.member === member) count++
    return count
  }

  return {
    update(member, bytes) {
      if (bytes.length > LIMITS.awarenessBytes) throw new Error('the awareness update is too large')
      const decoder = decoding.createDecoder(bytes)
      const count = decoding.readVarUint(decoder)
      const changed: [number, State][] = []
      for (let at = 0; at < count && at < STATES_PER_MEMBER; at++) {
        const client = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const json = decoding.readVarString(decoder)
        const known = states.get(client)
        // Updates about others are repeated by clients; only the owner's own count.
        if (known && known.member !== member) continue
        if (known && clock < known.clock) continue
        const state: State = { clock, json: identify(json, member), member }
        if (state.json === GONE) {
          // Of somebody nobody knows: said with a high clock it would silence them before they come.
          if (!known) continue
          states.delete(client)
        } else {
          if (!known && countOf(member) >= STATES_PER_MEMBER) continue
          states.set(client, state)
        }
        changed.push([client, state])
      }
      return changed.length > 0 ? encode(changed) : null
    },
    all: () => (states.size > 0 ? encode([...states]) : null),
    leave(member) {
      const gone: [number, State][] = []
      for (const [client, state] of states)
        if (state.member === member) {
          states.delete(client)
          gone.push([client, { ...state, clock: state.clock + 1, json: GONE }])
        }
      return gone.length > 0 ? encode(gone) : null
    },
  }
}

function identify(json: string, member: Member): string {
  const state: unknown = JSON.parse(json)
  if (state === null) return GONE
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('not an awareness state')
  return JSON.stringify({ ...state, user: member.person })
}

function encode(states: readonly [number, State][]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [client, state] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, state.clock)
    encoding.writeVarString(encoder, state.json)
  }
  return encoding.toUint8Array(encoder)
}
