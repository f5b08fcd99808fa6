/** What somebody is typing, kept on this device until it was sent. One draft a form; it is forgotten after two weeks. */
import { makeId } from '../../shared/kit/id.ts'
import { DAY_MS } from '../../shared/kit/limits.ts'
import { textsOf } from './texts.ts'

const KEPT_MS = 14 * DAY_MS

export function newFormId(): string {
  return makeId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))
}

export function readDraft(key: string): Record<string, string> | null {
  const texts = readStored(localStorage, key)
  const isOld = Date.now() - Number(texts['at'] ?? 0) > KEPT_MS
  return isOld ? null : texts
}

export function writeDraft(key: string, texts: Record<string, string>): void {
  writeStored(localStorage, key, { ...texts, at: String(Date.now()) })
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Storage is forbidden here; then there was no draft either.
  }
}

/** Content sent before in this tab goes under its old id: going back and sending again makes no second ticket. */
export function idForContent(content: string, id: string): string {
  const last = readStored(sessionStorage, SENT)
  return last['content'] === content && last['id'] ? last['id'] : id
}

export function rememberSent(content: string, id: string): void {
  writeStored(sessionStorage, SENT, { content, id })
}

const SENT = 'deskside-sent'

function readStored(storage: Storage, key: string): Record<string, string> {
  try {
    return textsOf(JSON.parse(storage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}

function writeStored(storage: Storage, key: string, texts: Record<string, string>): void {
  try {
    storage.setItem(key, JSON.stringify(texts))
  } catch {
    // Full or forbidden: the words are still on the page.
  }
}
