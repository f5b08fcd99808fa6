/**
 * Brings to this node's sockets what other nodes made durable: reads from the database what moved since it last looked
 * and publishes it to the hub as if it had happened here. The feed's numbers say what moved, so a hint that was lost is
 * made good by the next look. Not here: hearing hints (nodes).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { rightsVersion } from '../auth/rights.ts'
import type { DeskEvent, Hub } from '../commit/hub.ts'
import { queueScope, type FeedMove } from '../feed/feed-rows.ts'
import {
  bytes,
  number,
  numberOrNull,
  text,
  textOrNull,
  type Sql,
  type SqlRow,
} from '../store/database.ts'

export type Relay = {
  /** From here on everything is told: what is there now is known to whoever connects. */
  begin(): Promise<void>
  /** Something happened here: no need to read it. */
  note(event: DeskEvent): void
  /** Looks at these scopes, or at all of them. */
  bringScopes(scopes: readonly string[] | null): Promise<void>
  bringDraft(draft: string): Promise<void>
  /** Drafts that were typed in lately, here or elsewhere: a node that died may have told nobody of its last letters. */
  bringKnownDrafts(): Promise<void>
}

const ROWS_AT_ONCE = 200
/** Of a ticket that was not met lately so many updates are read again: bytes that are known change nothing. */
const UPDATES_BACK = 32

