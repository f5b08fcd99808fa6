/**
 * What nodes of one desk say to each other: that something changed and where, never what. Whoever hears it reads it from
 * the database. Not here: saying it (teller), acting on it (relay).
 */
import { v } from '../../shared/kit/schema.ts'

const names = v.optional(v.array(v.string()), [])

export const Hint = v.object({
  /** Who says so: a node does not listen to itself. */
  node: v.string(),
  /** Scopes of the feed that moved. */
  scopes: names,
  drafts: names,
  draftsSent: names,
  /** People whose rights changed. */
  people: names,
  sessions: v.optional(
    v.array(v.tuple([v.string(), v.picklist(['auth/required', 'auth/denied'])])),
    [],
  ),
  isMailDue: v.optional(v.boolean(), false),
  hasDeskChanged: v.optional(v.boolean(), false),
})
export type Hint = v.InferOutput<typeof Hint>

const noHint = (node: string): Hint => ({
  node,
  scopes: [],
  drafts: [],
  draftsSent: [],
  people: [],
  sessions: [],
  isMailDue: false,
  hasDeskChanged: false,
})

const LISTS = ['scopes', 'drafts', 'draftsSent', 'people', 'sessions'] as const

/** PostgreSQL takes less than 8000 bytes (NOTIFY): what is longer goes in several, each whole by itself. */
export function packHint(hint: Hint, bytesMax: number): string[] {
  const whole = JSON.stringify(hint)
  if (Buffer.byteLength(whole) <= bytesMax) return [whole]
  const first: Hint = { ...hint }
  const second: Hint = noHint(hint.node)
  let count = 0
  for (const list of LISTS) {
    const half = Math.ceil(hint[list].length / 2)
    Object.assign(first, { [list]: hint[list].slice(0, half) })
    Object.assign(second, { [list]: hint[list].slice(half) })
    count += hint[list].length - half
  }
  // One name that is too long by itself cannot be said; it is found by looking.
  if (count === 0) return []
  return [...packHint(first, bytesMax), ...packHint(second, bytesMax)]
}
