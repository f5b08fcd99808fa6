/**
 * A picture from another host, asked for by the desk so that who looks at a mail stays unknown: no cookie, no referrer,
 * no redirect, one address that was checked and is then used, and nothing but a raster picture comes back. What went
 * wrong is not said: the answer must not tell what is inside this network. Not here: who may ask for which address.
 */
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestTls } from 'node:https'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  addressOf,
  pinTo,
  resolveAll,
  withLimit,
  type Address,
  type Resolve,
} from './checked-address.ts'
import type { Networks } from './network-address.ts'
import { pictureOf } from './picture-type.ts'

export type FetchedPicture = { type: string; bytes: Uint8Array }
export type FetchPicture = (url: string) => Promise<Result<FetchedPicture>>

/** @param listed  networks an admin allows beside the public ones, at any port */
export function makePictureFetcher(listed: Networks, resolve: Resolve = resolveAll): FetchPicture {
  let underWay = 0
  return async (url) => {
    if (underWay >= LIMITS.remoteImagesAtOnce)
      return fail('kit/busy', 'many pictures are being fetched')
    underWay++
    const over = AbortSignal.timeout(LIMITS.remoteImageMs)
    try {
      const target = readTarget(url)
      const address = target && (await withLimit(addressOf(target, listed, resolve), over))
      const bytes = address && (await download(target, address, over))
      const picture = bytes && pictureOf(bytes)
      if (!bytes || !picture || picture.width * picture.height > LIMITS.remoteImagePixels)
        return fail('kit/not-found', 'there is no picture to show')
      return ok({ type: picture.type, bytes })
    } catch {
      return fail('kit/not-found', 'there is no picture to show')
    } finally {
      underWay--
    }
  }
}

function readTarget(text: string): URL | null {
  if (text.length > LIMITS.remoteImageUrlChars || !URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url : null
}

/** The name is not asked again: what was checked is what is connected to. */
function download(url: URL, target: Address, over: AbortSignal): Promise<Uint8Array | null> {
  const options: RequestOptions = {
    method: 'GET',
    agent: false,
    lookup: pinTo(target),
    signal: over,
    maxHeaderSize: 16 * 1024,
    headers: {
      accept: 'image/png, image/jpeg, image/gif, image/webp',
      'accept-encoding': 'identity',
      'user-agent': 'Mozilla/5.0 (compatible; mail picture)',
    },
  }
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? requestTls : requestPlain)(url, options)
    request.on('response', (response) => {
      readBody(response)
        .then(done, failed)
        .finally(() => request.destroy())
    })
    request.on('error', failed)
    request.end()
  })
}

/** @returns null unless it is the thing itself (a redirect is not), as it is, and small enough */
async function readBody(response: IncomingMessage): Promise<Uint8Array | null> {
  const { statusCode, headers } = response
  if (statusCode !== 200) return null
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return null
  if (Number(headers['content-length'] ?? 0) > LIMITS.remoteImageBytes) return null
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of response) {
    if (!(chunk instanceof Buffer)) continue
    total += chunk.length
    if (total > LIMITS.remoteImageBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
