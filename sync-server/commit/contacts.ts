/** Submitters as the desk knows them: one contact a mail address. An address is proved by opening a link mailed to it. */
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { numberOrNull, text, type Sql, type Tx } from '../store/database.ts'
import { languageOf, type Language } from '../words/language.ts'
import type { Contact } from './actor.ts'
import type { CommitParts } from './parts.ts'
import type { WorkRequest } from './ticket-work.ts'

/** RFC 2606: addresses of nobody, for those who were erased, and for senders who cannot be named. */
const NOBODYS = /@(?:erased|unknown)\.invalid$/

export const nobodysAddress = (why: 'erased' | 'unknown', id: string): string =>
  `${id}@${why}.invalid`

export const isNobodys = (address: string): boolean => NOBODYS.test(address)

export async function findOrAddContact(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  who: { name: string; address: string; language?: string },
): Promise<Contact> {
  const address = normaliseAddress(who.address).slice(0, LIMITS.emailChars)
  const name = cleanName(who.name) || address.split('@')[0] || 'unknown'
  const known = await tx.get(`SELECT * FROM contacts WHERE email = ?`, address)
  if (known) {
    // Anybody can file in somebody's name: what is known already stays until they open a link of their own.
    if (who.language !== undefined && known['language'] === null)
      await keepLanguage(tx, text(known, 'id'), who.language)
    return {
      id: text(known, 'id'),
      name: text(known, 'name'),
      address,
      isVerified: numberOrNull(known, 'verified_at') !== null,
    }
  }
  const id = makeId(now, parts.random)
  await tx.run(
    `INSERT INTO contacts (id, email, name, created_at, verified_at, language) VALUES (?, ?, ?, ?, NULL, ?)`,
    id,
    address,
    name,
    now,
    who.language ?? null,
  )
  return { id, name, address, isVerified: false }
}

export async function readContact(sql: Sql, id: string): Promise<Contact | null> {
  const row = await sql.get(`SELECT * FROM contacts WHERE id = ?`, id)
  if (!row) return null
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    address: text(row, 'email'),
    isVerified: numberOrNull(row, 'verified_at') !== null,
  }
}

/** Of mails to them from now on. @param language  one that pages are shown in */
export async function keepLanguage(tx: Tx, contact: string, language: string): Promise<void> {
  await tx.run(`UPDATE contacts SET language = ? WHERE id = ?`, language, contact)
}

/** What they read; the desk's own when nobody knows. */
export async function languageOfContact(
  { config }: Pick<CommitParts, 'config'>,
  sql: Sql,
  contact: string,
): Promise<Language> {
  const row = await sql.get(`SELECT language FROM contacts WHERE id = ?`, contact)
  const known = row?.['language']
  return languageOf(typeof known === 'string' ? known : config.language)
}

/** The same of an address: whoever it is may be known. */
export async function languageOfAddress(
  { config }: Pick<CommitParts, 'config'>,
  sql: Sql,
  address: string,
): Promise<Language> {
  const row = await sql.get(`SELECT language FROM contacts WHERE email = ?`, address)
  const known = row?.['language']
  return languageOf(typeof known === 'string' ? known : config.language)
}

/** A name for display: one line, no controls, no bidi overrides. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.nameChars)
}
