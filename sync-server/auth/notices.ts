/**
 * Of what a person of the desk is told by mail: nothing, until they ask for it (settings, *Mail to me*). Kept as words in
 * one column. Not here: the mail itself (mail/outbound/agent-notice).
 */
import { v } from '../../shared/kit/schema.ts'
import { text, type Database, type Sql } from '../store/database.ts'

/** `assigned`: somebody gave me a ticket. `answered`: its requester wrote on a ticket of mine. */
const NOTICE_KINDS = ['assigned', 'answered'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const Notices = v.strictObject({ assigned: v.boolean(), answered: v.boolean() })
export type Notices = v.InferOutput<typeof Notices>

export async function readNotices(sql: Sql, person: string): Promise<Notices> {
  const row = await sql.get(`SELECT notices FROM people WHERE id = ?`, person)
  const kinds = row ? text(row, 'notices').split(' ') : []
  return { assigned: kinds.includes('assigned'), answered: kinds.includes('answered') }
}

export function changeNotices(
  database: Database,
  person: string,
  notices: Notices,
): Promise<Notices> {
  return database.write(async (tx) => {
    const kinds = NOTICE_KINDS.filter((kind) => notices[kind])
    await tx.run(`UPDATE people SET notices = ? WHERE id = ?`, kinds.join(' '), person)
    return notices
  })
}
