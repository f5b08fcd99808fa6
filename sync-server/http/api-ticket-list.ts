/** `GET /api/tickets`: a page of summary rows, newest change first, of the queues the caller may see. */
import type { Context } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import type { Session } from '../auth/sessions.ts'
import { seenBy } from '../feed/ticket-queues.ts'
import type { Desk } from '../desk.ts'
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
  if (query['q']) {
    where.push(`search LIKE ? ESCAPE '\\'`)
    params.push(
      `%${query['q']
        .toLowerCase()
        .slice(0, 200)
        .replace(/[\\%_]/g, '\\$&')}%`,
    )
  }
  if (query['status']) {
    where.push(`status = ?`)
    params.push(query['status'])
  }
  if (query['updatedAfter']) {
    where.push(`updated_at > ?`)
    params.push(timeOf(query['updatedAfter']))
  }
  if (query['cursor']) {
    const [at, id] = unwrap(parseWith(Cursor, decodeCursor(query['cursor'])))
    where.push(`(updated_at < ? OR (updated_at = ? AND id < ?))`)
    params.push(at, at, id)
  }
  const rows = await desk.database.read.all(
    `SELECT id, row, version, updated_at FROM tickets WHERE ${where.join(' AND ')} ORDER BY updated_at DESC, id DESC LIMIT ?`,
    ...params,
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
        ? Buffer.from(JSON.stringify([number(last, 'updated_at'), text(last, 'id')])).toString(
            'base64url',
          )
        : null,
  }
}

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
