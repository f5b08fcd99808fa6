/**
 * Queues and what all mail of the desk looks like, over HTTP: read, added and changed by admins. A slug stays what it is:
 * tickets, links and rights name it. Not here: mailboxes that are fetched (api-mailboxes), DNS (api-mail-domains).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { QueueSettings, Settings } from '../settings/settings.ts'
import { changeLogo } from '../mail/outbound/desk-logo.ts'
import { readBytes, readJson } from './body.ts'
import { requireAdmin, type HttpEnv } from './request-auth.ts'

/** What is not named stays. */
const QueueChange = v.strictObject(v.partial(v.omit(QueueSettings, ['slug'])).entries)
const DeskChange = v.strictObject(
  v.partial(v.pick(Settings, ['deskName', 'mailColor', 'isLogoOnReplies'])).entries,
)

export function mountQueues(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const { settings } = desk.parts

  app.get('/api/queues', admin, (context) => {
    const { queues } = settings.get()
    return context.json({ ...lookOf(settings.get()), queues })
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
    const after = unwrap(await settings.change((before) => Object.assign({}, before, change)))
    return context.json(lookOf(after))
  })

  app.put('/api/desk/logo', admin, async (context) => {
    const bytes = await readBytes(context, LIMITS.logoBytes)
    return context.json(lookOf(await changeLogo(desk.parts, bytes)))
  })

  app.delete('/api/desk/logo', admin, async (context) =>
    context.json(lookOf(await changeLogo(desk.parts, null))),
  )

  /** For everybody: it stands at the head of public pages. A picture by its own bytes, and never a page. */
  app.get('/desk-logo', async () => {
    const { logo } = settings.get()
    const bytes = logo && (await desk.parts.blobs.get(logo.hash))
    if (!logo || !bytes)
      throw new FaultError({ code: 'kit/not-found', detail: 'this desk has no logo' })
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': logo.type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
        // Pages name it by its hash.
        'cache-control': 'public, max-age=86400',
        etag: `"${logo.hash.slice(0, 32)}"`,
      },
    })
  })
}

/** What all mail looks like. */
const lookOf = ({ deskName, mailColor, logo, isLogoOnReplies }: Settings) => ({
  deskName,
  mailColor,
  logo,
  isLogoOnReplies,
})
