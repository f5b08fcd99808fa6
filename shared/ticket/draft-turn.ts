/**
 * Whose turn it is with a draft: who writes it now, and whether the others may meanwhile; who was asked to look it over,
 * and what they said. Kept in the draft itself, under three keys, so that it goes wherever its words go.
 * It is coordination and no right: words are taken from everybody at any time (DR9); only sending minds a lock.
 * Times are the server's, as the device that writes them knows it (client/replica/server-clock).
 * Not here: refusing to send (sync-server/commit/send-reply), how it looks (client/parts/turn-line).
 */
import { Id, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { renderDraft } from './draft-text.ts'
import { filesOfReply } from './draft-picture.ts'
import { Y } from './ticket-doc.ts'

const ROOT = 'turn'

const personId = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** `keyAt`: when they pressed a key last. `from`: who had the turn until they took it over. */
const Writer = v.strictObject({
  by: personId,
  isLocked: v.boolean(),
  keyAt: time,
  from: v.nullable(personId),
})
export type Writer = v.InferOutput<typeof Writer>

/** Who asked whom to look the reply over. */
const Asked = v.strictObject({ id: Id, by: personId, of: personId, at: time })
export type Asked = v.InferOutput<typeof Asked>

/** What they said to which asking, and of which words (`printOf`). */
const Answer = v.strictObject({
  asked: Id,
  by: personId,
  at: time,
  isGood: v.boolean(),
  print: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
})
export type Answer = v.InferOutput<typeof Answer>

const VALUES = { writer: Writer, asked: Asked, answer: Answer } as const
type TurnKey = keyof typeof VALUES
export const isTurnKey = (key: string): key is TurnKey => Object.hasOwn(VALUES, key)

export type Turn = {
  writer: Writer | null
  asked: Asked | null
  /** To the asking that stands; what was said to an earlier one counts no more. */
  answer: Answer | null
}

/**
 * Whether this may stand under the key; the server takes nothing else.
 *
 * @param by  whose update it is: nobody locks, asks or answers in another one's name; null: it cannot be known whose
 */
export function mayBeTurn(key: string, value: unknown, by: string | null): boolean {
  if (!isTurnKey(key) || typeof value !== 'object' || value === null) return false
  // A value that came with a prototype of its own would be read as more than its keys say.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  return v.is(VALUES[key], value) && (by === null || value.by === by)
}

/** What does not parse is passed over. */
export function readTurn(doc: Y.Doc): Turn {
  const map = doc.getMap(ROOT)
  const [writer, asked, answer] = [map.get('writer'), map.get('asked'), map.get('answer')]
  const standing = v.is(Asked, asked) ? asked : null
  const isAnswer =
    v.is(Answer, answer) && answer.asked === standing?.id && answer.by === standing.of
  return {
    writer: v.is(Writer, writer) ? writer : null,
    asked: standing,
    answer: isAnswer ? answer : null,
  }
}

/** Until then a writer has the turn, if they press no more keys: epoch ms. */
export const endOfTurn = ({ keyAt }: Writer): number => keyAt + LIMITS.turnIdleMs

/**
 * Who has the turn. A key that was pressed in the future was pressed by a wrong clock: it holds nobody up.
 *
 * @param now  by the server's clock
 */
export function writerNow({ writer }: Pick<Turn, 'writer'>, now: number): Writer | null {
  if (!writer || writer.keyAt > now + LIMITS.turnAheadMs) return null
  return now < endOfTurn(writer) ? writer : null
}

/** Whose lock keeps `person` from writing and sending; null: nobody's. */
export function lockAgainst(doc: Y.Doc, person: string, now: number): Writer | null {
  const writer = writerNow(readTurn(doc), now)
  return writer?.isLocked && writer.by !== person ? writer : null
}

export function lockDraft(doc: Y.Doc, by: string, now: number): void {
  put(doc, 'writer', { by, isLocked: true, keyAt: now, from: null })
}

/** The turn goes to `by`, locked if it was locked: whoever had it is told. */
export function takeOver(doc: Y.Doc, by: string, now: number): void {
  const before = writerNow(readTurn(doc), now)
  const isTaken = before !== null && before.by !== by
  put(doc, 'writer', {
    by,
    isLocked: before?.isLocked ?? false,
    keyAt: now,
    from: isTaken ? before.by : null,
  })
}

/** A key of `by`: their turn lasts from then. Once it is over, no key brings it back. */
export function keepTurn(doc: Y.Doc, by: string, keyAt: number): void {
  const writer = writerNow(readTurn(doc), keyAt)
  if (writer?.by === by && writer.keyAt < keyAt) put(doc, 'writer', { ...writer, keyAt })
}

/** Of `by`, and of nobody else. */
export function endTurn(doc: Y.Doc, by: string): void {
  if (readTurn(doc).writer?.by === by) doc.getMap(ROOT).delete('writer')
}

/** One asking at a time: what was said to the one before is over. */
export function askReview(doc: Y.Doc, asked: Asked): void {
  doc.transact(() => {
    doc.getMap(ROOT).delete('answer')
    put(doc, 'asked', asked)
  })
}

export function withdrawReview(doc: Y.Doc): void {
  doc.transact(() => {
    doc.getMap(ROOT).delete('answer')
    doc.getMap(ROOT).delete('asked')
  })
}

/** By who was asked; from anybody else it is nothing. */
export function answerReview(doc: Y.Doc, said: { by: string; at: number; isGood: boolean }): void {
  const { asked } = readTurn(doc)
  if (asked?.of === said.by) put(doc, 'answer', { asked: asked.id, ...said, print: printOf(doc) })
}

export type Review =
  | { state: 'none' }
  | { state: 'asked'; asked: Asked }
  /** `changed`: looked good, and is not what was looked at any more. */
  | { state: 'good' | 'changed' | 'changes'; asked: Asked; answer: Answer }

export function reviewOf(doc: Y.Doc): Review {
  const { asked, answer } = readTurn(doc)
  if (!asked) return { state: 'none' }
  if (!answer) return { state: 'asked', asked }
  if (!answer.isGood) return { state: 'changes', asked, answer }
  return { state: answer.print === printOf(doc) ? 'good' : 'changed', asked, answer }
}

/** The words and files as they would go out, in sixteen characters. */
export function printOf(doc: Y.Doc): string {
  return hashOf(partsOf(doc).join('\n'))
}

/** Goes up whenever the same draft has another print: whoever renders otherwise has seen the same words all the same. */
const RENDERING = 1

/**
 * The same for whoever sends it: what they saw. Documents that say the same may cut the words elsewhere (Yjs drops marks
 * without words when it takes an update, not when one types), so pieces with the same marks are one here.
 */
export function seenPrintOf(doc: Y.Doc): string {
  const [html = '', ...files] = partsOf(doc)
  return `${RENDERING}:${hashOf([joinPieces(html), ...files].join('\n'))}`
}

/** Whether a print that came along says that its author saw other words. One of another rendering says nothing. */
export function hasSeenOther(doc: Y.Doc, print: string | undefined): boolean {
  return print?.startsWith(`${RENDERING}:`) === true && print !== seenPrintOf(doc)
}

const partsOf = (doc: Y.Doc): string[] => [
  renderDraft(doc).html,
  ...filesOfReply(doc).map(({ hash, name }) => `${hash} ${name}`),
]

/** `<b>one</b><b> two</b>` is `<b>one two</b>`; what was typed is escaped, and never looks like a tag. */
function joinPieces(html: string): string {
  const joined = html
    .replace(/<\/(strong|em|u|s|code)><\1>/g, '')
    .replace(/(<a href="[^"]*">)((?:(?!<\/a>).)*)<\/a>\1/g, '$1$2')
  return joined === html ? html : joinPieces(joined)
}

/**
 * FNV-1a (32 bits) over UTF-16, from two beginnings. It tells whether a colleague's text changed, and keeps nobody off who
 * wants two texts that look alike.
 */
function hashOf(text: string): string {
  const hashes = [0x811c9dc5, 0x9e3779b9].map((begin) => {
    let hash = begin
    for (let at = 0; at < text.length; at++)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
    return hash.toString(16).padStart(8, '0')
  })
  return hashes.join('')
}

function put<K extends TurnKey>(
  doc: Y.Doc,
  key: K,
  value: v.InferOutput<(typeof VALUES)[K]>,
): void {
  doc.getMap(ROOT).set(key, value)
}
