/** The demo, for admins: `GET /api/demo` says how much of it is here, `POST` brings some, `DELETE` takes all of it away. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { HOUR_MS, LIMITS } from '../../shared/kit/limits.ts'
import type { DemoState } from '../../shared/wire/demo.ts'
import { countDemo, removeDemo } from '../demo/remove.ts'
import { seed } from '../demo/seed.ts'
import type { Desk } from '../desk.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

const BRINGS_PER_HOUR = 4

export function mountDemo(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const admin = requireAdmin(desk)
  const state = async (): Promise<DemoState> => ({ tickets: await countDemo(desk.database.read) })

  app.get('/api/demo', admin, async (context) => context.json(await state()))

  app.post('/api/demo', admin, async (context) => {
    limiter.take(`demo:${context.get('session').rights.person}`, BRINGS_PER_HOUR, HOUR_MS)
    const inQueues = desk.parts.settings.get().queues.map(({ slug }) => slug)
    const options = { tickets: LIMITS.demoTickets, seed: 'first look', inQueues }
    unwrap(await seed(desk, options, () => {}))
    return context.json(await state(), 201)
  })

  app.delete('/api/demo', admin, async (context) => {
    unwrap(await removeDemo(desk, context.get('session').rights, () => {}))
    return context.json(await state())
  })
}
