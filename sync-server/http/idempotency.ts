/** What a caller says of its own request: the key under which it may be repeated. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { FaultError } from '../../shared/kit/fault.ts'
import { idFromBytes, makeId } from '../../shared/kit/id.ts'
import type { Desk } from '../desk.ts'

/** The caller's Idempotency-Key, or a new id. */
export function pushIdOf(desk: Desk, context: Context): string {
  const key = context.req.header('idempotency-key')
  if (key === undefined) return makeId(desk.parts.clock.now(), desk.parts.random)
  if (key.length === 0 || key.length > 200)
    throw new FaultError({ code: 'kit/invalid', detail: 'Idempotency-Key: 1 to 200 characters' })
  return `key:${context.req.method}:${context.req.path}:${key}`
}

/** The same id for the same key, so that a repeated request names the same message. */
export function idOfKey(key: string): string {
  return idFromBytes(createHash('sha256').update(key).digest())
}
