/**
 * What the person did and how to take it back. Pure: one entry knows the ticket, the words, and the opposite verb.
 * An entry is only used while the ticket still says what the person set, so it never undoes someone else's change.
 */
import type { Row } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Verb } from '../replica/api.ts'

export type Undo =
  | {
      kind: 'edit'
      ticket: string
      title: string
      done: TicketOp
      opposite: TicketOp
      /** Steps in a row with the same one were one act of the person, and are undone together. */
      group?: string
    }
  | { kind: 'move'; ticket: string; title: string; from: string; to: string }
  | { kind: 'send'; ticket: string; title: string; sendId: string }
  | { kind: 'discard'; ticket: string; title: string; pushId: string }
  /** What the server did to a whole ticket (ticket-acts). `back`: the command that undoes it, as JSON; empty: none does. */
  | { kind: 'act'; ticket: string; title: string; pushId: string; back: string }
  | { kind: 'batch'; title: string; done: Verb; back: readonly Back[] }

/** The verb that puts these tickets back. */
export type Back = { verb: Verb; tickets: readonly string[] }

/** Steps kept (experience: ≥ 50). */
export const UNDO_STEPS_MAX = 100
/** Tickets in all of them. */
export const UNDO_TICKETS_MAX = 20_000

/** The verb that puts `row` back as it was before `op`; null when there is nothing to put back. */
export function oppositeOf(op: TicketOp, row: Row): TicketOp | null {
  switch (op.op) {
    case 'set-status':
      return row.status === op.status ? null : { op: 'set-status', status: row.status }
    case 'set-priority':
      return row.priority === op.priority ? null : { op: 'set-priority', priority: row.priority }
    case 'set-assignee':
      return row.assignee === op.assignee ? null : { op: 'set-assignee', assignee: row.assignee }
    case 'set-subject':
      return row.subject === op.subject ? null : { op: 'set-subject', subject: row.subject }
    case 'snooze':
      if (row.snoozedUntil === op.until && row.isSnoozeFirm === op.isFirm) return null
      return {
        op: 'snooze',
        until: row.snoozedUntil,
        ...(row.isSnoozeFirm ? { isFirm: true } : {}),
      }
    case 'add-tag':
      return row.tags.includes(op.tag) ? null : { op: 'remove-tag', tag: op.tag }
    case 'remove-tag':
      return row.tags.includes(op.tag) ? { op: 'add-tag', tag: op.tag } : null
    case 'watch':
      return { op: 'unwatch', person: op.person }
    case 'unwatch':
      return { op: 'watch', person: op.person }
    // Spam is a batch also where it is one ticket (batch); a note is part of the thread once it is there.
    case 'mark-spam':
    case 'add-note':
      return null
  }
}

/** Whether the ticket still says what `op` made it say. */
export function stillStands(op: TicketOp, row: Row): boolean {
  switch (op.op) {
    case 'set-status':
      return row.status === op.status
    case 'set-priority':
      return row.priority === op.priority
    case 'set-assignee':
      return row.assignee === op.assignee
    case 'set-subject':
      return row.subject === op.subject
    case 'snooze':
      return row.snoozedUntil === op.until && row.isSnoozeFirm === op.isFirm
    case 'add-tag':
      return row.tags.includes(op.tag)
    case 'remove-tag':
      return !row.tags.includes(op.tag)
    case 'watch':
    case 'unwatch':
      return true
    case 'mark-spam':
    case 'add-note':
      return false
  }
}
