/**
 * A room: the sockets that look at one document, or at one ticket's presence, and speak the y-websocket protocol.
 * Presence is memory only, and its identity is ours to say. Not here: what becomes of updates (draft-document,
 * ticket-document), which socket may enter (rooms), how its frames travel (the door).
 */
import * as decoding from 'lib0/decoding'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Fault, Result } from '../../shared/kit/fault.ts'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import { joinUpdates } from '../commit/update-bytes.ts'
import type { Shown } from '../nodes/shown.ts'
import type { Member } from './member.ts'
import { ACK, deniedMessage, presenceMessage, syncMessage } from './messages.ts'
import type { Presence } from './presence.ts'

/** The document of a room. Everything it gives out is durable (DR3). */
export type RoomDocument = {
  /** Says what the document has: an encoded state vector. */
  greet(member: Member): void
  /** Answers a sync step 1. */
  ask(member: Member, state: Uint8Array): void
  push(member: Member, update: Uint8Array): void
  /** Nothing of this member's that still waits is looked at. */
  drop(member: Member): void
  /** Bytes that became durable by another way; not given back to `except`. */
  take(update: Uint8Array, except: object | null): void
}

/** What a room's document has to say to its members. */
export type RoomVoice = {
  has(member: Member): boolean
  say(member: Member, step: number, bytes: Uint8Array): void
  /** Gives bytes to all but `except`, and their answers to those who pushed, in the order of their updates. */
  deliver(news: News): void
}

export type News = {
  update: Uint8Array | null
  except: object | null
  answers: ReadonlyMap<Member, readonly Result<unknown>[]>
}

export type Room = {
  name: string
  join(member: Member): void
  leave(member: Member): void
  /** They are about to leave, and are told nothing more from here on: not of each other's going either. */
  hush(going: readonly Member[]): void
  receive(member: Member, payload: Uint8Array): void
  /** Bytes that became durable, by whichever way; not sent back to `except`. */
  take(update: Uint8Array, except: object | null): void
  /** What another node says of those who are in this room there. */
  hear(shown: readonly Shown[]): void
  members(): ReadonlySet<Member>
}

/** What waits for a reader that is behind: handed over piece by piece when it has caught up. */
type Pile = { updates: Uint8Array[]; bytes: number }

