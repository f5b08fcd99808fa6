/**
 * What an observer outside of all processes has seen: what was promised to whom, what was sent to whom. The checks
 * compare it with what is there in the end. Crashes do not touch it.
 */
import type { Push } from '../../shared/wire/up.ts'

/** The words of one thing a person or program wanted, so that its effects can be counted. */
export type Act = {
  token: string
  kind: 'form' | 'portal' | 'mail' | 'note' | 'tag' | 'reply'
  /** The one who did it was told that it is kept (201, 250, ack, or “on this device”). */
  isPromised: boolean
  device: string | null
  ticket: string | null
  /**
   * Nobody owes it any more: its device was wiped because its person was shut out, and what was not sent went with it; or
   * it was on the server, and the server was brought back from a backup without it.
   */
  isForfeit?: boolean
}

/** A subject that somebody set, and what they had seen when they did. */
export type FieldSet = {
  device: string
  ticket: string
  value: string
  seen: string
  /** Versions that the device held before and after: what stood in any of them may have been seen too. */
  versions: [number, number]
  at: number
  /** As of an act. */
  isForfeit: boolean
}

/** Words that were taken out, or went with their ticket; from `at` on nobody is told them. */
export type Removal = { ticket: string; message: string | null; words: string[]; at: number }

/** Bytes of a ticket that went to a person, and what that person might see when they left. */
export type Sighting = {
  person: string
  ticket: string
  version: number
  how: string
  sight: readonly string[] | null
}

export type Ledger = {
  acts: Act[]
  /** Pushes from devices that the server acknowledged, and the device that sent them. */
  acked: Map<string, { device: string; push: Push; version: number; at: number }>
  /** What left the server towards a person. */
  sightings: Sighting[]
  /** Mails the relay took: Message-ID and when, in true time. */
  relayed: { messageId: string; at: number; isReply: boolean }[]
  /** What it took before the desk was brought back from a backup, which may know nothing of it. */
  relayedBefore: { messageId: string; at: number; isReply: boolean }[]
  /** Mails by Message-ID that the server gave out to be sent. */
  leased: Set<string>
  /** Those it gave out before that, and not again: whatever becomes of them, it knows nothing of it. */
  leasedBefore: Set<string>
  /** Those it gave out before that, and once more after: the gateway may have had both in hand. */
  leasedAgain: Set<string>
  /** Tries of the gateway whose end it could not know: these may be seen twice. */
  unknownEnds: Set<string>
  /** Sends that the server acknowledged: when. */
  heldAt: Map<string, number>
  /** What was wrong the moment it happened. */
  problems: string[]
  /** Replies that the person took back before anything left the device. */
  takenBack: Set<string>
  /** Tickets whose merge was taken back, or may have been. */
  takenApart: Set<string>
  /** Send ids by the words of the act. */
  sendIds: Map<string, string>
  /** Titles and texts of what a person threw away after it was refused. */
  discarded: string[]
  sets: FieldSet[]
  /** Subjects that were set besides, with no value of their own. */
  otherSets: Pick<FieldSet, 'device' | 'ticket' | 'at'>[]
  /** Ticket and value of losses that were read and put away. */
  dismissed: Set<string>
  /** People who lost or got a right in the run. */
  rightsChanged: Set<string>
  redacted: Removal[]
  /** `tokens`: all that was on it, also what another ticket had as well while they were merged. */
  deleted: Map<string, Removal & { tokens: string[] }>
  /** When the server was brought back from its backup. */
  restoredAt: number | null
  /** The epoch of each ticket in that backup; brought back it has the next. */
  epochsRestored: ReadonlyMap<string, number>
}

export const makeLedger = (): Ledger => ({
  acts: [],
  acked: new Map(),
  sightings: [],
  relayed: [],
  relayedBefore: [],
  leased: new Set(),
  leasedBefore: new Set(),
  leasedAgain: new Set(),
  unknownEnds: new Set(),
  heldAt: new Map(),
  problems: [],
  takenBack: new Set(),
  takenApart: new Set(),
  sendIds: new Map(),
  discarded: [],
  sets: [],
  otherSets: [],
  dismissed: new Set(),
  rightsChanged: new Set(),
  redacted: [],
  deleted: new Map(),
  restoredAt: null,
  epochsRestored: new Map(),
})
