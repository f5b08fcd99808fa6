/**
 * Who may write what in a ticket document: the table of architecture §2 as code. Pure; the server calls it for every
 * path an update touches, the client to grey out what would be refused.
 */
import { Id, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { NoteFile } from './note-file.ts'
import { Priority, Status, Tag } from './ticket.ts'

export const ROLES = ['agent', 'lead', 'admin'] as const
export const Role = v.picklist(ROLES)
export type Role = v.InferOutput<typeof Role>

/** A person's rights. `queues` is null for all of them. */
export type Rights = { person: string; name: string; role: Role; queues: readonly string[] | null }

export function maySee(rights: Rights, queue: string): boolean {
  return rights.role === 'admin' || rights.queues === null || rights.queues.includes(queue)
}

/** Thin for now: whoever sees a queue may answer in it. */
export const mayReply = maySee

/** Of a ticket that several queues see, one of them is enough (decision 11). */
export const maySeeAny = (rights: Rights, queues: readonly string[]): boolean =>
  queues.some((queue) => maySee(rights, queue))
export const mayReplyAny = (rights: Rights, queues: readonly string[]): boolean =>
  queues.some((queue) => mayReply(rights, queue))

/** Deleting tickets and taking words out of them is for those who answer for a queue. */
export function mayRemove(rights: Pick<Rights, 'role'>): boolean {
  return rights.role === 'lead' || rights.role === 'admin'
}

/** One place an update touches. `value` is undefined when the content is not known (a deletion, or overwritten). */
export type Touch = {
  root: string
  key: string
  kind: 'set' | 'delete'
  value?: unknown
  isNewKey: boolean
}

/** A plain object: a bundle that does not ask leaves it out. */
const FIELD_VALUES: Readonly<Record<string, v.GenericSchema>> = {
  subject: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
  status: Status,
  priority: Priority,
  assignee: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  snoozedUntil: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  firmUntil: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  spam: v.boolean(),
}
const personId = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const CUSTOM_KEY = /^c\.[a-z0-9][a-z0-9_-]{0,59}$/
const customValue = v.union([
  v.pipe(v.string(), v.maxLength(LIMITS.fieldTextChars)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
])

/** Why an agent may not make this touch, in words; null when they may. */
export function refuseTouch(rights: Rights, touch: Touch): string | null {
  switch (touch.root) {
    case 'fields':
      return refuseField(touch)
    case 'tags':
      return isMember(touch, v.is(Tag, touch.key)) ? null : 'a tag is a short lower-case word'
    case 'watchers':
      return isMember(touch, v.is(personId, touch.key)) ? null : 'a watcher is a person'
    case 'messages':
      return refuseMessage(rights, touch)
    case 'delivery':
    case 'facts':
      return `“${touch.root}” is written by the server alone`
    default:
      return `there is no “${touch.root}” in a ticket`
  }
}

/** A key of a set that merges: true, or gone. Only what is there may be taken out whatever it is called. */
function isMember(touch: Touch, isKey: boolean): boolean {
  if (touch.kind === 'delete') return isKey || !touch.isNewKey
  return isKey && touch.value === true
}

function refuseField(touch: Touch): string | null {
  if (touch.key === 'queue') return 'a ticket moves by a command'
  const schema =
    (Object.hasOwn(FIELD_VALUES, touch.key) ? FIELD_VALUES[touch.key] : undefined) ??
    (CUSTOM_KEY.test(touch.key) ? customValue : undefined)
  if (!schema) return `there is no field “${touch.key}”`
  // A deletion comes with every overwrite; the state afterwards is checked for missing fields.
  if (touch.kind === 'delete') return null
  return v.is(schema, touch.value) ? null : `“${touch.key}” does not take that value`
}

/** A message as a device may write it. Strict: a key we do not know would be stored for ever and checked by nobody. */
const Note = v.strictObject({
  id: Id,
  kind: v.literal('note'),
  by: v.strictObject({ kind: v.literal('agent'), id: v.string(), name: v.string() }),
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  text: v.string(),
  /** What may be in it, the commit looks (formatted-note). */
  formatted: v.optional(v.string()),
  via: v.optional(v.picklist(['web', 'mail', 'api', 'portal', 'app'])),
  mentions: v.optional(v.pipe(v.array(personId), v.maxLength(LIMITS.mentionsPerNote))),
  review: v.optional(v.picklist(['asked', 'answered'])),
  /** Whether they are there, and this person's to name, the commit looks (commit/note-files). */
  attachments: v.optional(v.pipe(v.array(NoteFile), v.minLength(1))),
})

/**
 * A note that its author wrote under another name: before they were renamed, perhaps offline. It is refused like any note
 * in a wrong name, and with the right one, so that its device can write it again.
 */
export function isUnderOldName(rights: Rights, touch: Touch): boolean {
  if (touch.root !== 'messages' || touch.kind === 'delete' || !touch.isNewKey) return false
  if (!v.is(Note, touch.value)) return false
  const { by } = touch.value
  return by.id === rights.person && by.name !== rights.name
}

function refuseMessage(rights: Rights, touch: Touch): string | null {
  if (touch.kind === 'delete' || !touch.isNewKey)
    return 'a message does not change once it is there'
  if (!v.is(Note, touch.value))
    return 'only notes are written on a device, and they have words and files only'
  const note = touch.value
  if (note.id !== touch.key) return 'a message is kept under its own id'
  if (note.by.id !== rights.person) return 'a note is written as oneself'
  if (note.by.name !== rights.name) return 'a note carries the name of its author'
  return note.text.length > LIMITS.noteTextChars ? 'the note is too long' : null
}
