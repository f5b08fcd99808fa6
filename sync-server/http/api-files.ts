/**
 * Files of a ticket for agents: always a download, whatever they are (file-headers). And the pictures that a mail points
 * to, fetched in an agent's place when they ask: only addresses that stand in that mail, so that nobody can send the
 * server anywhere else.
 */
import type { Context, Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { REMOTE_SOURCE } from '../../shared/ticket/mail-html.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import type { Desk } from '../desk.ts'
import { makePictureFetcher } from '../egress/fetch-picture.ts'
import { parseNetworks } from '../egress/network-address.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import { text } from '../store/database.ts'
import { readJson } from './body.ts'
import { fileHeaders } from './file-headers.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const MINUTE_MS = 60_000
const RemoteImage = v.object({
  url: v.pipe(v.string(), v.maxLength(LIMITS.remoteImageUrlChars)),
})

export function mountFiles(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const agent = requireSession(desk)
  const fetchPicture = makePictureFetcher(unwrap(parseNetworks(desk.config.egressAllow)))

  /** A file on a ticket that this person may see; anything else is not there. */
  async function fileOf(context: Context<HttpEnv>, ticket: string, hash: string) {
    const row = await desk.database.read.get(
      `SELECT tickets.queue AS queue, tickets.also_in AS also_in, blob_refs.name AS name FROM blob_refs JOIN tickets ON tickets.id = blob_refs.ticket WHERE blob_refs.ticket = ? AND blob_refs.hash = ?`,
      ticket,
      hash,
    )
    const isSeen = row !== undefined && maySeeAny(context.get('session').rights, queuesInRow(row))
    const bytes = isSeen ? await desk.parts.blobs.get(hash) : null
    if (!isSeen || !bytes)
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no such file' })
    return { name: text(row, 'name'), bytes }
  }

  app.get('/api/tickets/:id/blobs/:hash', agent, async (context) => {
    const { id, hash } = context.req.param()
    const { name, bytes } = await fileOf(context, id, hash)
    return new Response(new Uint8Array(bytes), {
      headers: fileHeaders(context.req.query('name') ?? name),
    })
  })

  app.post('/api/tickets/:id/blobs/:hash/remote-image', agent, async (context) => {
    const { id, hash } = context.req.param()
    const { url } = unwrap(parseWith(RemoteImage, await readJson(context)))
    const { person } = context.get('session').rights
    limiter.take(`picture:${person}`, LIMITS.remoteImagesPerMinutePerPerson, MINUTE_MS)
    const { bytes } = await fileOf(context, id, hash)
    // As the gateway's sanitiser writes it: its text is escaped, and only it may write this attribute.
    if (!Buffer.from(bytes).includes(`${REMOTE_SOURCE}="${escapeValue(url)}"`))
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no picture to show' })
    const picture = unwrap(await fetchPicture(url))
    return new Response(new Uint8Array(picture.bytes), {
      headers: { ...fileHeaders('picture'), 'x-picture-type': picture.type },
    })
  })
}

function escapeValue(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
