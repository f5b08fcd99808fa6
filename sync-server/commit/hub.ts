/**
 * Hints inside one process: what just became durable, here or on another node (nodes). Losing one costs delay, never
 * data: the feed is the truth.
 */
import type { SessionEnd } from '../auth/sessions.ts'
import type { FeedMove } from '../feed/feed-rows.ts'
import type { Row } from '../../shared/ticket/ticket.ts'

export type DeskEvent =
  | {
      type: 'ticket'
      ticket: string
      version: number
      epoch: number
      row: Row
      /** Null: the document was made anew (a new epoch), ask for its state. */
      update: Uint8Array | null
      /** Device that pushed it; it needs no hint for its own bytes, but gets the server's part. */
      device: string
      moves: FeedMove[]
    }
  /** Deleted for good: nothing of it is to be had any more. */
  | {
      type: 'ticket-gone'
      ticket: string
      version: number
      epoch: number
      moves: FeedMove[]
    }
  | { type: 'draft'; draft: string; update: Uint8Array; origin: object | null }
  | { type: 'draft-sent'; draft: string }
  | { type: 'mail-due' }
  /** Of those that a gateway fetches, or somebody wants one tried out. */
  | { type: 'mailboxes-changed' }
  | { type: 'desk-changed' }
  | { type: 'rights-changed'; person: string }
  /** `auth/denied`: not by its own device, which must give up all it holds (RI20). */
  | { type: 'signed-out'; session: string; code: SessionEnd }

/** `relayed`: it happened on another node, which has told all others. */
export type Origin = 'here' | 'relayed'

export type Hub = {
  publish(event: DeskEvent, origin?: Origin): void
  subscribe(listen: (event: DeskEvent, origin: Origin) => void): () => void
}

export function makeHub(): Hub {
  const listeners = new Set<(event: DeskEvent, origin: Origin) => void>()
  return {
    publish(event, origin = 'here') {
      for (const listen of listeners) listen(event, origin)
    },
    subscribe(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
