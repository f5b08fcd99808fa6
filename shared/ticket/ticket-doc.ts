/**
 * The ticket as a Yjs document, and the only door to the CRDT library in shared code. Reads a document into a
 * `Ticket`, writes single values. Root names and types are those of architecture §2; additive only.
 * Not here: who may write what (ticket-rules), named verbs (ticket-ops).
 */
import * as Y from 'yjs'
import { v } from '../kit/schema.ts'
import { Link } from './links.ts'
import {
  Delivery,
  Message,
  Participant,
  Priority,
  Requester,
  ClockFace,
  Drafting,
  Status,
  CHANNELS,
  type Facts,
  type FieldValue,
  type Ticket,
} from './ticket.ts'

export { Y }

export const ROOTS = ['fields', 'tags', 'watchers', 'messages', 'delivery', 'facts'] as const
export type Root = (typeof ROOTS)[number]

/** The server's own client id in every ticket document: small, fixed, never a device's. */
export const SERVER_CLIENT = 1

/**
 * Its id in a document that was made anew: another one in each epoch, so that nothing of an earlier epoch finds
 * something to join.
 */
export const serverClient = (epoch: number): number => SERVER_CLIENT + epoch - 1

export function makeDoc(update?: Uint8Array, clientId?: number): Y.Doc {
  // Made for every cold commit: a random name that nobody reads would be felt.
  const doc = new Y.Doc({ gc: true, guid: 'ticket' })
  if (update) Y.applyUpdate(doc, update)
  // Yjs picks a new id when it sees its own in an update: set it after applying.
  if (clientId !== undefined) doc.clientID = clientId
  return doc
}

/** A document with all roots defined, so that remote types resolve to maps. */
export function rootMap(doc: Y.Doc, root: Root): Y.Map<unknown> {
  return doc.getMap(root)
}

/** The bytes that `change` adds to the document: one transaction, one V1 update; null when nothing changed. */
export function recordUpdate(doc: Y.Doc, change: () => void): Uint8Array | null {
  let bytes: Uint8Array | null = null
  const listen = (update: Uint8Array) => {
    bytes = update
  }
  doc.on('update', listen)
  try {
    doc.transact(change)
  } finally {
    doc.off('update', listen)
  }
  return bytes
}

export function setValue(doc: Y.Doc, root: Root, key: string, value: unknown): void {
  rootMap(doc, root).set(key, value)
}

export function deleteValue(doc: Y.Doc, root: Root, key: string): void {
  rootMap(doc, root).delete(key)
}

export function readMessage(doc: Y.Doc, id: string): Message | null {
  return readStoredMessage(rootMap(doc, 'messages').get(id))
}

const scalar = v.union([v.string(), v.number(), v.boolean(), v.null()])

function read<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  otherwise: v.InferOutput<S>,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : otherwise
}

/**
 * Messages that were read before, by the value in the document: a message never changes once it is there, and long threads
 * are read with every change of the ticket.
 */
const messagesRead = new WeakMap<object, Message | null>()

function readStoredMessage(value: unknown): Message | null {
  if (typeof value !== 'object' || value === null) return null
  const known = messagesRead.get(value)
  if (known !== undefined) return known
  const parsed = v.safeParse(Message, value)
  const message = parsed.success ? parsed.output : null
  messagesRead.set(value, message)
  return message
}

/** The ticket in a document. Unknown keys and values of a newer version are passed over, never thrown on. */
export function readTicket(doc: Y.Doc): Ticket {
  const messages: Message[] = []
  rootMap(doc, 'messages').forEach((value) => {
    const message = readStoredMessage(value)
    if (message) messages.push(message)
  })
  messages.sort(byPlace)
  const delivery: Record<string, Delivery> = {}
  rootMap(doc, 'delivery').forEach((value, key) => {
    const parsed = v.safeParse(Delivery, value)
    if (parsed.success) delivery[key] = parsed.output
  })
  return {
    ...readFields(doc),
    tags: readKeys(doc, 'tags'),
    watchers: readKeys(doc, 'watchers'),
    messages,
    delivery,
    facts: readFacts(doc),
  }
}

/** Keys of a document's maps that changed since it was read. */
export type ChangedKeys = ReadonlyMap<Root, ReadonlySet<string>>

/**
 * The same as `readTicket`, from what was read before and the keys that changed since: what did not change is the same
 * object, and the cost does not grow with the thread.
 */
export function readTicketAgain(doc: Y.Doc, before: Ticket, changed: ChangedKeys): Ticket {
  const messages = changed.get('messages')
  const delivery = changed.get('delivery')
  return {
    ...(changed.has('fields') ? { ...before, ...readFields(doc) } : before),
    ...(changed.has('tags') ? { tags: readKeys(doc, 'tags') } : {}),
    ...(changed.has('watchers') ? { watchers: readKeys(doc, 'watchers') } : {}),
    ...(messages ? { messages: readMessagesAgain(doc, before.messages, messages) } : {}),
    ...(delivery ? { delivery: readDeliveryAgain(doc, before.delivery, delivery) } : {}),
    ...(changed.has('facts') ? { facts: readFacts(doc) } : {}),
  }
}

