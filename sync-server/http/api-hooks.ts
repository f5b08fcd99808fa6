/**
 * Webhooks over HTTP, for admins: where they go, what went and what came back, a test, and a replay by hand. A secret is
 * shown once, when it is made; what the other side answered besides its status is never read (assurance, *SSRF*).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { sealPassword } from '../mail/fetch/mailbox-secret.ts'
import { number } from '../store/database.ts'
import { bodyOf } from '../webhooks/hook-body.ts'
import {
  addDelivery,
  deliveryById,
  forgetHook,
  hookById,
  HookWords,
  planDelivery,
  readDeliveries,
  readHooks,
  writeHook,
  type Hook,
} from '../webhooks/hook-rows.ts'
import { makeSecret } from '../webhooks/hook-sign.ts'
import { readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

const NewHook = v.strictObject({
  ...v.pick(HookWords, ['name', 'url', 'shape']).entries,
  /** Of a pager: whom it pages. A webhook's secret is made here. */
  routingKey: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,128}$/, 'a routing key'))),
})
const HookChange = v.strictObject({
  name: v.optional(HookWords.entries.name),
  url: v.optional(HookWords.entries.url),
  state: v.optional(v.picklist(['on', 'off'])),
})

export function mountHooks(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const { clock, random, settings } = desk.parts
  const { database } = desk
  const { read } = database
  const need = async (id: string): Promise<Hook> => {
    const hook = await hookById(read, id)
    if (!hook) throw new FaultError({ code: 'kit/not-found', detail: 'there is no such webhook' })
    return hook
  }

  app.get('/api/hooks', admin, async (context) => {
    const hooks = (await readHooks(read)).map(shown)
    return context.json({
      hooks,
      deliveries: await readDeliveries(read, LIMITS.hookDeliveriesShown),
    })
  })

  app.post('/api/hooks', admin, async (context) => {
    const { routingKey, ...words } = unwrap(parseWith(NewHook, await readJson(context)))
    if ((words.shape === 'pager') !== (routingKey !== undefined))
      throw new FaultError({
        code: 'kit/invalid',
        detail: 'a pager, and only one, has a routing key',
      })
    const row = await read.get(`SELECT count(*) AS n FROM hooks`)
    if (row && number(row, 'n') >= LIMITS.hooks)
      throw new FaultError({ code: 'kit/too-big', detail: 'there are no more webhooks than these' })
    const now = clock.now()
    const id = makeId(now, random)
    const plain = routingKey ?? makeSecret(random)
    const secret = sealPassword(desk.keys.gateway, `hook:${id}`, plain, random)
    const hook: Hook = { ...words, id, state: 'on', secret, changedAt: now }
    await database.write((tx) => writeHook(tx, hook))
    return context.json({ ...shown(hook), ...(routingKey ? {} : { secret: plain }) }, 201)
  })

  app.patch('/api/hooks/:id', admin, async (context) => {
    const hook = await need(context.req.param('id'))
    const change = unwrap(parseWith(HookChange, await readJson(context)))
    const after: Hook = Object.assign({}, hook, change, { changedAt: clock.now() })
    await database.write((tx) => writeHook(tx, after))
    return context.json(shown(after))
  })

  app.delete('/api/hooks/:id', admin, async (context) => {
    const { id } = await need(context.req.param('id'))
    await database.write((tx) => forgetHook(tx, id))
    return context.json({ ok: true })
  })

  app.post('/api/hooks/:id/test', admin, async (context) => {
    const hook = await need(context.req.param('id'))
    const now = clock.now()
    const body = bodyOf(hook.shape, {
      kind: 'test',
      at: now,
      ticket: { id: 'test', number: 0, queue: 'test', priority: 'normal' },
      target: 'firstResponse',
      startedAt: now,
      dueAt: null,
      deskName: settings.get().deskName,
      publicUrl: desk.config.publicUrl,
    })
    const cause = makeId(now, random)
    const id = await database.write((tx) =>
      addDelivery(tx, { hook: hook.id, ticket: '', event: 'sla.test', body, cause, now }),
    )
    return context.json({ id }, 202)
  })

  /** The same body under the same id: who has it already does nothing. */
  app.post('/api/hook-deliveries/:id/replay', admin, async (context) => {
    const delivery = await deliveryById(read, context.req.param('id'))
    if (!delivery)
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no such delivery' })
    const now = clock.now()
    await database.write(async (tx) => {
      await tx.run(`DELETE FROM jobs WHERE key = ?`, `hook:${delivery.id}`)
      await tx.run(
        `UPDATE hook_deliveries SET state = 'waiting', tries = 0 WHERE id = ?`,
        delivery.id,
      )
      await planDelivery(tx, delivery.id, { tries: delivery.tries, dueAt: now, now })
    })
    return context.json({ id: delivery.id }, 202)
  })
}

const shown = ({ secret: _secret, ...hook }: Hook) => hook
