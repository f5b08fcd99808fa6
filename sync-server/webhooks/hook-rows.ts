/**
 * Webhooks and what goes to them, as rows: where, with which sealed secret; and each delivery with its body as it was when
 * it was caused, so that a retry or a replay says the same under the same id. Not here: sending (hook-runner), signing.
 */
import { createHash } from 'node:crypto'
import { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { addJob } from '../jobs/job-rows.ts'
import { number, numberOrNull, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'

export const HOOK_SHAPES = ['webhook', 'pager'] as const
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars))

export const HookWords = v.object({
  name,
  url: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(LIMITS.hookUrlChars),
    v.check((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'a web address'),
  ),
  /** `pager`: the events of PagerDuty's Events API v2, which other pagers take too. */
  shape: v.picklist(HOOK_SHAPES),
  /** `off` by hand; `gone` when the other side said 410. */
  state: v.picklist(['on', 'off', 'gone']),
})
export type HookWords = v.InferOutput<typeof HookWords>

export type Hook = HookWords & { id: string; secret: string; changedAt: number }

export const STATES = ['waiting', 'delivered', 'failed'] as const
export type Delivery = {
  id: string
  hook: string
  ticket: string
  event: string
  body: string
  state: (typeof STATES)[number]
  tries: number
  /** HTTP status of the last try; 0: no answer. Null: not tried yet. */
  status: number | null
  at: number
  triedAt: number | null
}

export async function readHooks(sql: Sql): Promise<Hook[]> {
  return (await sql.all(`SELECT * FROM hooks ORDER BY id`)).map(readHook)
}

export async function hookById(sql: Sql, id: string): Promise<Hook | null> {
  const row = await sql.get(`SELECT * FROM hooks WHERE id = ?`, id)
  return row ? readHook(row) : null
}

const readHook = (row: SqlRow): Hook => ({
  id: text(row, 'id'),
  secret: text(row, 'secret'),
  changedAt: number(row, 'changed_at'),
  ...v.parse(HookWords, JSON.parse(text(row, 'words'))),
})

export async function writeHook(tx: Tx, { id, secret, changedAt, ...words }: Hook): Promise<void> {
  await tx.run(
    `INSERT INTO hooks (id, words, secret, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET words = excluded.words, secret = excluded.secret, changed_at = excluded.changed_at`,
    id,
    JSON.stringify(words),
    secret,
    changedAt,
  )
}

export async function forgetHook(tx: Tx, id: string): Promise<void> {
  await tx.run(
    `DELETE FROM jobs WHERE kind = 'hook' AND key IN (SELECT 'hook:' || id FROM hook_deliveries WHERE hook = ?)`,
    id,
  )
  await tx.run(`DELETE FROM hook_deliveries WHERE hook = ?`, id)
  await tx.run(`DELETE FROM hooks WHERE id = ?`, id)
}

export type NewDelivery = Pick<Delivery, 'hook' | 'ticket' | 'event' | 'body'> & {
  /** What makes it the same one: a second time nothing is added. */
  cause: string
  now: number
  /** When it is sent; without it at once. */
  dueAt?: number
}

/** What makes a warning or breach of one clock the same one. */
export const causeOf = (of: {
  ticket: string
  target: string
  startedAt: number
  kind: string
}): string => [of.ticket, of.target, of.startedAt, of.kind].join('\n')

export const deliveryIdOf = (hook: string, cause: string): string =>
  `msg_${createHash('sha256').update(`${hook}\n${cause}`).digest('hex').slice(0, 32)}`

export const jobKeyOf = (delivery: string): string => `hook:${delivery}`

/** @returns its id, which is the receiver's key against doing something twice */
export async function addDelivery(tx: Tx, made: NewDelivery): Promise<string> {
  const { hook, ticket, event, body, cause, now, dueAt = now } = made
  const id = deliveryIdOf(hook, cause)
  const added = await tx.run(
    `INSERT INTO hook_deliveries (id, hook, ticket, event, body, state, tries, status, at, tried_at) VALUES (?, ?, ?, ?, ?, 'waiting', 0, NULL, ?, NULL)
     ON CONFLICT (id) DO NOTHING`,
    id,
    hook,
    ticket,
    event,
    body,
    now,
  )
  if (added > 0) await planDelivery(tx, id, { tries: 0, dueAt, now })
  return id
}

export async function planDelivery(
  tx: Tx,
  id: string,
  { tries, dueAt, now }: { tries: number; dueAt: number; now: number },
): Promise<void> {
  const job = createHash('sha256').update(`${id} ${tries} ${dueAt}`).digest('hex').slice(0, 26)
  await addJob(tx, { id: job, kind: 'hook', key: jobKeyOf(id), dueAt, payload: { id }, now })
}

export async function deliveryById(sql: Sql, id: string): Promise<Delivery | null> {
  const row = await sql.get(`SELECT * FROM hook_deliveries WHERE id = ?`, id)
  return row ? readDelivery(row) : null
}

/** Newest first. */
export async function readDeliveries(sql: Sql, most: number): Promise<Delivery[]> {
  const rows = await sql.all(`SELECT * FROM hook_deliveries ORDER BY at DESC, id LIMIT ?`, most)
  return rows.map(readDelivery)
}

function readDelivery(row: SqlRow): Delivery {
  return {
    id: text(row, 'id'),
    hook: text(row, 'hook'),
    ticket: text(row, 'ticket'),
    event: text(row, 'event'),
    body: text(row, 'body'),
    state: v.parse(v.picklist(STATES), text(row, 'state')),
    tries: number(row, 'tries'),
    status: numberOrNull(row, 'status'),
    at: number(row, 'at'),
    triedAt: numberOrNull(row, 'tried_at'),
  }
}
