/** What is said on a ticket over the HTTP API: replies that come whole, and notes. */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Status } from '../../shared/ticket/ticket.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { idOfKey, pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const NewReply = v.object({
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  body: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  /** Newest message the caller has seen; without it the ticket as it is now. */
  seen: v.optional(v.nullable(v.string())),
  force: v.optional(v.boolean(), false),
  status: v.optional(v.nullable(Status)),
})

export function mountAnswers(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.post('/api/tickets/:id/replies', agent, async (context) => {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: 'text: the reply needs words' })
    const pushId = pushIdOf(desk, context)
    const answer = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId,
        input: {
          kind: 'whole-reply',
          ticket: context.req.param('id'),
          sendId: idOfKey(`${session.id}/${pushId}`),
          text: words,
          html: null,
          seen: input.seen ?? null,
          isForced: input.force,
          status: input.status ?? null,
        },
      }),
    )
    return context.json(
      {
        id: String(answer.result?.['sendId']),
        version: answer.version,
        delivery: String(answer.result?.['state']),
      },
      201,
    )
  })

  app.post('/api/tickets/:id/notes', agent, async (context) => {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: 'text: the note needs words' })
    const pushId = pushIdOf(desk, context)
    const id = idOfKey(`${session.id}/${pushId}`)
    const answer = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId,
        input: {
          kind: 'edit',
          ticket: context.req.param('id'),
          ops: [{ op: 'add-note', id, text: words.slice(0, LIMITS.noteTextChars), mentions: [] }],
        },
      }),
    )
    return context.json({ id, version: answer.version }, 201)
  })
}
