/** Sessions and what opens them: sign-in links, bearer tokens. Secrets are hashed at rest and expire. */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId, makeToken } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { number, numberOrNull, text, type Database } from '../store/database.ts'
import { readRights } from './rights.ts'
import { hashToken } from './tokens.ts'

export type SessionKind = 'browser' | 'bearer'
export type Session = { id: string; kind: SessionKind; rights: Rights; expiresAt: number }

export type Sessions = {
  /** A new secret for `person`; shown once, never stored. */
  open(person: string, kind: SessionKind, lifeMs?: number): Promise<string>
  authenticate(secret: string): Promise<Session | null>
  end(secret: string): Promise<void>
  makeSignInLink(person: string): Promise<string>
  /** Each link opens once: `auth/expired-link` afterwards. */
  redeemSignInLink(token: string): Promise<Result<string>>
}

const SEEN_EVERY_MS = 60 * 60 * 1000

export function makeSessions(database: Database, clock: Clock, random: Random): Sessions {
  return {
    async open(person, kind, lifeMs = LIMITS.sessionMs) {
      const secret = makeToken(random) + makeToken(random)
      const now = clock.now()
      await database.write((tx) =>
        tx.run(
          `INSERT INTO sessions (hash, id, kind, person, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          hashToken(secret),
          makeId(now, random),
          kind,
          person,
          now,
          now,
          now + lifeMs,
        ),
      )
      return secret
    },
    async authenticate(secret) {
      if (secret.length > 200) return null
      const hash = hashToken(secret)
      const row = await database.read.get(`SELECT * FROM sessions WHERE hash = ?`, hash)
      if (!row) return null
      const now = clock.now()
      const kind: SessionKind = text(row, 'kind') === 'bearer' ? 'bearer' : 'browser'
      const expiresAt = number(row, 'expires_at')
      const seenAt = number(row, 'seen_at')
      if (expiresAt <= now) return null
      if (kind === 'browser' && seenAt + LIMITS.sessionIdleMs <= now) return null
      const rights = await readRights(database.read, text(row, 'person'))
      if (!rights) return null
      if (now - seenAt > SEEN_EVERY_MS)
        await database.write((tx) =>
          tx.run(`UPDATE sessions SET seen_at = ? WHERE hash = ?`, now, hash),
        )
      return { id: text(row, 'id'), kind, rights, expiresAt }
    },
    async end(secret) {
      await database.write((tx) => tx.run(`DELETE FROM sessions WHERE hash = ?`, hashToken(secret)))
    },
    async makeSignInLink(person) {
      const token = makeToken(random)
      const now = clock.now()
      await database.write((tx) =>
        tx.run(
          `INSERT INTO sign_in_links (hash, person, created_at, expires_at, used_at) VALUES (?, ?, ?, ?, NULL)`,
          hashToken(token),
          person,
          now,
          now + LIMITS.signInLinkMs,
        ),
      )
      return token
    },
    async redeemSignInLink(token) {
      const now = clock.now()
      return database.write(async (tx) => {
        const row = await tx.get(`SELECT * FROM sign_in_links WHERE hash = ?`, hashToken(token))
        if (!row || numberOrNull(row, 'used_at') !== null || number(row, 'expires_at') <= now)
          return fail('auth/expired-link', 'ask for a new sign-in link')
        await tx.run(`UPDATE sign_in_links SET used_at = ? WHERE hash = ?`, now, hashToken(token))
        return ok(text(row, 'person'))
      })
    },
  }
}
