/** Reading the feed: what moved in a scope since a cursor, and documents newer than the version held. */
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { maySee, maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DocItem, FeedItem, FeedManifest, FeedPage } from '../../shared/wire/down.ts'
import {
  bytes,
  number,
  numberOrNull,
  text,
  textOrNull,
  type Database,
  type SqlRow,
} from '../store/database.ts'
import { queuesInRow } from './ticket-queues.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { queueScope } from './feed-rows.ts'

export type Feed = {
  /** Scopes a person has now, with the newest number in each. */
  scopesOf(rights: Rights): Promise<{ scope: string; seq: number }[]>
  maySeeScope(rights: Rights, scope: string): boolean
  /** A cursor below what is still known, or beyond what is, gets `isReset`. */
  page(scope: string, after: number): Promise<FeedPage>
  /** The same as JSON, with rows as they are stored: whoever reads a whole desk waits for nothing that is not asked for. `next`: null on the last. */
  pageText(scope: string, after: number): Promise<{ text: string; next: number | null }>
  /** The tickets that are in a scope now, a page of ids in their order; `from`: ids greater than this. */
  manifest(scope: string, from: string): Promise<FeedManifest>
  /** Stops after a page's worth of bytes: the caller asks again for the rest. Unknown and foreign tickets are `gone`. */
  documents(
    rights: Rights,
    want: readonly { ticket: string; version: number }[],
    bytesMax?: number,
  ): Promise<DocItem[]>
}

/** Above this many updates behind, the whole state is shorter. */
const UPDATES_MAX = 30

/** Tickets read with one question. */
const READ_AT_ONCE = 32

/** A snapshot with fewer updates after it is left as it is. */
const MERGED_WORTH = 4

type Merged = { ticket: string; version: number; epoch: number; state: Uint8Array }

const maySeeScope = (rights: Rights, scope: string): boolean =>
  scope.startsWith('q:') && maySee(rights, scope.slice(2))

