/**
 * The desk's macros as rows: who may read and change which. A macro of the team is changed by leads and admins, one's own
 * by oneself; nobody else reads it. Not here: what a macro says (shared/ticket/macro), who is asking (http).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { Macro, type MacroWords } from '../../shared/ticket/macro.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'

/** Those this person may use, by name. */
export async function listMacros(sql: Sql, rights: Rights): Promise<Macro[]> {
  const rows = await sql.all(
    `SELECT * FROM macros WHERE shared = 1 OR person = ? ORDER BY name, id`,
    rights.person,
  )
  return rows.flatMap((row) => {
    const macro = readMacro(row)
    return macro && isOffered(macro, rights) ? [macro] : []
  })
}

/** Of the queues it is for, one at least is theirs. */
function isOffered({ queues, by }: Macro, rights: Rights): boolean {
  if (queues === null || rights.queues === null || by === rights.person) return true
  const theirs = new Set(rights.queues)
  return queues.some((queue) => theirs.has(queue))
}

/** Makes or changes one; done twice it is the same. */
export async function putMacro(
  tx: Tx,
  macro: { id: string; words: MacroWords; at: number },
  rights: Rights,
): Promise<Result<Macro>> {
  const { id, words, at } = macro
  const row = await tx.get(`SELECT * FROM macros WHERE id = ?${tx.forUpdate}`, id)
  const before = row ? readMacro(row) : null
  if (before && !mayRead(before, rights)) return fail('kit/not-found', 'there is no such macro')
  if ((before && !mayChange(before, rights)) || (words.isShared && !isLead(rights)))
    return fail('auth/denied', 'macros of the team are for leads and admins to change')
  if (!before && (await countOf(tx, words.isShared, rights)) >= LIMITS.macros)
    return fail('kit/too-big', `there are ${LIMITS.macros} macros already`)
  const made: Macro = { ...words, id, by: before?.by ?? rights.person, changedAt: at }
  const kept = JSON.stringify({ text: words.text, sets: words.sets, queues: words.queues })
  await tx.run(
    `INSERT INTO macros (id, person, shared, name, words, changed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET shared = excluded.shared, name = excluded.name, words = excluded.words, changed_at = excluded.changed_at`,
    id,
    made.by,
    words.isShared ? 1 : 0,
    words.name,
    kept,
    at,
  )
  return ok(made)
}

/** One that is gone already is gone. */
export async function removeMacro(tx: Tx, id: string, rights: Rights): Promise<Result<void>> {
  const row = await tx.get(`SELECT * FROM macros WHERE id = ?${tx.forUpdate}`, id)
  const macro = row ? readMacro(row) : null
  if (!macro || !mayRead(macro, rights)) return ok()
  if (!mayChange(macro, rights))
    return fail('auth/denied', 'macros of the team are for leads and admins to change')
  await tx.run(`DELETE FROM macros WHERE id = ?`, id)
  return ok()
}

const isLead = ({ role }: Rights) => role !== 'agent'
const mayRead = (macro: Macro, rights: Rights) => macro.isShared || macro.by === rights.person
const mayChange = (macro: Macro, rights: Rights) =>
  macro.isShared ? isLead(rights) : macro.by === rights.person

async function countOf(tx: Tx, isShared: boolean, rights: Rights): Promise<number> {
  const row = await tx.get(
    `SELECT count(*) AS n FROM macros WHERE shared = ? AND (shared = 1 OR person = ?)`,
    isShared ? 1 : 0,
    rights.person,
  )
  return row ? number(row, 'n') : 0
}

/** Null for one that a later version wrote. */
function readMacro(row: SqlRow): Macro | null {
  const words: unknown = JSON.parse(text(row, 'words'))
  const macro = parseWith(Macro, {
    ...(typeof words === 'object' ? words : {}),
    id: text(row, 'id'),
    by: text(row, 'person'),
    name: text(row, 'name'),
    isShared: number(row, 'shared') === 1,
    changedAt: number(row, 'changed_at'),
  })
  return macro.ok ? macro.value : null
}