const byPlace = (a: Message, b: Message): number => a.at - b.at || (a.id < b.id ? -1 : 1)

function readMessagesAgain(doc: Y.Doc, before: Message[], keys: ReadonlySet<string>): Message[] {
  const isNewOnly = [...keys].every((key) => !before.some((message) => message.id === key))
  const messages = isNewOnly ? before.slice() : before.filter((message) => !keys.has(message.id))
  for (const key of keys) {
    const message = readMessage(doc, key)
    if (!message) continue
    // Nearly always it is the last.
    let at = messages.length
    for (let other = messages[at - 1]; other && byPlace(message, other) < 0; at--)
      other = messages[at - 2]
    messages.splice(at, 0, message)
  }
  return messages
}

function readDeliveryAgain(
  doc: Y.Doc,
  before: Record<string, Delivery>,
  keys: ReadonlySet<string>,
): Record<string, Delivery> {
  const kept = Object.entries(before).filter(([key]) => !keys.has(key))
  for (const key of keys) {
    const parsed = v.safeParse(Delivery, rootMap(doc, 'delivery').get(key))
    if (parsed.success) kept.push([key, parsed.output])
  }
  return Object.fromEntries(kept)
}

const readKeys = (doc: Y.Doc, root: 'tags' | 'watchers'): string[] =>
  [...rootMap(doc, root).keys()].sort()

type Fields = Pick<
  Ticket,
  'subject' | 'status' | 'priority' | 'queue' | 'assignee' | 'snoozedUntil' | 'isSpam' | 'custom'
>

function readFields(doc: Y.Doc): Fields & Pick<Ticket, 'isSnoozeFirm'> {
  const fields = rootMap(doc, 'fields')
  const until = fields.get('snoozedUntil')
  const isFirm = typeof until === 'number' && fields.get('firmUntil') === until
  const custom: Record<string, FieldValue> = {}
  fields.forEach((value, key) => {
    if (key.startsWith('c.')) custom[key.slice(2)] = read(scalar, value, null)
  })
  return {
    subject: read(v.string(), fields.get('subject'), ''),
    status: read(Status, fields.get('status'), 'new'),
    priority: read(Priority, fields.get('priority'), 'normal'),
    queue: read(v.string(), fields.get('queue'), ''),
    assignee: read(v.nullable(v.string()), fields.get('assignee'), null),
    snoozedUntil: read(v.nullable(v.number()), until, null),
    isSnoozeFirm: isFirm,
    isSpam: read(v.boolean(), fields.get('spam'), false),
    custom,
  }
}

export function readFacts(doc: Y.Doc): Facts {
  const facts = rootMap(doc, 'facts')
  return {
    number: read(v.number(), facts.get('number'), 0),
    requester: read(Requester, facts.get('requester'), {
      id: '',
      name: '',
      address: '',
      isVerified: false,
    }),
    organisation: read(v.nullable(v.string()), facts.get('organisation'), null),
    channel: read(v.picklist(CHANNELS), facts.get('channel'), 'web'),
    acceptedAt: read(v.number(), facts.get('acceptedAt'), 0),
    mergedInto: read(v.nullable(v.string()), facts.get('mergedInto'), null),
    participants: read(v.array(Participant), facts.get('participants'), []),
    alsoIn: read(v.array(v.string()), facts.get('alsoIn'), []),
    clocks: read(v.array(ClockFace), facts.get('clocks'), []),
    ...readTier(facts.get('tier')),
    ...readTakenOff(facts.get('takenOff')),
    ...readLinks(facts.get('links')),
    ...readFormer(facts.get('formerReplies')),
    ...readDrafting(facts.get('drafting')),
  }
}

function readTier(value: unknown): Pick<Facts, 'tier'> {
  const tier = read(v.string(), value, '')
  return tier === '' ? {} : { tier }
}

function readTakenOff(value: unknown): Pick<Facts, 'takenOff'> {
  const takenOff = read(v.array(Participant), value, [])
  return takenOff.length === 0 ? {} : { takenOff }
}

function readDrafting(value: unknown): Pick<Facts, 'drafting'> {
  const drafting = v.safeParse(Drafting, value)
  return drafting.success && drafting.output.by.length > 0 ? { drafting: drafting.output } : {}
}

function readFormer(value: unknown): Pick<Facts, 'formerReplies'> {
  const formerReplies = read(v.pipe(v.number(), v.safeInteger(), v.minValue(1)), value, 0)
  return formerReplies === 0 ? {} : { formerReplies }
}

function readLinks(value: unknown): Pick<Facts, 'links'> {
  const links = read(v.array(Link), value, [])
  return links.length === 0 ? {} : { links }
}
