/**
 * Whether the server has every byte of a draft. It acknowledges each frame that brought it something, in order; after a
 * new connection it first says what it has, and our answer is such a frame as well, if there is anything in it. What a
 * server had before it was restored, it may have lost. Not here: the room, the disk.
 */
import * as decoding from 'lib0/decoding'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'

export type DraftAcks = ReturnType<typeof trackAcks>

/**
 * @param known  what was known when the draft was read, and of which generation of the desk; null: of none
 * @param onChange  told when it has everything, and when that counts no more
 */
export function trackAcks(
  known: { isSaved: boolean; generation: string | null },
  onChange: (isSaved: boolean) => void,
) {
  let isDirty = !known.isSaved
  let { generation } = known
  /** Frames without an answer, oldest first. What was typed before our answer to the server is in that answer too. */
  let unacked: ('before' | 'since')[] = []
  let isRefused = false
  let hasAnswered = false

  function settle() {
    if (!hasAnswered || unacked.length > 0 || isRefused || !isDirty) return
    isDirty = false
    onChange(true)
  }

  return {
    isSaved: () => !isDirty,
    /** `followed`: the generation whose word counts on this device; null: not known. */
    isSavedIn: (followed: string | null) =>
      !isDirty && (followed === null || followed === generation),
    /** The server greets as this one; empty: it does not say. */
    follow(greeted: string) {
      if (greeted === '' || greeted === generation) return
      const isAnother = generation !== null
      generation = greeted
      if (!isAnother || isDirty) return
      isDirty = true
      onChange(false)
    },
    typed() {
      isDirty = true
    },
    sent(payload: Uint8Array) {
      const decoder = decoding.createDecoder(payload)
      if (decoding.readVarUint(decoder) !== ROOM_MESSAGE.sync) return
      const step = decoding.readVarUint(decoder)
      if (step === SYNC_STEP.step1) return
      if (step === SYNC_STEP.step2) hasAnswered = true
      if (!isEmptyUpdate(decoding.readVarUint8Array(decoder)))
        unacked.push(hasAnswered ? 'since' : 'before')
      settle()
    },
    acked() {
      unacked.shift()
      settle()
    },
    /** Typed while the room was opening, a frame may come before what it builds on: our answer makes that good. */
    refused() {
      if (unacked.shift() !== 'before') isRefused = true
      settle()
    },
    disconnected() {
      unacked = []
      isRefused = false
      hasAnswered = false
    },
  }
}

/** No structs, no deletions: two zeros in V1. The server has nothing to store, and says nothing. */
function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
