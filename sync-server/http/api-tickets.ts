/** The tickets of the HTTP API (architecture §10). Every write is one commit; an Idempotency-Key is its push id. */
import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { idFromBytes, makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import { Priority, Slug, Status, cleanTag } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import type { DeleteInput, MergeInput, RedactInput } from '../commit/input.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import type { Session } from '../auth/sessions.ts'
import type { Desk } from '../desk.ts'
import { statusLink } from '../mail/acknowledgement.ts'
import { number, text, type SqlValue } from '../store/database.ts'
import { readJson } from './body.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { findSession, requireSession, type HttpEnv } from './request-auth.ts'
import { viewTicket, type TicketView } from './ticket-view.ts'

const scalar = v.union([
  v.pipe(v.string(), v.maxLength(LIMITS.fieldTextChars)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
])

const NewTicket = v.object({
  queue: v.string(),
  name: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.nameChars)),
  email: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(LIMITS.emailChars),
    v.regex(ADDRESS_PATTERN, 'not a mail address'),
  ),
  subject: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
  body: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars)),
  priority: v.optional(Priority),
  fields: v.optional(v.pipe(v.record(v.string(), scalar), v.maxEntries(50))),
})

const Patch = v.strictObject({
  subject: v.optional(
    v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
  ),
  status: v.optional(Status),
  priority: v.optional(Priority),
  assignee: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.emailChars)))),
  queue: v.optional(Slug),
  tags: v.optional(v.pipe(v.array(v.string()), v.maxLength(LIMITS.tagsPerTicket))),
  snoozedUntil: v.optional(v.nullable(v.number())),
})

const NewReply = v.object({
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  body: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  /** Newest message the caller has seen; without it the ticket as it is now. */
  seen: v.optional(v.nullable(v.string())),
  force: v.optional(v.boolean(), false),
  status: v.optional(v.nullable(Status)),
})

const Merging = v.object({ into: Id })
const Reason = v.object({
  why: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.fieldTextChars)),
})

export function mountTickets(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const agent = requireSession(desk)

  app.post('/api/tickets', async (context) => {
    const session = await findSession(desk, context)
    if (!session)
      limiter.take(
        `form:${context.get('remoteAddress')}`,
        LIMITS.formTicketsPerHourPerIp,
        3_600_000,
      )
    const input = unwrap(parseWith(NewTicket, await readJson(context)))
    const answer = unwrap(
      await desk.commit({
        actor: session ? { kind: 'agent', rights: session.rights } : { kind: 'desk' },
        device: session?.id ?? 'api',
        pushId: pushIdOf(desk, context),
        input: {
          kind: 'open',
          queue: input.queue,
          channel: 'api',
          requester: { name: input.name, address: input.email },
          subject: input.subject,
          body: input.body,
          receivedAt: desk.parts.clock.now(),
          isAcknowledged: true,
          ...(input.priority ? { priority: input.priority } : {}),
          ...(input.fields ? { custom: input.fields } : {}),
        },
      }),
    )
    const id = String(answer.result?.['id'])
    const statusUrl = statusLink(desk.config.publicUrl, id, String(answer.result?.['statusToken']))
    return context.json({ id, number: Number(answer.result?.['number']), statusUrl }, 201, {
      location: `/api/tickets/${id}`,
    })
  })

  app.get('/api/tickets', agent, async (context) =>
    context.json(await listTickets(desk, context.get('session'), context)),
  )
  app.get('/api/tickets/:id', agent, async (context) =>
    context.json(await readOne(desk, context.get('session'), context.req.param('id'))),
  )

  app.patch('/api/tickets/:id', agent, async (context) => {
    const session = context.get('session')
    const patch = unwrap(parseWith(Patch, await readJson(context)))
    const id = context.req.param('id')
    const before = await readOne(desk, session, id)
    const ops = await opsOf(desk, before, patch)
    const pushId = pushIdOf(desk, context)
    const request = {
      actor: { kind: 'agent' as const, rights: session.rights },
      device: session.id,
    }
    if (ops.length > 0)
      unwrap(
        await desk.commit({
          ...request,
          pushId,
          input: { kind: 'edit', ticket: id, ops },
          asked: patch,
        }),
      )
    if (patch.queue !== undefined && patch.queue !== before.queue)
      unwrap(
        await desk.commit({
          ...request,
          pushId: `${pushId}/move`,
          input: { kind: 'move', ticket: id, queue: patch.queue },
        }),
      )
    return context.json(await readOne(desk, session, id))
  })

  app.post('/api/tickets/:id/replies', agent, async (context) => {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: 'text: the reply needs words' })
    const pushId = pushIdOf(desk, context)
    const answer = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId,
        input: {
          kind: 'whole-reply',
          ticket: context.req.param('id'),
          sendId: idOfKey(`${session.id}/${pushId}`),
          text: words,
          html: null,
          seen: input.seen ?? null,
          isForced: input.force,
          status: input.status ?? null,
        },
      }),
    )
    return context.json(
      {
        id: String(answer.result?.['sendId']),
        version: answer.version,
        delivery: String(answer.result?.['state']),
      },
      201,
    )
  })

  app.post('/api/tickets/:id/notes', agent, async (context) => {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: 'text: the note needs words' })
    const pushId = pushIdOf(desk, context)
    const id = idOfKey(`${session.id}/${pushId}`)
    const answer = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId,
        input: {
          kind: 'edit',
          ticket: context.req.param('id'),
          ops: [{ op: 'add-note', id, text: words.slice(0, LIMITS.noteTextChars), mentions: [] }],
        },
      }),
    )
    return context.json({ id, version: answer.version }, 201)
  })

  app.post('/api/tickets/:id/merge', agent, async (context) => {
    const { into } = unwrap(parseWith(Merging, await readJson(context)))
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'merge', ticket, into }))
  })

  app.delete('/api/tickets/:id', agent, async (context) => {
    const { why } = unwrap(parseWith(Reason, await readJson(context)))
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'delete', ticket, why }))
  })

  app.post('/api/tickets/:id/messages/:message/redact', agent, async (context) => {
    const { why } = unwrap(parseWith(Reason, await readJson(context)))
    const { id, message } = context.req.param()
    return context.json(await carryOut(desk, context, { kind: 'redact', ticket: id, message, why }))
  })
}

