/**
 * Presence across the nodes of a desk: tells the others who is in the rooms here, gathered for a tenth of a second, and
 * remembers who is in theirs. Memory only; a node that is not heard any more takes its people with it. Not here: the way
 * words travel (nodes), who may be told (rooms).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { GONE, packShown, PresenceWord, type Shown, type ShownIn } from './shown.ts'

export type Elsewhere = {
  /** What changed among those who are in a room here. */
  tell(room: string, changed: readonly Shown[]): void
  /** Who is in a room on other nodes. */
  of(room: string): Shown[]
  onShown(listen: (room: string, changed: readonly Shown[]) => void): void
}

export type PresenceLine = Elsewhere & {
  /** Begins to listen to others, and to say that this node is alive. */
  start(): void
  hear(word: unknown): void
  /** Words may have been missed: what others have is asked for, and what nobody says again goes. */
  missed(): void
  /** Everybody here is gone, and the others hear it. */
  stop(): Promise<void>
}

type Theirs = { shown: Shown; node: string; untilBeat: number }

/** PostgreSQL refuses a payload of 8000 bytes. */
const PAYLOADS_MAX = { bytes: 7_500, payloads: LIMITS.presencePayloads }
/** A node is dead when it was not heard for so many beats. */
const BEATS_NODE = 5
/** Clients show themselves anew every 15 seconds (y-protocols); who did not for so many beats is gone. */
const BEATS_STATE = 23

/** @param say  one payload; rejects when it could not be said */
export function makePresenceLine(
  node: string,
  timers: Timers,
  say: (payload: string) => Promise<void>,
): PresenceLine {
  const mine = new Map<string, Map<number, Shown>>()
  const theirs = new Map<string, Map<number, Theirs>>()
  let theirCount = 0
  /** Other nodes, by the beat in which they were last heard. */
  const peers = new Map<string, number>()
  /** What is to be told, the newest of each. */
  const pending = new Map<string, ShownIn>()
  const listeners: ((room: string, changed: readonly Shown[]) => void)[] = []
  let beat = 0
  let isPlanned = false
  let isSaying = false
  let isOver = false
  let ticking: { cancel(): void } | null = null

  const sayWord = (word: Partial<PresenceWord>): Promise<void> =>
    say(JSON.stringify({ node, ...word }))

  function plan(waitMs: number): void {
    if (isPlanned || isOver) return
    isPlanned = true
    timers.after(waitMs, () => void flush())
  }

  async function flush(): Promise<void> {
    isPlanned = false
    // One after the other: who went must not be told after they came back.
    if (isSaying) return plan(LIMITS.presenceGatherMs)
    isSaying = true
    const { payloads, rest } = packShown(node, pending.values(), PAYLOADS_MAX)
    pending.clear()
    for (const one of rest) pending.set(`${one[0]} ${one[1]}`, one)
    if (rest.length > 0) plan(LIMITS.presenceGatherMs)
    try {
      for (const payload of payloads) await say(payload)
    } catch {
      // The database is away.
      announce(LIMITS.hintRetryMs)
    }
    isSaying = false
  }

  function announce(waitMs: number): void {
    for (const [room, states] of mine)
      for (const shown of states.values()) pending.set(`${room} ${shown[0]}`, [room, ...shown])
    if (pending.size > 0) plan(waitMs)
  }

  function publish(changes: ReadonlyMap<string, Shown[]>): void {
    for (const [room, changed] of changes) for (const listen of listeners) listen(room, changed)
  }

  function add(changes: Map<string, Shown[]>, room: string, shown: Shown): void {
    const list = changes.get(room)
    if (list) list.push(shown)
    else changes.set(room, [shown])
  }

  function drop(room: string, client: number): void {
    const states = theirs.get(room)
    if (!states?.delete(client)) return
    theirCount--
    if (states.size === 0) theirs.delete(room)
  }

  /** They go with the clock they had: should they be there after all, their next move shows them again. */
  function dropAll(isMeant: (state: Theirs) => boolean): void {
    const changes = new Map<string, Shown[]>()
    for (const [room, states] of [...theirs])
      for (const [client, state] of [...states])
        if (isMeant(state)) {
          drop(room, client)
          add(changes, room, [client, state.shown[1], GONE])
        }
    publish(changes)
  }

  function take(from: string, list: readonly ShownIn[]): void {
    const changes = new Map<string, Shown[]>()
    for (const [room, client, clock, json] of list) {
      const known = theirs.get(room)?.get(client)
      if (json === GONE) {
        // It may have come back by another node meanwhile.
        if (known?.node !== from || clock < known.shown[1]) continue
        drop(room, client)
      } else {
        if (known && clock < known.shown[1]) continue
        if (!known && theirCount >= LIMITS.presenceElsewhere) continue
        const states = theirs.get(room) ?? new Map<number, Theirs>()
        theirs.set(room, states)
        if (!known) theirCount++
        const shown: Shown = [client, clock, json]
        states.set(client, { shown, node: from, untilBeat: beat + BEATS_STATE })
      }
      add(changes, room, [client, clock, json])
    }
    publish(changes)
  }

  function tick(): void {
    beat++
    for (const [peer, heard] of peers) if (beat - heard > BEATS_NODE) peers.delete(peer)
    dropAll(({ node: from, untilBeat }) => !peers.has(from) || beat > untilBeat)
    // One that is not heard finds that out by itself.
    sayWord({}).catch(() => {})
    ticking = timers.after(LIMITS.nodesLookMs, tick)
  }

  return {
    tell(room, changed) {
      for (const shown of changed) {
        const [client, , json] = shown
        const states = mine.get(room) ?? new Map<number, Shown>()
        if (json === GONE) states.delete(client)
        else states.set(client, shown)
        if (states.size > 0) mine.set(room, states)
        else mine.delete(room)
        // Alone on the database: there is nobody to tell.
        if (peers.size > 0) pending.set(`${room} ${client}`, [room, ...shown])
      }
      if (pending.size > 0) plan(LIMITS.presenceGatherMs)
    },
    of: (room) => [...(theirs.get(room)?.values() ?? [])].map(({ shown }) => shown),
    onShown: (listen) => void listeners.push(listen),
    start() {
      sayWord({ isAsking: true }).catch(() => {})
      ticking = timers.after(LIMITS.nodesLookMs, tick)
    },
    hear(input) {
      const word = parseWith(PresenceWord, input)
      if (!word.ok || word.value.node === node || isOver) return
      const { node: from, shown, isAsking, isLeaving } = word.value
      const isNew = !peers.has(from)
      peers.set(from, beat)
      if (isLeaving) {
        peers.delete(from)
        return dropAll((state) => state.node === from)
      }
      if (isNew || isAsking) announce(LIMITS.presenceGatherMs)
      take(from, shown)
    },
    missed() {
      for (const states of theirs.values())
        for (const state of states.values())
          state.untilBeat = Math.min(state.untilBeat, beat + BEATS_NODE)
      sayWord({ isAsking: true }).catch(() => {})
    },
    async stop() {
      isOver = true
      ticking?.cancel()
      await sayWord({ isLeaving: true }).catch(() => {})
    },
  }
}
