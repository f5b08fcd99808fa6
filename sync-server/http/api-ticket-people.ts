/**
 * Who is on a ticket over HTTP: `GET /api/tickets/:id/people`, `PUT …/requester`, `POST …/participants` and
 * `DELETE …/participants/:person`. For agents; what is offered to them stands with the message (`forwarded`, `newPeople`).
 */
import type { Context, Hono } from 'hono'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Input } from '../commit/input.ts'
import { whoIsOn } from '../commit/participants.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'
import { readOne } from './ticket-view.ts'

const Person = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.nameChars)), ''),
  email: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.emailChars)),
})

export function mountTicketPeople(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  app.get('/api/tickets/:id/people', agent, async (context) => {
    const { id } = await readOne(desk, context.get('session'), context.req.param('id'))
    const people = await whoIsOn(desk.database.read, id)
    return context.json({
      people: people.map(({ contact, name, address, standing, isProved, how }) => ({
        id: contact,
        name,
        email: address,
        standing,
        isVerified: isProved,
        /** Whoever was `added` gets a copy of what is answered. */
        how,
      })),
    })
  })

  app.put('/api/tickets/:id/requester', agent, (context) => putOn(desk, context, 'set-requester'))
  app.post('/api/tickets/:id/participants', agent, (context) =>
    putOn(desk, context, 'add-participant'),
  )
  app.delete('/api/tickets/:id/participants/:person', agent, async (context) => {
    const session = context.get('session')
    const { version } = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: session.rights },
        device: session.id,
        pushId: pushIdOf(desk, context),
        input: {
          kind: 'take-off',
          ticket: context.req.param('id'),
          person: context.req.param('person'),
        },
      }),
    )
    return context.json({ version })
  })
}

async function putOn(
  desk: Desk,
  context: Context<HttpEnv>,
  kind: Extract<Input['kind'], 'set-requester' | 'add-participant'>,
): Promise<Response> {
  const session = context.get('session')
  const { name, email } = unwrap(parseWith(Person, await readJson(context)))
  const { version } = unwrap(
    await desk.commit({
      actor: { kind: 'agent', rights: session.rights },
      device: session.id,
      pushId: pushIdOf(desk, context),
      input: { kind, ticket: context.req.param('id') ?? '', name, address: email },
    }),
  )
  return context.json({ version })
}
