/**
 * Further queues of a ticket over HTTP: `POST /api/tickets/:id/queues` opens it to one, `DELETE …/queues/:queue` takes it
 * out of one. Its own queue changes by PATCH.
 */
import type { Context, Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import type { Input } from '../commit/input.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const Sharing = v.object({ queue: Slug })

export function mountTicketQueues(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.post('/api/tickets/:id/queues', agent, async (context) => {
    const { queue } = unwrap(parseWith(Sharing, await readJson(context)))
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'share', ticket, queue }))
  })

  app.delete('/api/tickets/:id/queues/:queue', agent, async (context) => {
    const { id, queue: named } = context.req.param()
    const { queue } = unwrap(parseWith(Sharing, { queue: named }))
    return context.json(await carryOut(desk, context, { kind: 'leave', ticket: id, queue }))
  })
}

async function carryOut(
  desk: Desk,
  context: Context<HttpEnv>,
  input: Extract<Input, { kind: 'share' | 'leave' }>,
): Promise<object> {
  const session = context.get('session')
  const { version } = unwrap(
    await desk.commit({
      actor: { kind: 'agent', rights: session.rights },
      device: session.id,
      pushId: pushIdOf(desk, context),
      input,
    }),
  )
  return { version }
}
