/**
 * Presence in one room: y-protocols awareness states, in memory only. A client id belongs to the member that used it
 * first, and the `user` in every state is the authenticated one, whatever was sent. Those on other nodes are here too, with
 * the identity their node gave them.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { GONE, type Shown } from '../nodes/shown.ts'
import type { Member } from './member.ts'

/** `member` is null for those on other nodes; `person` is the id that the state carries. */
type State = { clock: number; json: string; member: Member | null; person: string }

export type Presence = {
  /** Takes an awareness update; what the others should hear, or null. */
  update(member: Member, bytes: Uint8Array): Uint8Array | null
  /** Takes what another node says of those who are there; what members here should hear, or null. */
  hear(shown: readonly Shown[]): Uint8Array | null
  /** Everybody who is here, or null when nobody is. */
  all(): Uint8Array | null
  /** Removes a member's states; what the others should hear, or null. */
  leave(member: Member): Uint8Array | null
}

const STATES_PER_MEMBER = 4

/** @param tell  told what changed among the members of this node */
export function makePresence(tell: (changed: readonly Shown[]) => void = () => {}): Presence {
  const states = new Map<number, State>()

  /** A flood of ids costs no memory, and is given to nobody who comes later. */
  function countOf(member: Member): number {
    let count = 0
    for (const state of states.values()) if (state.member === member) count++
    return count
  }

  /**
   * Updates about others are repeated by clients; only the owner's own count. Who came here from another node is known by
   * a clock that node has not seen: what is repeated has none.
   */
  const isForeign = (known: State, member: Member, clock: number): boolean =>
    known.member === null
      ? known.person !== member.person.id || clock <= known.clock
      : known.member !== member

  /** Whoever is here is not told away from there, unless they went there themselves. */
  const isNews = (known: State, person: string, clock: number): boolean =>
    known.member === null ? clock >= known.clock : known.person === person && clock > known.clock

  function tellHere(changed: readonly Shown[]): Uint8Array | null {
    if (changed.length === 0) return null
    tell(changed)
    return encode(changed)
  }

  return {
    update(member, bytes) {
      if (bytes.length > LIMITS.awarenessBytes) throw new Error('the awareness update is too large')
      const decoder = decoding.createDecoder(bytes)
      const count = decoding.readVarUint(decoder)
      const changed: Shown[] = []
      for (let at = 0; at < count && at < STATES_PER_MEMBER; at++) {
        const client = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const said = decoding.readVarString(decoder)
        const known = states.get(client)
        if (known && isForeign(known, member, clock)) continue
        if (known && clock < known.clock) continue
        const json = identify(said, member)
        if (json === GONE) {
          // Of somebody nobody knows: said with a high clock it would silence them before they come.
          if (!known) continue
          states.delete(client)
        } else {
          if (known?.member !== member && countOf(member) >= STATES_PER_MEMBER) continue
          states.set(client, { clock, json, member, person: member.person.id })
        }
        changed.push([client, clock, json])
      }
      return tellHere(changed)
    },
    hear(shown) {
      const changed: Shown[] = []
      for (const [client, clock, json] of shown) {
        const known = states.get(client)
        const person = json === GONE ? known?.person : personIn(json)
        if (person === undefined || (known && !isNews(known, person, clock))) continue
        if (json === GONE) states.delete(client)
        else states.set(client, { clock, json, member: null, person })
        changed.push([client, clock, json])
      }
      return changed.length > 0 ? encode(changed) : null
    },
    all: () => (states.size > 0 ? encode([...states].map(toShown)) : null),
    leave(member) {
      const gone: Shown[] = []
      for (const [client, state] of states)
        if (state.member === member) {
          states.delete(client)
          gone.push([client, state.clock + 1, GONE])
        }
      return tellHere(gone)
    },
  }
}

const toShown = ([client, { clock, json }]: [number, State]): Shown => [client, clock, json]

function identify(json: string, member: Member): string {
  const state: unknown = JSON.parse(json)
  if (state === null) return GONE
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('not an awareness state')
  return JSON.stringify({ ...state, user: member.person })
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

const Identified = v.object({ user: v.object({ id: v.string() }) })

/** The node that tells it has put it there. */
function personIn(json: string): string | undefined {
  const state = parseWith(Identified, parseJson(json))
  return state.ok ? state.value.user.id : undefined
}

function encode(states: readonly Shown[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [client, clock, json] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}
