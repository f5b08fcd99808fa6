/**
 * A small text from an address that an admin named (a calendar of holidays), by the same rules as pictures: https alone, a
 * public address that was checked and is then used, no redirect, a limit on time and size. Not here: what is in it.
 */
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { addressOf, pinTo, resolveAll, withLimit, type Resolve } from './checked-address.ts'
import type { Networks } from './network-address.ts'

/** `text` null: it is what the tag says it was (304). */
export type FetchedText = { text: string | null; etag: string }
export type FetchText = (url: string, etag: string) => Promise<Result<FetchedText>>

/** @param listed  networks an admin allows beside the public ones: also without TLS and at any port */
export function makeTextFetcher(listed: Networks, resolve: Resolve = resolveAll): FetchText {
  return async (address, etag) => {
    const over = AbortSignal.timeout(LIMITS.slaFeedMs)
    try {
      if (!URL.canParse(address)) return fail('kit/invalid', 'that is no address')
      const url = new URL(address)
      if (url.username !== '' || url.password !== '')
        return fail('kit/invalid', 'an address with a password in it is not asked')
      const target = await withLimit(addressOf(url, listed, resolve), over)
      const isListed = target !== null && listed.has(target.address)
      if (!target || !(url.protocol === 'https:' || (url.protocol === 'http:' && isListed)))
        return fail('kit/invalid', 'that address is not asked')
      const response = await ask(url, { etag, lookup: pinTo(target), signal: over })
      try {
        return await readAnswer(response, etag)
      } finally {
        response.destroy()
      }
    } catch {
      return fail('kit/busy', 'the address does not answer')
    }
  }
}

function ask(
  url: URL,
  { etag, lookup, signal }: { etag: string; lookup: ReturnType<typeof pinTo>; signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? requestTls : requestPlain)(url, {
      method: 'GET',
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16 * 1024,
      headers: {
        accept: 'text/calendar, text/plain;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'Deskside',
        ...(etag === '' ? {} : { 'if-none-match': etag }),
      },
    })
    request.on('response', done)
    request.on('error', failed)
    request.end()
  })
}

async function readAnswer(response: IncomingMessage, etag: string): Promise<Result<FetchedText>> {
  const { statusCode = 0, headers } = response
  if (statusCode === 304) return ok({ text: null, etag })
  if (statusCode !== 200) return fail('kit/not-found', `it answers with status ${statusCode}`)
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return fail('kit/invalid', 'it answers in an encoding nobody asked for')
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of response) {
    if (!(chunk instanceof Buffer)) continue
    total += chunk.length
    if (total > LIMITS.slaIcalBytes)
      return fail('kit/too-big', `it has more than ${LIMITS.slaIcalBytes} bytes`)
    chunks.push(chunk)
  }
  const tag = headers.etag ?? ''
  return ok({
    text: Buffer.concat(chunks).toString('utf8'),
    etag: tag.length <= LIMITS.nameChars ? tag : '',
  })
}
