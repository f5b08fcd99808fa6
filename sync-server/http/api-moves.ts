/** Moves of addresses over HTTP (wire/moving). Admins. */
import type { Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { MovePlan, MoveStepChange, type Move } from '../../shared/wire/moving.ts'
import type { Desk } from '../desk.ts'
import { changeStep, describeMoves, endMove, planMove, testMove } from '../mail/moving/moves.ts'
import { readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

export function mountMoves(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const { parts } = desk

  app.get('/api/moves', admin, async (context) => {
    const answer: { moves: Move[] } = { moves: await describeMoves(parts) }
    return context.json(answer)
  })

  app.put('/api/queues/:slug/move', admin, async (context) => {
    const plan = unwrap(parseWith(MovePlan, await readJson(context)))
    return context.json(await planMove(parts, context.req.param('slug'), plan))
  })

  app.post('/api/queues/:slug/move/step', admin, async (context) => {
    const change = unwrap(parseWith(MoveStepChange, await readJson(context)))
    const move = await changeStep(parts, context.req.param('slug'), change)
    parts.log('info', 'a step of a move was taken', {
      person: context.get('session').rights.person,
      step: move.step,
      isUnproved: move.isUnproved,
    })
    return context.json(move)
  })

  app.post('/api/queues/:slug/move/tests', admin, async (context) =>
    context.json(await testMove(parts, context.req.param('slug')), 201),
  )

  app.delete('/api/queues/:slug/move', admin, async (context) => {
    await endMove(parts, context.req.param('slug'))
    return context.json({})
  })
}
