/**
 * A new ticket that was begun and not sent, on this device: one a person. It goes when they sign out (kept). Not here: a
 * ticket that waits for the network, which is in the outbox.
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { fromBase64, toBase64 } from '../../shared/kit/bytes.ts'
import { Priority } from '../../shared/ticket/ticket.ts'
import type { OpenTicket } from '../../shared/wire/up.ts'
import { KEPT } from './kept.ts'

const Begun = v.object({
  queue: v.string(),
  name: v.string(),
  email: v.string(),
  subject: v.string(),
  priority: v.optional(Priority),
  isMine: v.boolean(),
  as: v.picklist(['mail', 'note']),
  note: v.string(),
  /** The mail's draft, base64; empty: nothing was written. */
  draft: v.string(),
})
export type Begun = v.InferOutput<typeof Begun>

export function readBegun(person: string): Begun | null {
  try {
    const parsed = parseWith(Begun, JSON.parse(localStorage.getItem(KEPT.begun + person) ?? 'null'))
    return parsed.ok ? parsed.value : null
  } catch {
    // Damaged, or there is no storage: nothing was begun.
    return null
  }
}

/** False: this device could not store it. */
export function writeBegun(person: string, begun: Begun | null): boolean {
  try {
    if (begun === null) localStorage.removeItem(KEPT.begun + person)
    else localStorage.setItem(KEPT.begun + person, JSON.stringify(begun))
    return true
  } catch {
    return false
  }
}

/** One that was sent and taken back in time is as if it had not been sent. */
export function keepBegun(person: string, command: OpenTicket): boolean {
  const { queue, name, email, subject, priority, assignee, first } = command
  return writeBegun(person, {
    queue,
    name,
    email,
    subject,
    ...(priority ? { priority } : {}),
    isMine: assignee === person,
    as: first.as,
    note: first.as === 'note' ? first.text : '',
    draft: first.as === 'mail' ? toBase64(first.draft) : '',
  })
}

/** What names files of a mail that was begun, also while a note is what would be sent. */
export function readBegunDraft(person: string): Uint8Array | null {
  const begun = readBegun(person)
  return begun && draftBytes(begun)
}

export const draftBytes = (begun: Begun): Uint8Array | null =>
  begun.draft === '' ? null : fromBase64(begun.draft)
