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
  /** Its device was wiped because its person was shut out: what was not sent went with it. */
  isForfeit?: boolean
}

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
  acked: Map<string, { device: string; push: Push; version: number }>
  /** What left the server towards a person. */
  sightings: Sighting[]
  /** Mails the relay took: Message-ID and when. */
  relayed: { messageId: string; at: number; isReply: boolean }[]
  /** Tries of the gateway whose end it could not know: these may be seen twice. */
  unknownEnds: Set<string>
  /** Sends that the server acknowledged: when. */
  heldAt: Map<string, number>
  /** What was wrong the moment it happened. */
  problems: string[]
  /** Replies that the person took back before anything left the device. */
  takenBack: Set<string>
  /** Send ids by the words of the act. */
  sendIds: Map<string, string>
  /** Titles and texts of what a person threw away after it was refused. */
  discarded: string[]
}

export const makeLedger = (): Ledger => ({
  acts: [],
  acked: new Map(),
  sightings: [],
  relayed: [],
  unknownEnds: new Set(),
  heldAt: new Map(),
  problems: [],
  takenBack: new Set(),
  sendIds: new Map(),
  discarded: [],
})
