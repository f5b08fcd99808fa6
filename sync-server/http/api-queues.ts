/**
 * Queues and what all mail of the desk looks like, over HTTP: read, added and changed by admins. A slug stays what it is:
 * tickets, links and rights name it. Not here: mailboxes that are fetched (api-mailboxes), DNS (api-mail-domains).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { QueueSettings, Settings } from '../settings/settings.ts'
import { readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

/** What is not named stays. */
const QueueChange = v.strictObject(v.partial(v.omit(QueueSettings, ['slug'])).entries)
const DeskChange = v.strictObject(v.partial(v.pick(Settings, ['deskName', 'mailColor'])).entries)

export function mountQueues(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const { settings } = desk.parts

  app.get('/api/queues', admin, (context) => {
    const { deskName, mailColor, queues } = settings.get()
    return context.json({ deskName, mailColor, queues })
  })

  app.post('/api/queues', admin, async (context) => {
    const queue = unwrap(parseWith(QueueSettings, await readJson(context)))
    unwrap(
      await settings.change((before) => {
        if (before.queues.some((known) => known.slug === queue.slug))
          throw new FaultError({
            code: 'desk/exists',
            detail: `there is a queue “${queue.slug}” already`,
          })
        return { ...before, queues: [...before.queues, queue] }
      }),
    )
    return context.json(queue, 201)
  })

  app.patch('/api/queues/:slug', admin, async (context) => {
    const slug = context.req.param('slug')
    const change = unwrap(parseWith(QueueChange, await readJson(context)))
    const after = unwrap(
      await settings.change((before) => {
        if (!before.queues.some((queue) => queue.slug === slug))
          throw new FaultError({
            code: 'desk/unknown-queue',
            detail: `there is no queue “${slug}”`,
          })
        const queues = before.queues.map((queue) =>
          queue.slug === slug ? Object.assign({}, queue, change) : queue,
        )
        return { ...before, queues }
      }),
    )
    return context.json(after.queues.find((queue) => queue.slug === slug))
  })

  app.patch('/api/desk', admin, async (context) => {
    const change = unwrap(parseWith(DeskChange, await readJson(context)))
    const { deskName, mailColor } = unwrap(
      await settings.change((before) => Object.assign({}, before, change)),
    )
    return context.json({ deskName, mailColor })
  })
}
