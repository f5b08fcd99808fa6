/** The sync payloads over HTTP: GET /feed and its manifest, POST /docs, POST /push, blobs, and the gateway's lease. */
import type { Context, Hono } from 'hono'
import { encodeAny } from 'lib0/buffer'
import {
  FAULTS,
  FaultError,
  toProblem,
  unwrap,
  type Fault,
  type FaultCode,
} from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { HOUR_MS, LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { splitAddress } from '../../shared/ticket/address.ts'
import { NEXT_PAGE_HEADER, type Nack } from '../../shared/wire/down.ts'
import { Lease, type Routes, type SigningKeys } from '../../shared/wire/mail.ts'
import { Push, ScopeName } from '../../shared/wire/up.ts'
import { claimDevice } from '../auth/devices.ts'
import { underRights } from '../auth/rights.ts'
import { bringUpload } from '../commit/uploads.ts'
import type { Desk } from '../desk.ts'
import { domainsOf } from '../mail/domains/domain-facts.ts'
import { readSigningKeys } from '../mail/domains/domain-keys.ts'
import { leaseMail } from '../mail/outbound/mail-lease.ts'
import { noteRelayBytes } from '../mail/outbound/reply-files.ts'
import { pushFrom, type PushSource } from '../session/push.ts'
import { lookAndWait } from './hub-wait.ts'
import { readBytes, readJson } from './body.ts'
import { fileHeaders } from './file-headers.ts'
import { packDocuments } from './packed-documents.ts'
import { answerPacked } from './quick-gzip.ts'
import type { RateLimiter } from './rate-limiter.ts'
import {
  isGateway,
  needSession,
  requireGateway,
  requireSession,
  type HttpEnv,
} from './request-auth.ts'

const Want = v.object({
  want: v.pipe(
    v.array(v.object({ ticket: Id, version: v.number() })),
    v.maxLength(LIMITS.documentsPageCount),
  ),
  /** Each state packed by itself, to be kept so. Devices since protocol 2. */
  isPacked: v.optional(v.boolean(), false),
})
const ManifestQuery = v.object({
  scope: ScopeName,
  from: v.optional(v.union([Id, v.literal('')]), ''),
})
const DISABLED: Fault = { code: 'auth/denied', detail: 'this account is disabled' }
const LEASE_WAIT_MS_MAX = 25_000

export function mountSync(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const agent = requireSession(desk)
  const gateway = requireGateway(desk)

  app.get('/feed', agent, async (context) => {
    const { rights } = context.get('session')
    const scope = context.req.query('scope')
    if (scope === undefined) return context.json({ scopes: await desk.feed.scopesOf(rights) })
    const after = Number(context.req.query('after') ?? 0)
    if (!Number.isSafeInteger(after) || after < 0)
      throw new FaultError({ code: 'kit/invalid', detail: 'after: a whole number' })
    const { text, next } = await readScope(desk, rights.person, scope, () =>
      desk.feed.pageText(scope, after),
    )
    if (next !== null) context.header(NEXT_PAGE_HEADER, String(next))
    return answerPacked(context, text, 'application/json')
  })

  app.get('/feed/manifest', agent, async (context) => {
    const { rights } = context.get('session')
    const { scope, from } = unwrap(parseWith(ManifestQuery, context.req.query()))
    const manifest = await readScope(desk, rights.person, scope, () =>
      desk.feed.manifest(scope, from),
    )
    return answerPacked(context, JSON.stringify(manifest), 'application/json')
  })

  app.post('/docs', agent, async (context) => {
    const { want, isPacked } = unwrap(parseWith(Want, await readJson(context)))
    const { person } = context.get('session').rights
    const answer = await underRights(desk.database, person, async (rights) => {
      const items = await desk.feed.documents(rights, want, LIMITS.documentsAnswerBytes)
      return { items: isPacked ? await packDocuments(items) : items }
    })
    if (!answer) throw new FaultError(DISABLED)
    const type = 'application/octet-stream'
    if (!isPacked) return answerPacked(context, encodeAny(answer), type)
    return context.body(new Uint8Array(encodeAny(answer)), 200, { 'content-type': type })
  })

  app.post('/push', async (context) => {
    // Whole mails come from the gateway alone.
    const most = isGateway(desk, context) ? LIMITS.mailBytes : LIMITS.jsonBytes
    const body = await readJson(context, most)
    const source = await sourceOf(desk, context)
    const push = parseWith(Push, fillPush(desk, body), 'ticket/invalid')
    if (!push.ok) return refuse(context, { type: 'nack', pushId: '', ...push.fault })
    const answer = await pushFrom(desk, source, push.value)
    return answer.type === 'ack' ? context.json(answer) : refuse(context, answer)
  })

  app.put('/blobs/:hash', async (context) => {
    const { parts } = desk
    const hash = context.req.param('hash')
    if (isGateway(desk, context)) {
      unwrap(await parts.blobs.put(await readBytes(context, LIMITS.mailBytes * 2), hash))
      return context.body(null, 204)
    }
    const { rights } = await needSession(desk, context)
    limiter.take(`upload:${rights.person}`, LIMITS.uploadsPerHourPerPerson, HOUR_MS)
    const bytes = await readBytes(context, LIMITS.replyFilesBytes)
    const ticket = context.req.query('ticket') ?? null
    unwrap(await bringUpload(parts, rights, { bytes, hash, ticket }))
    return context.body(null, 204)
  })

  // Attachments of outgoing mail. Agents fetch files through their ticket.
  app.get('/blobs/:hash', gateway, async (context) => {
    const bytes = await desk.parts.blobs.get(context.req.param('hash'))
    if (!bytes) throw new FaultError({ code: 'kit/not-found', detail: 'there is no such blob' })
    return new Response(new Uint8Array(bytes), { headers: fileHeaders('blob') })
  })

  app.get('/gateway/routes', gateway, (context) => context.json(routesOf(desk)))

  app.get('/gateway/signing-keys', gateway, async (context) => {
    context.header('cache-control', 'no-store')
    return context.json(await signingKeysOf(desk))
  })

  app.post('/gateway/lease', gateway, async (context) => {
    const {
      max,
      waitMs,
      worker = null,
      isFirst,
      busy,
      relayBytes,
    } = unwrap(parseWith(Lease, await readJson(context)))
    if (relayBytes !== undefined) await noteRelayBytes(desk.parts, relayBytes)
    const jobs = await lookAndWait(
      desk,
      {
        // Retries that come due later wake it too.
        kinds: ['mail-due'],
        waitMs: Math.min(waitMs, LEASE_WAIT_MS_MAX),
        signal: context.req.raw.signal,
      },
      (isAgain) => leaseMail(desk.parts, { max, worker, isFirst: isFirst && !isAgain, busy }),
      (found) => found.length > 0,
    )
    return context.json({ jobs })
  })
}

/** What is read of a scope, by somebody who may see it before and after. */
async function readScope<T>(
  desk: Desk,
  person: string,
  scope: string,
  read: () => Promise<T>,
): Promise<T> {
  const answer = await underRights(desk.database, person, async (rights) => {
    if (!desk.feed.maySeeScope(rights, scope))
      throw new FaultError({ code: 'auth/denied', detail: 'that scope is not yours' })
    return { value: await read() }
  })
  if (!answer) throw new FaultError(DISABLED)
  return answer.value
}

async function sourceOf(desk: Desk, context: Context): Promise<PushSource> {
  if (isGateway(desk, context)) return { actor: { kind: 'gateway' }, device: 'gateway' }
  const session = await needSession(desk, context)
  const claimed = context.req.header('x-deskside-device')
  if (claimed === undefined)
    return { actor: { kind: 'agent', rights: session.rights }, device: session.id }
  const device = unwrap(parseWith(Id, claimed))
  unwrap(await claimDevice(desk.database, device, session.rights.person, desk.parts.clock.now()))
  return { actor: { kind: 'agent', rights: session.rights }, device }
}

/** curl and the gateway may leave out what has one possible value. */
function fillPush(desk: Desk, body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const kind = 'command' in body ? { kind: 'command' } : {}
  const pushId =
    'pushId' in body ? {} : { pushId: makeId(desk.parts.clock.now(), desk.parts.random) }
  return { ...kind, ...pushId, claimedAt: desk.parts.clock.now(), ...body }
}

/** A nack is also a problem, so that plain HTTP clients see a status and a title. */
function refuse(context: Context, nack: Nack): Response {
  const code: FaultCode = isFaultCode(nack.code) ? nack.code : 'kit/bug'
  const problem = toProblem({
    code,
    detail: nack.detail,
    ...(nack.more ? { more: nack.more } : {}),
  })
  return Response.json(
    { ...problem, ...nack },
    { status: FAULTS[code].http, headers: { 'content-type': 'application/problem+json' } },
  )
}

const isFaultCode = (code: string): code is FaultCode => code in FAULTS

/** Of the domains that queues write from now; none while the relay signs. */
async function signingKeysOf({ config, database, parts }: Desk): Promise<SigningKeys> {
  const domains = config.dkim === 'desk' ? [...domainsOf(parts).keys()] : []
  return { keys: await readSigningKeys(database.read, domains) }
}

function routesOf(desk: Desk): Routes {
  const settings = desk.parts.settings.get()
  const addresses = settings.queues.flatMap((queue) =>
    queue.address === null ? [] : [{ address: queue.address, queue: queue.slug }],
  )
  const domains = new Set(addresses.map(({ address }) => splitAddress(address)?.domain ?? ''))
  return {
    version: settings.revision,
    addresses,
    domains: [...domains],
    mailBytes: LIMITS.mailBytes,
  }
}