export function makeRelay(sql: Sql, hub: Hub): Relay {
  /** Up to which number each scope was told, without gaps; and what was told beyond. */
  const told = new Map<string, number>()
  const ahead = new Map<string, Set<number>>()
  /** Every update of these up to there was published here. */
  const ticketVersions = makeRecent(LIMITS.relayedTickets)
  const draftVersions = makeRecent(LIMITS.relayedDrafts)

  function mark(scope: string, seq: number): void {
    const seqs = ahead.get(scope) ?? new Set<number>()
    ahead.set(scope, seqs.add(seq))
    let last = told.get(scope) ?? 0
    while (seqs.delete(last + 1)) last += 1
    told.set(scope, last)
  }

  async function heads(): Promise<Map<string, number>> {
    const rows = await sql.all(`SELECT scope, seq FROM scopes`)
    return new Map(rows.map((row) => [text(row, 'scope'), number(row, 'seq')]))
  }

  /** @param under  scopes that wait for this one */
  async function bringScope(scope: string, under: readonly string[] = []): Promise<void> {
    for (;;) {
      const after = told.get(scope) ?? 0
      const rows = await sql.all(
        `SELECT feed.ticket, feed.seq, feed.version, feed.op, tickets.row AS row, tickets.epoch AS epoch, tickets.version AS newest
         FROM feed LEFT JOIN tickets ON tickets.id = feed.ticket
         WHERE feed.scope = ? AND feed.seq > ? ORDER BY feed.seq LIMIT ${ROWS_AT_ONCE}`,
        scope,
        after,
      )
      // Read after the rows: whoever knows rights as new as this knows all that were changed before them.
      const rights = rows.length > 0 ? await rightsVersion(sql) : 0
      for (const row of rows) {
        const seq = number(row, 'seq')
        if (!isTold(scope, seq, row)) {
          // Where it is now is told before that it left, as on the node where it moved (feed-rows).
          for (const other of isLeave(row) ? scopesNow(row) : [])
            if (other !== scope && !under.includes(other))
              await bringScope(other, [...under, scope])
          await bringRow(scope, row, rights)
        }
        jump(scope, seq)
      }
      if (rows.length < ROWS_AT_ONCE) return
    }
  }

  const isLeave = (row: SqlRow): boolean => text(row, 'op') === 'leave'

  function scopesNow(row: SqlRow): string[] {
    const json = textOrNull(row, 'row')
    return json === null ? [] : queuesOfRow(v.parse(Row, JSON.parse(json))).map(queueScope)
  }

  /** It happened here, and so did all that the ticket has; what another node added just before would be missing. */
  function isTold(scope: string, seq: number, row: SqlRow): boolean {
    const newest = numberOrNull(row, 'newest')
    const known = ticketVersions.get(text(row, 'ticket')) ?? 0
    return ahead.get(scope)?.has(seq) === true && newest !== null && known >= newest
  }

  /** Numbers in between belong to tickets that moved on meanwhile. */
  function jump(scope: string, seq: number): void {
    told.set(scope, Math.max(seq, told.get(scope) ?? 0))
    const seqs = ahead.get(scope)
    for (const one of seqs ?? []) if (one <= seq) seqs?.delete(one)
  }

  async function bringRow(scope: string, row: SqlRow, rights: number): Promise<void> {
    const ticket = text(row, 'ticket')
    const version = number(row, 'version')
    const op = isLeave(row) ? 'leave' : 'row'
    const moves: FeedMove[] = [{ scope, seq: number(row, 'seq'), op, rights }]
    const json = textOrNull(row, 'row')
    if (json === null)
      return hub.publish({ type: 'ticket-gone', ticket, version, epoch: 0, moves }, 'relayed')
    const newest = number(row, 'newest')
    const { update, device } = await updatesOf(ticket, newest)
    hub.publish(
      {
        type: 'ticket',
        ticket,
        // The row is of this version, which may be past the one that moved it here.
        version: op === 'row' ? newest : version,
        epoch: number(row, 'epoch'),
        row: v.parse(Row, JSON.parse(json)),
        update,
        device,
        moves,
      },
      'relayed',
    )
  }

  /** What is new up to a version, as one update; null when the document was made anew on the way. */
  async function updatesOf(
    ticket: string,
    version: number,
  ): Promise<{ update: Uint8Array | null; device: string }> {
    const known = ticketVersions.get(ticket) ?? version - UPDATES_BACK
    const rows = await sql.all(
      `SELECT device, bytes FROM updates WHERE ticket = ? AND version > ? AND version <= ? ORDER BY version`,
      ticket,
      Math.min(known, version - 1),
      version,
    )
    ticketVersions.set(ticket, version)
    const list = rows.map((row) => bytes(row, 'bytes'))
    const last = rows.at(-1)
    const device = last ? text(last, 'device') : ''
    // Rows without bytes are of before it was made anew; only the newest one says that it just was.
    if (list.at(-1)?.length === 0) return { update: null, device }
    return { update: merge(list.filter((one) => one.length > 0)), device }
  }

  return {
    async begin() {
      for (const [scope, seq] of await heads()) jump(scope, seq)
    },
    note(event) {
      // What is typed here may be typed elsewhere too; all of it is read once.
      if (event.type === 'draft' && draftVersions.get(event.draft) === undefined)
        draftVersions.set(event.draft, -1)
      if (event.type !== 'ticket' && event.type !== 'ticket-gone') return
      for (const { scope, seq } of event.moves) mark(scope, seq)
      const isNext = ticketVersions.get(event.ticket) === event.version - 1
      if (isNext || event.version === 1) ticketVersions.set(event.ticket, event.version)
    },
    async bringScopes(scopes) {
      const now = scopes === null ? await heads() : null
      for (const scope of scopes ?? now?.keys() ?? [])
        if (!now || (now.get(scope) ?? 0) > (told.get(scope) ?? 0)) await bringScope(scope)
    },
    bringDraft,
    async bringKnownDrafts() {
      for (const draft of draftVersions.ids()) await bringDraft(draft)
    },
  }

  async function bringDraft(draft: string): Promise<void> {
    const known = draftVersions.get(draft) ?? -1
    const row = await sql.get(
      `SELECT version, state, state_version FROM drafts WHERE id = ? AND version > ?`,
      draft,
      known,
    )
    if (!row) return
    const stateVersion = number(row, 'state_version')
    const later = await sql.all(
      `SELECT version, bytes FROM draft_updates WHERE draft = ? AND version > ? ORDER BY version`,
      draft,
      Math.max(known, stateVersion),
    )
    const list = later.map((update) => bytes(update, 'bytes'))
    if (known < stateVersion) list.unshift(bytes(row, 'state'))
    const last = later.at(-1)
    draftVersions.set(draft, last ? number(last, 'version') : number(row, 'version'))
    const update = merge(list)
    hub.publish({ type: 'draft', draft, update, origin: null }, 'relayed')
  }
}

const NOTHING = new Uint8Array([0, 0])

function merge(list: Uint8Array[]): Uint8Array {
  const [only] = list
  if (!only) return NOTHING
  return list.length === 1 ? only : Y.mergeUpdates(list)
}

type Recent = {
  get(id: string): number | undefined
  set(id: string, version: number): void
  ids(): string[]
}

/** The newest so many, by when they were last met. */
function makeRecent(most: number): Recent {
  const kept = new Map<string, number>()
  return {
    get: (id) => kept.get(id),
    ids: () => [...kept.keys()],
    set(id, version) {
      const before = kept.get(id) ?? version
      kept.delete(id)
      kept.set(id, Math.max(before, version))
      if (kept.size <= most) return
      const oldest = kept.keys().next()
      if (!oldest.done) kept.delete(oldest.value)
    },
  }
}
