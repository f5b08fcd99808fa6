/**
 * Sessions and what opens them: sign-in links, bearer tokens. Secrets are hashed at rest and expire. A session that was
 * ended by anybody but its own device is kept until it would have expired, so that the device hears why (RI20).
 */
import { FaultError, fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId, makeToken } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Hub } from '../commit/hub.ts'
import { dropDevices } from '../push/devices.ts'
import {
  number,
  numberOrNull,
  text,
  type Database,
  type SqlRow,
  type Tx,
} from '../store/database.ts'
import { raiseRightsVersion, readRights } from './rights.ts'
import { ENDED } from './session-rows.ts'
import { hashToken } from './tokens.ts'

export type SessionKind = 'browser' | 'bearer'
export type Session = { id: string; kind: SessionKind; rights: Rights; expiresAt: number }

/** What its person may know of it. */
export type SessionEntry = {
  id: string
  kind: SessionKind
  /** Epoch ms; `seenAt` is right to the hour. */
  createdAt: number
  seenAt: number
  expiresAt: number
}

/** `auth/denied`: ended from elsewhere, or its person was disabled. `auth/required`: signed out, or its time is over. */
export type SessionEnd = 'auth/denied' | 'auth/required'

export type Sessions = {
  /** A new secret for `person`; shown once, never stored. Throws `auth/denied` for the disabled. */
  open(person: string, kind: SessionKind, lifeMs?: number): Promise<string>
  authenticate(secret: string): Promise<Session | null>
  /** Of a secret that opens nothing: whether it was ended from elsewhere, or its person was disabled. */
  isRevoked(secret: string): Promise<boolean>
  /** Why the session with this id is over, as its device should hear it; null while it stands. */
  whyOver(id: string): Promise<SessionEnd | null>
  /** Newest first. */
  list(person: string): Promise<SessionEntry[]>
  /** Ends one of a person's sessions, or all of them; their sockets close. @returns how many */
  revoke(person: string, id?: string): Promise<number>
  end(secret: string): Promise<void>
  makeSignInLink(person: string): Promise<string>
  /** Each link opens once: `auth/expired-link` afterwards. */
  redeemSignInLink(token: string): Promise<Result<string>>
}

const SEEN_EVERY_MS = 60 * 60 * 1000
const LISTED_MAX = 500

const kindOf = (row: SqlRow): SessionKind => (text(row, 'kind') === 'bearer' ? 'bearer' : 'browser')

export function makeSessions(database: Database, clock: Clock, random: Random, hub: Hub): Sessions {
  const isOver = (row: SqlRow): boolean => {
    const now = clock.now()
    if (text(row, 'kind') === ENDED || number(row, 'expires_at') <= now) return true
    return kindOf(row) === 'browser' && number(row, 'seen_at') + LIMITS.sessionIdleMs <= now
  }
  const wasEnded = async (row: SqlRow): Promise<boolean> =>
    text(row, 'kind') === ENDED || !(await readRights(database.read, text(row, 'person')))

  /** A disk without room keeps nobody out: it is noted the next time. */
  async function noteSeen(hash: string, now: number): Promise<void> {
    try {
      await database.write((tx) =>
        tx.run(`UPDATE sessions SET seen_at = ? WHERE hash = ?`, now, hash),
      )
    } catch (error) {
      if (!(error instanceof FaultError)) throw error
    }
  }

  return {
    async open(person, kind, lifeMs = LIMITS.sessionMs) {
      const secret = makeToken(random) + makeToken(random)
      const now = clock.now()
      await database.write(async (tx) => {
        if (!(await readRights(tx, person)))
          throw new FaultError({ code: 'auth/denied', detail: 'this account is disabled' })
        await tx.run(
          `INSERT INTO sessions (hash, id, kind, person, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          hashToken(secret),
          makeId(now, random),
          kind,
          person,
          now,
          now,
          now + lifeMs,
        )
      })
      return secret
    },
    async authenticate(secret) {
      if (secret.length > 200) return null
      const hash = hashToken(secret)
      const row = await database.read.get(`SELECT * FROM sessions WHERE hash = ?`, hash)
      if (!row || isOver(row)) return null
      const rights = await readRights(database.read, text(row, 'person'))
      if (!rights) return null
      const now = clock.now()
      if (now - number(row, 'seen_at') > SEEN_EVERY_MS) await noteSeen(hash, now)
      return {
        id: text(row, 'id'),
        kind: kindOf(row),
        rights,
        expiresAt: number(row, 'expires_at'),
      }
    },
    async isRevoked(secret) {
      if (secret.length > 200) return false
      const row = await database.read.get(
        `SELECT kind, person FROM sessions WHERE hash = ?`,
        hashToken(secret),
      )
      return row !== undefined && wasEnded(row)
    },
    async whyOver(id) {
      const row = await database.read.get(`SELECT * FROM sessions WHERE id = ?`, id)
      if (!row) return 'auth/required'
      if (await wasEnded(row)) return 'auth/denied'
      return isOver(row) ? 'auth/required' : null
    },
    async list(person) {
      const rows = await database.read.all(
        `SELECT * FROM sessions WHERE person = ? ORDER BY created_at DESC, id DESC LIMIT ${LISTED_MAX}`,
        person,
      )
      return rows
        .filter((row) => !isOver(row))
        .map((row) => ({
          id: text(row, 'id'),
          kind: kindOf(row),
          createdAt: number(row, 'created_at'),
          seenAt: number(row, 'seen_at'),
          expiresAt: number(row, 'expires_at'),
        }))
    },
    revoke(person, id) {
      return database.write(async (tx) => {
        const ended = await endSessions(tx, hub, person, id)
        // Sockets elsewhere notice by this number that there is something to look at.
        if (ended > 0) await raiseRightsVersion(tx)
        return ended
      })
    },
    async end(secret) {
      await database.write(async (tx) => {
        const hash = hashToken(secret)
        const row = await tx.get(`SELECT id FROM sessions WHERE hash = ?`, hash)
        if (row) await dropDevices(tx, [text(row, 'id')])
        await tx.run(`DELETE FROM sessions WHERE hash = ?`, hash)
      })
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
        const row = await tx.get(
          `SELECT * FROM sign_in_links WHERE hash = ?${tx.forUpdate}`,
          hashToken(token),
        )
        if (!row || numberOrNull(row, 'used_at') !== null || number(row, 'expires_at') <= now)
          return fail('auth/expired-link', 'ask for a new sign-in link')
        if (!(await readRights(tx, text(row, 'person'))))
          return fail('auth/expired-link', 'ask for a new sign-in link')
        await tx.run(`UPDATE sign_in_links SET used_at = ? WHERE hash = ?`, now, hashToken(token))
        return ok(text(row, 'person'))
      })
    },
  }
}

/** Inside a transaction: ends one session of a person, or all; sockets hear of it after COMMIT. @returns how many */
export async function endSessions(tx: Tx, hub: Hub, person: string, id?: string): Promise<number> {
  const rows = await tx.all(
    `UPDATE sessions SET kind = '${ENDED}' WHERE person = ? AND kind != '${ENDED}' AND (? = '' OR id = ?) RETURNING id`,
    person,
    id ?? '',
    id ?? '',
  )
  const sessions = rows.map((row) => text(row, 'id'))
  // From here on nothing of the desk reaches their devices.
  await dropDevices(tx, sessions)
  tx.afterCommit(() => {
    for (const session of sessions)
      hub.publish({ type: 'signed-out', session, code: 'auth/denied' })
  })
  return sessions.length
}
