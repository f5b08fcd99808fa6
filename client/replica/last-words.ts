/**
 * Words typed a moment before the page goes. A database cannot be written while a page ends, local storage can: they
 * are put there, and into the drafts when the app opens again (DR6).
 */
import { fromBase64, toBase64 } from 'lib0/buffer'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Db } from './db.ts'
import { mergeWhole } from './doc-log.ts'
import type { Memory } from './memory.ts'

/** Under the prefix of everything that signing out removes. */
const keyFor = (person: string) => `deskside.words.${person}.`

/** Synchronous. A draft that is too large, or a memory that is full, leaves what the database has. */
export function keepLastWords(memory: Memory, person: string, id: string, bytes: Uint8Array): void {
  if (bytes.length > LIMITS.updateBytes) return
  try {
    memory.setItem(keyFor(person) + id, toBase64(bytes))
  } catch {
    // Full or blocked: nothing more can be done while the page goes.
  }
}

export function forgetLastWords(memory: Memory, person: string, id: string): void {
  memory.removeItem(keyFor(person) + id)
}

/** Puts what is left there into the drafts. */
export async function takeLastWords(db: Db, memory: Memory, person: string): Promise<void> {
  const prefix = keyFor(person)
  const keys = Array.from({ length: memory.length }, (_, at) => memory.key(at) ?? '')
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue
    const id = key.slice(prefix.length)
    const words = readBytes(memory.getItem(key))
    if (words) await mergeInto(db, id, words)
    memory.removeItem(key)
  }
}

function readBytes(text: string | null): Uint8Array | null {
  try {
    return text === null ? null : fromBase64(text)
  } catch {
    return null
  }
}

async function mergeInto(db: Db, id: string, words: Uint8Array): Promise<void> {
  const ticket = parseDraftId(id)?.ticket
  if (ticket === undefined) return
  await db.transaction('rw', db.drafts, async () => {
    const kept = await db.drafts.get(id)
    const bytes = kept ? mergeWhole([kept.bytes, words]) : mergeWhole([words])
    if (!bytes || (kept && sameBytes(bytes, kept.bytes))) return
    const doc = makeDoc(bytes)
    const hasWords = !isDraftEmpty(doc)
    doc.destroy()
    await db.drafts.put({ id, ticket, bytes, hasWords, isSaved: false })
  })
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
