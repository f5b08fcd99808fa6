/**
 * The key to one ticket: a random secret in an HttpOnly cookie that goes to that ticket's pages alone. It came by a
 * mailed link (which proves the address), or from filing the form (which proves nothing). Here is who may look.
 */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { hashToken } from '../auth/tokens.ts'
import type { Contact } from '../commit/actor.ts'
import { readContact } from '../commit/contacts.ts'
import { followMerge } from '../commit/merge-trail.ts'
import type { Desk } from '../desk.ts'
import { number, numberOrNull, text } from '../store/database.ts'

export type Key = { kind: 'link' | 'form'; hash: string; contact: Contact; isUsed: boolean }

/** Whose key this is, if it opens this ticket now. Unknown, expired and foreign look the same: null. */
export async function checkKey(desk: Desk, ticket: string, token: string): Promise<Key | null> {
  if (!isId(ticket) || !isId(token)) return null
  const hash = hashToken(token)
  // Keys in reply addresses travel in mail headers and open nothing (kind).
  const row = await desk.database.read.get(
    `SELECT k.kind, k.ticket, k.contact, k.expires_at, k.used_at, t.status, t.updated_at
     FROM capabilities k JOIN tickets t ON t.id = ? AND t.requester = k.contact
     WHERE k.hash = ? AND k.kind IN ('link', 'form')`,
    ticket,
    hash,
  )
  if (!row || !(await isFor(desk, ticket, text(row, 'ticket'), text(row, 'kind')))) return null
  const now = desk.parts.clock.now()
  const isOver =
    text(row, 'status') === 'closed' &&
    number(row, 'updated_at') + LIMITS.capabilityAfterCloseMs <= now
  if (number(row, 'expires_at') <= now || isOver) return null
  const contact = await readContact(desk.database.read, text(row, 'contact'))
  if (!contact) return null
  return {
    kind: text(row, 'kind') === 'link' ? 'link' : 'form',
    hash,
    contact,
    isUsed: numberOrNull(row, 'used_at') !== null,
  }
}

/**
 * The key of this ticket, or of one of the same requester that was merged into it; the latter only if it was mailed to
 * them: whoever filed a form in somebody's name must not come to read what that one wrote (CO15).
 */
async function isFor(desk: Desk, ticket: string, keyOf: string, kind: string): Promise<boolean> {
  if (keyOf === ticket) return true
  return kind === 'link' && (await followMerge(desk.database.read, keyOf)) === ticket
}

/** The key in the request's cookie. */
export async function readKey(desk: Desk, c: Context, ticket: string): Promise<Key | null> {
  const token = getCookie(c, cookieName(ticket))
  return token === undefined ? null : checkKey(desk, ticket, token)
}

export function giveKey(c: Context, desk: Desk, ticket: string, token: string): void {
  setCookie(c, cookieName(ticket), token, {
    path: `/s/${ticket}`,
    httpOnly: true,
    sameSite: 'Lax',
    secure: desk.config.publicUrl.startsWith('https:'),
    maxAge: LIMITS.portalCookieMs / 1000,
  })
}

/** Gives the key of a merged ticket for the one it goes on in; false when it does not open that. */
export async function passKey(c: Context, desk: Desk, from: string, to: string): Promise<boolean> {
  const token = getCookie(c, cookieName(from))
  if (token === undefined || !(await checkKey(desk, to, token))) return false
  giveKey(c, desk, to, token)
  return true
}

/** A mailed link was opened by who it was mailed to: their address is proved, once. */
export async function markOpened(
  desk: Desk,
  ticket: string,
  key: Key,
  language: string,
): Promise<void> {
  if (key.kind !== 'link' || key.isUsed) return
  await desk.commit({
    actor: { kind: 'desk' },
    device: 'portal',
    pushId: `prove:${key.hash}`,
    input: { kind: 'prove-address', ticket, contact: key.contact.id, language },
    asked: { kind: 'prove-address', ticket, contact: key.contact.id },
  })
  await desk.database.write((tx) =>
    tx.run(
      `UPDATE capabilities SET used_at = ? WHERE hash = ? AND used_at IS NULL`,
      desk.parts.clock.now(),
      key.hash,
    ),
  )
}

/** The token in what somebody pasted: the whole link, or what follows its `#`. */
export function tokenIn(pasted: string): string {
  return pasted.trim().slice(-200).replace(/^.*#/s, '')
}

function cookieName(ticket: string): string {
  return `deskside_t_${ticket}`
}
