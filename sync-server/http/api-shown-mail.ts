/**
 * Somebody else's mail on a ticket: `GET /api/tickets/:id/messages/:message/shown` says what the requester would see of
 * it, `POST …/shown` shows it to them. And of mail that did not arrive, `POST /api/tickets/:id/delivery/settled`: somebody saw to it.
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { openForAgent } from '../commit/access.ts'
import { shownMessage } from '../commit/show-message.ts'
import { putBackUnchanged } from '../commit/ticket-work.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const Showing = v.object({
  why: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.fieldTextChars)), ''),
})

export function mountShownMail(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.get('/api/tickets/:id/messages/:message/shown', agent, async (context) => {
    const { rights, id: device } = context.get('session')
    const { id, message } = context.req.param()
    const shown = await desk.database.write(async (tx) => {
      const { work } = await openForAgent(
        desk.parts,
        {
          tx,
          actor: { kind: 'agent', rights },
          device,
          now: desk.parts.clock.now(),
          origin: null,
        },
        id,
      )
      const seen = work.before ? shownMessage(work.before, message) : null
      putBackUnchanged(work)
      return seen
    })
    if (!shown) throw new FaultError({ code: 'kit/not-found', detail: 'there is no such mail' })
    return context.json(shown)
  })

  app.post('/api/tickets/:id/delivery/settled', agent, async (context) => {
    const session = context.get('session')
    const { version } = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId: pushIdOf(desk, context),
        input: { kind: 'settle-delivery', ticket: context.req.param('id') },
      }),
    )
    return context.json({ version })
  })

  app.post('/api/tickets/:id/messages/:message/shown', agent, async (context) => {
    const { why } = unwrap(parseWith(Showing, await readJson(context)))
    const session = context.get('session')
    const { id, message } = context.req.param()
    const { version } = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId: pushIdOf(desk, context),
        input: { kind: 'show-message', ticket: id, message, why },
      }),
    )
    return context.json({ version })
  })
}
