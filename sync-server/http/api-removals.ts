/** Acts on a whole ticket: merging it and taking that back, deleting it, taking the words of a message out. */
import type { Context, Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import type { DeleteInput, MergeInput, RedactInput, UnmergeInput } from '../commit/input.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const Merging = v.object({ into: Id })
/** For the audit. */
export const Reason = v.object({
  why: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.fieldTextChars)),
})

export function mountRemovals(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.post('/api/tickets/:id/merge', agent, async (context) => {
    const { into } = unwrap(parseWith(Merging, await readJson(context)))
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'merge', ticket, into }))
  })

  app.post('/api/tickets/:id/unmerge', agent, async (context) => {
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'unmerge', ticket }))
  })

  app.delete('/api/tickets/:id', agent, async (context) => {
    const { why } = unwrap(parseWith(Reason, await readJson(context)))
    const ticket = context.req.param('id')
    return context.json(await carryOut(desk, context, { kind: 'delete', ticket, why }))
  })

  app.post('/api/tickets/:id/messages/:message/redact', agent, async (context) => {
    const { why } = unwrap(parseWith(Reason, await readJson(context)))
    const { id, message } = context.req.param()
    return context.json(await carryOut(desk, context, { kind: 'redact', ticket: id, message, why }))
  })
}

/** An act that happens once; what it made, with the version that holds it. */
async function carryOut(
  desk: Desk,
  context: Context<HttpEnv>,
  input: MergeInput | UnmergeInput | DeleteInput | RedactInput,
): Promise<object> {
  const session = context.get('session')
  const answer = unwrap(
    await desk.commit({
      actor: { kind: 'agent', rights: session.rights },
      device: session.id,
      pushId: pushIdOf(desk, context),
      input,
    }),
  )
  return { version: answer.version, ...answer.result }
}
