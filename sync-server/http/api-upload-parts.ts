/**
 * Large files in parts, so that one that breaks off goes on where it was: `GET /blobs/:hash/parts` says how much is here,
 * `PATCH` brings what comes next. Not here: files in one piece (api-sync).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { HOUR_MS, LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, Sha256, v } from '../../shared/kit/schema.ts'
import { UploadedParts } from '../../shared/wire/upload.ts'
import { bringPart, partsOf } from '../commit/upload-parts.ts'
import type { Desk } from '../desk.ts'
import { readBytes } from './body.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const Count = v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))
const Head = v.object({ at: Count, total: Count })

export function mountUploadParts(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const agent = requireSession(desk)

  app.get('/blobs/:hash/parts', agent, async (context) => {
    const { person } = context.get('session').rights
    const hash = unwrap(parseWith(Sha256, context.req.param('hash')))
    const answer: UploadedParts = { bytes: await partsOf(desk.database.read, person, hash) }
    return context.json(answer)
  })

  app.patch('/blobs/:hash/parts', agent, async (context) => {
    const { rights } = context.get('session')
    limiter.take(`upload-part:${rights.person}`, LIMITS.uploadPartsPerHourPerPerson, HOUR_MS)
    const hash = unwrap(parseWith(Sha256, context.req.param('hash')))
    const head = parseWith(Head, {
      at: context.req.header('upload-offset'),
      total: context.req.header('upload-length'),
    })
    if (!head.ok)
      throw new FaultError({
        code: 'kit/invalid',
        detail:
          'a part says where it begins (Upload-Offset), and how long its file is (Upload-Length)',
      })
    const bytes = await readBytes(context, LIMITS.uploadPartBytes)
    const ticket = context.req.query('ticket') ?? null
    const have = unwrap(await bringPart(desk.parts, rights, { ...head.value, hash, ticket, bytes }))
    const answer: UploadedParts = { bytes: have }
    return context.json(answer)
  })
}
