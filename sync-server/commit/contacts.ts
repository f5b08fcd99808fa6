/** Submitters as the desk knows them: one contact a mail address. An address is proved by opening a link mailed to it. */
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { numberOrNull, text, type Sql } from '../store/database.ts'
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
  who: { name: string; address: string },
): Promise<Contact> {
  const address = normaliseAddress(who.address).slice(0, LIMITS.emailChars)
  const name = cleanName(who.name) || address.split('@')[0] || 'unknown'
  const known = await tx.get(`SELECT * FROM contacts WHERE email = ?`, address)
  if (known)
    return {
      id: text(known, 'id'),
      name: text(known, 'name'),
      address,
      isVerified: numberOrNull(known, 'verified_at') !== null,
    }
  const id = makeId(now, parts.random)
  await tx.run(
    `INSERT INTO contacts (id, email, name, created_at, verified_at) VALUES (?, ?, ?, ?, NULL)`,
    id,
    address,
    name,
    now,
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

/** A name for display: one line, no controls, no bidi overrides. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.nameChars)
}
