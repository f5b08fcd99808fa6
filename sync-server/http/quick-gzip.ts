/**
 * Packs what devices fetch in bulk: whole answers, off the main thread, at the fastest level. Measured on documents: a
 * third of the time of the usual level, a tenth more bytes; whoever fetches ten thousand waits for the former.
 */
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

const pack = promisify(gzip)
/** Below this it is not worth a second look. */
const WORTH_BYTES = 1024

/** Answers with `body`: packed where the asker takes that. */
export async function answerPacked(
  context: Context,
  body: string | Uint8Array,
  type: string,
): Promise<Response> {
  const headers = { 'content-type': type, vary: 'accept-encoding' }
  const isTaken = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
  if (!isTaken || body.length < WORTH_BYTES)
    return context.body(typeof body === 'string' ? body : new Uint8Array(body), 200, headers)
  const packed = await pack(body, { level: constants.Z_BEST_SPEED })
  return context.body(new Uint8Array(packed), 200, { ...headers, 'content-encoding': 'gzip' })
}
