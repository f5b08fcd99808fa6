/**
 * Mail that is no ticket, over HTTP, for leads and admins: `GET /api/held-mail?kind=&before=`, one item, its original,
 * `POST …/release` and `POST …/dismiss`. Not here: who sees what (mail/inbound/held-mail), or how it is released.
 */
import type { Context, Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import type { Desk } from '../desk.ts'
import {
  countHeld,
  detailOf,
  findHeld,
  HELD_LISTS,
  isVerificationRow,
  listHeld,
} from '../mail/inbound/held-mail.ts'
import type { DismissMail, ReleaseMail } from '../mail/inbound/release-mail.ts'
import { text, type SqlRow } from '../store/database.ts'
import { readJson } from './body.ts'
import { fileHeaders } from './file-headers.ts'
import { pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const why = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.fieldTextChars)), '')
const ticketNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const Release = v.union([v.object({ queue: Slug, why }), v.object({ ticket: ticketNumber, why })])
const Dismissal = v.object({ why })
const List = v.optional(v.picklist(HELD_LISTS), 'held')

export function mountHeldMail(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)
  const sql = desk.database.read

  app.get('/api/held-mail', agent, async (context) => {
    const rights = leadOf(context)
    const list = unwrap(parseWith(List, context.req.query('kind')))
    const before = context.req.query('before') ?? ''
    const counts = await countHeld(sql, rights)
    return context.json({ ...(await listHeld(sql, rights, { list, before })), counts })
  })

  app.get('/api/held-mail/:id', agent, async (context) => {
    const row = await findOne(context)
    const isUncovered = context.req.query('uncovered') === '1'
    if (isUncovered) needAdmin(context)
    return context.json(detailOf(row, isUncovered))
  })

  app.get('/api/held-mail/:id/raw', agent, async (context) => {
    const row = await findOne(context)
    // The original cannot be masked.
    if (isVerificationRow(row)) needAdmin(context)
    const bytes = await desk.parts.blobs.get(text(row, 'raw'))
    if (!bytes) throw missing()
    return new Response(new Uint8Array(bytes), { headers: fileHeaders('original.eml') })
  })

  app.post('/api/held-mail/:id/release', agent, async (context) => {
    const release = unwrap(parseWith(Release, await readJson(context)))
    const to = 'queue' in release ? { queue: release.queue } : { number: release.ticket }
    const held = context.req.param('id')
    return context.json(
      await carryOut(context, { kind: 'release-mail', held, to, why: release.why }),
    )
  })

  app.post('/api/held-mail/:id/dismiss', agent, async (context) => {
    const { why: reason } = unwrap(parseWith(Dismissal, await readJson(context)))
    const held = context.req.param('id')
    return context.json(await carryOut(context, { kind: 'dismiss-mail', held, why: reason }))
  })

  async function findOne(context: Context<HttpEnv>): Promise<SqlRow> {
    const row = await findHeld(sql, leadOf(context), context.req.param('id') ?? '')
    if (!row) throw missing()
    return row
  }

  async function carryOut(
    context: Context<HttpEnv>,
    input: ReleaseMail | DismissMail,
  ): Promise<object> {
    const session = context.get('session')
    const { result } = unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights: leadOf(context) },
        device: session.id,
        pushId: pushIdOf(desk, context),
        input,
      }),
    )
    return { ...result }
  }
}

const missing = () => new FaultError({ code: 'kit/not-found', detail: 'there is no such mail' })

function leadOf(context: Context<HttpEnv>) {
  const { rights } = context.get('session')
  if (rights.role === 'agent')
    throw new FaultError({ code: 'auth/denied', detail: 'leads and admins see held mail' })
  return rights
}

function needAdmin(context: Context<HttpEnv>): void {
  if (context.get('session').rights.role !== 'admin')
    throw new FaultError({ code: 'auth/denied', detail: 'only admins see this' })
}
