/**
 * What other terms would have met: tickets of the last days counted once more from their facts, as if those terms had been
 * there when each was accepted. A part at a time, so that whoever asks sees how far it is and nobody waits behind it.
 *
 * Which policy a ticket would have been under is said by its fields of today: what they were in between is not among
 * the facts. Nothing is written.
 */
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { evaluateClocks, type Clock, type Fact } from '../../shared/sla/clocks.ts'
import type { TargetName } from '../../shared/sla/terms.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import type { Settings } from '../settings/settings.ts'
import { number, text, type Sql, type SqlRow } from '../store/database.ts'
import { matchedOf, termsOf } from './policy-match.ts'
import { NO_TERMS, readFacts } from './sla-record.ts'

/** Clocks that are met or breached by now; the rest is not judged. */
type Judged = Record<TargetName, { judged: number; breached: number }>

export type Simulated = {
  /** Tickets of this part, and of all parts. */
  tickets: number
  of: number
  /** Ask again with it; null: this was the last part. */
  next: string | null
  asIs: Judged
  asIf: Judged
}

export async function simulatePart(
  sql: Sql,
  settings: Settings,
  ask: { days: number; after: string; now: number },
): Promise<Simulated> {
  const { days, after, now } = ask
  const from = now - days * DAY_MS
  const all = await sql.get(`SELECT count(*) AS n FROM tickets WHERE created_at >= ?`, from)
  const rows = await sql.all(
    `SELECT * FROM tickets WHERE created_at >= ? AND id > ? ORDER BY id LIMIT ${LIMITS.slaSimulatedPart}`,
    from,
    after,
  )
  const found: Simulated = {
    tickets: rows.length,
    of: all ? number(all, 'n') : 0,
    next: rows.length < LIMITS.slaSimulatedPart ? null : text(rows.at(-1) ?? {}, 'id'),
    asIs: nobody(),
    asIf: nobody(),
  }
  for (const row of rows) {
    const facts = await readFacts(sql, text(row, 'id'))
    judge(found.asIs, evaluateClocks({ ...NO_TERMS, facts, now }))
    judge(
      found.asIf,
      evaluateClocks({ ...NO_TERMS, facts: await asIf(sql, settings, row, facts), now }),
    )
  }
  return found
}

/** The same facts under other terms from the beginning. */
async function asIf(
  sql: Sql,
  settings: Settings,
  row: SqlRow,
  facts: readonly Fact[],
): Promise<Fact[]> {
  const ticket = readTicket(await loadTicketDoc(sql, text(row, 'id'), row))
  const { policy, calendar } = termsOf(settings, matchedOf(ticket))
  const at = Math.min(...facts.map((fact) => fact.at))
  const rest = facts.filter(({ kind }) => kind !== 'policy' && kind !== 'calendar')
  if (rest.length === 0) return rest
  return [{ at, kind: 'calendar', calendar }, { at, kind: 'policy', policy }, ...rest]
}

function judge(into: Judged, clocks: readonly Clock[]): void {
  for (const { target, state } of clocks) {
    if (state !== 'met' && state !== 'breached') continue
    into[target].judged += 1
    if (state === 'breached') into[target].breached += 1
  }
}

function nobody(): Judged {
  const none = () => ({ judged: 0, breached: 0 })
  return { firstResponse: none(), nextResponse: none(), update: none(), resolution: none() }
}

/** The same settings with drafts as if they were live. */
export const withDrafts = (settings: Settings): Settings => ({
  ...settings,
  sla: {
    ...settings.sla,
    policies: settings.sla.policies.map((policy) =>
      policy.state === 'draft' ? { ...policy, state: 'live' as const } : policy,
    ),
  },
})
