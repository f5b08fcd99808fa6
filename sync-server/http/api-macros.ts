/** Macros over HTTP: `GET /api/macros`, `PUT` and `DELETE /api/macros/:id`. The id is its author's to make, so that a try that is repeated makes one. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { Id, parseWith } from '../../shared/kit/schema.ts'
import { MacroWords } from '../../shared/ticket/macro.ts'
import type { Desk } from '../desk.ts'
import { listMacros, putMacro, removeMacro } from '../macros/macro-rows.ts'
import { readJson } from './body.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

export function mountMacros(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)
  const { database } = desk
  const idOf = (id: string) => unwrap(parseWith(Id, id, 'kit/not-found'))

  app.get('/api/macros', agent, async (context) => {
    const { rights } = context.get('session')
    return context.json({ macros: await listMacros(database.read, rights) })
  })

  app.put('/api/macros/:id', agent, async (context) => {
    const { rights } = context.get('session')
    const id = idOf(context.req.param('id'))
    const words = unwrap(parseWith(MacroWords, await readJson(context)))
    const at = desk.parts.clock.now()
    return context.json(
      unwrap(await database.write((tx) => putMacro(tx, { id, words, at }, rights))),
    )
  })

  app.delete('/api/macros/:id', agent, async (context) => {
    const { rights } = context.get('session')
    const id = idOf(context.req.param('id'))
    unwrap(await database.write((tx) => removeMacro(tx, id, rights)))
    return context.body(null, 204)
  })
}
