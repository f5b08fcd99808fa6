/**
 * The link in a mail to a file that was too large for it: whoever has the link has that one file, as whoever has the mail
 * has its attachments, and nothing else. It ends when a status link would. It proves nothing and opens no page, so mail
 * scanners that follow it do no harm.
 */
import type { Context, Hono } from 'hono'
import { fail } from '../../shared/kit/fault.ts'
import { isId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { hashToken } from '../auth/tokens.ts'
import { followMerge } from '../commit/merge-trail.ts'
import type { Desk } from '../desk.ts'
import { fileHeaders } from '../http/file-headers.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { number, text } from '../store/database.ts'
import { renderTrouble } from './layout.ts'
import { problem, wantsJson } from './problem.ts'
import { readPublicTicket } from './public-ticket.ts'

export function mountFileLinks(app: Hono<HttpEnv>, desk: Desk): void {
  app.get('/f/:token', async (c) => {
    const file = await findLinked(desk, c.req.param('token'))
    const bytes = file ? await desk.parts.blobs.get(file.hash) : null
    if (!file || !bytes) return nothing(c, desk)
    return c.body(new Uint8Array(bytes), 200, {
      ...fileHeaders(file.name),
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
  })
}

function nothing(c: Context<HttpEnv>, desk: Desk): Response | Promise<Response> {
  if (wantsJson(c)) return problem(c, fail('kit/not-found', 'that does not open anything').fault)
  return renderTrouble(c, desk, { status: 404, kind: 'noFile' })
}

/** Unknown, expired and taken out look the same. */
async function findLinked(
  desk: Desk,
  token: string,
): Promise<{ hash: string; name: string } | null> {
  if (!isId(token)) return null
  const { read } = desk.database
  const row = await read.get(
    `SELECT ticket, file, expires_at FROM capabilities WHERE hash = ? AND kind = 'file'`,
    hashToken(token),
  )
  if (!row) return null
  const now = desk.parts.clock.now()
  const ticket = text(row, 'ticket')
  // A ticket that was merged is closed, and goes on in another.
  const end = await followMerge(read, ticket)
  const state = end
    ? await read.get(`SELECT status, updated_at FROM tickets WHERE id = ?`, end)
    : undefined
  const isOver =
    !state ||
    (text(state, 'status') === 'closed' &&
      number(state, 'updated_at') + LIMITS.capabilityAfterCloseMs <= now)
  if (isOver || number(row, 'expires_at') <= now) return null
  const hash = text(row, 'file')
  // Only what the thread still shows: what was taken out of it is gone here too.
  const shown = await readPublicTicket(desk, ticket, 'link')
  for (const { attachments } of shown?.messages ?? []) {
    const file = attachments.find((one) => one.hash === hash)
    if (file) return { hash, name: file.name }
  }
  return null
}
