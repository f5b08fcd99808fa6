/** The tickets of the HTTP API (architecture §10): filing and reading. Every write is one commit. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import { Priority } from '../../shared/ticket/ticket.ts'
import type { Desk } from '../desk.ts'
import { statusLink } from '../mail/outbound/status-link.ts'
import { listTickets } from './api-ticket-list.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { findSession, requireSession, type HttpEnv } from './request-auth.ts'
import { readOne } from './ticket-view.ts'

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

  app.get('/api/tickets', agent, async (context) => {
    const session = context.get('session')
    if (context.req.query('q'))
      limiter.take(`search:${session.rights.person}`, LIMITS.searchesPerMinutePerPerson, 60_000)
    return context.json(await listTickets(desk, session, context))
  })
  app.get('/api/tickets/:id', agent, async (context) =>
    context.json(await readOne(desk, context.get('session'), context.req.param('id'))),
  )
}
