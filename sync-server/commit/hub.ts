/** Hints inside one process: what just became durable. Losing one costs delay, never data: the feed is the truth. */
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
  | { type: 'desk-changed' }
  /** `version` as in auth/rights: this change is that one. */
  | { type: 'rights-changed'; person: string; version: number }
  /** `auth/denied`: not by its own device, which must give up all it holds (RI20). */
  | { type: 'signed-out'; session: string; code: 'auth/required' | 'auth/denied' }

export type Hub = {
  publish(event: DeskEvent): void
  subscribe(listen: (event: DeskEvent) => void): () => void
}

export function makeHub(): Hub {
  const listeners = new Set<(event: DeskEvent) => void>()
  return {
    publish(event) {
      for (const listen of listeners) listen(event)
    },
    subscribe(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
