/**
 * The named verbs: every edit a person makes to a ticket document goes through one of them, so that intent and bytes
 * can be stored together and the intent replayed when its bytes were refused (architecture §3).
 * Acts that only the server may do (send, move, …) are commands: see wire/up.
 */
import { Id, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { Attachment } from './attachment.ts'
import { Priority, Status, Tag, type Message } from './ticket.ts'
import { deleteValue, recordUpdate, rootMap, setValue, type Y } from './ticket-doc.ts'

const word = v.pipe(v.string(), v.maxLength(64))
const personId = word

export const TicketOp = v.variant('op', [
  v.object({ op: v.literal('set-status'), status: Status }),
  v.object({ op: v.literal('set-priority'), priority: Priority }),
  v.object({ op: v.literal('set-assignee'), assignee: v.nullable(personId) }),
  v.object({
    op: v.literal('set-subject'),
    subject: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
  }),
  v.object({
    op: v.literal('snooze'),
    until: v.nullable(v.pipe(v.number(), v.safeInteger())),
    /** What the requester writes shall not wake it. */
    isFirm: v.optional(v.literal(true)),
  }),
  v.object({ op: v.literal('mark-spam'), isSpam: v.boolean() }),
  v.object({ op: v.literal('add-tag'), tag: Tag }),
  v.object({ op: v.literal('remove-tag'), tag: Tag }),
  v.object({ op: v.literal('watch'), person: personId }),
  v.object({ op: v.literal('unwatch'), person: personId }),
  v.object({
    op: v.literal('add-note'),
    id: Id,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.noteTextChars)),
    /** What may be in it, formatted-note says. */
    formatted: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.noteFormattedChars))),
    mentions: v.pipe(v.array(personId), v.maxLength(LIMITS.mentionsPerNote)),
    /** Which there are, ticket-rules says. */
    review: v.optional(word),
    attachments: v.optional(v.array(Attachment)),
  }),
])
export type TicketOp = v.InferOutput<typeof TicketOp>

/** Who does it and when the device says it was done (display only; the server stamps its own time). */
export type OpContext = { person: { id: string; name: string }; at: number }

/** Applies a verb as one transaction. Returns its V1 update, or null when it changed nothing. */
export function applyOp(doc: Y.Doc, op: TicketOp, context: OpContext): Uint8Array | null {
  return recordUpdate(doc, () => writeOp(doc, op, context))
}

function writeOp(doc: Y.Doc, op: TicketOp, { person, at }: OpContext): void {
  switch (op.op) {
    case 'set-status':
      return setValue(doc, 'fields', 'status', op.status)
    case 'set-priority':
      return setValue(doc, 'fields', 'priority', op.priority)
    case 'set-assignee':
      return setValue(doc, 'fields', 'assignee', op.assignee)
    case 'set-subject':
      return setValue(doc, 'fields', 'subject', op.subject)
    case 'snooze':
      setValue(doc, 'fields', 'snoozedUntil', op.until)
      // Names the moment it holds for: with any other, also one that an older app sets, it means nothing.
      if (op.isFirm) setValue(doc, 'fields', 'firmUntil', op.until)
      // The same moment again, and what they write may wake it.
      else if (op.until !== null && rootMap(doc, 'fields').get('firmUntil') === op.until)
        setValue(doc, 'fields', 'firmUntil', null)
      return
    case 'mark-spam':
      return setValue(doc, 'fields', 'spam', op.isSpam)
    case 'add-tag':
      return setValue(doc, 'tags', op.tag, true)
    case 'remove-tag':
      return deleteValue(doc, 'tags', op.tag)
    case 'watch':
      return setValue(doc, 'watchers', op.person, true)
    case 'unwatch':
      return deleteValue(doc, 'watchers', op.person)
    case 'add-note': {
      const note: Message = {
        id: op.id,
        kind: 'note',
        by: { kind: 'agent', id: person.id, name: person.name },
        at,
        text: op.text,
        via: 'app',
        ...(op.formatted === undefined ? {} : { formatted: op.formatted }),
        ...(op.mentions.length > 0 ? { mentions: op.mentions } : {}),
        ...(op.review === undefined ? {} : { review: op.review }),
        ...(op.attachments?.length ? { attachments: op.attachments } : {}),
      }
      setValue(doc, 'messages', op.id, note)
      // Who is asked for hears how it goes on.
      for (const mentioned of op.mentions) setValue(doc, 'watchers', mentioned, true)
      return
    }
  }
}
