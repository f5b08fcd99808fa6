/** `PATCH /api/tickets/:id`: fields of a ticket set to what they shall be, as the verbs that make them so. */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Priority, Slug, Status, cleanTag } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'
import { readOne, type TicketView } from './ticket-view.ts'

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
  spam: v.optional(v.boolean()),
})

export function mountTicketChange(app: Hono<HttpEnv>, desk: Desk): void {
  app.patch('/api/tickets/:id', requireSession(desk), async (context) => {
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
  if (patch.spam !== undefined && patch.spam !== before.spam)
    ops.push({ op: 'mark-spam', isSpam: patch.spam })
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
