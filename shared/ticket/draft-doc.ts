/**
 * A draft: the reply two people may type at once, a Yjs document with a ProseMirror body, and beside it three maps: who
 * gets the reply besides the requester, its files, and whose turn it is. Its id is made from the ticket and the round, so
 * that agents who start a reply offline meet in the same document.
 * Not here: rendering to text and HTML (draft-text); who gets a reply in the end (recipients); the turn (draft-turn).
 */
import * as Y from 'yjs'
import { ok, type Result } from '../kit/fault.ts'
import { ID_PATTERN } from '../kit/id.ts'
import { LIMITS } from '../kit/limits.ts'
import { parseWith, Sha256, v } from '../kit/schema.ts'
import { ADDRESS_PATTERN, normaliseAddress } from './address.ts'
import { AddedFile, oneLine, type Attachment } from './attachment.ts'
import type { Ticket } from './ticket.ts'

export const DRAFT_BODY = 'body'

/** Roots of a draft that are maps with plain values. */
export const DRAFT_MAPS = ['recipients', 'files', 'turn'] as const
export type DraftMap = (typeof DRAFT_MAPS)[number]
/** Maps of what goes out with the reply. */
type SentMap = Exclude<DraftMap, 'turn'>

/** An address as a key: in lower case, and nothing in it that could begin a header of its own. */
export const RecipientAddress = v.pipe(
  oneLine(LIMITS.emailChars),
  v.regex(ADDRESS_PATTERN, 'not a mail address'),
  v.check((address) => address === normaliseAddress(address), 'not in lower case'),
)

/** `none`: somebody who would get it by themselves, and does not. */
export const RECIPIENT_AS = ['cc', 'bcc', 'none'] as const
export const DraftRecipient = v.strictObject({
  name: oneLine(LIMITS.nameChars),
  as: v.picklist(RECIPIENT_AS),
})
export type DraftRecipient = v.InferOutput<typeof DraftRecipient>

const SCHEMAS = {
  recipients: { key: RecipientAddress, value: DraftRecipient },
  files: { key: Sha256, value: AddedFile },
} as const

export function isDraftMap(root: string): root is DraftMap {
  return DRAFT_MAPS.some((name) => name === root)
}

/** Whether this may be a key of the map, and this the value under it; the server takes nothing else. */
export function mayBeDraftKey(map: SentMap, key: string): boolean {
  return v.is(SCHEMAS[map].key, key)
}
export function mayBeDraftValue(map: SentMap, key: string, value: unknown): boolean {
  // A value that came with a prototype of its own would be read as more than its keys say.
  if (typeof value !== 'object' || value === null) return false
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  if (map === 'recipients') return v.is(DraftRecipient, value)
  return v.is(AddedFile, value) && value.hash === key
}

/**
 * The round of the reply that would be written now. It never goes back but for a reply that is taken back: a draft that was
 * sent is not written in again.
 */
export function roundOf({ messages, facts }: RoundFacts): number {
  const replies = messages.filter((message) => message.kind === 'reply').length
  return replies + (facts.formerReplies ?? 0)
}
type RoundFacts = Pick<Ticket, 'messages'> & { facts: Pick<Ticket['facts'], 'formerReplies'> }

/** `<ticket>-r<round>`: round is the number of replies of the desk already on the ticket when it was begun. */
export function draftIdFor(ticket: string, round: number): string {
  return `${ticket}-r${round}`
}

export function parseDraftId(id: string): { ticket: string; round: number } | null {
  const match = /^([0-9a-z]{26})-r(\d{1,6})$/.exec(id)
  if (!match || !match[1] || !ID_PATTERN.test(match[1])) return null
  return { ticket: match[1], round: Number(match[2]) }
}

export function draftBody(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(DRAFT_BODY)
}

export type Recipient = DraftRecipient & { address: string }

/** What was chosen, by address: devices that hold the same read the same. What does not parse is passed over. */
export function readRecipients(doc: Y.Doc): Recipient[] {
  const found: Recipient[] = []
  doc.getMap('recipients').forEach((value, address) => {
    if (!mayBeDraftKey('recipients', address) || !v.is(DraftRecipient, value)) return
    found.push({ address, name: value.name, as: value.as })
  })
  return found.sort((a, b) => (a.address < b.address ? -1 : 1))
}

/** Chooses who gets the reply how; the same again writes nothing. */
export function setRecipient(doc: Y.Doc, recipient: Recipient): Result<void> {
  const address = parseWith(RecipientAddress, normaliseAddress(recipient.address))
  if (!address.ok) return address
  const { name, as } = recipient
  const chosen = parseWith(DraftRecipient, { name, as })
  if (!chosen.ok) return chosen
  const before = readRecipients(doc).find((one) => one.address === address.value)
  if (before?.name !== name || before.as !== as)
    doc.getMap('recipients').set(address.value, chosen.value)
  return ok()
}

/** Back to what is so without a choice. */
export function clearRecipient(doc: Y.Doc, address: string): void {
  doc.getMap('recipients').delete(normaliseAddress(address))
}

/** The files, by name. What does not parse is passed over. */
export function readFiles(doc: Y.Doc): Attachment[] {
  const found: Attachment[] = []
  doc.getMap('files').forEach((value, hash) => {
    if (v.is(AddedFile, value) && value.hash === hash) found.push({ ...value })
  })
  return found.sort((a, b) => (`${a.name} ${a.hash}` < `${b.name} ${b.hash}` ? -1 : 1))
}

/** The same bytes are one file, whoever added them and under whatever name. */
export function addFile(doc: Y.Doc, file: Attachment): Result<void> {
  const parsed = parseWith(AddedFile, file)
  if (!parsed.ok) return parsed
  doc.getMap('files').set(parsed.value.hash, parsed.value)
  return ok()
}

export function removeFile(doc: Y.Doc, hash: string): void {
  doc.getMap('files').delete(hash)
}

/** True when nobody chose a recipient or put a file there; words: isDraftEmpty. */
export function areMapsEmpty(doc: Y.Doc): boolean {
  return doc.getMap('recipients').size + doc.getMap('files').size === 0
}

/** True when `doc` holds everything that `state` (an encoded state vector) claims. */
export function containsState(doc: Y.Doc, state: Uint8Array): boolean {
  const wanted = Y.decodeStateVector(state)
  const have = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const [client, clock] of wanted) if ((have.get(client) ?? 0) < clock) return false
  return true
}

/** A draft with one paragraph a line, for replies that come whole (API, portal of an agent, demo). */
export function makeDraftFrom(text: string): Y.Doc {
  const doc = new Y.Doc()
  const paragraphs = text.split(/\n{2,}/).map((part) => {
    const paragraph = new Y.XmlElement('paragraph')
    const lines = part.split('\n')
    const children: (Y.XmlText | Y.XmlElement)[] = []
    lines.forEach((line, at) => {
      if (at > 0) children.push(new Y.XmlElement('hard_break'))
      if (line) children.push(new Y.XmlText(line))
    })
    paragraph.insert(0, children)
    return paragraph
  })
  draftBody(doc).insert(0, paragraphs)
  return doc
}
