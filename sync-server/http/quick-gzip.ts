/**
 * Packs what devices fetch in bulk: whole answers, off the main thread, at the fastest level. Measured on documents: a
 * third of the time of the usual level, a tenth more bytes; whoever fetches ten thousand waits for the former.
 */
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const pack = promisify(gzip)
/** Below this it is not worth a second look. */
const WORTH_BYTES = 1024

export function quickGzip(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { res } = context
    if (!res.body || res.headers.has('content-encoding')) return
    if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) return
    const plain = new Uint8Array(await res.arrayBuffer())
    const isPacked = plain.length >= WORTH_BYTES
    const body = isPacked ? await pack(plain, { level: constants.Z_BEST_SPEED }) : plain
    // Takes the headers over from the answer before it.
    context.res = new Response(new Uint8Array(body), { status: res.status, headers: res.headers })
    context.res.headers.delete('content-length')
    context.res.headers.append('vary', 'accept-encoding')
    if (isPacked) context.res.headers.set('content-encoding', 'gzip')
  }
}
