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
  MailboxTokenAsk,
  OAuthSecret,
  TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import type { Desk } from '../desk.ts'
import { parseNetworks } from '../egress/network-address.ts'
import { makeFormPoster } from '../egress/post-form.ts'
import { accessTokenFor, type TokenFor } from '../mail/fetch/access-token.ts'
import { leaseMailboxes } from '../mail/fetch/mailbox-lease.ts'
import {
  heldMailbox,
  listMailboxes,
  removeMailbox,
  saveMailbox,
} from '../mail/fetch/mailbox-rows.ts'
import { answerTrial, askTrial, findTrial, readTrial } from '../mail/fetch/mailbox-trial.ts'
import { lookAndWait } from './hub-wait.ts'
import { readJson } from './body.ts'
import { requireAdmin, requireGateway, type HttpEnv } from './request-auth.ts'

const Wanted = v.object({
  settings: MailboxSettings,
  /** Null: the one that is kept, for the same account; or the one the gateway has. */
  password: v.optional(v.nullable(MailboxPassword), null),
  /** The same of an OAuth client, and of what it was given. */
  clientSecret: v.optional(v.nullable(OAuthSecret), null),
  refreshToken: v.optional(v.nullable(OAuthSecret), null),
})

export function mountMailboxes(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const gateway = requireGateway(desk)
  const postForm = makeFormPoster(unwrap(parseNetworks(desk.config.egressAllow)))

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
    const { settings, ...typed } = unwrap(parseWith(Wanted, await readJson(context)))
    await saveMailbox(desk, context.req.param('slug'), settings, typed)
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
    const { settings, ...typed } = unwrap(parseWith(Wanted, await readJson(context)))
    const id = await askTrial(desk, context.req.param('slug'), settings, typed)
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

  app.post('/gateway/mailbox-tokens', gateway, async (context) => {
    const ask = unwrap(parseWith(MailboxTokenAsk, await readJson(context)))
    const wanted = await tokenWanted(desk, ask)
    const isAnew = 'isAnew' in ask && ask.isAnew
    return context.json(unwrap(await accessTokenFor(desk, postForm, wanted, isAnew)))
  })
}

async function tokenWanted(
  desk: Desk,
  ask: v.InferOutput<typeof MailboxTokenAsk>,
): Promise<TokenFor> {
  if ('trial' in ask) {
    const trial = await findTrial(desk, ask.trial)
    if (trial) return { ...trial, isTrial: true }
  } else {
    const held = await heldMailbox(desk, ask)
    if (held) return { ...held, queue: ask.queue, isTrial: false }
  }
  throw new FaultError({ code: 'kit/not-found', detail: 'that mailbox is not fetched by you' })
}
