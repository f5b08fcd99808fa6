/**
 * Saved views as rows: who may read and change which. One's own are changed by oneself, those of the team are read by all;
 * a lead may take one of the team's away. Not here: what a view finds (each device), who is asking (http).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { SavedView, type SavedViewWords } from '../../shared/wire/saved-view.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'

/** One's own in their order, then the team's. */
export async function listViews(sql: Sql, { person }: Rights): Promise<SavedView[]> {
  const rows = await sql.all(
    `SELECT * FROM saved_views WHERE shared = 1 OR person = ? ORDER BY place, id`,
    person,
  )
  const views = rows.flatMap((row) => readView(row) ?? [])
  return [...views.filter(({ by }) => by === person), ...views.filter(({ by }) => by !== person)]
}

/** Makes or changes one; done twice it is the same. Of two devices the last one that is heard stands. */
export async function putView(
  tx: Tx,
  view: { id: string; words: SavedViewWords; at: number },
  { person }: Rights,
): Promise<Result<SavedView>> {
  const { id, words, at } = view
  const row = await tx.get(`SELECT * FROM saved_views WHERE id = ?${tx.forUpdate}`, id)
  const before = row ? readView(row) : null
  if (before && before.by !== person)
    return before.isShared
      ? fail('auth/denied', 'a view is changed by whoever made it')
      : fail('kit/not-found', 'there is no such view')
  if (!row && (await countOf(tx, person)) >= LIMITS.savedViews)
    return fail('kit/too-big', `you have ${LIMITS.savedViews} views already`)
  const made: SavedView = { ...words, id, by: person, changedAt: at }
  await tx.run(
    `INSERT INTO saved_views (id, person, shared, place, words, changed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET shared = excluded.shared, place = excluded.place, words = excluded.words, changed_at = excluded.changed_at`,
    id,
    person,
    words.isShared ? 1 : 0,
    words.place,
    JSON.stringify(words),
    at,
  )
  return ok(made)
}

/** One that is gone already is gone. */
export async function removeView(tx: Tx, id: string, rights: Rights): Promise<Result<void>> {
  const row = await tx.get(`SELECT * FROM saved_views WHERE id = ?${tx.forUpdate}`, id)
  if (!row) return ok()
  const isOwn = text(row, 'person') === rights.person
  const isShared = number(row, 'shared') === 1
  if (!isOwn && !isShared) return ok()
  if (!isOwn && rights.role === 'agent')
    return fail('auth/denied', 'a view is removed by whoever made it, or a lead')
  await tx.run(`DELETE FROM saved_views WHERE id = ?`, id)
  return ok()
}

/** An erased person's address stands in no question any more. */
export async function dropViewsNaming(tx: Tx, email: string): Promise<void> {
  for (const row of await tx.all(`SELECT id, words FROM saved_views`))
    if (text(row, 'words').toLowerCase().includes(email.toLowerCase()))
      await tx.run(`DELETE FROM saved_views WHERE id = ?`, text(row, 'id'))
}

async function countOf(tx: Tx, person: string): Promise<number> {
  const row = await tx.get(`SELECT count(*) AS n FROM saved_views WHERE person = ?`, person)
  return row ? number(row, 'n') : 0
}

/** Null for one that a later version wrote. */
function readView(row: SqlRow): SavedView | null {
  const words: unknown = JSON.parse(text(row, 'words'))
  const view = parseWith(SavedView, {
    ...(typeof words === 'object' ? words : {}),
    id: text(row, 'id'),
    by: text(row, 'person'),
    changedAt: number(row, 'changed_at'),
  })
  return view.ok ? view.value : null
}
