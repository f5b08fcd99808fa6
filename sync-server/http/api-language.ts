/** The language one reads, as one's device says: `GET` and `PUT /api/me/language`, each for oneself alone. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { keepPersonLanguage, knownLanguage, ToldLanguage } from '../auth/person-language.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

export function mountLanguage(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.get('/api/me/language', agent, async (context) => {
    const { person } = context.get('session').rights
    return context.json({ language: await knownLanguage(desk.database.read, person) })
  })

  app.put('/api/me/language', agent, async (context) => {
    const told = unwrap(parseWith(ToldLanguage, await readJson(context)))
    const { person } = context.get('session').rights
    return context.json({ language: await keepPersonLanguage(desk.database, person, told) })
  })
}