/** An act that happens once; what it made, with the version that holds it. */
async function carryOut(
  desk: Desk,
  context: Context<HttpEnv>,
  input: MergeInput | DeleteInput | RedactInput,
): Promise<object> {
  const session = context.get('session')
  const answer = unwrap(
    await desk.commit({
      actor: { kind: 'agent', rights: session.rights },
      device: session.id,
      pushId: pushIdOf(desk, context),
      input,
    }),
  )
  return { version: answer.version, ...answer.result }
}

/** The caller's Idempotency-Key, or a new id. */
function pushIdOf(desk: Desk, context: Context): string {
  const key = context.req.header('idempotency-key')
  if (key === undefined) return makeId(desk.parts.clock.now(), desk.parts.random)
  if (key.length === 0 || key.length > 200)
    throw new FaultError({ code: 'kit/invalid', detail: 'Idempotency-Key: 1 to 200 characters' })
  return `key:${context.req.method}:${context.req.path}:${key}`
}

/** The same id for the same key, so that a repeated request names the same message. */
function idOfKey(key: string): string {
  return idFromBytes(createHash('sha256').update(key).digest())
}

async function readOne(desk: Desk, session: Session, id: string): Promise<TicketView> {
  const sql = desk.database.read
  const row = await sql.get(
    `SELECT version, queue, epoch, state, state_version FROM tickets WHERE id = ?`,
    id,
  )
  if (!row || !maySee(session.rights, text(row, 'queue')))
    throw new FaultError({ code: 'kit/not-found', detail: 'there is no such ticket' })
  return viewTicket(id, number(row, 'version'), await loadTicketDoc(sql, id, row))
}

async function opsOf(
  desk: Desk,
  before: TicketView,
  patch: v.InferOutput<typeof Patch>,
): Promise<TicketOp[]> {
  const ops: TicketOp[] = []
  if (patch.subject !== undefined) ops.push({ op: 'set-subject', subject: patch.subject })
  if (patch.status !== undefined) ops.push({ op: 'set-status', status: patch.status })
  if (patch.priority !== undefined) ops.push({ op: 'set-priority', priority: patch.priority })
  if (patch.snoozedUntil !== undefined) ops.push({ op: 'snooze', until: patch.snoozedUntil })
  if (patch.assignee !== undefined)
    ops.push({ op: 'set-assignee', assignee: await personOf(desk, patch.assignee) })
  if (patch.tags !== undefined) {
    const wanted = new Set(patch.tags.map(cleanTag).filter((tag) => tag !== ''))
    for (const tag of wanted) if (!before.tags.includes(tag)) ops.push({ op: 'add-tag', tag })
    for (const tag of before.tags) if (!wanted.has(tag)) ops.push({ op: 'remove-tag', tag })
  }
  return ops
}

/** A person by id or by mail address. */
async function personOf(desk: Desk, who: string | null): Promise<string | null> {
  if (who === null) return null
  const person = who.includes('@') ? await desk.people.byEmail(who) : await desk.people.byId(who)
  if (!person || person.isDisabled)
    throw new FaultError({ code: 'kit/invalid', detail: `assignee: there is no “${who}”` })
  return person.id
}

const Cursor = v.tuple([v.number(), v.string()])

async function listTickets(desk: Desk, session: Session, context: Context): Promise<object> {
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
  const where = [`queue IN (${wanted.map(() => '?').join(', ')})`]
  const params: SqlValue[] = [...wanted]
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
