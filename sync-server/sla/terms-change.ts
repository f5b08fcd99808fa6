/**
 * Policies and calendars are changed as a whole, each with a version, a date and an author; every version is kept. Tickets
 * that are there go on under what they were accepted with, until somebody applies the new terms to them (recount).
 */
import { ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { NamedCalendar, SlaPolicy, Tier, type SlaTerms } from '../settings/sla-terms.ts'
import { number, text, type Sql, type Tx } from '../store/database.ts'

/** What an admin says: the server adds version, date and author. */
export const GivenTerms = v.object({
  calendars: v.array(NamedCalendar),
  policies: v.array(v.omit(SlaPolicy, ['version', 'changedAt', 'changedBy'])),
  tiers: v.optional(v.array(Tier)),
})
export type GivenTerms = v.InferOutput<typeof GivenTerms>

type Change = {
  /** Date and author of what differs; a simulation only needs the form. */
  at: number
  by: string
  /** The highest version that each id has had. */
  used?: ReadonlyMap<string, number>
}

export function makeTerms(
  before: SlaTerms,
  given: GivenTerms,
  { at, by, used = new Map() }: Change,
): SlaTerms {
  return {
    calendars: given.calendars.map((calendar) => withFeed(calendar, before)),
    // Who knows nothing of tiers takes none away.
    tiers: given.tiers ?? before.tiers,
    policies: given.policies.map((policy) => {
      const known = before.policies.find(({ id }) => id === policy.id)
      if (!known)
        return { ...policy, version: (used.get(policy.id) ?? 0) + 1, changedAt: at, changedBy: by }
      const { version, changedAt, changedBy, ...same } = known
      return isSame(same, policy)
        ? { ...policy, version, changedAt, changedBy }
        : { ...policy, version: version + 1, changedAt: at, changedBy: by }
    }),
  }
}

/** What an address said is the server's to know; who knows nothing of addresses takes none away. */
function withFeed(given: NamedCalendar, before: SlaTerms): NamedCalendar {
  const { holidaysUrl, fedHolidays: _said, ...rest } = given
  const known = before.calendars.find(({ id }) => id === given.id)
  const url = holidaysUrl === undefined ? known?.holidaysUrl : holidaysUrl
  if (url === undefined || url === null) return rest
  const isSameUrl = known?.holidaysUrl === url && known.fedHolidays !== undefined
  return { ...rest, holidaysUrl: url, ...(isSameUrl ? { fedHolidays: known.fedHolidays } : {}) }
}

export async function changeTerms(
  desk: Desk,
  given: GivenTerms,
  by: string,
): Promise<Result<SlaTerms>> {
  const at = desk.parts.clock.now()
  const { settings } = desk.parts
  const before = settings.get().sla
  const rows = await desk.database.read.all(
    `SELECT id, max(version) AS version FROM sla_versions WHERE kind = 'policy' GROUP BY id`,
  )
  const used = new Map(rows.map((row) => [text(row, 'id'), number(row, 'version')]))
  const changed = await settings.change((now) => ({
    ...now,
    sla: makeTerms(now.sla, given, { at, by, used }),
  }))
  if (!changed.ok) return changed
  const { policies, calendars } = changed.value.sla
  await desk.database.write(async (tx) => {
    const add = (kind: string, id: string, version: number, terms: object) =>
      tx.run(
        `INSERT INTO sla_versions (kind, id, version, at, author, terms) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (kind, id, version) DO NOTHING`,
        kind,
        id,
        version,
        at,
        by,
        JSON.stringify(terms),
      )
    for (const policy of policies) await add('policy', policy.id, policy.version, policy)
    for (const calendar of calendars) {
      const known = before.calendars.find(({ id }) => id === calendar.id)
      if (known && isSame(known, calendar)) continue
      await addCalendarVersion(tx, calendar, { at, by })
    }
  })
  return ok(changed.value.sla)
}

/** @param by  a person's id, or `from <host>` of the address its holidays came from */
export async function addCalendarVersion(
  tx: Tx,
  calendar: NamedCalendar,
  { at, by }: { at: number; by: string },
): Promise<void> {
  const row = await tx.get(
    `SELECT coalesce(max(version), 0) AS version FROM sla_versions WHERE kind = 'calendar' AND id = ?`,
    calendar.id,
  )
  await tx.run(
    `INSERT INTO sla_versions (kind, id, version, at, author, terms) VALUES ('calendar', ?, ?, ?, ?, ?)`,
    calendar.id,
    (row ? number(row, 'version') : 0) + 1,
    at,
    by,
    JSON.stringify(calendar),
  )
}

export type TermsVersion = {
  kind: string
  id: string
  version: number
  at: number
  /** Name of whoever changed it; empty when they are not known any more. */
  author: string
}

/** Newest first. */
export async function readVersions(sql: Sql, most: number): Promise<TermsVersion[]> {
  const rows = await sql.all(
    `SELECT kind, sla_versions.id AS id, version, at, coalesce(people.name, CASE WHEN author LIKE 'from %' THEN author ELSE '' END) AS name FROM sla_versions
     LEFT JOIN people ON people.id = sla_versions.author ORDER BY at DESC, kind, sla_versions.id, version DESC LIMIT ?`,
    most,
  )
  return rows.map((row) => ({
    kind: text(row, 'kind'),
    id: text(row, 'id'),
    version: number(row, 'version'),
    at: number(row, 'at'),
    author: text(row, 'name'),
  }))
}

/** Whatever the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(inKeyOrder(a)) === JSON.stringify(inKeyOrder(b))
}

export function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, inKeyOrder(entry)]),
  )
}
