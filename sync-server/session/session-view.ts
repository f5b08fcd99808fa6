/**
 * What one session may see: rights and scopes as they were last read, and whether anything was heard since that may have
 * changed them. From that moment until they are read again nothing of any queue is told (RI21): an event is heard in
 * the turn of its COMMIT, reading takes longer.
 */
import { fail, ok, FaultError, type Result } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { readRights, rightsVersion, underRights } from '../auth/rights.ts'
import type { Session } from '../auth/sessions.ts'
import type { Desk } from '../desk.ts'
import type { FeedMove } from '../feed/feed-rows.ts'

export type Grant = {
  rights: Rights
  /** The number of changes of rights it includes. */
  version: number
  scopes: { scope: string; seq: number }[]
}

export type SessionView = {
  /** Something may have changed. */
  doubt(): void
  /** How often it was doubted: what was worked out at one number may not be told at another. */
  doubts(): number
  isSure(): boolean
  has(scope: string): boolean
  /** True when this step was made after a change of rights that was not read yet. */
  isOutdatedBy(moves: readonly FeedMove[]): boolean
  /** Reads until nothing is in doubt; `use` is called in that same moment. Fails when the session is over. */
  read(use: (grant: Grant) => void): Promise<Result<void>>
  /** Rights as they are now, also when nobody said that they changed. */
  rightsNow(): Promise<Rights | null>
  /** Works something out under the rights of the moment it is told in. */
  tell<T>(work: (rights: Rights) => Promise<T>, use: (value: T) => void): Promise<Result<void>>
}

/** Each try was overtaken by a change of rights, of which there are a few a day. */
const TRIES_MAX = 20

export function makeSessionView(desk: Desk, session: Session): SessionView {
  const { person } = session.rights
  let grant: Grant | null = null
  let scopes: ReadonlySet<string> = new Set()
  let doubts = 0
  let settledAt = -1

  const isSure = (): boolean => settledAt === doubts
  const busy = () => new FaultError({ code: 'kit/busy', detail: 'rights are being changed' })

  async function over(): Promise<Result<void>> {
    return fail((await desk.sessions.whyOver(session.id)) ?? 'auth/denied', 'the session is over')
  }

  return {
    doubt: () => void doubts++,
    doubts: () => doubts,
    isSure,
    has: (scope) => isSure() && scopes.has(scope),
    isOutdatedBy: (moves) => moves.some((move) => move.rights > (grant?.version ?? -1)),
    async read(use) {
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const before = doubts
        if (await desk.sessions.whyOver(session.id)) return over()
        const fresh = await underRights(desk.database, person, async (rights, version) => ({
          rights,
          version,
          scopes: await desk.feed.scopesOf(rights),
        }))
        if (before !== doubts) continue
        if (!fresh) return over()
        grant = fresh
        scopes = new Set(fresh.scopes.map((entry) => entry.scope))
        settledAt = before
        use(fresh)
        return ok()
      }
      throw busy()
    },
    async rightsNow() {
      const sql = desk.database.read
      if (isSure() && grant && (await rightsVersion(sql)) === grant.version) return grant.rights
      return readRights(sql, person)
    },
    async tell(work, use) {
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const before = doubts
        const found = await underRights(desk.database, person, async (rights) => ({
          value: await work(rights),
        }))
        if (before !== doubts) continue
        if (!found) return over()
        use(found.value)
        return ok()
      }
      throw busy()
    },
  }
}
