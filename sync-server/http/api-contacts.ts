/** Submitters over HTTP: erasing one. Who they are is read with their tickets. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { Reason } from './api-removals.ts'
import { readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

export function mountContacts(app: Hono<HttpEnv>, desk: Desk): void {
  app.delete('/api/contacts/:id', requireAdmin(desk), async (context) => {
    const session = context.get('session')
    const { why } = unwrap(parseWith(Reason, await readJson(context)))
    const answer = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId: makeId(desk.parts.clock.now(), desk.parts.random),
        input: { kind: 'erase', contact: context.req.param('id'), why },
      }),
    )
    // Their address is unknown from now on; their tickets follow, one after the other.
    return context.json({ ...answer.result }, 202)
  })
}