export function makeFeed(database: Database, settings: SettingsFile): Feed {
  const sql = database.read
  let isKeeping = false
  return {
    async scopesOf(rights) {
      const scopes = new Map<string, number>()
      for (const queue of settings.get().queues)
        if (maySee(rights, queue.slug)) scopes.set(queueScope(queue.slug), 0)
      for (const row of await sql.all(`SELECT scope, seq FROM scopes`)) {
        const scope = text(row, 'scope')
        // A queue that was taken out of the settings takes no ticket out of sight.
        if (scopes.has(scope) || (maySeeScope(rights, scope) && (await hasTickets(scope))))
          scopes.set(scope, number(row, 'seq'))
      }
      return [...scopes].map(([scope, seq]) => ({ scope, seq }))
    },
    maySeeScope,
    async page(scope, after) {
      const { rows, ...page } = await readPage(scope, after)
      const items = rows.map((row): FeedItem => {
        const json = textOrNull(row, 'row')
        return { ...stepOf(row), row: json === null ? null : v.parse(Row, JSON.parse(json)) }
      })
      return { type: 'page', ...page, items }
    },

    async pageText(scope, after) {
      const { rows, ...page } = await readPage(scope, after)
      const items = rows.map((row) => {
        const step = JSON.stringify(stepOf(row))
        return `${step.slice(0, -1)},"row":${textOrNull(row, 'row') ?? 'null'}}`
      })
      const head = JSON.stringify({ type: 'page', ...page }).slice(0, -1)
      return { text: `${head},"items":[${items.join(',')}]}`, next: page.isLast ? null : page.next }
    },

    async manifest(scope, from) {
      const rows = await sql.all(
        `SELECT ticket FROM feed WHERE scope = ? AND op = 'row' AND ticket > ? ORDER BY ticket LIMIT ${LIMITS.feedManifestIds}`,
        scope,
        from,
      )
      const tickets = rows.map((row) => text(row, 'ticket'))
      const last = tickets.at(-1)
      const isLast = tickets.length < LIMITS.feedManifestIds
      return { scope, tickets, next: isLast || last === undefined ? null : last }
    },
    async documents(rights, want, bytesMax = LIMITS.documentsPageBytes) {
      const items: DocItem[] = []
      const merged: Merged[] = []
      const asked = want.slice(0, LIMITS.documentsPageCount)
      let total = 0
      for (let at = 0; at < asked.length && total < bytesMax; at += READ_AT_ONCE) {
        const some = asked.slice(at, at + READ_AT_ONCE)
        const rows = await ticketRows(some.map(({ ticket }) => ticket))
        for (const one of some) {
          if (total >= bytesMax) break
          const item = await readDocument({ rights, ...one }, rows.get(one.ticket), merged)
          total += item.bytes.length
          items.push(item)
        }
      }
      if (merged.length > 0) void keepMerged(merged)
      return items
    },
  }

  async function ticketRows(tickets: readonly string[]): Promise<Map<string, SqlRow>> {
    const marks = tickets.map(() => '?').join(', ')
    const rows = await sql.all(
      `SELECT id, version, epoch, queue, also_in, state, state_version FROM tickets WHERE id IN (${marks})`,
      ...tickets,
    )
    return new Map(rows.map((row) => [text(row, 'id'), row]))
  }

  async function readPage(scope: string, after: number) {
    // The head before the rows: nothing up to it is missing in them. The floor after: what is forgotten meanwhile is
    // told twice, not never.
    const head = await headOf(scope)
    let rows = await rowsAfter(scope, after)
    const { seq, floor } = await headOf(scope)
    const isOfAnotherHistory = after > seq
    if (isOfAnotherHistory) rows = await rowsAfter(scope, 0)
    const isLast = rows.length < LIMITS.feedPageRows
    const begin = isOfAnotherHistory ? 0 : after
    const last = rows.at(-1)
    return {
      scope,
      after,
      rows,
      // The last step may be one that is forgotten: without it a cursor would stay below the floor for ever.
      next: Math.max(last ? number(last, 'seq') : begin, isLast ? head.seq : 0),
      isLast,
      isReset: isOfAnotherHistory || (after > 0 && after < floor),
    }
  }

  /**
   * What was merged for one device is kept as the ticket's snapshot: the next one gets it as it lies there. Nobody waits
   * for it, and nothing depends on it.
   */
  async function keepMerged(merged: readonly Merged[]): Promise<void> {
    if (isKeeping) return
    isKeeping = true
    try {
      await database.write(async (tx) => {
        for (const { ticket, version, epoch, state } of merged)
          await tx.run(
            `UPDATE tickets SET state = ?, state_version = ?, doc_bytes = ? WHERE id = ? AND version = ? AND epoch = ? AND state_version < ?`,
            state,
            version,
            state.length,
            ticket,
            version,
            epoch,
            version,
          )
      })
    } catch {
      // The disk is full, or the server stops: they are merged again when they are asked for again.
    } finally {
      isKeeping = false
    }
  }

  async function hasTickets(scope: string): Promise<boolean> {
    const row = await sql.get(
      `SELECT ticket FROM feed WHERE scope = ? AND op = 'row' LIMIT 1`,
      scope,
    )
    return row !== undefined
  }

  async function headOf(scope: string): Promise<{ seq: number; floor: number }> {
    const row = await sql.get(`SELECT seq, floor FROM scopes WHERE scope = ?`, scope)
    return row ? { seq: number(row, 'seq'), floor: number(row, 'floor') } : { seq: 0, floor: 0 }
  }

  function rowsAfter(scope: string, after: number): Promise<SqlRow[]> {
    return sql.all(
      `SELECT feed.ticket, feed.seq, feed.version, feed.op, tickets.row AS row FROM feed
       LEFT JOIN tickets ON tickets.id = feed.ticket AND feed.op = 'row'
       WHERE feed.scope = ? AND feed.seq > ? ORDER BY feed.seq LIMIT ${LIMITS.feedPageRows}`,
      scope,
      after,
    )
  }

  async function readDocument(
    { rights, ticket, version: held }: { rights: Rights; ticket: string; version: number },
    row: SqlRow | undefined,
    merged: Merged[],
  ): Promise<DocItem> {
    if (!row || !maySeeAny(rights, queuesInRow(row)))
      return { ticket, epoch: 0, version: 0, kind: 'gone', bytes: new Uint8Array() }
    const version = number(row, 'version')
    const epoch = number(row, 'epoch')
    if (held > 0 && held <= version && version - held <= UPDATES_MAX) {
      const updates = await sql.all(
        `SELECT bytes FROM updates WHERE ticket = ? AND version > ? AND version <= ? ORDER BY version`,
        ticket,
        held,
        version,
      )
      const list = updates.map((update) => bytes(update, 'bytes'))
      // A version without bytes: the document was made anew at it or after it.
      if (updates.length === version - held && list.every((update) => update.length > 0)) {
        const joined =
          list.length === 0
            ? new Uint8Array([0, 0])
            : list.length === 1 && list[0]
              ? list[0]
              : Y.mergeUpdates(list)
        return { ticket, epoch, version, kind: 'update', bytes: joined }
      }
    }
    if ((numberOrNull(row, 'state_version') ?? 0) === version)
      return { ticket, epoch, version, kind: 'state', bytes: bytes(row, 'state') }
    // Merging bytes is cheaper than building the document only to write it down again.
    const later = await sql.all(
      `SELECT bytes FROM updates WHERE ticket = ? AND version > ? AND version <= ? ORDER BY version`,
      ticket,
      number(row, 'state_version'),
      version,
    )
    const parts = [bytes(row, 'state'), ...later.map((update) => bytes(update, 'bytes'))]
    const state = Y.mergeUpdates(parts)
    if (later.length >= MERGED_WORTH) merged.push({ ticket, version, epoch, state })
    return { ticket, epoch, version, kind: 'state', bytes: state }
  }
}

/** A row of the feed without the ticket's. What has none left, or is about to. */
function stepOf(row: SqlRow): Omit<FeedItem, 'row'> {
  return {
    ticket: text(row, 'ticket'),
    seq: number(row, 'seq'),
    version: number(row, 'version'),
    op: textOrNull(row, 'row') === null ? 'leave' : 'row',
  }
}
