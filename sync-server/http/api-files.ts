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
import { uploadsOn } from '../commit/uploads.ts'
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

  /** A file on a ticket that this person may see; anything else is not there. @param from  what names it */
  async function fileOf(
    context: Context<HttpEnv>,
    { ticket, hash, from }: { ticket: string; hash: string; from: 'messages' | 'uploads' },
  ) {
    const read = desk.database.read
    const row =
      from === 'messages'
        ? await read.get(
            `SELECT tickets.queue AS queue, tickets.also_in AS also_in, blob_refs.name AS name FROM blob_refs JOIN tickets ON tickets.id = blob_refs.ticket WHERE blob_refs.ticket = ? AND blob_refs.hash = ?`,
            ticket,
            hash,
          )
        : await read.get(
            `SELECT tickets.queue AS queue, tickets.also_in AS also_in, 'file' AS name FROM uploads JOIN tickets ON tickets.id = uploads.ticket WHERE uploads.ticket = ? AND uploads.hash = ?`,
            ticket,
            hash,
          )
    const isSeen = row !== undefined && maySeeAny(context.get('session').rights, queuesInRow(row))
    const bytes = isSeen ? await desk.parts.blobs.get(hash) : null
    return row && bytes ? { name: text(row, 'name'), bytes } : null
  }
  const noFile = () => new FaultError({ code: 'kit/not-found', detail: 'there is no such file' })

  app.get('/api/tickets/:id/blobs/:hash', agent, async (context) => {
    const { id, hash } = context.req.param()
    // Also one of a reply that is being written: everybody who may see the ticket may write in it.
    const found =
      (await fileOf(context, { ticket: id, hash, from: 'messages' })) ??
      (await fileOf(context, { ticket: id, hash, from: 'uploads' }))
    if (!found) throw noFile()
    const { name, bytes } = found
    return new Response(new Uint8Array(bytes), {
      headers: fileHeaders(context.req.query('name') ?? name),
    })
  })

  /** Which files of the reply that is being written are here: the others are still with whoever added them. */
  app.get('/api/tickets/:id/uploads', agent, async (context) => {
    const id = context.req.param('id')
    const row = await desk.database.read.get(`SELECT queue, also_in FROM tickets WHERE id = ?`, id)
    if (!row || !maySeeAny(context.get('session').rights, queuesInRow(row)))
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no such ticket' })
    return context.json({ files: await uploadsOn(desk.database.read, id) })
  })

  app.post('/api/tickets/:id/blobs/:hash/remote-image', agent, async (context) => {
    const { id, hash } = context.req.param()
    const { url } = unwrap(parseWith(RemoteImage, await readJson(context)))
    const { person } = context.get('session').rights
    limiter.take(`picture:${person}`, LIMITS.remoteImagesPerMinutePerPerson, MINUTE_MS)
    const found = await fileOf(context, { ticket: id, hash, from: 'messages' })
    if (!found) throw noFile()
    const { bytes } = found
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
