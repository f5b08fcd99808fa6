/**
 * Hands bytes to an address that somebody outside named (push services), by the same rules as pictures: https alone, a
 * public address that was checked and is then used, no redirect, and of the answer nothing is read but its status.
 */
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { addressOf, pinTo, resolveAll, withLimit, type Resolve } from './checked-address.ts'
import type { Networks } from './network-address.ts'

/** @returns the HTTP status; `kit/invalid`: it may not be asked, `kit/busy`: it does not answer */
export type PostBytes = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
) => Promise<Result<{ status: number; retryAfterSeconds: number | null }>>

/** @param listed  networks an admin allows beside the public ones: also without TLS and at any port */
export function makePoster(listed: Networks, resolve: Resolve = resolveAll): PostBytes {
  return async (text, headers, body) => {
    const over = AbortSignal.timeout(LIMITS.pushSendMs)
    try {
      if (!URL.canParse(text)) return fail('kit/invalid', 'that is no address')
      const url = new URL(text)
      const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
      if (!isWeb || url.username !== '' || url.password !== '')
        return fail('kit/invalid', 'that is no address to ask')
      const target = await withLimit(addressOf(url, listed, resolve), over)
      const isListed = target !== null && listed.has(target.address)
      if (!target || (url.protocol !== 'https:' && !isListed))
        return fail('kit/invalid', 'that address is not asked')
      return ok(await post(url, { headers, body, lookup: pinTo(target), signal: over }))
    } catch {
      return fail('kit/busy', 'the address does not answer')
    }
  }
}

function post(
  url: URL,
  {
    headers,
    body,
    lookup,
    signal,
  }: {
    headers: Readonly<Record<string, string>>
    body: Uint8Array
    lookup: ReturnType<typeof pinTo>
    signal: AbortSignal
  },
): Promise<{ status: number; retryAfterSeconds: number | null }> {
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? requestTls : requestPlain)(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16 * 1024,
      headers: { ...headers, 'content-length': String(body.length) },
    })
    request.on('response', ({ statusCode = 0, headers: answer }) => {
      const wait = Number(answer['retry-after'])
      done({ status: statusCode, retryAfterSeconds: Number.isFinite(wait) ? wait : null })
      // What it says besides is nobody's business here.
      request.destroy()
    })
    request.on('error', failed)
    request.end(body)
  })
}
