/**
 * Who is on which ticket, for the rows of lists: one room of the whole desk (`w:`) in which members only listen. Each is told
 * of the tickets they may see, and not of themselves. What is known comes from the rooms of presence, here and on other
 * nodes; memory only. Not here: who is in one of those rooms (presence), what the words are (wire/whereabouts).
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { encodeWhereabouts, type Whereabout } from '../../shared/wire/whereabouts.ts'
import { GONE, type Shown } from '../nodes/shown.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'

/** On this node, or on another: somebody who changes nodes is told away from the one when the other has them. */
export type Side = 'here' | 'elsewhere'

/** One client of a person in the room of a ticket. */
type Stay = { person: string; isReplying: boolean; since: number }

type Place = {
  stays: Map<string, Stay>
  /** Who may be told; null until it is known, and nobody is told before. */
  queues: readonly string[] | null
}

export type Whereabouts = {
  /** What changed among those who are on a ticket. */
  note(side: Side, ticket: string, changed: readonly Shown[]): void
  /** The ticket may be in other queues now. */
  moved(ticket: string, row: Row): void
  gone(ticket: string): void
  room: Room
}

export type WhereaboutsParts = {
  clock: Clock
  timers: Timers
  /** The queues that see a ticket; none when it is not there. */
  queuesOf(ticket: string): Promise<readonly string[]>
  /** What a listener was let in with: whose rights change is closed, and comes again. */
  rightsOf(member: Member): Rights | undefined
  onError(error: unknown): void
}

export function makeWhereabouts(parts: WhereaboutsParts): Whereabouts {
  const places = new Map<string, Place>()
  const listeners = new Set<Member>()
  /** What each was told last, by ticket. */
  const toldTo = new WeakMap<Member, Map<string, string>>()
  /** Tickets that are looked at in the next turn. */
  const changed = new Set<string>()
  let isPlanned = false

  function touch(ticket: string): void {
    changed.add(ticket)
    if (isPlanned) return
    isPlanned = true
    parts.timers.after(LIMITS.whereaboutsGatherMs, () => {
      isPlanned = false
      tellAll()
    })
  }

  async function lookUp(ticket: string, place: Place): Promise<void> {
    try {
      const queues = await parts.queuesOf(ticket)
      // It moved while it was looked up: that word is newer.
      place.queues ??= queues
      if (places.get(ticket) === place) touch(ticket)
    } catch (error) {
      // Nobody is told; the next who comes has it looked up again.
      if (places.get(ticket) === place) places.delete(ticket)
      parts.onError(error)
    }
  }

  function placeOf(ticket: string): Place | null {
    const known = places.get(ticket)
    if (known) return known
    if (places.size >= LIMITS.whereaboutsTickets) return null
    const place: Place = { stays: new Map(), queues: null }
    places.set(ticket, place)
    void lookUp(ticket, place)
    return place
  }

  /** Whoever only passes by, with the keys or to ask whether somebody is there, is not told. A clock may be set back. */
  const isStaying = ({ since }: Stay): boolean => {
    const stayedMs = parts.clock.now() - since
    return stayedMs < 0 || stayedMs >= LIMITS.whereaboutsStayMs
  }

  /** One entry a person, whatever the number of their tabs; who is replying comes first. */
  function peopleOn(place: Place): Whereabout['people'] {
    const people = new Map<string, boolean>()
    for (const stay of place.stays.values())
      if (isStaying(stay))
        people.set(stay.person, stay.isReplying || (people.get(stay.person) ?? false))
    return [...people]
      .map(([person, isReplying]) => ({ person, isReplying }))
      .toSorted(
        (a, b) => Number(b.isReplying) - Number(a.isReplying) || (a.person < b.person ? -1 : 1),
      )
  }

  function tellAll(): void {
    const tickets = [...changed]
    changed.clear()
    for (const member of listeners) tell(member, tickets)
    for (const ticket of tickets) {
      const place = places.get(ticket)
      if (place?.stays.size === 0) places.delete(ticket)
      else if (place && ![...place.stays.values()].every(isStaying)) touch(ticket)
    }
  }

  /** What is new for one listener. */
  function tell(member: Member, tickets: Iterable<string>): void {
    const told = toldTo.get(member)
    const rights = parts.rightsOf(member)
    if (!told || !rights) return
    let news: Whereabout[] = []
    for (const ticket of tickets) {
      const place = places.get(ticket)
      const maySee = place?.queues != null && maySeeAny(rights, place.queues)
      const people = maySee
        ? peopleOn(place)
            .filter(({ person }) => person !== rights.person)
            .slice(0, LIMITS.whereaboutsPeople)
        : []
      const key = people.map((one) => `${one.person} ${one.isReplying}`).join()
      if ((told.get(ticket) ?? '') === key) continue
      if (key === '') told.delete(ticket)
      else told.set(ticket, key)
      news.push({ ticket, people })
      if (news.length < LIMITS.whereaboutsPerMessage) continue
      member.send([encodeWhereabouts(news)])
      news = []
    }
    if (news.length > 0) member.send([encodeWhereabouts(news)])
  }

  return {
    note(side, ticket, shown) {
      const place = placeOf(ticket)
      if (!place) return
      for (const [client, , json] of shown) {
        const key = `${side} ${client}`
        const state = json === GONE ? null : readState(json)
        if (!state) place.stays.delete(key)
        else {
          const known = place.stays.get(key)
          const since = known?.person === state.person ? known.since : parts.clock.now()
          place.stays.set(key, { ...state, since })
        }
      }
      touch(ticket)
    },
    moved(ticket, row) {
      const place = places.get(ticket)
      if (!place) return
      place.queues = queuesOfRow(row)
      touch(ticket)
    },
    gone(ticket) {
      if (places.delete(ticket)) touch(ticket)
    },
    room: {
      name: WHEREABOUTS_ROOM,
      members: () => listeners,
      join(member) {
        listeners.add(member)
        toldTo.set(member, new Map())
        tell(member, places.keys())
      },
      leave: (member) => void listeners.delete(member),
      hush(going) {
        for (const member of going) listeners.delete(member)
      },
      receive() {
        throw new Error('nothing is said here')
      },
      take() {},
      hear() {},
    },
  }
}

export const WHEREABOUTS_ROOM = 'w:'

/** Whose it is was put there by the node they are on; the rest is the device's word. */
const State = v.object({
  user: v.object({ id: v.string() }),
  isReplying: v.optional(v.unknown()),
})

function readState(json: string): Omit<Stay, 'since'> | null {
  const state = parseWith(State, JSON.parse(json))
  return state.ok
    ? { person: state.value.user.id, isReplying: state.value.isReplying === true }
    : null
}
