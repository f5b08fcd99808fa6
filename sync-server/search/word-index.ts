/**
 * How words are looked for in `search_parts`: by FTS5 in SQLite, by text search in PostgreSQL. Tokens are letters and
 * digits alone (shared/search/fold), so nothing in them can be read as a sign of either language.
 */
import { assert } from '../../shared/kit/fault.ts'
import type { Wanted } from '../../shared/search/fold.ts'
import type { Database, SqlValue } from '../store/database.ts'

/** A condition on tickets, and its values. */
export type Condition = { where: string; params: SqlValue[] }

/** Tickets of which one part, of these kinds, has what is wanted. @param kind  null: any */
export function ticketsWith(
  database: Database,
  wanted: Wanted,
  kind: 'from' | 'to' | null,
): Condition {
  assert(
    wanted.tokens.length > 0 && wanted.tokens.every((token) => /^[\p{L}\p{N}]+$/u.test(token)),
    'tokens are letters and digits',
  )
  const isOf = kind === null ? '' : ` AND kind = '${kind}'`
  const said = wanted.tokens.join(' ')
  if (database.kind === 'sqlite')
    return {
      where: `id IN (SELECT ticket FROM search_parts WHERE place IN (SELECT rowid FROM search_words WHERE search_words MATCH ?)${isOf}
        UNION ALL SELECT ticket FROM search_parts WHERE place > (SELECT listed FROM search_state) AND instr(words, ?) > 0${isOf})`,
      // The second as in `hasWanted`: parts are kept as tokens between spaces.
      params: [`"${said}"${wanted.isPrefix ? ' *' : ''}`, ` ${said}${wanted.isPrefix ? '' : ' '}`],
    }
  const last = wanted.tokens.length - 1
  const lexemes = wanted.tokens.map(
    (token, at) => `'${token}'${at === last && wanted.isPrefix ? ':*' : ''}`,
  )
  return {
    where: `id IN (SELECT ticket FROM search_parts WHERE search_vector(words) @@ ?::tsquery${isOf})`,
    params: [lexemes.join(' <-> ')],
  }
}

/** Tickets with a note that has not lost its words. */
export const TICKETS_WITH_NOTES: Condition = {
  where: `id IN (SELECT ticket FROM search_parts WHERE kind = 'note')`,
  params: [],
}
