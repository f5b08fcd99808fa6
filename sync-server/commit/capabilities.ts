/**
 * Capabilities: random 128-bit secrets that open one ticket for one contact, by status link or by reply address. Only
 * their hash is kept. Not here: what an opened one allows (pages, mail-route).
 */
import { makeToken } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { hashToken } from '../auth/tokens.ts'
import { text, type Tx } from '../store/database.ts'
import type { Contact } from './actor.ts'
import type { CommitParts } from './parts.ts'
import type { WorkRequest } from './ticket-work.ts'

/** A 128-bit secret that opens this one ticket for this one contact, or one file of it; only its hash is kept. */
export async function grantLink(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  ticket: string,
  contact: Contact,
  kind: 'link' | 'form' | 'reply' | { file: string } = 'link',
): Promise<string> {
  const token = makeToken(parts.random)
  await tx.run(
    `INSERT INTO capabilities (hash, kind, ticket, contact, created_at, expires_at, used_at, file) VALUES (?, ?, ?, ?, ?, ?, NULL, ?)`,
    hashToken(token),
    typeof kind === 'string' ? kind : 'file',
    ticket,
    contact.id,
    now,
    now + LIMITS.capabilityMs,
    typeof kind === 'string' ? null : kind.file,
  )
  return token
}

/** Another link to a ticket for its requester, when an answer that held one is asked for again. */
export async function grantAgain(
  parts: CommitParts,
  request: { tx: Tx },
  ticket: string,
): Promise<string> {
  const row = await request.tx.get(`SELECT requester FROM tickets WHERE id = ?`, ticket)
  const token = makeToken(parts.random)
  const now = parts.clock.now()
  await request.tx.run(
    `INSERT INTO capabilities (hash, kind, ticket, contact, created_at, expires_at, used_at) VALUES (?, 'form', ?, ?, ?, ?, NULL)`,
    hashToken(token),
    ticket,
    row ? text(row, 'requester') : '',
    now,
    now + LIMITS.capabilityMs,
  )
  return token
}
