/**
 * People and sessions over HTTP: an admin adds and changes people, everybody sees where they are signed in and ends it.
 * Not here: getting in (api-session).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { Role } from '../../shared/ticket/ticket-rules.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import { checkQueueNames } from '../auth/queue-names.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { requireAdmin, requireSession, type HttpEnv } from './request-auth.ts'

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars))
/** Null: all of them. */
const Queues = v.nullable(v.pipe(v.array(Slug), v.maxLength(500)))

const NewPerson = v.object({
  email: v.string(),
  name: v.string(),
  role: Role,
  queues: v.optional(Queues, null),
})

const Change = v.strictObject({
  name: v.optional(Name),
  role: v.optional(Role),
  queues: v.optional(Queues),
  isDisabled: v.optional(v.boolean()),
})

export function mountPeople(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)
  const admin = requireAdmin(desk)
  const settings = () => desk.parts.settings.get()

  app.get('/api/people', admin, async (context) =>
    context.json({ people: await desk.people.entries() }),
  )

  app.post('/api/people', admin, async (context) => {
    const input = unwrap(parseWith(NewPerson, await readJson(context)))
    unwrap(checkQueueNames(settings(), input.queues))
    const person = unwrap(await desk.people.add(input))
    desk.parts.hub.publish({ type: 'desk-changed' })
    return context.json(person, 201)
  })

  app.patch('/api/people/:id', admin, async (context) => {
    const id = unwrap(parseWith(Id, context.req.param('id'), 'kit/not-found'))
    const change = unwrap(parseWith(Change, await readJson(context)))
    const before = (await desk.people.entries()).find((person) => person.id === id)
    unwrap(checkQueueNames(settings(), change.queues ?? null, before?.queues))
    return context.json(unwrap(await desk.people.change(id, change)))
  })

  app.get('/api/sessions', agent, async (context) => {
    const { id, rights } = context.get('session')
    const sessions = await desk.sessions.list(rights.person)
    return context.json({
      sessions: sessions.map((session) => ({ ...session, isCurrent: session.id === id })),
    })
  })

  app.delete('/api/sessions/:id', agent, async (context) => {
    const { rights } = context.get('session')
    if ((await desk.sessions.revoke(rights.person, context.req.param('id'))) === 0)
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no such session' })
    return context.body(null, 204)
  })
}
