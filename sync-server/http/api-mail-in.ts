/** POST /gateway/mails: small messages, each with its bytes, handed in together and answered one by one. */
import type { Hono } from 'hono'
import { fail, FaultError, ok, unwrap, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Ack, Nack } from '../../shared/wire/down.ts'
import { MailIn, MailsIn } from '../../shared/wire/mail.ts'
import type { Desk } from '../desk.ts'
import { pushFrom } from '../session/push.ts'
import { readJson } from './body.ts'
import { requireGateway, type HttpEnv } from './request-auth.ts'

export function mountMailIn(app: Hono<HttpEnv>, desk: Desk): void {
  app.post('/gateway/mails', requireGateway(desk), async (context) => {
    const { mails } = unwrap(parseWith(MailsIn, await readJson(context, LIMITS.mailBytes)))
    // Beside each other, so that one COMMIT serves them all.
    return context.json({ answers: await Promise.all(mails.map((mail) => take(desk, mail))) })
  })
}

async function take(desk: Desk, mail: unknown): Promise<Ack | Nack> {
  const parsed = parseWith(MailIn, mail, 'ticket/invalid')
  if (!parsed.ok) return refuse(idOf(mail), parsed.fault)
  const { pushId, command, blobs } = parsed.value
  const stored = await storeAll(desk, blobs)
  if (!stored.ok) return refuse(pushId, stored.fault)
  const source = { actor: { kind: 'gateway' as const }, device: 'gateway' }
  const claimedAt = desk.parts.clock.now()
  return pushFrom(desk, source, { kind: 'command', pushId, command, claimedAt })
}

/** A message whose bytes could not be stored is refused by itself: its neighbours have done nothing. */
async function storeAll(desk: Desk, blobs: MailIn['blobs']): Promise<Result<void>> {
  try {
    for (const { hash, base64 } of blobs)
      unwrap(await desk.parts.blobs.put(Buffer.from(base64, 'base64'), hash))
    return ok()
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault }
    desk.parts.log('error', 'the bytes of a mail could not be stored', { error: String(error) })
    return fail('kit/bug', 'the message was not stored')
  }
}

const refuse = (pushId: string, { code, detail }: Fault): Nack => ({
  type: 'nack',
  pushId,
  code,
  detail,
})

const Named = v.object({ pushId: v.string() })

/** As far as it can be read. */
function idOf(mail: unknown): string {
  const named = v.safeParse(Named, mail)
  return named.success ? named.output.pushId : ''
}
