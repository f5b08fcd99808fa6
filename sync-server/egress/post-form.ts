/**
 * Sends a form to an address that an admin named (a token endpoint of OAuth) and reads its small answer, by the same rules
 * as pictures: https alone, a public address that was checked and is then used, no redirect, a limit on time and size. Not
 * here: what is asked and what the answer means.
 */
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { addressOf, pinTo, resolveAll, withLimit, type Resolve } from './checked-address.ts'
import type { Networks } from './network-address.ts'

export type FormAnswer = { status: number; body: string }

/** @returns `kit/invalid`: it may not be asked, `kit/busy`: it does not answer, `kit/too-big`: it answers with too much */
export type PostForm = (
  url: string,
  fields: Readonly<Record<string, string>>,
) => Promise<Result<FormAnswer>>

/** @param listed  networks an admin allows beside the public ones: also without TLS and at any port */
export function makeFormPoster(listed: Networks, resolve: Resolve = resolveAll): PostForm {
  return async (text, fields) => {
    const over = AbortSignal.timeout(LIMITS.mailboxTokenMs)
    try {
      if (!URL.canParse(text)) return fail('kit/invalid', 'that is no address')
      const url = new URL(text)
      if (url.username !== '' || url.password !== '')
        return fail('kit/invalid', 'an address with a password in it is not asked')
      const target = await withLimit(addressOf(url, listed, resolve), over)
      const isListed = target !== null && listed.has(target.address)
      if (!target || !(url.protocol === 'https:' || (url.protocol === 'http:' && isListed)))
        return fail('kit/invalid', 'that address is not asked')
      const body = Buffer.from(new URLSearchParams(fields).toString())
      const response = await post(url, { body, lookup: pinTo(target), signal: over })
      try {
        return await readAnswer(response)
      } finally {
        response.destroy()
      }
    } catch {
      return fail('kit/busy', 'the address does not answer')
    }
  }
}

function post(
  url: URL,
  {
    body,
    lookup,
    signal,
  }: { body: Uint8Array; lookup: ReturnType<typeof pinTo>; signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? requestTls : requestPlain)(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16 * 1024,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
        'user-agent': 'Deskside',
      },
    })
    request.on('response', done)
    request.on('error', failed)
    request.end(body)
  })
}

async function readAnswer(response: IncomingMessage): Promise<Result<FormAnswer>> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of response) {
    if (!(chunk instanceof Buffer)) continue
    total += chunk.length
    if (total > LIMITS.mailboxTokenBytes)
      return fail('kit/too-big', `it has more than ${LIMITS.mailboxTokenBytes} bytes`)
    chunks.push(chunk)
  }
  return ok({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
}
