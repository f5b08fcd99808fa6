/** Whether one gets the figures of each month by mail: `GET` and `PUT /api/me/digest`, each for oneself alone. */
import type { Hono, MiddlewareHandler } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { readJson } from '../http/body.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { chooseDigest, wantsDigest } from './digest-choice.ts'

const Choice = v.strictObject({ isWanted: v.boolean() })

export function mountDigest(
  app: Hono<HttpEnv>,
  desk: Desk,
  requireAgent: MiddlewareHandler<HttpEnv>,
): void {
  app.get('/api/me/digest', requireAgent, async (c) => {
    const { person } = c.get('session').rights
    return c.json({ isWanted: await wantsDigest(desk.database.read, person) })
  })
  app.put('/api/me/digest', requireAgent, async (c) => {
    const choice = unwrap(parseWith(Choice, await readJson(c)))
    const { person } = c.get('session').rights
    await chooseDigest(desk.database, person, { ...choice, now: desk.parts.clock.now() })
    return c.json(choice)
  })
}
