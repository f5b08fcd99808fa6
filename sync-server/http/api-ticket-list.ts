/**
 * `GET /api/tickets`: a page of summary rows, newest change first, of the queues the caller may see; with `q` those that a
 * search finds (shared/search). Spam is among them only where the search asks for it. `zone` says where the days in it begin.
 */
import type { Context } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { isBeingAnswered } from '../../shared/ticket/row.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import type { Session } from '../auth/sessions.ts'
import { seenBy } from '../feed/ticket-queues.ts'
import type { Desk } from '../desk.ts'
import {
  NO_SPAM,
  readSearch,
  readZone,
  searchTickets,
  type Place,
  type SearchRequest,
} from '../search/search-tickets.ts'
import { number, text, type SqlValue } from '../store/database.ts'

const Cursor = v.tuple([v.number(), v.string()])

export async function listTickets(desk: Desk, session: Session, context: Context): Promise<object> {
  const query = context.req.query()
  const queues = desk.parts.settings
    .get()
    .queues.map((queue) => queue.slug)
    .filter((slug) => maySee(session.rights, slug))
  const wanted =
    query['queue'] === undefined ? queues : queues.filter((slug) => slug === query['queue'])
  if (query['queue'] !== undefined && wanted.length === 0)
    throw new FaultError({
      code: 'desk/unknown-queue',
      detail: `there is no queue “${query['queue'].slice(0, 80)}”`,
    })
  const limit = Math.min(LIMITS.pageRowsMax, Math.max(1, Number(query['limit'] ?? 50) || 50))
  if (wanted.length === 0) return { tickets: [], cursor: null }
  const seen = seenBy(wanted)
  const where = [seen.where]
  const params: SqlValue[] = [...seen.params]
  if (query['status']) {
    where.push(`status = ?`)
    params.push(query['status'])
  }
  if (query['updatedAfter']) {
    where.push(`updated_at > ?`)
    params.push(timeOf(query['updatedAfter']))
  }
  const [at, id] = query['cursor']
    ? unwrap(parseWith(Cursor, decodeCursor(query['cursor'])))
    : [null, '']
  const after = at === null ? null : { at, id }
  const among = { where: where.join(' AND '), params }
  const search = readSearch(query['q'] ?? '')
  if (search !== null) return pageOfSearch(desk, session, { search, among, after, limit, query })
  const rows = await desk.database.read.all(
    `SELECT id, row, version, updated_at FROM tickets WHERE ${among.where} AND ${NO_SPAM}
     ${after ? 'AND (updated_at < ? OR (updated_at = ? AND id < ?))' : ''} ORDER BY updated_at DESC, id DESC LIMIT ?`,
    ...params,
    ...(after ? [after.at, after.at, after.id] : []),
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    tickets: page.map((row) => {
      const parsed: unknown = JSON.parse(text(row, 'row'))
      return {
        ...(typeof parsed === 'object' ? parsed : {}),
        version: number(row, 'version'),
        updatedAt: new Date(number(row, 'updated_at')).toISOString(),
      }
    }),
    cursor:
      rows.length > limit && last
        ? encodeCursor({ at: number(last, 'updated_at'), id: text(last, 'id') })
        : null,
  }
}

async function pageOfSearch(
  desk: Desk,
  { rights }: Session,
  asked: Pick<SearchRequest, 'among' | 'after' | 'limit'> & {
    search: SearchRequest['query']
    query: Record<string, string>
  },
): Promise<object> {
  const { search, query, ...rest } = asked
  const names = new Map((await desk.people.all()).map(({ id, name }) => [id, name]))
  const queues = new Map(desk.parts.settings.get().queues.map(({ slug, name }) => [slug, name]))
  const page = await searchTickets(desk.database, {
    ...rest,
    query: search,
    hasExcerpts: query['excerpts'] === '1',
    stopwatch: () => performance.now(),
    facts: {
      me: rights.person,
      now: desk.parts.clock.now(),
      zone: readZone(query['zone']),
      nameOf: (person) => names.get(person) ?? '',
      queueName: (slug) => queues.get(slug) ?? slug,
      // Only devices know; a search that asks is refused before (search-tickets).
      isUnread: () => false,
      hasDraft: isBeingAnswered,
    },
  })
  return {
    tickets: page.found.map(({ row, version, updatedAt, excerpt }) => ({
      ...row,
      version,
      updatedAt: new Date(updatedAt).toISOString(),
      ...(excerpt === null ? {} : { excerpt }),
    })),
    cursor: page.next === null ? null : encodeCursor(page.next),
    isPartial: page.isPartial,
    isIndexed: desk.searchFill.isDone(),
  }
}

const encodeCursor = ({ at, id }: Place): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url')

function decodeCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw new FaultError({ code: 'kit/invalid', detail: 'cursor: not one of ours' })
  }
}

function timeOf(value: string): number {
  const at = /^\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (Number.isNaN(at))
    throw new FaultError({ code: 'kit/invalid', detail: 'updatedAfter: an ISO date or epoch ms' })
  return at
}
