/**
 * Searches that a person has named, as the server keeps them. A view is a question alone: each reader finds with it what
 * they may see. Not here: what a search means (shared/search), where views are kept (sync-server/views).
 */
import { LIMITS } from '../kit/limits.ts'
import { Id, v } from '../kit/schema.ts'

/** What somebody names; whose it is and when says the server. */
export const SavedViewWords = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.savedViewNameChars)),
  /** The list that is searched: one everybody has, or a queue's (`q-` and its short name). */
  view: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,64}$/)),
  query: v.pipe(v.string(), v.maxLength(LIMITS.savedViewQueryChars)),
  /** The team sees it too; its author alone changes it. */
  isShared: v.boolean(),
  /** Stands in the side bar of its author. */
  isPinned: v.boolean(),
  /** Its place among its author's. */
  place: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})
export type SavedViewWords = v.InferOutput<typeof SavedViewWords>

export const SavedView = v.object({
  ...SavedViewWords.entries,
  id: Id,
  /** Person id. */
  by: v.string(),
  changedAt: v.number(),
})
export type SavedView = v.InferOutput<typeof SavedView>

/** Its part of an address: the name as far as it can be said there, and the end of the id, which keeps it apart. */
export function slugOf({ name, id }: Pick<SavedView, 'name' | 'id'>): string {
  const said = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return `s-${said === '' ? '' : `${said}-`}${id.slice(-5).toLowerCase()}`
}
