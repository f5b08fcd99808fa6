/** Reading the feed: what moved in a scope since a cursor, and documents newer than the version held. */
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { maySee, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DocItem, FeedItem, FeedPage } from '../../shared/wire/down.ts'
import { bytes, number, numberOrNull, text, textOrNull, type Database } from '../store/database.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { queueScope } from './feed-rows.ts'

export type Feed = {
  /** Scopes a person has now, with the newest number in each. */
  scopesOf(rights: Rights): Promise<{ scope: string; seq: number }[]>
  maySeeScope(rights: Rights, scope: string): boolean
  page(scope: string, after: number): Promise<FeedPage>
  /** Stops after a page's worth of bytes: the caller asks again for the rest. Unknown and foreign tickets are `gone`. */
  documents(
    rights: Rights,
    want: readonly { ticket: string; version: number }[],
  ): Promise<DocItem[]>
}

/** Above this many updates behind, the whole state is shorter. */
const UPDATES_MAX = 30

export function makeFeed(database: Database, settings: SettingsFile): Feed {
  const sql = database.read
  return {
    async scopesOf(rights) {
      const scopes: { scope: string; seq: number }[] = []
      for (const queue of settings.get().queues) {
        if (!maySee(rights, queue.slug)) continue
        const row = await sql.get(`SELECT seq FROM scopes WHERE scope = ?`, queueScope(queue.slug))
        scopes.push({ scope: queueScope(queue.slug), seq: row ? number(row, 'seq') : 0 })
      }
      return scopes
    },
    maySeeScope: (rights, scope) => scope.startsWith('q:') && maySee(rights, scope.slice(2)),
    async page(scope, after) {
      const rows = await sql.all(
        `SELECT feed.ticket, feed.seq, feed.version, feed.op, tickets.row AS row FROM feed
         LEFT JOIN tickets ON tickets.id = feed.ticket AND feed.op = 'row'
         WHERE feed.scope = ? AND feed.seq > ? ORDER BY feed.seq LIMIT ${LIMITS.feedPageRows}`,
        scope,
        after,
      )
      const items = rows.map((row): FeedItem => {
        const json = textOrNull(row, 'row')
        return {
          ticket: text(row, 'ticket'),
          seq: number(row, 'seq'),
          version: number(row, 'version'),
          op: json === null ? 'leave' : 'row',
          row: json === null ? null : v.parse(Row, JSON.parse(json)),
        }
      })
      const next = items.at(-1)?.seq ?? after
      const isLast = items.length < LIMITS.feedPageRows
      return { type: 'page', scope, after, items, next, isLast, isReset: false }
    },
    async documents(rights, want) {
      const items: DocItem[] = []
      let total = 0
      for (const { ticket, version } of want.slice(0, LIMITS.documentsPageCount)) {
        if (total >= LIMITS.documentsPageBytes) break
        const item = await readDocument(rights, ticket, version)
        total += item.bytes.length
        items.push(item)
      }
      return items
    },
  }

  async function readDocument(rights: Rights, ticket: string, held: number): Promise<DocItem> {
    const row = await sql.get(
      `SELECT version, epoch, queue, state, state_version FROM tickets WHERE id = ?`,
      ticket,
    )
    if (!row || !maySee(rights, text(row, 'queue')))
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
      if (updates.length === version - held) {
        const list = updates.map((update) => bytes(update, 'bytes'))
        const merged =
          list.length === 0
            ? new Uint8Array([0, 0])
            : list.length === 1 && list[0]
              ? list[0]
              : Y.mergeUpdates(list)
        return { ticket, epoch, version, kind: 'update', bytes: merged }
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
    return { ticket, epoch, version, kind: 'state', bytes: Y.mergeUpdates(parts) }
  }
}