export function makeRoom(
  name: string,
  openDocument: (voice: RoomVoice) => RoomDocument | null,
  presence: Presence,
): Room {
  const members = new Set<Member>()
  const piles = new Map<Member, Pile>()
  /** Refused updates of a member, less those that were accepted. */
  const refusals = new Map<Member, number>()

  const document = openDocument({
    has: (member) => members.has(member),
    say: (member, step, bytes) => {
      if (members.has(member)) member.send([syncMessage(step, bytes)])
    },
    deliver({ update, except, answers }) {
      const news = update ? syncMessage(SYNC_STEP.update, update) : null
      for (const member of members) {
        const payloads: Uint8Array[] = []
        if (news && update && member !== except && !isPiled(member, update)) payloads.push(news)
        for (const answer of answers.get(member) ?? []) {
          const payload = replyTo(member, answer)
          if (payload) payloads.push(payload)
        }
        if (payloads.length > 0) member.send(payloads)
      }
    },
  })

  /** Ack or refusal; a member whose update failed through no fault of its own comes back and sends it again. */
  function replyTo(member: Member, answer: Result<unknown>): Uint8Array | null {
    if (answer.ok) {
      const count = refusals.get(member)
      if (count !== undefined) refusals.set(member, Math.max(0, count - 1))
      return ACK
    }
    if (!ENDS_MEMBER.has(answer.fault.code)) {
      const count = (refusals.get(member) ?? 0) + 1
      if (members.has(member)) refusals.set(member, count)
      if (count <= LIMITS.roomRefusals) return deniedMessage(answer.fault)
      if (count === LIMITS.roomRefusals + 1) expel(member)
      return null
    }
    member.close(answer.fault)
    return null
  }

  /** Behind a hole nothing of it can be accepted: it comes back and reads what there is. */
  function expel(member: Member): void {
    document?.drop(member)
    member.close({ code: 'kit/rate-limited', detail: 'too many refused updates' })
  }

  /** Keeps an update back for a reader that is behind. */
  function isPiled(member: Member, update: Uint8Array): boolean {
    let pile = piles.get(member)
    if (!pile) {
      if (!member.isBehind()) return false
      pile = { updates: [], bytes: 0 }
      piles.set(member, pile)
      member.whenCaughtUp(() => handOver(member))
    }
    pile.updates.push(update)
    pile.bytes += update.length
    if (pile.bytes > LIMITS.unsentBytesPerSocket) {
      piles.delete(member)
      member.close({ code: 'kit/busy', detail: 'the reader is too slow' })
    }
    return true
  }

  function handOver(member: Member): void {
    const pile = piles.get(member)
    if (!pile || !members.has(member)) return
    const piece = takePiece(pile)
    member.send([syncMessage(SYNC_STEP.update, joinUpdates(piece))])
    if (pile.updates.length === 0) return void piles.delete(member)
    // A turn for everybody else, then for this one if it has read that.
    setImmediate(() => member.whenCaughtUp(() => handOver(member)))
  }

  function takePiece(pile: Pile): Uint8Array[] {
    let count = 0
    let bytes = 0
    for (const update of pile.updates) {
      const isFull = count >= LIMITS.roomPileUpdates || bytes + update.length > LIMITS.roomPileBytes
      if (count > 0 && isFull) break
      count++
      bytes += update.length
    }
    pile.bytes -= bytes
    return pile.updates.splice(0, count)
  }

  function sync(member: Member, decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP.step1) {
      if (document) document.ask(member, bytes)
      else member.send([syncMessage(SYNC_STEP.step2, EMPTY)])
      return
    }
    if (step !== SYNC_STEP.step2 && step !== SYNC_STEP.update) throw new Error('no such sync step')
    // The answer to our own question is acknowledged only when it brought something.
    const isEmpty = bytes.length <= 2
    if (document && !(isEmpty && step === SYNC_STEP.step2)) document.push(member, bytes)
  }

  const tell = (payload: Uint8Array, except: Member | null): void => {
    for (const member of members) if (member !== except) member.send([payload])
  }

  return {
    name,
    members: () => members,
    join(member) {
      members.add(member)
      document?.greet(member)
      const states = presence.all()
      if (states) member.send([presenceMessage(states)])
    },
    leave(member) {
      members.delete(member)
      piles.delete(member)
      refusals.delete(member)
      const gone = presence.leave(member)
      if (gone) tell(presenceMessage(gone), null)
    },
    hush(going) {
      for (const member of going) members.delete(member)
    },
    receive(member, payload) {
      const decoder = decoding.createDecoder(payload)
      const type = decoding.readVarUint(decoder)
      if (type === ROOM_MESSAGE.sync) return sync(member, decoder)
      if (type === ROOM_MESSAGE.awareness) {
        const states = presence.update(member, decoding.readVarUint8Array(decoder))
        if (states) tell(presenceMessage(states), member)
        return
      }
      if (type === ROOM_MESSAGE.queryAwareness) {
        const states = presence.all()
        if (states) member.send([presenceMessage(states)])
        return
      }
      if (type !== ROOM_MESSAGE.auth) throw new Error('no such message')
    },
    take: (update, except) => document?.take(update, except),
    hear(shown) {
      const states = presence.hear(shown)
      if (states) tell(presenceMessage(states), null)
    },
  }
}

const EMPTY = new Uint8Array([0, 0])
const ENDS_MEMBER: ReadonlySet<Fault['code']> = new Set(['kit/bug', 'kit/storage', 'kit/busy'])
