/**
 * Which language a person of the desk reads: as the app says that they use it in. A browser's own counts until they choose
 * one; what a device says later counts from then on. Not here: which language a device uses (client/words/read-words).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Locale } from '../../shared/kit/locales.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Database, Sql } from '../store/database.ts'
import { isLanguage, languageOf, type Language } from '../words/language.ts'

/** A language that there are words in. */
export const LanguageName = v.pipe(
  v.string(),
  v.maxLength(LIMITS.languageTagChars),
  v.check(isLanguage, 'not a language of this desk'),
)

/** PUT /api/me/language. */
export const ToldLanguage = v.strictObject({
  language: LanguageName,
  /** It is only what the browser asks for: it counts when nothing is known yet. */
  isGuess: v.boolean(),
})

/** @returns what they read from now on */
export function keepPersonLanguage(
  database: Database,
  person: string,
  { language, isGuess }: v.InferOutput<typeof ToldLanguage>,
): Promise<string | null> {
  return database.write(async (tx) => {
    await tx.run(
      `UPDATE people SET language = ? WHERE id = ?${isGuess ? ' AND language IS NULL' : ''}`,
      language,
      person,
    )
    return knownLanguage(tx, person)
  })
}

/** Null: no device of theirs said it. */
export async function knownLanguage(sql: Sql, person: string): Promise<string | null> {
  const row = await sql.get(`SELECT language FROM people WHERE id = ?`, person)
  const known = row?.['language']
  return typeof known === 'string' ? known : null
}

/** What they read; the desk's own when nobody knows. */
export async function languageOfPerson(
  { config }: { config: { language: Locale } },
  sql: Sql,
  person: string,
): Promise<Language> {
  return languageOf((await knownLanguage(sql, person)) ?? config.language)
}
