/** What is said on a ticket over the HTTP API: replies that come whole, and notes. */
import type { Context, Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Status } from '../../shared/ticket/ticket.ts'
import type { Input } from '../commit/input.ts'
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

  /** What an agent says, and the act that carries it: its own id comes from the push id, so that a repeat is the same. */
  async function readAnswer(context: Context<HttpEnv>, what: 'reply' | 'note') {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: `text: the ${what} needs words` })
    const pushId = pushIdOf(desk, context)
    return {
      input,
      words,
      id: idOfKey(`${session.id}/${pushId}`),
      commit: async (input: Input) =>
        unwrap(
          await desk.commit({
            actor: { kind: 'agent', rights: session.rights },
            device: session.id,
            pushId,
            input,
          }),
        ),
    }
  }

  app.post('/api/tickets/:id/replies', agent, async (context) => {
    const { input, words, id, commit } = await readAnswer(context, 'reply')
    const { result, version } = await commit({
      kind: 'whole-reply',
      ticket: context.req.param('id'),
      sendId: id,
      text: words,
      html: null,
      seen: input.seen ?? null,
      isForced: input.force,
      status: input.status ?? null,
    })
    return context.json(
      { id: String(result?.['sendId']), version, delivery: String(result?.['state']) },
      201,
    )
  })

  app.post('/api/tickets/:id/notes', agent, async (context) => {
    const { words, id, commit } = await readAnswer(context, 'note')
    const text = words.slice(0, LIMITS.noteTextChars)
    const { version } = await commit({
      kind: 'edit',
      ticket: context.req.param('id'),
      ops: [{ op: 'add-note', id, text, mentions: [] }],
    })
    return context.json({ id, version }, 201)
  })
}
