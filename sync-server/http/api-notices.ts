/** Of what one is told by mail: `GET` and `PUT /api/me/notices`, each for oneself alone. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { changeNotices, Notices, readNotices } from '../auth/notices.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

export function mountNotices(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.get('/api/me/notices', agent, async (context) =>
    context.json(await readNotices(desk.database.read, context.get('session').rights.person)),
  )

  app.put('/api/me/notices', agent, async (context) => {
    const notices = unwrap(parseWith(Notices, await readJson(context)))
    const { person } = context.get('session').rights
    return context.json(await changeNotices(desk.database, person, notices))
  })
}
