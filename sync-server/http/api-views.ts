/** Saved views over HTTP: `GET /api/views`, `PUT` and `DELETE /api/views/:id`. The id is its author's to make, so that a try that is repeated makes one. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { Id, parseWith } from '../../shared/kit/schema.ts'
import { SavedViewWords } from '../../shared/wire/saved-view.ts'
import type { Desk } from '../desk.ts'
import { listViews, putView, removeView } from '../views/view-rows.ts'
import { readJson } from './body.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

export function mountViews(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)
  const { database } = desk
  const idOf = (id: string) => unwrap(parseWith(Id, id, 'kit/not-found'))

  app.get('/api/views', agent, async (context) => {
    const { rights } = context.get('session')
    return context.json({ views: await listViews(database.read, rights) })
  })

  app.put('/api/views/:id', agent, async (context) => {
    const { rights } = context.get('session')
    const id = idOf(context.req.param('id'))
    const words = unwrap(parseWith(SavedViewWords, await readJson(context)))
    const at = desk.parts.clock.now()
    return context.json(
      unwrap(await database.write((tx) => putView(tx, { id, words, at }, rights))),
    )
  })

  app.delete('/api/views/:id', agent, async (context) => {
    const { rights } = context.get('session')
    const id = idOf(context.req.param('id'))
    unwrap(await database.write((tx) => removeView(tx, id, rights)))
    return context.body(null, 204)
  })
}
