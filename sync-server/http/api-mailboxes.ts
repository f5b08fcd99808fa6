/**
 * Mailboxes that are fetched, over HTTP: settings and trials for admins, work for the gateway. A password goes in and never
 * comes out again, but to the gateway.
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import {
  MailboxAsk,
  MailboxPassword,
  MailboxSettings,
  TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import type { Desk } from '../desk.ts'
import { leaseMailboxes } from '../mail/fetch/mailbox-lease.ts'
import { listMailboxes, removeMailbox, saveMailbox } from '../mail/fetch/mailbox-rows.ts'
import { answerTrial, askTrial, readTrial } from '../mail/fetch/mailbox-trial.ts'
import { lookAndWait } from './hub-wait.ts'
import { readJson } from './body.ts'
import { requireAdmin, requireGateway, type HttpEnv } from './request-auth.ts'

const Wanted = v.object({
  settings: MailboxSettings,
  /** Null: the one that is kept, for the same account; or the one the gateway has. */
  password: v.optional(v.nullable(MailboxPassword), null),
})

export function mountMailboxes(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const gateway = requireGateway(desk)

  app.get('/api/mailboxes', admin, async (context) => {
    const now = desk.parts.clock.now()
    const items = await listMailboxes(desk.database.read)
    return context.json({
      items: items.map(({ queue, settings, secret, said, heldUntil }) => ({
        queue,
        settings,
        hasPassword: secret !== '',
        /** False: no gateway has asked for it lately. */
        isHeld: heldUntil > now,
        said,
      })),
    })
  })

  app.put('/api/queues/:slug/mailbox', admin, async (context) => {
    const { settings, password } = unwrap(parseWith(Wanted, await readJson(context)))
    await saveMailbox(desk, context.req.param('slug'), settings, password)
    desk.parts.log('info', 'a mailbox was changed', {
      person: context.get('session').rights.person,
    })
    return context.json({})
  })

  app.delete('/api/queues/:slug/mailbox', admin, async (context) => {
    if (!(await removeMailbox(desk, context.req.param('slug'))))
      throw new FaultError({ code: 'kit/not-found', detail: 'that queue has no mailbox' })
    return context.json({})
  })

  app.post('/api/queues/:slug/mailbox/trials', admin, async (context) => {
    const { settings, password } = unwrap(parseWith(Wanted, await readJson(context)))
    const id = await askTrial(desk, context.req.param('slug'), settings, password)
    return context.json({ id }, 202)
  })

  app.get('/api/mailbox-trials/:id', admin, async (context) => {
    const id = unwrap(parseWith(Id, context.req.param('id')))
    return context.json({ answer: await readTrial(desk, id) })
  })

  app.post('/gateway/mailboxes', gateway, async (context) => {
    const { worker, waitMs, known, reports } = unwrap(
      parseWith(MailboxAsk, await readJson(context)),
    )
    const work = await lookAndWait(
      desk,
      {
        kinds: ['mailboxes-changed', 'desk-changed'],
        waitMs: Math.min(waitMs, LIMITS.mailboxAskMs),
        signal: context.req.raw.signal,
      },
      (isAgain) => leaseMailboxes(desk, worker, isAgain ? [] : reports),
      (found) => found.known !== known,
    )
    return context.json(work)
  })

  app.post('/gateway/mailbox-trials/:id', gateway, async (context) => {
    const id = unwrap(parseWith(Id, context.req.param('id')))
    await answerTrial(desk, id, unwrap(parseWith(TrialAnswer, await readJson(context))))
    return context.body(null, 204)
  })
}
